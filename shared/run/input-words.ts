/** How people call an unknown, made of the labels of the scenario's format. */
import { fieldAt } from "../scenario/field-at.ts";
import type { Unit } from "../units/unit.ts";

export interface InputWords {
  readonly label: string;
  readonly unit: Unit | undefined;
}

/** Groups of which a field's label says too little by itself: whose hits, whose share of errors. */
const TOLD: readonly string[] = [
  "spikes",
  "changes",
  "incidents",
  "levelNoise",
  "commitment",
  "cache",
  "cached",
  "batch",
  "review",
  "human",
];

/**
 * The label and unit of an unknown: the model or step it belongs to, the group where that helps, and the field.
 *
 * @param path as it is drawn: names bare, designs without theirs
 * @example
 * inputWords("models.large.price.input") // { label: "large: input price", unit: "currency per million tokens" }
 */
export function inputWords(path: string): InputWords {
  const field = fieldAt(formatted(path));
  const [, outer = "", inside = ""] = /^(.+)\.(scale|shift)$/.exec(path) ?? [];
  if (inside !== "" && outer !== "traffic.trace")
    return { label: `${inputWords(outer).label}, ${inside}`, unit: field?.unit };
  if (field === undefined) return { label: path, unit: undefined };
  const { name, isCost, groups } = partsOf(path);
  if (isCost) return { label: `${field.label}: ${name}`, unit: field.unit };
  const group = groups.find((each) => TOLD.includes(each));
  const ofGroup = group === undefined ? "" : labelOfGroup(path, group);
  const groupLabel = ofGroup === field.label ? "" : ofGroup;
  const parts = [name ?? "", groupLabel, field.label].filter((part) => part !== "");
  const words = parts.map((part, i) => (i === 0 ? part : lower(part)));
  const [first = "", ...rest] = words;
  return { label: rest.length === 0 ? first : `${first}: ${rest.join(", ")}`, unit: field.unit };
}

/** The schema's path: with any name where a design's was left out. */
function formatted(path: string): string {
  return path.replace(/^designs\./, "designs.*.");
}

interface Parts {
  /** Of the model, the step, or the cost. */
  readonly name: string | undefined;
  readonly isCost: boolean;
  readonly groups: readonly string[];
}

function partsOf(path: string): Parts {
  const segments = path.split(".");
  const [section = "", second = ""] = segments;
  const cost = /^costs\.(?:monthly|once|perTask)\.(.+)$/.exec(path)?.[1];
  if (cost !== undefined) return { name: cost, isCost: true, groups: [] };
  const escalated = /^designs\.escalates\.(.+)$/.exec(path)?.[1];
  if (escalated !== undefined) return { name: escalated, isCost: false, groups: [] };
  // A model's name may hold dots: it ends where the format's own words begin.
  const model =
    /^models\.(.+?)\.(?:price|concurrency|waiting|limits|latency|failures|success|commitment)\b/.exec(path);
  if (model !== null) return { name: model[1], isCost: false, groups: segments.slice(2) };
  const step = section === "task" && second === "steps" ? segments.slice(2, -1).join(".") : undefined;
  return { name: step, isCost: false, groups: segments.slice(1) };
}

/** The label of a group on the way to a field. */
function labelOfGroup(path: string, group: string): string {
  const end = path.indexOf(`.${group}.`);
  return end < 0 ? "" : (fieldAt(formatted(path.slice(0, end + group.length + 1)))?.label ?? "");
}

function lower(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
