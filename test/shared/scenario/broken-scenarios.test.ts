import { describe, expect, test } from "vitest";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import { drop, example, put, rename, type Tree } from "./example.ts";

/** One broken file: what was done to the example, and the one problem that must be told. */
interface Broken {
  readonly title: string;
  readonly breakIt: (scenario: Tree) => unknown;
  readonly path: string;
  readonly says: RegExp;
  readonly value?: unknown;
  readonly allowed?: RegExp;
  readonly suggestion?: string;
}

function set(path: string, value: unknown, says: RegExp, more: Partial<Broken> = {}): Broken {
  return {
    title: `${path} = ${JSON.stringify(value) ?? "nothing"}`.slice(0, 90),
    breakIt: (scenario) => put(scenario, path, value),
    path: path.replace(/\.(\d+)/g, "[$1]"),
    value,
    says,
    ...more,
  };
}

function without(path: string, says: RegExp, more: Partial<Broken> = {}): Broken {
  return {
    title: `no ${path}`,
    breakIt: (s) => drop(s, path),
    path: path.replace(/\.(\d+)/g, "[$1]"),
    says,
    ...more,
  };
}

function misspelt(path: string, as: string, suggestion: string, more: Partial<Broken> = {}): Broken {
  return {
    title: `${path} misspelt as ${as}`,
    breakIt: (scenario) => rename(scenario, path, as),
    path: [...path.split(".").slice(0, -1), as].join(".").replace(/\.(\d+)/g, "[$1]"),
    says: /no field/,
    suggestion,
    ...more,
  };
}

const numbers: readonly Broken[] = [
  set("traffic.users", 0, /too small/, { allowed: /above 0/ }),
  set("traffic.users", -5, /too small/, { allowed: /above 0/ }),
  set("traffic.users", "100k", /number, not a text/, { suggestion: "100000" }),
  set("traffic.users", null, /null/),
  set("traffic.users", true, /not true or false/),
  set("traffic.users", [1], /not a list/),
  set("traffic.adoption", 1.4, /too large/, { allowed: /from 0 to 1/ }),
  set("traffic.adoption", 45, /too large/, { suggestion: "0.45" }),
  set("traffic.adoption", "45%", /not a text/, { suggestion: "0.45" }),
  set("traffic.growthPerMonth", -1.5, /too small/, { allowed: /above -1/ }),
  set("traffic.burstiness", 0, /too small/),
  set("value.keptShare", -0.1, /too small/, { allowed: /from 0 to 1/ }),
  set("value.perUnit", "$4.20", /not a text/, { suggestion: "4.2" }),
  set("task.steps.1.cachedShare", 2, /too large/, { suggestion: "0.02" }),
  set("task.steps.1.correlation", 1.2, /too large/, { allowed: /from -1 to 1/ }),
  set("task.steps.1.maxOutput", 1500.5, /whole number/, { suggestion: "1501" }),
  set("task.steps.1.maxOutput", 0, /too small/, { allowed: /whole number of at least 1/ }),
  set("task.steps.1.calls", 0, /too small/),
  set("task.deadline", 0, /too small/),
  set("task.deadline", "30 min", /not a text/, { suggestion: "1800" }),
  set("models.large.price.output", -10, /too small/, { allowed: /at least 0/ }),
  set("models.large.limits.requestsPerMinute", 0, /too small/, { allowed: /above 0/ }),
  set("models.large.limits.tokensPerMinute", "500k", /not a text/, { suggestion: "500000" }),
  set("models.large.limits.background", 1, /too large/, { allowed: /at least 0 and below 1/ }),
  set("models.large.failures.errorShare", 1.01, /too large/),
  set("models.large.failures.errorShare", 1.4, /too large/, { suggestion: "0.014" }),
  set("models.large.latency.stalls.multiplier", 0.5, /too small/, { allowed: /at least 1/ }),
  set("models.large.latency.sticky", 1.5, /too large/),
  set("models.large.success.passed", 201, /201 of 200/, { allowed: /at most 200/ }),
  set("models.large.success.passed", 17.6, /whole number/),
  set("designs.sync.retry.attempts", 0, /too small/, { allowed: /whole number from 1/ }),
  set("designs.sync.timeout", -1, /too small/),
  set("designs.streamed.breaker.threshold", 50, /too large/, { suggestion: "0.5" }),
  set("targets.confidence", 90, /too large/, { suggestion: "0.9" }),
  set("targets.confidence", 1, /too large/, { allowed: /above 0 and below 1/ }),
  set("targets.latency.0.percentile", 0, /too small/, { allowed: /at least 1 and below 100/ }),
  set("targets.latency.0.percentile", 100, /too large/),
  set("targets.latency.0.percentile", "p95", /not a text/, { allowed: /below 100/ }),
  set("simulation.replications", 255, /even/, {
    suggestion: "256",
    allowed: /even whole number from 2 to 100000/,
  }),
  set("simulation.replications", 0, /too small/),
  set("simulation.replications", 100_002, /too large/),
  set("simulation.days", 0, /too small/),
  set("simulation.seed", -1, /too small/),
  set("simulation.seed", 1.5, /whole number/),
];

