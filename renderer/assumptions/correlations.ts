/** The unknowns of a scenario as correlations name them. */
import { formatPath } from "../../shared/scenario/path.ts";
import { isList, isObject, type Json, valueAt } from "../store/json.ts";
import { type Group, outline, type Row } from "./outline.ts";

export interface Unknown {
  readonly path: string;
  /** `Adoption, Traffic`: its label and whose it is. */
  readonly label: string;
}

/** What may go together: fields of which the world has one value, and we don't know which. */
export function unknownsOf(scenario: Json): readonly Unknown[] {
  const visit = (group: Group): readonly Unknown[] => [
    ...group.rows
      .filter((row) => isUnknown(scenario, row))
      .map((row) => ({
        path: formatPath(row.path),
        label: `${row.label}, ${group.label}`,
      })),
    ...group.groups.flatMap(visit),
  ];
  return outline(scenario).flatMap(visit);
}

const isUnknown = (scenario: Json, row: Row): boolean =>
  row.field.certainty === "unknown" && row.editor === "quantity" && isObject(valueAt(scenario, row.path));

/** A correlation to begin with: two unknowns that no other speaks of together; undefined where there are no two. */
export function newCorrelation(scenario: Json): Json | undefined {
  const names = unknownsOf(scenario).map(({ path }) => path);
  const held = valueAt(scenario, ["correlations"]);
  const pairs = (isList(held) ? held : []).map((pair) => (isList(pair) ? pair.slice(0, 2).map(String) : []));
  for (const [at, first] of names.entries()) {
    const second = names
      .slice(at + 1)
      .find((name) => !pairs.some((pair) => pair.includes(first) && pair.includes(name)));
    if (second !== undefined) return [first, second, 0.3];
  }
  return undefined;
}
