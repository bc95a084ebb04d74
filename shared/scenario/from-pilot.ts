/**
 * A whole scenario from four numbers that everybody knows after a pilot. What they don't say is a usual figure, marked
 * as a guess, so that there is an answer at once and a list of what to replace first.
 */
import type { Problem } from "../errors.ts";
import { fail, type Result, succeed } from "../result.ts";

export interface PilotNumbers {
  /** Model calls that the pilot made: a whole number, at least 1. */
  readonly calls: number;
  /** What the pilot paid for them, currency, above 0. */
  readonly cost: number;
  /** People who will use the feature on an average day, above 0. */
  readonly usersPerDay: number;
  /** Calls that one of them makes on an average day, above 0. */
  readonly callsPerUser: number;
  /** What a month may cost; absent = no target is set. */
  readonly budget?: number;
  /** Three-letter code; absent = USD. */
  readonly currency?: string;
  /** What one kept, right task is called; absent = answer. */
  readonly unit?: string;
  readonly name?: string;
}

/** Tokens of a usual call, and what an output token costs beside an input token. */
const INPUT = { mean: 1500, cv: 0.8 };
const OUTPUT = { mean: 250, cv: 0.9 };
const LARGEST_OUTPUT = 4000;
const OUTPUT_PRICE_RATIO = 5;

/** Hour of the day over the mean, from midnight: pooled chat of a whole week (Azure, 2024). */
const HOURS = [
  0.89, 0.97, 0.95, 0.79, 0.8, 0.86, 0.97, 1.05, 1.08, 1.04, 0.96, 1.03, 1.14, 1.26, 1.32, 1.25, 1.14, 1.1,
  1.09, 1.02, 0.95, 0.82, 0.74, 0.78,
];

/**
 * The text of a scenario file whose calls cost on average what the pilot's did: one step of one call, one model, a
 * synchronous and a streamed design, usual sizes and latencies. The price is what makes it so:
 * `input price = cost per call · 10⁶ / (mean input + 5 · mean output)`, an output token costing five input tokens.
 *
 * @example scenarioFromPilot({ calls: 3100, cost: 30, usersPerDay: 100_000, callsPerUser: 0.5 })
 * @returns The text, which `parseScenario` accepts, or every number that can't be; a problem's path is its name here.
 */
export function scenarioFromPilot(numbers: PilotNumbers): Result<string, Problem[]> {
  const problems = problemsOf(numbers);
  return problems.length > 0 ? fail(problems) : succeed(`${jsonText(scenarioOf(numbers))}\n`);
}

function problemsOf(numbers: PilotNumbers): Problem[] {
  const { calls, cost, usersPerDay, callsPerUser, budget, currency, unit } = numbers;
  const problems: Problem[] = [];
  const positive = (path: string, value: number, message: string) => {
    if (!(value > 0 && Number.isFinite(value)))
      problems.push({ path, value, message, allowed: "a number above 0" });
  };
  if (!(Number.isInteger(calls) && calls >= 1)) {
    const message = "A pilot makes whole calls, at least one.";
    problems.push({ path: "calls", value: calls, message, allowed: "a whole number of 1 or more" });
  }
  positive("cost", cost, "Without a cost the pilot says nothing about prices.");
  positive("usersPerDay", usersPerDay, "Somebody has to use it.");
  positive("callsPerUser", callsPerUser, "Somebody has to call it.");
  if (budget !== undefined) positive("budget", budget, "A budget is what a month may cost.");
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) {
    const message = "A currency is a code of three capital letters.";
    problems.push({ path: "currency", value: currency, message, allowed: "a code such as USD or EUR" });
  }
  if (unit?.trim() === "") problems.push({ path: "unit", value: unit, message: "The unit needs a name." });
  return problems;
}

function scenarioOf(numbers: PilotNumbers) {
  const { calls, cost, usersPerDay, callsPerUser, budget, currency = "USD", unit = "answer" } = numbers;
  const { name = "From the pilot" } = numbers;
  const input = digits((1e6 * cost) / calls / (INPUT.mean + OUTPUT_PRICE_RATIO * OUTPUT.mean));
  const { simulation, isWholeDay } = simulationFor(usersPerDay * callsPerUser);
  return {
    plimsoll: 1,
    name,
    question: questionOf(numbers),
    currency,
    chosen: "streamed",
    pilot: { calls, cost },
    traffic: {
      users: usersPerDay,
      tasksPerUser: { lognormal: { mean: callsPerUser, cv: 0.3 } },
      ...(isWholeDay ? { profile: { hours: HOURS } } : {}),
    },
    task: {
      unit,
      steps: [
        {
          name: "answer",
          input: { lognormal: INPUT, scale: { lognormal: { mean: 1, cv: 0.15 } } },
          output: { lognormal: OUTPUT },
          maxOutput: LARGEST_OUTPUT,
        },
      ],
    },
    models: { model: modelOf(input) },
    designs: {
      sync: {
        mode: "sync",
        route: { answer: ["model"] },
        retry: { attempts: 3, firstDelay: 0.5, maxDelay: 10, jitter: "full" },
      },
      streamed: { like: "sync", mode: "stream" },
    },
    ...(budget === undefined ? {} : { targets: { confidence: 0.9, monthlyCost: budget } }),
    simulation,
    assumptions: assumptionsFor(isWholeDay),
  };
}