const words: readonly Broken[] = [
  set("currency", "dollars", /not understood/, { suggestion: "USD", allowed: /three capital letters/ }),
  set("currency", "usd", /not understood/, { suggestion: "USD" }),
  set("designs.sync.mode", "streaming", /can't be "streaming"/, {
    suggestion: "stream",
    allowed: /sync, stream, async, batch/,
  }),
  set("designs.sync.onLimit", "wiat", /can't be "wiat"/, { suggestion: "wait" }),
  set("designs.sync.retry.jitter", "ful", /can't be/, { suggestion: "full" }),
  set("models.large.limits.reserves", "max_output", /can't be/, { suggestion: "max-output" }),
  set("models.large.limits.settles", "no", /true or false/, { suggestion: "false" }),
  set("targets.latency.0.of", "results", /can't be/, { suggestion: "result" }),
  set("models.large.retires", "2027-02-30", /no date/, { allowed: /2026-12-31/ }),
  set("models.large.retires", "2027/6/30", /no date/, { suggestion: "2027-06-30" }),
  set("simulation.start", "01.12.2026", /no date/),
  set("name", "  ", /empty/),
  set("models.large.price", 3, /can't be a number/, { allowed: /a text, or an object/ }),
  set("assumptions", { "traffic.users": { source: "measurd" } }, /can't be "measurd"/, {
    path: 'assumptions["traffic.users"].source',
    value: "measurd",
    suggestion: "measured",
  }),
];

const shapes: readonly Broken[] = [
  set("traffic", [], /must be an object, not a list/),
  set("task.steps", {}, /must be a list, not an object/),
  set("task.steps", [], /empty/, { allowed: /at least one/ }),
  set("traffic.profile.hours", [1, 2, 3], /24 numbers are needed, and here are 3/, { allowed: /exactly 24/ }),
  set("traffic.profile.hours", Array(24).fill(0), /above 0/),
  set("traffic.profile.hours.3", -1, /too small/),
  set("traffic.profile.days", [1, 1, 1, 1, 1], /7 numbers are needed, and here are 5/),
  set("designs.sync.timeout", { lognormal: { p50: 3, p95: 5 } }, /can't be uncertain/, {
    allowed: /a number above 0/,
  }),
  set("designs.sync.route.answer", "large", /must be a list, not a text/),
  set("designs.sync.route.answer", [], /empty/),
  set("models", {}, /no model/, {
    allowed: /at least one/,
    breakIt: (s) => put(drop(s, "assumptions"), "models", {}),
  }),
  without("traffic.users", /say how many people/),
  without("task.steps.1.input", /input of step "answer" is missing/),
  without("task.steps.0.name", /"name" is missing/),
  without("models.small.latency", /"latency" is missing/),
  without("plimsoll", /"plimsoll" is missing/, { allowed: /^1$/ }),
  without("costs.human.perHour", /"perHour" is missing/),
  without("models.large.failures.incidents.minutes", /"minutes" is missing/),
  misspelt("question", "qestion", "question"),
  misspelt("traffic.adoption", "adoptoin", "adoption"),
  misspelt("models.large.price.cachedInput", "cached_input", "cachedInput", {
    allowed: /input, cachedInput/,
  }),
  misspelt("models.large.limits.requestsPerMinute", "rpm", "requestsPerMinute"),
  misspelt("targets.monthlyCost", "monthlyCosts", "monthlyCost"),
  misspelt("designs.streamed.cache.seconds", "secs", "seconds"),
  set("designs.sync.maxOutput", 500, /no field.*belongs in task\.steps/),
  set("models.large.temperature", 0.2, /no field "temperature"/),
  set("plimsoll", 0, /must be the number 1/, { allowed: /1/, suggestion: "1" }),
  set("plimsoll", "1", /must be the number 1/, { suggestion: "1" }),
];

const distributions: readonly Broken[] = [
  set("traffic.adoption", { betta: { p5: 0.35, p95: 0.7 } }, /betta/, {
    path: "traffic.adoption.betta",
    value: { p5: 0.35, p95: 0.7 },
    suggestion: "beta",
  }),
  set("task.steps.1.input", { lognromal: { p50: 1900, p95: 6200 } }, /lognromal/, {
    path: "task.steps[1].input.lognromal",
    value: { p50: 1900, p95: 6200 },
    suggestion: "lognormal",
  }),
  set("traffic.adoption.beta", { p5: 0.7, p95: 0.35 }, /p5/),
  set("traffic.adoption", { beta: { p5: 0.35, p95: 1.7 } }, /./, {
    path: "traffic.adoption.beta.p95",
    value: 1.7,
  }),
  set("traffic.adoption", { uniform: { min: 0.2, max: 1.7 } }, /Adoption can't be 1.7/, {
    path: "traffic.adoption.uniform.max",
    value: 1.7,
    allowed: /from 0 to 1/,
  }),
  set("models.large.price.input", { triangular: { min: -1, mode: 2, max: 3 } }, /can't be -1/, {
    path: "models.large.price.input.triangular.min",
    value: -1,
  }),
  set("traffic.tasksPerUser", { lognormal: { p5: 0.2, p95: 0.5 }, scale: 2 }, /needs no scale/, {
    path: "traffic.tasksPerUser.scale",
    value: 2,
  }),
  set("task.steps.1.input.scale", -1, /too small/, { allowed: /above 0/ }),
  set("models.large.success.shift", "5%", /not a text/, { suggestion: "0.05" }),
];

