/** Where a figure comes from, as the scenario's `assumptions` say by path. */
import { findPath } from "../../shared/scenario/field-at.ts";
import { formatPath, type Path } from "../../shared/scenario/path.ts";
import { isObject, type Json, type JsonObject, valueAt } from "../store/json.ts";

export const SOURCES = ["measured", "vendor", "contract", "guess"] as const;
export type Source = (typeof SOURCES)[number];

export interface Assumption {
  readonly source?: Source | undefined;
  readonly by?: string | undefined;
  readonly note?: string | undefined;
  readonly on?: string | undefined;
}

/** What is said of a figure, and under which key of `assumptions` it stands. */
export interface Said {
  readonly key: string;
  readonly assumption: Assumption;
}

const isSource = (value: Json | undefined): value is Source => SOURCES.some((source) => source === value);
const text = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

function assumptionOf(value: JsonObject): Assumption {
  const source = value["source"];
  return {
    source: isSource(source) ? source : undefined,
    by: text(value["by"]),
    note: text(value["note"]),
    on: text(value["on"]),
  };
}

/** All that is said, by the text of the path; a file may write a path in more than one way. */
export function saidByPath(scenario: Json): ReadonlyMap<string, Said> {
  const assumptions = valueAt(scenario, ["assumptions"]);
  const said = new Map<string, Said>();
  if (!isObject(assumptions)) return said;
  for (const [key, value] of Object.entries(assumptions)) {
    const path = findPath(scenario, key);
    if (isObject(value)) {
      said.set(path === undefined ? key : formatPath(path), { key, assumption: assumptionOf(value) });
    }
  }
  return said;
}

/** The value for a scenario's file: what isn't said is left out, and undefined where nothing is. */
export function assumptionValue(assumption: Assumption): JsonObject | undefined {
  const { source, by, note, on } = assumption;
  const entries = Object.entries({ source, by, note, on }).flatMap(([key, value]): [string, Json][] =>
    value === undefined || value.trim() === "" ? [] : [[key, value.trim()]],
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The key that a figure's path gets in `assumptions` where it had none. */
export const keyFor = (path: Path): string => formatPath(path);
