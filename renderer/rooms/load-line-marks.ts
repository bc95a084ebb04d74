/** From the load line's answer to the marks on the hull, and the words beside them. */
import type { Estimate } from "../../shared/findings/answer.ts";
import type { LoadLine, LoadLineAnswer, TargetLine } from "../../shared/findings/load-line-answer.ts";
import { inMultiples, multipleText } from "../../shared/findings/load-line-sentences.ts";
import { subjectNoun, type Told } from "../../shared/findings/sentences.ts";
import type { HullMark } from "../charts/hull.tsx";

type Found = Pick<LoadLineAnswer, "targets" | "saturation" | "searched">;

/** The marks, highest first; the first promise that breaks carries the Plimsoll mark. */
export function hullMarks(found: Found, told: Told): readonly HullMark[] {
  const first = firstToBreak(found.targets);
  const marks = found.targets.map((target): HullMark => {
    const { value, low, high } = target.status === "never" ? NOWHERE : target.line;
    return {
      name: target.name,
      noun: shortNoun(target.name, told),
      words: markWords(target, found.searched),
      kind: kindOf(target),
      value,
      low,
      high,
      first: target.name === first?.name,
    };
  });
  return [...marks, ...saturationMark(found)].sort((a, b) => heightOf(b) - heightOf(a));
}

const NOWHERE = { value: null, low: null, high: null };

/** The promise that breaks next as traffic grows; where none is left to, the one that broke at the least traffic. */
export function firstToBreak(targets: readonly TargetLine[]): TargetLine | undefined {
  const lowest = (status: TargetLine["status"]): TargetLine | undefined =>
    targets
      .filter((target) => target.status === status && target.line.value !== null)
      .sort((a, b) => (a.line.value ?? 0) - (b.line.value ?? 0))[0];
  return lowest("holds") ?? lowest("broken");
}

export const shortNoun = (name: string, told: Pick<Told, "unit">): string =>
  subjectNoun(name, told).replace(/^the /, "");

/** Where a mark belongs from top to bottom. */
function heightOf({ kind, value }: HullMark): number {
  if (kind === "beyond") return Number.POSITIVE_INFINITY;
  if (kind === "never") return -1;
  return value ?? -2;
}

/** A line whose interval holds today is not sure yet. */
function kindOf({ status, line }: Pick<LoadLine, "status" | "line">): HullMark["kind"] {
  switch (status) {
    case "holds":
      return line.low !== null && line.low >= 1 ? "holds" : "unclear";
    case "broken":
      return line.high !== null && line.high < 1 ? "broken" : "unclear";
    case "beyond":
    case "never":
      return status;
    case "short":
      return "unclear";
    default:
      return "unclear";
  }
}

function markWords({ status, line, from }: LoadLine, { to }: Found["searched"]): string {
  switch (status) {
    case "holds":
      return lineText(line);
    case "beyond":
      return `beyond ${inMultiples(to)}${from === null ? "" : `, from ${inMultiples(twoDigits(from.value))} on`}`;
    case "broken":
      return kindOf({ status, line }) === "broken" ? `broken: ${lineText(line)}` : lineText(line);
    case "short":
      return `too little traffic below ${from === null ? "?" : multipleText(from)}`;
    case "never":
      return "at no traffic looked at";
    case "unclear":
      return "too close to tell";
    case "not known":
      return "can't be judged";
  }
}

/** A line with its interval, or why it has none: `3× (2.3–8)`, `2.3×, too few worlds`. */
export function lineText(line: Estimate): string {
  const text = multipleText(line);
  return line.low === null && line.high === null && line.value !== null ? `${text}, too few worlds` : text;
}

const twoDigits = (value: number | null): number => Number((value ?? 0).toPrecision(2));

function saturationMark({ saturation }: Found): readonly HullMark[] {
  const { status, line } = saturation;
  const base = { name: "saturation", noun: "more work than can be done", first: false };
  if (status === "never") {
    return [{ ...base, ...NOWHERE, words: "at every traffic looked at", kind: "never" }];
  }
  if (line.value === null || (status !== "holds" && status !== "broken")) return [];
  const { value, low, high } = line;
  return [{ ...base, value, low, high, words: `from ${lineText(line)}`, kind: "saturated" }];
}
