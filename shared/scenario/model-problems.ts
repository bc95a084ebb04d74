/** Models: their names, latencies, successors, and what their limits need to know of the steps. */
import type { Problem } from "../errors.ts";
import { isLastResort, type Outline, problemAt, routeOf, type StepOutline, unknownName } from "./outline.ts";
import { LIMITS_PRESET_NAMES, limitsOf } from "./presets/limits.ts";
import { isRawObject, listOf, memberAt, memberOf, numberOf, textOf } from "./raw.ts";
import { LAST_RESORTS } from "./schema.ts";

export function modelProblems(outline: Outline): Problem[] {
  const { models } = outline;
  if (models === undefined) {
    const isEmpty = isRawObject(memberOf(outline.file, "models"));
    const message = "There is no model: describe at least one.";
    return isEmpty ? [problemAt(["models"], message, { value: {}, allowed: "at least one model" })] : [];
  }
  const names = Object.keys(models);
  return [
    ...names.flatMap((name) => [
      ...nameProblems(name),
      ...latencyProblems(name, memberAt(models, name, "latency")),
      ...evaluationProblems(name, memberAt(models, name, "success")),
      ...priceChangeProblems(name, memberAt(models, name, "price", "changes")),
      ...limitsProblems(name, memberAt(models, name, "limits")),
      ...successorProblems(name, models),
    ]),
    ...outline.steps.flatMap((step) => reserveProblems(step, outline)),
  ];
}

function nameProblems(name: string): Problem[] {
  if (!isLastResort(name)) return [];
  const message = `"${name}" is a word of routes and can't be a model's name.`;
  return [problemAt(["models", name], message, { allowed: `any name but ${LAST_RESORTS.join(", ")}` })];
}

const PARTS = ["firstToken", "perInputToken", "perOutputToken"] as const;

function latencyProblems(name: string, latency: unknown): Problem[] {
  if (!isRawObject(latency)) return [];
  const path = ["models", name, "latency"];
  const parts = PARTS.filter((part) => Object.hasOwn(latency, part));
  const allowed = `total, or ${PARTS.join(", ")}`;
  if (Object.hasOwn(latency, "total")) {
    return parts.map((part) => {
      const message = `Model "${name}" gives its latency as total and as ${part}: remove one of the two.`;
      return problemAt([...path, part], message, { value: latency[part], allowed });
    });
  }
  if (parts.length > 0) return [];
  const message = `The latency of model "${name}" says neither total nor firstToken.`;
  return [problemAt(path, message, { value: latency, allowed })];
}

function evaluationProblems(name: string, success: unknown): Problem[] {
  const passed = numberOf(memberOf(success, "passed"));
  const of = numberOf(memberOf(success, "of"));
  if (passed === undefined || of === undefined || of < 1 || passed <= of) return [];
  const message = `Model "${name}" passed ${passed} of ${of} records: more than there are.`;
  return [
    problemAt(["models", name, "success", "passed"], message, { value: passed, allowed: `at most ${of}` }),
  ];
}

function priceChangeProblems(name: string, changes: unknown): Problem[] {
  const days = listOf(changes).map((change) => textOf(memberOf(change, "from")));
  return days.flatMap((day, index) => {
    if (day === undefined || days.indexOf(day) === index) return [];
    const path = ["models", name, "price", "changes", index, "from"];
    return [
      problemAt(path, `The price of model "${name}" changes twice on ${day}.`, {
        value: day,
        allowed: "each day once",
      }),
    ];
  });
}

/** A preset that nobody knows; that a name is empty is told by the comparison with the schema. */
function limitsProblems(name: string, limits: unknown): Problem[] {
  const preset = textOf(limits);
  if (preset === undefined || preset.trim() === "" || limitsOf(preset) !== undefined) return [];
  const message = `There is no preset "${preset}" for the limits of model "${name}": take one that exists, or write the limits themselves.`;
  return [unknownName(["models", name, "limits"], preset, message, LIMITS_PRESET_NAMES)];
}

function successorProblems(name: string, models: object): Problem[] {
  const successor = textOf(memberAt(models, name, "successor"));
  if (successor === undefined) return [];
  const path = ["models", name, "successor"];
  const others = Object.keys(models).filter((other) => other !== name);
  if (memberOf(models, successor) === undefined) {
    return [
      unknownName(
        path,
        successor,
        `The successor "${successor}" of model "${name}" is not among the models.`,
        others,
      ),
    ];
  }
  const chain = successorsOf(name, models);
  if (chain.at(-1) !== name) return [];
  const message = `Models succeed each other in a circle: ${[name, ...chain].join(" → ")}.`;
  return [problemAt(path, message, { value: successor, allowed: others.join(", ") })];
}

/** The models that take over one after the other, up to the first that was passed already. */
function successorsOf(name: string, models: object): string[] {
  const chain: string[] = [];
  let next = textOf(memberAt(models, name, "successor"));
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    if (next === name) break;
    next = textOf(memberAt(models, next, "successor"));
  }
  return chain;
}

/** A reserve of the largest output needs to know it. A batch has a quota of its own, which reserves no output. */
function reserveProblems(
  { name: step, step: fields, path }: StepOutline,
  { models, designs }: Outline,
): Problem[] {
  if (memberOf(fields, "maxOutput") !== undefined) return [];
  const asked = new Map<string, string>();
  for (const design of designs) {
    if (memberOf(design.merged, "mode") === "batch") continue;
    for (const { entry } of routeOf(design, step)) if (!asked.has(entry)) asked.set(entry, design.name);
  }
  return [...asked].flatMap(([model, design]) => {
    const written = memberAt(models, model, "limits");
    const preset = limitsOf(textOf(written) ?? "");
    const limits = preset?.limits ?? written;
    const reserves = memberOf(limits, "reserves") ?? "max-output";
    if (!needsLargestOutput(limits, reserves)) return [];
    const where = preset === undefined ? `models.${model}.limits.reserves` : `the limits ${preset.name}`;
    const message = `Step "${step}" has no maxOutput, and model "${model}", which design "${design}" asks for it, reserves "${String(reserves)}" (${where}): give the step a maxOutput, or let the model reserve "estimate" or "none".`;
    return [problemAt([...path, "maxOutput"], message, { allowed: "a whole number of at least 1" })];
  });
}

function needsLargestOutput(limits: unknown, reserves: unknown): boolean {
  if (!isRawObject(limits) || (reserves !== "max-output" && reserves !== "max")) return false;
  const countsOutput =
    Object.hasOwn(limits, "tokensPerMinute") || Object.hasOwn(limits, "outputTokensPerMinute");
  return countsOutput || (Object.hasOwn(limits, "reserves") && Object.hasOwn(limits, "inputTokensPerMinute"));
}