const otherNotations: readonly Broken[] = [
  set("task.steps.1.input", { p50: 1900, p95: 6200 }, /family/, {
    suggestion: '{"lognormal":{"p50":1900,"p95":6200}}',
  }),
  set("task.steps.1.input", { type: "gamma", mean: 5, sd: 2 }, /family/, {
    suggestion: '{"gamma":{"mean":5,"sd":2}}',
  }),
  set("task.steps.1.input", [200, 500], /not a list/, { allowed: /number of at least 0, or a distribution/ }),
  set("task.steps.1.input", { lognormal: { p50: 6200, p95: 1900 } }, /p50 must be below p95/, {
    path: "task.steps[1].input.lognormal",
    value: { p50: 6200, p95: 1900 },
  }),
  set("targets.latency", { percentile: 95, seconds: 13 }, /must be a list/, { allowed: /\[ \]/ }),
  set("targets.latency.0.percentile", 0.95, /too small/, { suggestion: "95" }),
  set("models.large.limits.policy", "token-bucket", /can't be/, { suggestion: "bucket" }),
  set("designs.sync.retry", 3, /must be an object, not a number/, { allowed: /attempts, firstDelay/ }),
  set("models.large.latency", "2s", /must be an object/, { allowed: /total, firstToken/ }),
  set("designs", [], /must be an object with a name for each/, {
    breakIt: (s) => put(drop(s, "chosen"), "designs", []),
  }),
  set("designs.sync.route.answer.2", "Human", /no such model/, { suggestion: "human" }),
  set("currency", "US$", /not understood/, { suggestion: "USD" }),
];

const crossFields: readonly Broken[] = [
  set("chosen", "streamd", /"streamd" is not among the designs/, {
    suggestion: "streamed",
    allowed: /sync, streamed/,
  }),
  set("designs.sync.route.answer.0", "larg", /"sync" asks "larg" for step "answer"/, { suggestion: "large" }),
  set("designs.sync.route.answr", ["large"], /step "answr" that task\.steps does not have/, {
    value: "answr",
    suggestion: "answer",
  }),
  without("designs.sync.route.classify", /"classify".*no route in design "sync"/),
  set("designs.sync.route.answer", ["human", "large"], /never reached.*"human"/, {
    path: "designs.sync.route.answer[1]",
    value: "large",
  }),
  set("designs.sync.route.answer", ["large", "cached"], /stored answers/, {
    path: "designs.sync.route.answer[1]",
    value: "cached",
  }),
  without("costs.human", /costs\.human/, { path: "designs.sync.route.answer[2]", value: "human" }),
  set("designs.sync.route", { classify: ["canned"], answer: ["human"] }, /no model at all/, {
    value: undefined,
  }),
  set("designs.sync.escalates", { classify: 0.2 }, /can't be escalated/, {
    path: "designs.sync.escalates.classify",
    value: undefined,
  }),
  set("designs.streamed.like", "snyc", /"streamed" is like "snyc"/, { suggestion: "sync" }),
  set("designs.streamed.like", "streamed", /like itself/),
  without("designs.sync.mode", /"sync" has no mode/, { allowed: /sync, stream, async, batch/ }),
  without("designs.sync.route", /"sync" has no route/),
  without("designs.overnight.batch", /no "batch"/, { path: "designs.overnight.mode", value: "batch" }),
  set("designs.streamed.mode", "batch", /no "batch"/),
  set("designs.sync.hedgeAfter", 30, /hedgeAfter \(30 s\) is not below timeout \(30 s\)/),
  set("designs.sync.retry.maxDelay", 0.1, /firstDelay \(0.5 s\)/, {
    path: "designs.sync.retry.firstDelay",
    value: 0.5,
  }),
  set("models.large.successor", "backp", /"backp" of model "large"/, { suggestion: "backup" }),
  set("models.large.successor", "large", /circle: large → large/),
  without("task.steps.1.maxOutput", /"answer" has no maxOutput.*"large".*"max-output"/),
  set("models.large.latency", { total: 3 }, /"streamed" streams.*"large"/, {
    path: "designs.streamed.mode",
    value: "stream",
    allowed: /firstToken/,
  }),
  set("models.large.latency.total", 3, /total and as firstToken/, {
    path: "models.large.latency.firstToken",
    value: { lognormal: { p50: 0.65, p95: 1.6 } },
    breakIt: (s) =>
      put(
        drop(
          drop(put(s, "models.large.latency.total", 3), "models.large.latency.perOutputToken"),
          "models.large.latency.perInputToken",
        ),
        "designs.streamed.mode",
        "sync",
      ),
  }),
  set("models.backup.latency", { sticky: 0.1 }, /neither total nor firstToken/, {
    allowed: /total, or firstToken/,
  }),
  set("models.human", { latency: { total: 1 } }, /word of routes/, { value: undefined }),
  set("task.steps.1.name", "classify", /Two steps are called "classify"/, {
    breakIt: (s) =>
      put(put(s, "task.steps.1.name", "classify"), "designs.sync.route", { classify: ["small"] }),
  }),
  set(
    "traffic.trace",
    { file: "a.csv", columns: { time: "t", input: "i", output: "o" } },
    /traffic\.trace: remove one/,
    {
      path: "traffic.users",
      value: 100_000,
      breakIt: (s) =>
        put(s, "traffic", {
          users: 100_000,
          trace: { file: "a.csv", columns: { time: "t", input: "i", output: "o" } },
        }),
    },
  ),
  set("traffic", { trace: { file: "a.csv", columns: { time: "t" }, step: "anser" } }, /step "anser"/, {
    path: "traffic.trace.step",
    value: "anser",
    suggestion: "answer",
  }),
  set("assumptions", { "trafic.users": {} }, /no field of this scenario/, {
    path: 'assumptions["trafic.users"]',
    value: "trafic.users",
    suggestion: "traffic.users",
  }),
  set("assumptions", { "models.lage.success": {} }, /no field of this scenario/, {
    path: 'assumptions["models.lage.success"]',
    value: "models.lage.success",
    suggestion: "models.large.success",
  }),
  set("correlations", [["traffic.adoption", "value.keptShar", 0.3]], /"value.keptShar" is no field/, {
    path: "correlations[0][1]",
    value: "value.keptShar",
    suggestion: "value.keptShare",
  }),
  set("correlations", [["traffic.adoption", "task.steps.answer.input", 0.3]], /varies from task to task/, {
    path: "correlations[0][1]",
    value: "task.steps.answer.input",
    allowed: /unknown/,
  }),
  set("correlations", [["traffic.adoption", "designs.sync.timeout", 0.3]], /never uncertain/, {
    path: "correlations[0][1]",
    value: "designs.sync.timeout",
  }),
  set("correlations", [["traffic.adoption", "value.keptShare", 1.3]], /list of three/, {
    path: "correlations[0]",
    value: ["traffic.adoption", "value.keptShare", 1.3],
    allowed: /-1 to 1/,
  }),
  set("correlations", [["traffic.adoption", "traffic.adoption", 0.3]], /with itself/, {
    path: "correlations[0]",
    value: undefined,
  }),
  set("correlations", [["traffic.adoption", "value.keptShare", 1]], /one unknown/, {
    path: "correlations[0][2]",
    value: 1,
  }),
  set(
    "correlations",
    [
      ["traffic.adoption", "value.keptShare", 0.9],
      ["value.keptShare", "traffic.tasksPerUser", 0.9],
      ["traffic.tasksPerUser", "traffic.adoption", -0.9],
    ],
    /not positive definite/,
    { value: undefined, allowed: /multiplied by 0\.\d/ },
  ),
  set("targets.latency.1", { percentile: 95, seconds: 20 }, /two promises for result\.p95/, {
    value: undefined,
  }),
  set("models. large", { latency: { total: 1 } }, /blank/, {
    path: 'models[" large"]',
    value: " large",
    suggestion: "large",
  }),
];

