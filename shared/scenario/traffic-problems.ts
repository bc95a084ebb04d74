/** Traffic, steps and targets: what excludes each other, and what must not stand twice. */
import type { Problem } from "../errors.ts";
import { type Outline, problemAt, type StepOutline, unknownName } from "./outline.ts";
import { isRawObject, listOf, memberAt, memberOf, textOf } from "./raw.ts";

export function trafficProblems(outline: Outline): Problem[] {
  const traffic = memberOf(outline.file, "traffic");
  const { steps, stepNames } = outline;
  return [
    ...(isRawObject(traffic) ? arrivalProblems(traffic) : []),
    ...traceStepProblems(traffic, stepNames),
    ...sizeProblems(traffic, steps),
    ...(stepNames === undefined ? [] : repeatedSteps(steps)),
    ...repeatedTargets(memberAt(outline.file, "targets", "latency")),
  ];
}

/** What a trace replaces: it brings its own arrivals. */
const REPLACED = [
  "users",
  "tasksPerUser",
  "adoption",
  "profile",
  "burstiness",
  "levelNoise",
  "spikes",
] as const;

function arrivalProblems(traffic: Readonly<Record<string, unknown>>): Problem[] {
  if (!Object.hasOwn(traffic, "trace")) {
    if (Object.hasOwn(traffic, "users")) return [];
    const message = '"users" is missing: say how many people could use the feature, or replay a trace.';
    return [problemAt(["traffic", "users"], message, { allowed: "a number above 0, or a distribution" })];
  }
  return REPLACED.filter((name) => Object.hasOwn(traffic, name)).map((name) =>
    problemAt(
      ["traffic", name],
      `${name} says how many tasks arrive, and so does traffic.trace: remove one of the two. A trace is made larger by its scale.`,
      { value: traffic[name], allowed: "either a trace, or users with their profile" },
    ),
  );
}

function traceStepProblems(traffic: unknown, names: readonly string[] | undefined): Problem[] {
  const step = textOf(memberAt(traffic, "trace", "step"));
  if (step === undefined || names === undefined || names.includes(step)) return [];
  const message = `The trace gives sizes to a step "${step}" that task.steps does not have.`;
  return [unknownName(["traffic", "trace", "step"], step, message, names)];
}

/** Sizes come from the step itself, or from a column of the trace. */
function sizeProblems(traffic: unknown, steps: readonly StepOutline[]): Problem[] {
  const columns = memberAt(traffic, "trace", "columns");
  const traced = textOf(memberAt(traffic, "trace", "step")) ?? steps.at(-1)?.name;
  return steps.flatMap(({ name, step, path }) =>
    (["input", "output"] as const)
      .filter((size) => !Object.hasOwn(step, size))
      .filter((size) => name !== traced || memberOf(columns, size) === undefined)
      .map((size) => {
        const what = size === "input" ? "reads" : "writes";
        const message = `The ${size} of step "${name}" is missing: say how many tokens a call ${what}.`;
        return problemAt([...path, size], message, { allowed: "a number of at least 0, or a distribution" });
      }),
  );
}

function repeatedSteps(steps: readonly StepOutline[]): Problem[] {
  const names = steps.map(({ name }) => name);
  return steps
    .filter(({ name }, index) => names.indexOf(name) !== index)
    .map(({ name, path }) => {
      const message = `Two steps are called "${name}", so that a route can't tell them apart.`;
      return problemAt([...path, "name"], message, { value: name, allowed: "each name once" });
    });
}

function repeatedTargets(latency: unknown): Problem[] {
  const keys = listOf(latency).map((target) => {
    const percentile = memberOf(target, "percentile");
    return typeof percentile === "number"
      ? `${String(memberOf(target, "of") ?? "result")}.p${percentile}`
      : undefined;
  });
  return keys.flatMap((key, index) => {
    if (key === undefined || keys.indexOf(key) === index) return [];
    const path = ["targets", "latency", index];
    return [
      problemAt(path, `There are two promises for ${key}: keep the stricter one.`, {
        allowed: "each percentile once",
      }),
    ];
  });
}
