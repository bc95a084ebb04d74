/** Paths that a file names: whose source is given in `assumptions`, and what goes together in `correlations`. */

import { spearmanToPearson } from "../distribution/copula.ts";
import { choleskyOf } from "../distribution/correlate.ts";
import type { Problem } from "../errors.ts";
import { drawnPath } from "./drawn-path.ts";
import { fieldAt, findPath } from "./field-at.ts";
import { nearestPath } from "./known-paths.ts";
import { problemAt } from "./outline.ts";
import { formatPath, type Path, parsePath } from "./path.ts";
import { isRawObject, listOf, memberOf, objectOf, type RawObject } from "./raw.ts";

export function assumptionProblems(file: RawObject): Problem[] {
  const named = Object.keys(objectOf(memberOf(file, "assumptions")));
  return named
    .filter((text) => findPath(file, text) === undefined && !isInBrokenSection(file, text))
    .map((text) => noField(["assumptions", text], text, file, () => true));
}

/** Where a whole section is missing or no section at all, that has been told already. */
function isInBrokenSection(file: RawObject, text: string): boolean {
  const [section] = parsePath(text) ?? [];
  return fieldAt(text) !== undefined && !isRawObject(memberOf(file, String(section)));
}

function noField(path: Path, text: string, file: RawObject, fits: (path: Path) => boolean): Problem {
  const suggestion = nearestPath(file, text, fits);
  const message = `"${text}" is no field of this scenario.`;
  const allowed = "the path of a field, as traffic.users or models.large.price.input";
  return problemAt(path, message, {
    value: text,
    allowed,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

interface Pair {
  readonly index: number;
  readonly first: string;
  readonly second: string;
  /** What the two are drawn as: designs that say the same draw the same. */
  readonly unknowns: readonly [string, string];
  readonly rank: number;
}

export function correlationProblems(file: RawObject): Problem[] {
  const list = listOf(memberOf(file, "correlations"));
  const pairs = list.flatMap((item, index) => pairOf(item, index, file));
  const problems = [
    ...list.flatMap((item, index) => [0, 1].flatMap((end) => endProblems(item, index, end, file))),
    ...pairs.flatMap((pair) => pairProblems(pair, pairs)),
  ];
  return problems.length > 0 ? problems : definiteProblems(pairs);
}

const isUnknown = (path: Path) => fieldAt(path)?.certainty === "unknown";

function endProblems(item: unknown, index: number, end: number, file: RawObject): Problem[] {
  const text = listOf(item)[end];
  if (typeof text !== "string") return [];
  const at = ["correlations", index, end];
  const found = findPath(file, text);
  if (found === undefined) return [noField(at, text, file, isUnknown)];
  if (isUnknown(found)) return [];
  const certainty = fieldAt(found)?.certainty;
  const what = certainty === "varies" ? "varies from task to task" : "is never uncertain";
  const message = `"${text}" ${what}: only what we don't know about the world can be correlated.`;
  return [problemAt(at, message, { value: text, allowed: "the path of an unknown, as traffic.adoption" })];
}

function pairOf(item: unknown, index: number, file: RawObject): Pair[] {
  const [first, second, rank] = listOf(item);
  if (typeof first !== "string" || typeof second !== "string" || typeof rank !== "number") return [];
  if (Math.abs(rank) > 1) return [];
  const from = findPath(file, first);
  const to = findPath(file, second);
  if (from === undefined || to === undefined) return [];
  const unknowns = [drawnPath(file, from), drawnPath(file, to)] as const;
  return [{ index, first: formatPath(from), second: formatPath(to), unknowns, rank }];
}

function pairProblems(pair: Pair, pairs: readonly Pair[]): Problem[] {
  const path = ["correlations", pair.index];
  const [one, other] = pair.unknowns;
  if (one === other) {
    const same = `${pair.first} and ${pair.second} are one unknown: designs that say the same draw the same.`;
    const message = pair.first === pair.second ? `${pair.first} is correlated with itself.` : same;
    return [problemAt(path, message, { allowed: "two different unknowns" })];
  }
  const earlier = pairs.find(
    ({ index, unknowns: [first, second] }) =>
      index < pair.index && ((first === one && second === other) || (first === other && second === one)),
  );
  if (earlier === undefined) return [];
  const message = `${pair.first} and ${pair.second} are correlated twice (also in correlations[${earlier.index}]).`;
  return [problemAt(path, message, { allowed: "each pair once" })];
}

/**
 * Correlations that no joint distribution can have: a with b, b with c, but a against c. Pairs that are not listed
 * count as 0.
 */
function definiteProblems(pairs: readonly Pair[]): Problem[] {
  const certain = pairs.find(({ rank }) => Math.abs(rank) === 1);
  if (certain !== undefined) {
    const message = `${certain.first} and ${certain.second} can't be correlated by ${certain.rank}: they would be one unknown.`;
    const allowed = "a number above -1 and below 1";
    return [problemAt(["correlations", certain.index, 2], message, { value: certain.rank, allowed })];
  }
  if (isDefinite(pairs, 1)) return [];
  const names = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))].join(", ");
  const message = `These correlations of ${names} can't all hold at once; pairs that are not listed count as 0. Their matrix is not positive definite.`;
  return [
    problemAt(["correlations"], message, {
      allowed: `for example all of them multiplied by ${possibleShare(pairs)}`,
    }),
  ];
}

/** The largest share, in hundredths, of all correlations that could be. */
function possibleShare(pairs: readonly Pair[]): number {
  let hundredths = 99;
  while (hundredths > 0 && !isDefinite(pairs, hundredths / 100)) hundredths -= 1;
  return hundredths / 100;
}

function isDefinite(pairs: readonly Pair[], share: number): boolean {
  const names = [...new Set(pairs.flatMap(({ unknowns }) => unknowns))];
  const matrix: number[][] = names.map((row) => names.map((column) => (row === column ? 1 : 0)));
  for (const { unknowns, rank } of pairs) {
    const row = names.indexOf(unknowns[0]);
    const column = names.indexOf(unknowns[1]);
    const latent = spearmanToPearson(rank * share);
    matrix[row]?.splice(column, 1, latent);
    matrix[column]?.splice(row, 1, latent);
  }
  return choleskyOf(matrix) !== undefined;
}
