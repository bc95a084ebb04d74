/**
 * The scenario as the panel shows it: its fields in the groups and the order of the file, each with what the
 * schema says of it. What the format doesn't know is left to the problems.
 */
import { type Field, fieldAt } from "../../shared/scenario/field-at.ts";
import type { Path } from "../../shared/scenario/path.ts";
import { isList, isObject, type Json, type JsonObject, valueAt } from "../store/json.ts";
import { familyOf } from "./quantity-text.ts";

/** How a field is edited. */
export type Editor =
  | "quantity"
  | "text"
  | "choice"
  | "switch"
  | "weights"
  | "names"
  | "date"
  | "correlation"
  | "shown";

export interface Row {
  readonly path: Path;
  readonly label: string;
  readonly field: Field;
  readonly editor: Editor;
  /** What a run has shown of it. */
  readonly note?: string | undefined;
}

export interface Group {
  readonly path: Path;
  readonly label: string;
  readonly rows: readonly Row[];
  readonly groups: readonly Group[];
}

/** The sections, in the order in which people ask: what comes in, what is done, by whom, how, at what price. */
const SECTIONS: readonly { readonly label: string; readonly keys: readonly string[] }[] = [
  { label: "Traffic", keys: ["traffic"] },
  { label: "Task", keys: ["task"] },
  { label: "Models", keys: ["models"] },
  { label: "Designs", keys: ["designs"] },
  { label: "Value and costs", keys: ["value", "costs", "pilot", "correlations"] },
  { label: "Targets", keys: ["targets"] },
  { label: "Simulation", keys: ["simulation"] },
  { label: "About", keys: ["name", "question", "currency", "chosen", "readiness"] },
];

/** The sections of a scenario, those of which it says something. */
export function outline(scenario: Json): readonly Group[] {
  if (!isObject(scenario)) return [];
  return SECTIONS.map(({ label, keys }) => section(label, keys, scenario)).filter(isFilled);
}

function section(label: string, keys: readonly string[], scenario: JsonObject): Group {
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) {
    return { ...groupAt([only], scenario[only] ?? {}, label), label };
  }
  const parts = keys.flatMap((key) => {
    const value = scenario[key];
    return value === undefined ? [] : [partAt([key], value, key)];
  });
  return { path: [], label, rows: parts.filter(isRow), groups: parts.filter(isGroup) };
}

const isFilled = (group: Group): boolean => group.rows.length + group.groups.length > 0;
const isRow = (part: Row | Group): part is Row => "editor" in part;
const isGroup = (part: Row | Group): part is Group => "groups" in part;

const TOGETHER = "Two unknowns that go together: their rank correlation, above -1 and below 1.";

function partAt(path: Path, value: Json, name: string): Row | Group {
  const field = fieldAt(path);
  if (field !== undefined && path[0] === "correlations" && path.length === 2)
    return {
      path,
      label: `Correlation ${name}`,
      field: { ...field, description: TOGETHER },
      editor: "correlation",
    };
  const editor = field === undefined ? undefined : editorOf(path, field, value);
  if (field !== undefined && editor !== undefined)
    return { path, label: labelOf(path, field, name), field, editor };
  return groupAt(path, value, name);
}

function groupAt(path: Path, value: Json, name: string): Group {
  const field = fieldAt(path);
  const children: readonly (readonly [string | number, Json])[] = isList(value)
    ? value.map((item, index) => [index, item])
    : isObject(value)
      ? Object.entries(value)
      : [];
  const parts = children.map(([key, child]) => partAt([...path, key], child, nameOf(key, child)));
  return {
    path,
    label: labelOf(path, field, name),
    rows: parts.filter(isRow),
    // An empty part is there to be filled.
    groups: parts.filter(isGroup),
  };
}

/** A step goes by its name, anything else of a list by its number. */
function nameOf(key: string | number, value: Json): string {
  if (typeof key === "string") return key;
  const name = valueAt(value, ["name"]);
  return typeof name === "string" ? name : String(key + 1);
}

/**
 * What a part is called: models, designs and costs as the scenario calls them, steps by their name, all else as
 * the format does.
 */
function labelOf(path: Path, field: Field | undefined, name: string): string {
  const parent = path.at(-2);
  const named =
    (path.length === 2 && (parent === "models" || parent === "designs")) ||
    (path.length === 3 && path[0] === "costs" && ["monthly", "once", "perTask"].includes(String(path[1]))) ||
    ["route", "escalates", "readiness"].includes(String(parent));
  if (named || typeof path.at(-1) === "number") return name;
  return field?.label === undefined || field.label === "" ? name : field.label;
}

function editorOf(path: Path, field: Field, value: Json): Editor | undefined {
  if (isObject(value) && (field.kind !== "quantity" || isSplit(path, value))) {
    return isEvaluated(field, value) ? "quantity" : undefined;
  }
  switch (field.kind) {
    case "quantity":
    case "number":
    case "whole":
      return "quantity";
    case "choice":
      return "choice";
    case "switch":
      return "switch";
    case "weights":
      return "weights";
    case "date":
      return "date";
    case "version":
      return "shown";
    case undefined:
      break;
    default:
      return "text";
  }
  // A price or limits by a catalogue's name, a success share as a bare test result.
  if (typeof value === "string") return "text";
  if (typeof value === "number") return "quantity";
  return isList(value) && value.every((item) => typeof item === "string") ? "names" : undefined;
}

/** A number that is said once for each of several kinds. */
function isSplit(path: Path, value: JsonObject): boolean {
  const keys = Object.keys(value);
  return (
    keys.length > 0 &&
    familyOf(value) === undefined &&
    keys.every((key) => fieldAt([...path, key])?.kind !== undefined)
  );
}

/** A success share, whose test result may stand there without its family's name. */
const isEvaluated = (field: Field, value: JsonObject): boolean =>
  field.unit === "share" && (typeof value["passed"] === "number" || familyOf(value) !== undefined);

/** All rows of groups, in order. */
export function allRows(groups: readonly Group[]): readonly Row[] {
  return groups.flatMap((group) => [...group.rows, ...allRows(group.groups)]);
}

/** The groups with only what the words find, in a label, a group's name or a path; empty groups go. */
export function filtered(groups: readonly Group[], words: string): readonly Group[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (wanted.length === 0) return groups;
  const within = (group: Group, above: string): Group => {
    const here = `${above} ${group.label}`;
    const rows = group.rows.filter((row) => {
      const text = `${here} ${row.label} ${row.path.join(" ")}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
    const inner = group.groups.map((child) => within(child, here));
    return { ...group, rows, groups: inner.filter(isFilled) };
  };
  return groups.map((group) => within(group, "")).filter(isFilled);
}

/** How many fields a group holds with all below it. */
export const countRows = (group: Group): number => allRows([group]).length;
