/** Designs: what they are like, how they answer, and settings that contradict each other. */
import type { Problem } from "../errors.ts";
import { ancestry } from "./designs.ts";
import {
  type DesignOutline,
  isLastResort,
  type Outline,
  problemAt,
  routeOf,
  unknownName,
} from "./outline.ts";
import { isRawObject, memberAt, memberOf, numberOf, objectOf, textOf } from "./raw.ts";

export function designProblems(outline: Outline): Problem[] {
  return [
    ...existence(outline),
    ...outline.designs.flatMap((design) => [
      ...likeProblems(design, outline),
      ...modeProblems(design),
      ...streamProblems(design, outline),
      ...timeProblems(design),
    ]),
  ];
}

function existence(outline: Outline): Problem[] {
  const names = outline.designs.map(({ name }) => name);
  const chosen = textOf(memberOf(outline.file, "chosen"));
  const hasDesigns = isRawObject(memberOf(outline.file, "designs"));
  if (names.length === 0) {
    return hasDesigns
      ? [
          problemAt(["designs"], "There is no design: describe at least one.", {
            allowed: "at least one design",
          }),
        ]
      : [];
  }
  if (chosen === undefined || chosen.trim() === "" || names.includes(chosen)) return [];
  return [unknownName(["chosen"], chosen, `The chosen design "${chosen}" is not among the designs.`, names)];
}

function likeProblems({ name }: DesignOutline, outline: Outline): Problem[] {
  const designs = memberOf(outline.file, "designs");
  const like = textOf(memberAt(designs, name, "like"));
  if (like === undefined) return [];
  const path = ["designs", name, "like"];
  const names = outline.designs.map((design) => design.name).filter((other) => other !== name);
  if (like === name)
    return [problemAt(path, `Design "${name}" is like itself.`, { value: like, allowed: names.join(", ") })];
  if (memberOf(designs, like) === undefined) {
    return [
      unknownName(path, like, `Design "${name}" is like "${like}", which is not among the designs.`, names),
    ];
  }
  const { names: passed, circle } = ancestry(designs, name);
  if (!circle || !inCircle(designs, name)) return [];
  const message = `Designs are like each other in a circle: ${[...passed, name].join(" → ")}.`;
  return [problemAt(path, message, { value: like, allowed: "designs that don't lead back here" })];
}

/** True for a design in the circle itself, false for one that only leads into it. */
function inCircle(designs: unknown, name: string): boolean {
  const { names } = ancestry(designs, name);
  return textOf(memberAt(designs, names.at(-1) ?? name, "like")) === name;
}

function modeProblems(design: DesignOutline): Problem[] {
  const mode = memberOf(design.merged, "mode");
  if (mode === undefined && design.isRoot) {
    const message = `Design "${design.name}" has no mode.`;
    return [
      problemAt(["designs", design.name, "mode"], message, { allowed: "one of sync, stream, async, batch" }),
    ];
  }
  const own = design.whoSays("mode") === design.name;
  if (mode !== "batch" || !own || !design.complete || memberOf(design.merged, "batch") !== undefined)
    return [];
  const message = `Design "${design.name}" has mode "batch", and no "batch" that says how batches are collected.`;
  return [
    problemAt(design.whereWritten("mode"), message, {
      value: mode,
      allowed: "batch only with batch in the design",
    }),
  ];
}

function streamProblems(design: DesignOutline, outline: Outline): Problem[] {
  if (memberOf(design.merged, "mode") !== "stream") return [];
  const steps = Object.keys(objectOf(memberOf(design.merged, "route")));
  const models = steps.flatMap((step) => routeOf(design, step)).map(({ entry }) => entry);
  const asked = [...new Set(models)].filter((model) => !isLastResort(model));
  const whole = asked.filter((model) => memberAt(outline.models, model, "latency", "total") !== undefined);
  return whole.map((model) => {
    const message = `Design "${design.name}" streams, and model "${model}" gives its latency as a total, which has no first token: give models.${model}.latency as firstToken and perOutputToken.`;
    return problemAt(design.whereWritten("mode"), message, {
      value: "stream",
      allowed: "models with firstToken",
    });
  });
}

function timeProblems(design: DesignOutline): Problem[] {
  return [
    ...notBelow(design, ["hedgeAfter"], ["timeout"], "a hedge would never be sent", "less than the timeout"),
    ...notBelow(
      design,
      ["retry", "firstDelay"],
      ["retry", "maxDelay"],
      "no delay could be that long",
      "at most maxDelay",
    ),
  ];
}

/** A time that makes sense only below another one. The delays of a retry may be equal. */
function notBelow(
  design: DesignOutline,
  shorter: readonly string[],
  longer: readonly string[],
  consequence: string,
  allowed: string,
): Problem[] {
  const low = numberOf(memberAt(design.merged, ...shorter));
  const high = numberOf(memberAt(design.merged, ...longer));
  if (low === undefined || high === undefined || low < high) return [];
  // The design that both are taken from says it already.
  if (design.whoSays(...shorter) !== design.name && design.whoSays(...longer) !== design.name) return [];
  if (low === high && shorter.length > 1) return [];
  const message = `${shorter.at(-1)} (${low} s) is not below ${longer.at(-1)} (${high} s) in design "${design.name}": ${consequence}.`;
  return [problemAt(design.whereWritten(...shorter), message, { value: low, allowed })];
}
