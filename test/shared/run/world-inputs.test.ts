import { describe, expect, it, test } from "vitest";
import { inputWords } from "../../../shared/run/input-words.ts";
import type { RunRequest } from "../../../shared/run/request.ts";
import { isUncertain, worldInputs } from "../../../shared/run/world-inputs.ts";
import { fieldAt, findPath, valueAt } from "../../../shared/scenario/field-at.ts";
import { pathsOf } from "../../../shared/scenario/known-paths.ts";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import { formatPath, type Path } from "../../../shared/scenario/path.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { compiled } from "../../support/simulate.ts";
import { everyFieldText } from "../scenario/example.ts";

function requestOf(scenario: Scenario, designs = Object.keys(scenario.designs)): RunRequest {
  return { scenario, columns: {}, seed: 5, replications: 8, days: 1, start: "2026-12-01", load: 1, designs };
}

function scenarioOf(file: unknown): Scenario {
  const parsed = parseScenario(JSON.stringify(file));
  if (!parsed.ok) throw new Error(parsed.error.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  return parsed.value;
}

const numbers = (count: number) => Array.from({ length: count }, (_, world) => world);

function ranks(values: Float64Array): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const places = new Float64Array(values.length);
  order.forEach((index, place) => {
    places[index] = place;
  });
  return places;
}

/** Spearman's rank correlation: 1 − 6 Σd² / (n(n² − 1)). */
function spearman(a: Float64Array, b: Float64Array): number {
  const [x, y] = [ranks(a), ranks(b)];
  const squares = x.reduce((sum, place, i) => sum + (place - y[i]!) ** 2, 0);
  return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1));
}

/** A distribution that any field of its kind can be. */
function uncertain(at: Path): unknown {
  const { exclusiveMaximum, maximum = exclusiveMaximum, minimum = 0 } = fieldAt(at) ?? {};
  if (minimum < 0) return { uniform: { min: -0.1, max: 0 } };
  return maximum === 1 ? { uniform: { min: 0.4, max: 0.6 } } : { uniform: { min: 1.2, max: 2 } };
}

function put(tree: unknown, at: Path, value: unknown): void {
  const holder = at.slice(0, -1).reduce<unknown>(valueAt, tree);
  if (typeof holder === "object" && holder !== null) Reflect.set(holder, String(at.at(-1)), value);
}

/** The file with every field, each unknown of which is a distribution, and each that varies has a scale. */
function everythingUnknown() {
  const file: unknown = JSON.parse(everyFieldText);
  const expected: string[] = [];
  const places = pathsOf(file).filter((at) => fieldAt(at)?.kind === "quantity");
  const shift = ["models", "first", "success", "shift"];
  const bursts = ["requests", "tokens"].map((kind) => ["models", "first", "limits", "burstSeconds", kind]);
  for (const at of places) {
    const value = at.reduce<unknown>(valueAt, file);
    if (fieldAt(at)?.certainty === "varies") {
      const spec =
        typeof value === "number" ? { lognormal: { mean: Math.max(value, 0.001), cv: 0.5 } } : value;
      put(file, at, { ...(spec as object), scale: { uniform: { min: 0.9, max: 1.1 } } });
      expected.push(formatPath([...at, "scale"]));
    } else if (!("passed" in Object(value)) && !("requests" in Object(value))) {
      put(file, at, uncertain(at));
      expected.push(formatPath(at));
    }
  }
  // A price of the catalogue is looked up by the host, which there is none of here.
  put(file, ["models", "second", "price"], { input: 1 });
  for (const at of [shift, ...bursts]) {
    put(file, at, uncertain(at));
    expected.push(formatPath(at));
  }
  return { file, expected };
}

/** What only forecasts and the worth of a unit read. */
const BESIDE_THE_RUN = [
  "traffic.growthPerMonth",
  "value.perUnit",
  "value.manualCostPerUnit",
  "costs.once.integration",
];

describe("every field that is called unknown", () => {
  const { file, expected } = everythingUnknown();
  const scenario = scenarioOf(file);
  const inputs = worldInputs(requestOf(scenario), numbers(4));
  const found = new Map(inputs.map((input) => [input.path, input]));
  const drawn = (text: string) => {
    const [section, , ...rest] = findPath(scenario, text) ?? [];
    if (section === "designs")
      return ["designs", ...rest].join(".").replace("designs.patience", "task.patience");
    return text
      .replace("task.steps[0]", "task.steps.answer")
      .replaceAll(/\[(\d+)\]/g, ".$1")
      .replaceAll(/\["([^"]+)"\]/g, ".$1");
  };

  test("there are over sixty of them", () => {
    expect(expected.length).toBeGreaterThan(60);
  });

  test.each(expected)("%s may be a distribution, and differs from world to world", (text) => {
    const input = found.get(drawn(text));
    expect(input, drawn(text)).toBeDefined();
    expect(new Set(input?.values).size).toBe(4);
    expect(input?.inRun).toBe(!BESIDE_THE_RUN.includes(text));
    expect(input?.label).toMatch(/\S/);
    expect(input?.label).not.toBe(input?.path);
  });
});