function modelOf(input: number) {
  return {
    price: { input, output: digits(OUTPUT_PRICE_RATIO * input) },
    latency: {
      firstToken: { lognormal: { p50: 0.6, p95: 1.5 } },
      perOutputToken: { lognormal: { mean: 0.01, cv: 0.2 } },
      stalls: { share: 0.003, multiplier: { lognormal: { p50: 12, p95: 60 } } },
    },
    failures: { errorShare: 0.01 },
  };
}

function questionOf({ usersPerDay, budget, currency = "USD" }: PilotNumbers): string {
  const many = usersPerDay.toLocaleString("en-US");
  if (budget === undefined) return `What does it cost to serve ${many} users a day?`;
  return `Can ${many} users a day be served for ${budget.toLocaleString("en-US")} ${currency} a month?`;
}

/** Tasks of one replication of one design that are simulated in a moment. */
const QUICK = 20_000;
const SLOW = 320_000;

/** So much that an answer is there within seconds: fewer worlds where a day is long, and a part of it beyond. */
function simulationFor(tasksPerDay: number) {
  const seed = 1;
  if (tasksPerDay <= QUICK) return { simulation: { replications: 256, seed }, isWholeDay: true };
  if (tasksPerDay <= 4 * QUICK) return { simulation: { replications: 128, seed }, isWholeDay: true };
  if (tasksPerDay <= SLOW) return { simulation: { replications: 64, seed }, isWholeDay: true };
  const days = digits((4 * QUICK) / tasksPerDay);
  return { simulation: { days, replications: 64, seed }, isWholeDay: false };
}

function assumptionsFor(isWholeDay: boolean) {
  const guess = (note: string) => ({ source: "guess", note });
  return {
    "traffic.users": guess("typed in; replace it by a measured figure"),
    "traffic.tasksPerUser": guess(
      "the calls per user typed in, give or take a third: a pilot's users differ",
    ),
    ...(isWholeDay
      ? { "traffic.profile.hours": guess("pooled chat of a week in 2024, which had peaks of 1.3") }
      : { "simulation.days": guess("a part of a day, at its mean rate: a whole one would take long") }),
    "task.steps[0].input": guess(
      "a usual prompt; production's may be 15% longer or shorter than the pilot's",
    ),
    "task.steps[0].output": guess("a usual answer"),
    "models.model.price.input": guess("what makes a call cost what the pilot's did, with these sizes"),
    "models.model.price.output": guess("five times the input price, as many vendors have it"),
    "models.model.latency.firstToken": guess("p95 at 2.5 times p50, as measured of many vendors in 2026"),
    "models.model.latency.perOutputToken": guess("a hundred tokens a second, give or take a fifth"),
    "models.model.latency.stalls.share": guess("rare answers take ten times as long and more"),
    "models.model.failures.errorShare": guess("one in a hundred"),
  };
}

/** Six digits are more than anybody knows of a price. */
function digits(value: number): number {
  return Number(value.toPrecision(6));
}

/** So wide are lines at most, where an object or a list fits on one. */
const LINE = 110;

/** JSON as people write it: what is short and rows of numbers on one line, the rest a member a line. */
function jsonText(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const flat = flatText(value);
  const isRow = Array.isArray(value) && value.every((item) => typeof item === "number");
  if (isRow || (indent.length + flat.length <= LINE && indent !== "")) return flat;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => `${deeper}${jsonText(item, deeper)}`);
    return `[\n${items.join(",\n")}\n${indent}]`;
  }
  const members = Object.entries(value).map(
    ([key, member]) => `${deeper}${JSON.stringify(key)}: ${jsonText(member, deeper)}`,
  );
  return `{\n${members.join(",\n")}\n${indent}}`;
}

function flatText(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flatText).join(", ")}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${flatText(member)}`);
  return `{ ${members.join(", ")} }`;
}