function problemsOf(scenario: unknown) {
  const parsed = parseScenario(JSON.stringify(scenario, null, 2));
  return parsed.ok ? [] : parsed.error;
}

describe.each([
  ["a number that can't be", numbers],
  ["a word that can't be", words],
  ["something missing, misplaced or misspelt", shapes],
  ["a distribution that can't be", distributions],
  ["another notation", otherNotations],
  ["two places that don't fit each other", crossFields],
])("%s is told with its place, what is allowed and what was meant", (_, cases) => {
  test.each(cases)("$title", ({ breakIt, path, says, value, allowed, suggestion }) => {
    const scenario = example();
    breakIt(scenario);
    const problems = problemsOf(scenario);
    expect(problems.map((problem) => `${problem.path}: ${problem.message}`)).toHaveLength(1);
    const [problem] = problems;
    expect(problem?.path).toBe(path);
    expect(problem?.message).toMatch(says);
    if (value !== undefined) expect(problem?.value).toEqual(value);
    if (allowed !== undefined) expect(problem?.allowed).toMatch(allowed);
    if (suggestion !== undefined) expect(problem?.suggestion).toBe(suggestion);
    expect(problem?.line).toBeGreaterThan(0);
    expect(problem?.column).toBeGreaterThan(0);
  });
});

