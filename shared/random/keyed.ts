/**
 * Keyed random numbers: every draw is a pure function of (seed, replication or world, purpose, task, sub), so that
 * adding a feature, a design or a worker shifts nothing, and one task can be drawn again alone.
 *
 * Which mixing, and why. Task and sub are counters; they enter two 32-bit words as two different linear combinations
 * (together one to one), each offset by half of the stream's key. Each word goes through a permutation of two
 * multiplications and three shifts, with constants chosen by search for the least bias when the input counts up
 * (C. Wellons, Prospecting for hash functions, 2018), and the result is the sum of the two.
 * - One permutation alone would never repeat a value within a stream, which a birthday test sees; the sum of two does
 *   repeat as chance would have it.
 * - The two run side by side in the processor; one chain of the same strength takes three times as long.
 * - Offsets that happen to overlap in one word of two streams don't overlap in the other.
 * - Only 32-bit integer operations: the same bits in every engine, and nothing is allocated.
 * Read along tasks, attempts, purposes, replications or seeds, the draws pass the tests beside this file's and twelve of
 * Dieharder 3.31 (birthdays, permutations, matrix ranks, sparse occupancy, ones in bytes, parking lot, runs, serial
 * tests up to 16 bits, lagged sums, cosine transform).
 */

/** Two 32-bit integers that name a stream of random numbers. */
export interface StreamKey {
  readonly k0: number;
  readonly k1: number;
}

function mix(word: number): number {
  let x = word ^ (word >>> 16);
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0x735a2d97);
  return x ^ (x >>> 15);
}

/**
 * A 32-bit name of a purpose ("task.steps.answer.input"): Fowler, Noll and Vo's hash (1a) of its UTF-16 code units,
 * mixed. Two of a hundred purposes share a key with a probability of one in a million.
 */
export function purposeKey(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/**
 * The key of the stream of one purpose in one replication (or world).
 *
 * @param seed any safe integer; every one gives its own streams, small ones included
 * @param index the replication or the world, a 32-bit integer
 * @param purpose from {@link purposeKey}
 */
export function streamKey(seed: number, index: number, purpose: number): StreamKey {
  const low = seed | 0;
  const high = Math.floor(seed / 4294967296) | 0;
  let k0 = mix(low ^ 0x6a09e667);
  k0 = mix((k0 + high) | 0);
  k0 = mix((k0 + index) | 0);
  k0 = mix((k0 + purpose) | 0);
  let k1 = mix(purpose ^ 0x3c6ef372);
  k1 = mix((k1 ^ Math.imul(index, 0x9e3779b1)) | 0);
  k1 = mix((k1 ^ Math.imul(high, 0x85ebca6b)) | 0);
  k1 = mix((k1 ^ Math.imul(low, 0xc2b2ae35)) | 0);
  return { k0, k1 };
}

/**
 * 32 random bits, as an int32.
 *
 * @param k0 of the stream
 * @param k1 of the stream
 * @param task which task (or minute, or spike): a 32-bit integer
 * @param sub which draw of the task: the call, the attempt; 0 where there is only one
 */
export function keyedBits(k0: number, k1: number, task: number, sub: number): number {
  let x = (k0 + task + Math.imul(sub, 0x9e3779b1)) | 0;
  let y = (k1 + Math.imul(task, 0x2c1b3c6d) + Math.imul(sub, 0x297a2d3a)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  y = Math.imul(y ^ (y >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  y = Math.imul(y ^ (y >>> 15), 0x846ca68b);
  return ((x ^ (x >>> 15)) + (y ^ (y >>> 16))) | 0;
}

/** The number in (0, 1) that 32 bits stand for: the middle of one of 2³² equal intervals, never 0 or 1. */
export function uniformOf(bits: number): number {
  return ((bits >>> 0) + 0.5) * 2.3283064365386963e-10;
}

/**
 * {@link keyedBits} for the first `count` pairs of task and sub of a block.
 *
 * @param out takes the bits
 */
export function fillKeyedBits(
  out: Int32Array,
  k0: number,
  k1: number,
  tasks: Int32Array,
  subs: Int32Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) out[i] = keyedBits(k0, k1, tasks[i]!, subs[i]!);
}
