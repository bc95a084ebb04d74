/** Outcomes dealt out to other worlds: what chance alone shows where nothing depends on anything. */
import { keyedBits, purposeKey, streamKey, uniformOf } from "../random/keyed.ts";

/**
 * Shuffled orders of rows, each stratum's rows among themselves, the same for the same seed.
 *
 * @param strata the stratum of each row @param purpose what they are for: other purposes shuffle differently
 */
export function* shuffles(
  strata: Int32Array,
  count: number,
  seed: number,
  purpose: string,
): Generator<Int32Array> {
  const members: number[][] = [];
  strata.forEach((stratum, row) => {
    const group = members[stratum] ?? [];
    members[stratum] = group;
    group.push(row);
  });
  const groups = members.filter((group) => group !== undefined);
  const key = purposeKey(purpose);
  for (let shuffle = 0; shuffle < count; shuffle++) {
    const { k0, k1 } = streamKey(seed, shuffle, key);
    const order = Int32Array.from(strata, (_, row) => row);
    for (const group of groups) {
      // Fisher and Yates: each of the places left is as likely as the others.
      for (let i = group.length - 1; i > 0; i--) {
        const from = group[i] ?? 0;
        const to = group[Math.floor(uniformOf(keyedBits(k0, k1, from, 0)) * (i + 1))] ?? 0;
        const moved = order[from] ?? 0;
        order[from] = order[to] ?? 0;
        order[to] = moved;
      }
    }
    yield order;
  }
}

/** What chance stays below with chance `level`: with one real value among them, all orders are equally likely. */
export function chanceLevel(values: readonly number[], level: number): number {
  const ascending = [...values].sort((a, b) => a - b);
  const place = Math.ceil(level * (values.length + 1));
  return ascending[place - 1] ?? Number.POSITIVE_INFINITY;
}
