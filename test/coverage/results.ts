/** From counts of coverage to the rows that are kept, and to the table of docs/validation.md. */
import { shareHeld, type ValidatedInterval } from "../../shared/findings/validation.ts";
import { addCovered, type CoverageCase, type Covered, NONE_COVERED } from "./case.ts";
import { KINDS, type KindId } from "./kinds.ts";
import { isKept, PROMISES, type PromiseName } from "./promise.ts";

/** Cases of two kinds may have the same name. */
export function titleOf({ name, intervals }: CoverageCase): string {
  return `${intervals[0]?.kind ?? ""}: ${name}`;
}

export const MEAN_OF_GRID = "mean over the grid";
const DIGITS = 6;

/** The rows of one case. @param counts one for each of its intervals */
export function intervalsOf(of: CoverageCase, counts: readonly Covered[], date: string): ValidatedInterval[] {
  return of.intervals.map(({ kind, figure, exact, promises }, i) => {
    const truth = exact();
    return {
      kind,
      at: of.name,
      figure,
      exact: truth === null ? null : Number(truth.toPrecision(DIGITS)),
      ...judged(counts[i] ?? NONE_COVERED, promises),
      date,
    };
  });
}

function judged({ runs, held, below, none }: Covered, promises: PromiseName) {
  const kept = isKept(promises, held, runs - none);
  return { seeds: runs, held, below, none, promises, ...PROMISES[promises], kept };
}

/** The means over grids, of the cases that were counted. */
export function meansOf(
  counted: readonly (readonly [CoverageCase, readonly Covered[]])[],
  date: string,
): ValidatedInterval[] {
  const grids = new Map<string, { kind: KindId; mean: PromiseName; sum: Covered; points: number }>();
  for (const [{ intervals }, counts] of counted)
    intervals.forEach(({ kind, grid }, i) => {
      if (grid === undefined) return;
      const known = grids.get(grid.name);
      const sum = addCovered(known?.sum ?? NONE_COVERED, counts[i] ?? NONE_COVERED);
      grids.set(grid.name, { kind, mean: grid.mean, sum, points: (known?.points ?? 0) + 1 });
    });
  return [...grids].map(([name, { kind, mean, sum, points }]) => ({
    kind,
    at: `${name}, ${points} truths`,
    figure: MEAN_OF_GRID,
    exact: null,
    ...judged(sum, mean),
    date,
  }));
}

/** Rows of fewer say how many. */
const FULL_SEEDS = 2000;
const NO_BREAK = "\u00a0";
const percent = (share: number): string => `${(100 * share).toFixed(1)}`;

/** The table as Markdown: a line a case, with what each of its intervals held in per cent. */
export function intervalTable(intervals: readonly ValidatedInterval[]): string {
  if (intervals.length === 0) return "Nothing has been counted yet.\n";
  const kept = intervals.filter((interval) => interval.kept).length;
  const dates = [...new Set(intervals.map(({ date }) => date))].sort();
  return [
    `Counted on ${dates.join(", ")}: ${intervals.length} rows, each of 2,000 seeds where nothing else is said. ${kept} of ` +
      `${intervals.length} keep what they promise; ✕ marks those that don't.`,
    "",
    "| interval | case | promises, % | figure, what it is: held, % |",
    "|---|---|---|---|",
    ...groups(intervals).map(lineOf),
    "",
  ].join("\n");
}

/** Intervals of one kind in one case, in the order of the kinds. */
function groups(intervals: readonly ValidatedInterval[]): ValidatedInterval[][] {
  const found = new Map<string, ValidatedInterval[]>();
  for (const interval of intervals) {
    const key = JSON.stringify([interval.kind, interval.at, interval.promises]);
    found.set(key, [...(found.get(key) ?? []), interval]);
  }
  const order = Object.keys(KINDS);
  return [...found.values()].sort(
    (a, b) => order.indexOf(a[0]?.kind ?? "") - order.indexOf(b[0]?.kind ?? ""),
  );
}

function lineOf(group: readonly ValidatedInterval[]): string {
  const [first] = group;
  if (first === undefined) return "";
  const same = new Set(group.map(({ figure }) => figure)).size === 1 && group.length > 1;
  const each = group.map((interval) => {
    const { figure, exact, none, seeds } = interval;
    const name = [
      ...(same ? [] : [figure]),
      ...(exact === null ? [] : [String(Number(exact.toPrecision(4)))]),
    ];
    const missing = none === 0 ? "" : ` (${percent(none / seeds)} without)`;
    return `${name.join(" ")}: ${percent(shareHeld(interval))}${interval.kept ? "" : `${NO_BREAK}✕`}${missing}`;
  });
  const label = same ? `${first.figure}: ` : "";
  const few = first.seeds < FULL_SEEDS && first.figure !== MEAN_OF_GRID ? ` (${first.seeds} seeds)` : "";
  const band = `${percent(first.least).replace(".0", "")}–${percent(first.most).replace(".0", "")}`;
  return `| ${first.kind} | ${first.at}${few} | ${band} | ${label}${each.join(" · ")} |`;
}
