/**
 * What decides most: the unknowns that a finished run shows to move a figure, and beside them what every run of this
 * kind depends on and no run can rank, because it isn't uncertain: traffic, prices, promises.
 */
import type { SensitivityAnswer } from "../../shared/findings/sensitivity-answer.ts";
import { findPath } from "../../shared/scenario/field-at.ts";
import type { Path } from "../../shared/scenario/path.ts";
import { isObject, type Json, valueAt } from "../store/json.ts";
import { essentials } from "./essentials.ts";
import { allRows, type Group, type Row } from "./outline.ts";
import { isWithin } from "./references.ts";

/** The first view has so many. */
export const FIRST_VIEW = 10;
/** Of them at most so many by rank, so that traffic, price and promise keep their place. */
const MOST_RANKED = 6;
/** From so many on, what a study does not name is known to matter less. */
const FEWEST_TOLD = 3;

export interface Deciding {
  /** The path as the study names it. */
  readonly path: string;
  /** The measures that it moves, the most moved first. */
  readonly measures: readonly string[];
}

export interface Ranking {
  /** What moves something beyond doubt, the strongest first. */
  readonly deciding: readonly Deciding[];
  /** All that the study looked at. */
  readonly known: readonly string[];
}

/** The top of the tornado across measures: by the largest share of any measure's spread between worlds. */
export function rankingOf(answer: Pick<SensitivityAnswer, "inputs" | "measures">): Ranking {
  const moved = new Map<string, { readonly measure: string; readonly share: number }[]>();
  for (const { measure, drivers } of answer.measures) {
    for (const { path, share, told, byCurve } of drivers) {
      if (told || byCurve) moved.set(path, [...(moved.get(path) ?? []), { measure, share }]);
    }
  }
  const deciding = [...moved].map(([path, measures]) => {
    const sorted = [...measures].sort((a, b) => b.share - a.share);
    return { path, measures: sorted.map(({ measure }) => measure), most: sorted[0]?.share ?? 0 };
  });
  return {
    deciding: deciding.sort((a, b) => b.most - a.most).map(({ path, measures }) => ({ path, measures })),
    known: answer.inputs.map(({ path }) => path),
  };
}

/** The rows of the first view. */
export function firstView(
  scenario: Json,
  sections: readonly Group[],
  ranking: Ranking | undefined,
): readonly Row[] {
  const usual = essentials(scenario, sections);
  if (ranking === undefined || ranking.deciding.length === 0) return usual.slice(0, FIRST_VIEW);
  const rows = allRows(sections);
  const rowOf = (path: string): Row | undefined => rowAt(scenario, rows, path);
  const ranked = ranking.deciding.flatMap((each): readonly Row[] => {
    const row = rowOf(each.path);
    const named = row && (usual.find((other) => same(other, row)) ?? withOwner(row));
    return named === undefined ? [] : [{ ...named, note: noteOf(each.measures) }];
  });
  const top = unique(ranked).slice(0, MOST_RANKED);
  // Too few told ones say more of the run than of the rest.
  const enough = ranking.deciding.length >= FEWEST_TOLD;
  const idle = (row: Row): boolean =>
    enough && ranking.known.some((path) => same(rowOf(path), row) && isOwn(path));
  const rest = usual.filter((row) => !idle(row));
  const others = usual.filter(idle);
  return unique([...top, ...rest, ...others]).slice(0, FIRST_VIEW);
}

const same = (a: Row | undefined, b: Row): boolean =>
  a !== undefined && a.path.length === b.path.length && isWithin(a.path, b.path);

/** A field that is unknown itself, and not only by its scale or shift while it varies from task to task. */
const isOwn = (path: string): boolean => !/\.(?:scale|shift)$/.test(path);

function unique(rows: readonly Row[]): readonly Row[] {
  return rows.filter((row, at) => rows.findIndex((other) => same(other, row)) === at);
}

/** A label that says whose it is, where the first view would not. */
function withOwner(row: Row): Row {
  const [section, owner] = row.path;
  return section === "models" ? { ...row, label: `${row.label}, ${String(owner)}` } : row;
}

/** The row that a study's path is at or inside; a design's field is named without the design. */
function rowAt(scenario: Json, rows: readonly Row[], text: string): Row | undefined {
  const designs = valueAt(scenario, ["designs"]);
  const names = isObject(designs) ? Object.keys(designs) : [];
  const own = findPath(scenario, text);
  const candidates: readonly Path[] = [
    ...(own === undefined ? [] : [own]),
    ...names.flatMap((name) => {
      const path = findPath(scenario, `designs[${JSON.stringify(name)}].${text.replace(/^designs\./, "")}`);
      return path === undefined ? [] : [path];
    }),
  ];
  return candidates
    .map((path) => rows.find((row) => isWithin(path, row.path)))
    .find((row) => row !== undefined);
}

const MEASURES: Readonly<Record<string, string>> = {
  costPerUnit: "cost per unit",
  loadedCostPerUnit: "loaded cost per unit",
  monthlyCost: "monthly cost",
  successShare: "right answers",
  deliveredShare: "delivery",
};

/** `moves monthly cost and 2 more`. */
function noteOf(measures: readonly string[]): string {
  const [first = "", ...others] = measures;
  const [of, percentile] = first.split(".");
  const words = MEASURES[first] ?? (percentile === undefined ? first : `${percentile} of the ${of}`);
  return `moves ${words}${others.length > 0 ? ` and ${others.length} more` : ""}`;
}
