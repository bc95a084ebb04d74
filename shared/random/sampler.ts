/**
 * Sampling by inversion, at the same few nanoseconds whatever the family: the quantile function is kept as a table
 * whose steps shrink with the probability left in the tail. The sign of 32 random bits chooses the tail, the count of
 * leading zeros the octave of its probability, the next five bits the segment, and the rest interpolate.
 * Because it is inversion, draws stay in step under common random numbers and can be joined by a copula.
 */
import type { Distribution } from "../distribution/distribution.ts";
import { normalCdf } from "../distribution/special.ts";
import { normal } from "../distribution/unbounded.ts";
import { keyedBits } from "./keyed.ts";
import {
  CELL,
  REST_BITS,
  SCORE_CELLS,
  SCORE_LIMIT,
  SCORE_STEPS,
  TAIL_CELLS,
  tableByBits,
  tableByScore,
} from "./quantile-table.ts";

const SEGMENT_BITS = 31 - REST_BITS;
const SEGMENT_MASK = (1 << SEGMENT_BITS) - 1;
const REST_MASK = 2 ** REST_BITS - 1;
const DRAW = 2 ** -32;

/**
 * Draws from one distribution. Of one shape for every family, and without closures, so that the engine's loops stay
 * fast; where the table can't tell, the distribution's own quantile function does.
 */
export class Sampler {
  /** The value, where there is only one. */
  readonly constant: number | undefined;
  private readonly byBits: Float64Array;
  private byScore: Float64Array | undefined;

  constructor(readonly distribution: Distribution) {
    this.constant = distribution.low === distribution.high ? distribution.low : undefined;
    this.byBits = tableByBits(distribution);
  }

  /**
   * The quantile at `uniformOf(bits)`.
   *
   * @param bits 32 random bits as an int32
   */
  fromBits(bits: number): number {
    const side = bits >> 31;
    // in the upper half the complement counts the draws from the top
    const draw = bits ^ side;
    const zeros = Math.clz32(draw);
    const leading = draw << zeros;
    const segment = (leading >>> REST_BITS) & SEGMENT_MASK;
    const cell = ((side & TAIL_CELLS) + (zeros << SEGMENT_BITS) + segment) * CELL;
    const rest = leading & REST_MASK;
    const table = this.byBits;
    const value = table[cell]! + rest * (table[cell + 1]! + rest * table[cell + 2]!);
    // the plus: without it the result of the call, and with it every draw, is boxed (7 ns instead of 5)
    return Number.isNaN(value) ? +this.exact(side, draw) : value;
  }

  /**
   * The quantile at a standard normal score: `fromScore(z)` is the value that as many fall short of as of z. Beyond
   * ±8 the value at ±8.
   */
  fromScore(score: number): number {
    const table = this.byScore ?? this.buildByScore();
    const place = (score + SCORE_LIMIT) * SCORE_STEPS;
    if (!(place >= 0 && place < SCORE_CELLS)) return +this.exactAtScore(score);
    const index = place | 0;
    const rest = place - index;
    const cell = index * CELL;
    const value = table[cell]! + rest * (table[cell + 1]! + rest * table[cell + 2]!);
    return Number.isNaN(value) ? +this.exactAtScore(score) : value;
  }

  /** {@link fromBits} for the first `count` of a block. */
  fillFromBits(bits: Int32Array, out: Float64Array, count: number): void {
    for (let i = 0; i < count; i++) out[i] = this.fromBits(bits[i]!);
  }

  /**
   * {@link fromBits} of the bits that `keyedBits` gives for consecutive tasks and one sub: hash and table in one loop.
   */
  fillFromKeys(out: Float64Array, k0: number, k1: number, first: number, sub: number, count: number): void {
    for (let i = 0; i < count; i++) out[i] = this.fromBits(keyedBits(k0, k1, first + i, sub));
  }

  /** {@link fromScore} for the first `count` scores of a block, in place. */
  fillFromScores(scores: Float64Array, count: number): void {
    for (let i = 0; i < count; i++) scores[i] = this.fromScore(scores[i]!);
  }

  private exact(side: number, draw: number): number {
    const tail = (draw + 0.5) * DRAW;
    return side === 0
      ? this.distribution.quantile(tail, 1 - tail)
      : this.distribution.quantile(1 - tail, tail);
  }

  private exactAtScore(score: number): number {
    const within = Math.min(SCORE_LIMIT, Math.max(-SCORE_LIMIT, score));
    return this.distribution.quantile(normalCdf(within), normalCdf(-within));
  }

  /** Most samplers never need scores. */
  private buildByScore(): Float64Array {
    this.byScore = tableByScore(this.distribution);
    return this.byScore;
  }
}

const samplers = new WeakMap<Distribution, Sampler>();

/** The sampler of a distribution, built once for each. */
export function samplerOf(distribution: Distribution): Sampler {
  let sampler = samplers.get(distribution);
  if (sampler === undefined) {
    sampler = new Sampler(distribution);
    samplers.set(distribution, sampler);
  }
  return sampler;
}

const standardNormal = new Sampler(normal(0, 1));

/** The standard normal score of 32 random bits, an int32: the z with Φ(z) = `uniformOf(bits)`. */
export function normalScore(bits: number): number {
  return standardNormal.fromBits(bits);
}

/** {@link normalScore} of the bits of consecutive tasks and one sub. */
export function fillNormalScoresFromKeys(
  out: Float64Array,
  k0: number,
  k1: number,
  first: number,
  sub: number,
  count: number,
): void {
  standardNormal.fillFromKeys(out, k0, k1, first, sub, count);
}

/** {@link normalScore} for the first `count` of a block. */
export function fillNormalScores(bits: Int32Array, out: Float64Array, count: number): void {
  standardNormal.fillFromBits(bits, out, count);
}
