/** What can be done with one of several parts: a design, a model, a step, a named cost, a promise, a price change. */
import { fieldAt } from "../../shared/scenario/field-at.ts";
import type { Path } from "../../shared/scenario/path.ts";
import { isList, type Json, valueAt, withValue } from "../store/json.ts";
import { chosenDesign } from "./essentials.ts";
import { memberAt } from "./members.ts";
import { duplicated, removed, shifted, variation } from "./restructure.ts";
import { waysAt } from "./ways.ts";

export interface MemberAct {
  /** As the menu and undo say it. */
  readonly label: string;
  readonly undo: string;
  /** The scenario afterwards. */
  readonly run: (scenario: Json) => Json;
  /** Why it can't be done; absent where it can. */
  readonly why?: string | undefined;
}

/** A member's name as a person knows it. */
export function memberName(scenario: Json, path: Path): string {
  const name = valueAt(scenario, [...path, "name"]);
  const last = path.at(-1);
  return typeof name === "string" ? name : typeof last === "number" ? String(last + 1) : String(last);
}

/** True where a member goes by a name that people give it. */
export function hasName(scenario: Json, path: Path): boolean {
  const last = path.at(-1);
  const held = valueAt(scenario, path.slice(0, -1));
  const byStep = ["route", "escalates"].includes(String(path.at(-2)));
  return typeof last === "string"
    ? !byStep
    : isList(held) && typeof valueAt(scenario, [...path, "name"]) === "string";
}

/** The acts on a member, in the order of a menu; renaming asks for a name and is not among them. */
export function actsOn(scenario: Json, path: Path): readonly MemberAct[] {
  const member = memberAt(scenario, path);
  if (member === undefined) return [];
  const { collection, position, count } = member;
  const name = memberName(scenario, path);
  const quoted = `“${name}”`;
  return [
    ...designActs(scenario, path, name),
    ...(canDuplicate(path)
      ? [
          {
            label: "Duplicate",
            undo: `Duplicate ${quoted}`,
            run: (from: Json) => duplicated(from, path).after,
          },
        ]
      : []),
    ...(collection.kind === "list" && collection.what !== "correlation"
      ? moves(path, position, count, quoted)
      : []),
    {
      label: "Delete",
      undo: `Delete ${collection.what} ${quoted}`,
      run: (from: Json) => removed(from, path),
      why: whyKept(path, collection.what, count),
    },
  ];
}

const canDuplicate = (path: Path): boolean =>
  !["route", "escalates", "readiness", "correlations"].includes(String(path.at(-2)));

function whyKept(path: Path, what: string, count: number): string | undefined {
  const needed =
    ["designs", "models", "steps"].includes(String(path.at(-2))) ||
    (path[0] === "designs" && path.at(-2) === "route");
  return needed && count === 1 ? `A scenario needs at least one ${what}.` : undefined;
}

function designActs(scenario: Json, path: Path, name: string): readonly MemberAct[] {
  if (path.length !== 2 || path[0] !== "designs") return [];
  return [
    {
      label: "Judge this design",
      undo: `Judge ${name}`,
      run: (from) => ({
        ...(typeof from === "object" && from !== null && !isList(from) ? from : {}),
        chosen: name,
      }),
      why: chosenDesign(scenario) === name ? "It is the design that is judged." : undefined,
    },
    {
      label: "Try a variation of it",
      undo: `Variation of ${name}`,
      run: (from) => variation(from, name).after,
    },
  ];
}

function moves(path: Path, position: number, count: number, quoted: string): readonly MemberAct[] {
  const up: MemberAct = {
    label: "Move up",
    undo: `Move ${quoted} up`,
    run: (from) => shifted(from, path, -1),
  };
  const down: MemberAct = {
    label: "Move down",
    undo: `Move ${quoted} down`,
    run: (from) => shifted(from, path, 1),
  };
  return [...(position > 0 ? [up] : []), ...(position < count - 1 ? [down] : [])];
}

/** The acts on a group: on the member that it is, and else to write it otherwise or to leave it out. */
export function groupActs(scenario: Json, path: Path): readonly MemberAct[] {
  const acts = actsOn(scenario, path);
  if (path.length === 0) return [];
  const field = fieldAt(path);
  const label = field?.label ?? String(path.at(-1));
  const ways = waysAt(path, valueAt(scenario, path)).map((way) => ({
    label: way.label,
    undo: label,
    run: (from: Json) => withValue(from, path, way.value) ?? from,
  }));
  const out: MemberAct = {
    label: "Leave it out",
    undo: `Leave out ${label}`,
    run: (from) => removed(from, path),
  };
  return [...acts, ...ways, ...(acts.length === 0 && field?.optional === true ? [out] : [])];
}

/** What a group is called: by its own name, or as the format calls it. */
export function groupName(scenario: Json, path: Path): string {
  const isMember = actsOn(scenario, path).length > 0;
  return isMember ? memberName(scenario, path) : (fieldAt(path)?.label ?? String(path.at(-1)));
}
