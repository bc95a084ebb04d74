/** Small pieces that the checks of quantities share. */
import type { Problem } from "../errors.ts";

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value for a problem to show; nothing where nothing stands. */
export function given(value: unknown): { value?: unknown } {
  return value === undefined ? {} : { value };
}

/** Whatever is not a finite number is a problem. */
export function numberProblem(value: unknown, path: string): Problem[] {
  if (typeof value === "number" && Number.isFinite(value)) return [];
  return [{ path, ...given(value), message: "Here belongs a number.", allowed: "a finite number" }];
}

/** "a", "a and b", "a, b or c". */
export function listed(words: readonly string[], joint: "and" | "or"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${joint} ${last}`;
}

/** The name that was probably meant: the one with the fewest letters to change, if they are at most a third. */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const changes = lettersToChange(lower, name.toLowerCase());
    if (changes < fewest) [best, fewest] = [name, changes];
  }
  return best !== undefined && fewest <= Math.max(1, best.length / 3) ? best : undefined;
}

/** Letters to insert, delete, replace, or swap with a neighbour, by the table of optimal string alignment. */
function lettersToChange(a: string, b: string): number {
  let above: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (above[j - 2] ?? Infinity) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    above = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}