describe("the worlds that are drawn alone", () => {
  const scenario = plainScenario({
    tasksPerDay: 100,
    traffic: { adoption: { beta: { p5: 0.2, p95: 0.7 } } },
    model: {
      success: { passed: 80, of: 100, shift: { uniform: { min: -0.1, max: 0 } } },
      latency: { total: 2 },
    },
  });
  const inputs = worldInputs(requestOf(scenario), [3, 0]);

  it("are those of the run", () => {
    const ready = compiled(scenario, { days: 0.01, seed: 5 });
    ready.simulate(6);
    const values = ready.worldValues();
    for (const input of inputs) expect(input.values[0]).toBe(values.get(input.path));
  });

  it("keep a share and its shift apart, which the run adds up", () => {
    const [success, shift] = ["models.model.success", "models.model.success.shift"].map(
      (path) => inputs.find((input) => input.path === path)!,
    );
    expect(success!.values[1]).toBeCloseTo(success!.own[1]! + shift!.own[1]!, 12);
    expect(shift!.quantile(0.1)).toBeCloseTo(-0.09, 12);
  });

  it("hold a number that was written as a distribution to be certain", () => {
    const known = worldInputs(requestOf(plainScenario({ traffic: { adoption: { constant: 0.5 } } })), [0]);
    expect(known.filter(isUncertain)).toEqual([]);
  });
});

describe("correlations between unknowns", () => {
  const WORLDS = 3000;
  const share = { uniform: { min: 0.2, max: 0.8 } };
  const scenario = scenarioOf({
    ...plainScenario({
      traffic: { adoption: share },
      step: { input: { lognormal: { mean: 100, cv: 1 }, scale: { uniform: { min: 0.9, max: 1.1 } } } },
    }),
    models: {
      "gpt-4.1": {
        price: { input: { uniform: { min: 1, max: 2 } } },
        latency: { total: 2 },
        limits: { requestsPerMinute: 100, burstSeconds: { uniform: { min: 5, max: 60 } } },
        success: { evaluation: { passed: 80, of: 100, shift: { uniform: { min: -0.1, max: 0 } } } },
      },
    },
    designs: {
      "in one go": { mode: "sync", route: { answer: ["gpt-4.1"] }, cache: { hitShare: share } },
    },
    correlations: [
      ["traffic.adoption", 'models["gpt-4.1"].price.input', 0.6],
      ["traffic.adoption", 'models["gpt-4.1"].success.evaluation.shift', -0.4],
      ["traffic.adoption", 'designs["in one go"].cache.hitShare', 0.3],
      ["task.steps[0].input.scale", 'models["gpt-4.1"].limits.burstSeconds', 0.8],
    ],
  });
  const inputs = worldInputs(requestOf(scenario), numbers(WORLDS));
  const own = (path: string) => inputs.find((input) => input.path === path)!.own;

  test.each([
    ["traffic.adoption", "models.gpt-4.1.price.input", 0.6],
    ["traffic.adoption", "models.gpt-4.1.success.shift", -0.4],
    ["traffic.adoption", "designs.cache.hitShare", 0.3],
    ["task.steps.answer.input.scale", "models.gpt-4.1.limits.burstSeconds", 0.8],
    ["traffic.adoption", "task.steps.answer.input.scale", 0],
  ])("%s and %s go together as asked: %d", (a, b, asked) => {
    expect(Math.abs(spearman(own(a), own(b)) - asked)).toBeLessThan(3 / Math.sqrt(WORLDS));
  });

  it("are refused where they contradict each other, with a way out", () => {
    const impossible = { ...everyField(), correlations: triangle(-0.9) };
    expect(problemsOf(impossible)).toMatchObject([
      { path: "correlations", allowed: expect.stringMatching(/multiplied by 0\.\d+/) },
    ]);
    expect(problemsOf({ ...everyField(), correlations: triangle(0.9) })).toEqual([]);
  });

  it("are refused between two designs that draw the same, and twice under two designs' names", () => {
    const [a, b] = ["designs.sync.cache.hitShare", "designs.queued.cache.hitShare"];
    const one = { ...everyField(), correlations: [[a, b, 0.5]] };
    expect(problemsOf(one)[0]?.message).toMatch(/one unknown/);
    const twice = {
      ...everyField(),
      correlations: [
        ["traffic.users", a, 0.5],
        [b, "traffic.users", -0.5],
      ],
    };
    expect(problemsOf(twice)[0]?.message).toMatch(/correlated twice/);
  });
});

function everyField(): object {
  const file: unknown = JSON.parse(everyFieldText);
  return Object(file);
}

/** Two pairs that go together, and the third pair by so much. */
function triangle(third: number) {
  return [
    ["traffic.users", "traffic.adoption", 0.9],
    ["traffic.adoption", "value.keptShare", 0.9],
    ["traffic.users", "value.keptShare", third],
  ];
}

function problemsOf(file: object) {
  const parsed = parseScenario(JSON.stringify(file));
  return parsed.ok ? [] : parsed.error;
}

test.each([
  ["traffic.adoption", "Adoption"],
  ["models.gpt-4.1.price.input", "gpt-4.1: input price"],
  ["models.large.success.shift", "large: success, shift"],
  ["task.steps.answer.input.scale", "answer: input, scale"],
  ["models.large.failures.incidents.errorShare", "large: incidents, errors during an incident"],
  ["designs.cache.hitShare", "Cache: hits"],
  ["costs.monthly.search index", "Fixed cost: search index"],
])("%s is called “%s”", (path, label) => {
  expect(inputWords(path).label).toBe(label);
});