test("there are more than sixty broken files in the table", () => {
  expect(
    numbers.length + words.length + shapes.length + distributions.length + crossFields.length,
  ).toBeGreaterThan(60);
});

test("a circle of designs is told at each of its designs", () => {
  const scenario = put(put(example(), "designs.sync.like", "queued"), "designs.queued.like", "sync");
  const circle = problemsOf(scenario).filter(({ message }) => message.includes("circle"));
  expect(circle.map(({ path }) => path)).toEqual(["designs.sync.like", "designs.queued.like"]);
  expect(circle[0]?.message).toContain("sync → queued → sync");
});

test("a circle of successors is told at each of its models", () => {
  const scenario = put(example(), "models.backup.successor", "large");
  expect(problemsOf(scenario).map(({ path }) => path)).toEqual([
    "models.large.successor",
    "models.backup.successor",
  ]);
});

test("a broken file tells everything that is wrong at once, in the order of its lines", () => {
  const scenario = example();
  put(scenario, "chosen", "best");
  put(scenario, "traffic.adoption", 7);
  put(scenario, "task.steps.0.output", { uniform: { min: 24, max: 4 } });
  put(scenario, "designs.sync.route.answer.1", "bakcup");
  put(scenario, "designs.queued.wrokers", 3);
  drop(scenario, "models.small.latency");
  put(scenario, "targets.confidence", 2);
  const problems = problemsOf(scenario);
  const paths = problems.map(({ path }) => path);
  expect(paths).toHaveLength(7);
  expect(paths.map((path) => path.split(/[.[]/)[0])).toEqual([
    "chosen",
    "traffic",
    "task",
    "models",
    "designs",
    "designs",
    "targets",
  ]);
  const lines = problems.map(({ line }) => line ?? 0);
  expect(lines).toEqual([...lines].sort((a, b) => a - b));
});

test("one broken route that other designs take over is told once", () => {
  const problems = problemsOf(put(example(), "designs.sync.route.answer.0", "nobody"));
  expect(problems).toHaveLength(1);
});

test("a model without token limits needs no largest output", () => {
  const scenario = drop(example(), "task.steps.1.maxOutput");
  put(scenario, "models.large.limits", { requestsPerMinute: 500 });
  expect(problemsOf(scenario)).toEqual([]);
});

test("a model that reserves nothing needs no largest output", () => {
  const scenario = drop(example(), "task.steps.1.maxOutput");
  put(scenario, "models.large.limits.reserves", "none");
  expect(problemsOf(scenario)).toEqual([]);
});

test("a newer version of the format is the one problem, whatever else is in the file", () => {
  const problems = problemsOf({ plimsoll: 2, quantum: true });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ path: "plimsoll", value: 2, line: 2, column: 15 });
  expect(problems[0]?.message).toMatch(/version 2.*newer/);
});
