/** What somebody who mistyped a name is likely to have meant. */

/**
 * Edits between two words: insertions, deletions, substitutions and swaps of neighbours, none of them inside
 * another (optimal string alignment, the restricted Damerau–Levenshtein distance).
 *
 * @example editDistance("lognromal", "lognormal") // 1
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/** Other words that people bring along for names of this format, in lower case and without separators. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  max: "atMost",
  limit: "atMost",
  min: "atLeast",
  rpm: "requestsPerMinute",
  rpd: "requestsPerDay",
  tpm: "tokensPerMinute",
  itpm: "inputTokensPerMinute",
  otpm: "outputTokensPerMinute",
  maxtokens: "maxOutput",
  ttft: "firstToken",
  median: "p50",
  dau: "users",
  backoff: "retry",
  retries: "retry",
  streaming: "stream",
  asynchronous: "async",
  synchronous: "sync",
  queue: "async",
  p999: "percentile",
  slots: "concurrency",
  fallback: "route",
  fallbacks: "route",
};

/** A word longer than this is no slip of a key. */
const LONGEST_WORD = 64;

function folded(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, "");
}

/**
 * The candidate that was most likely meant, or undefined where none is close: equal but for case and separators,
 * known by another name, at most a third of its letters away, the only one that the word could
 * shorten, or the only one that is part of the other.
 *
 * @example closest("lognromal", ["normal", "lognormal"]) // "lognormal"
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const plain = folded(word);
  const same = candidates.find((candidate) => folded(candidate) === plain);
  if (same !== undefined) return same;
  const otherName = Object.hasOwn(ALSO_CALLED, plain) ? ALSO_CALLED[plain] : undefined;
  if (otherName !== undefined && candidates.includes(otherName)) return otherName;
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const longer = Math.max(plain.length, candidate.length);
    if (longer > LONGEST_WORD) continue;
    const distance = editDistance(plain, folded(candidate));
    if (distance < least && distance <= Math.max(1, Math.floor(longer / 3)) && distance < longer) {
      best = candidate;
      least = distance;
    }
  }
  return best ?? related(plain, candidates);
}

/** Shorter words are inside too many others. */
const SHORTEST_PART = 4;

/** The one candidate that the word shortens (`secs` for seconds) or is part of it, or it of the word (`token-bucket`). */
function related(word: string, candidates: readonly string[]): string | undefined {
  if (word.length < 3) return undefined;
  const shortened = candidates.filter((candidate) => shortens(word, folded(candidate)));
  if (shortened.length === 1) return shortened[0];
  const within = candidates.filter(
    (candidate) => isPart(folded(candidate), word) || isPart(word, folded(candidate)),
  );
  return within.length === 1 ? within[0] : undefined;
}

function isPart(part: string, whole: string): boolean {
  return part.length >= SHORTEST_PART && whole.includes(part);
}

function shortens(word: string, whole: string): boolean {
  if (word.charAt(0) !== whole.charAt(0)) return false;
  let position = 0;
  for (const letter of whole) if (letter === word[position]) position += 1;
  return position === word.length;
}
