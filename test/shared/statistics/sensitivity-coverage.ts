/**
 * How often the intervals of sensitivity hold the truth, on outcomes whose conditional means are known: worlds on
 * seven weekdays, standard normal inputs, luck with a normal distribution. Pure: the same seeds, the same counts.
 */
import { normalCdf, normalDensity } from "../../../shared/distribution/special.ts";
import { keyedBits, purposeKey, streamKey } from "../../../shared/random/keyed.ts";
import { normalScore } from "../../../shared/random/sampler.ts";
import {
  ConditionalCurve,
  effectAlone,
  noiseFloor,
  type ScoredInput,
} from "../../../shared/statistics/conditional-curve.ts";
import { freedomFor } from "../../../shared/statistics/spline-basis.ts";
import { valueOfKnowing, worthOfNothing } from "../../../shared/statistics/value-of-information.ts";
import { type Count, NO_COUNT } from "../../oracles/oracle.ts";

export const P90_SCORE = 1.2815515655446004;

export function scoresOf(seed: number, name: string, worlds: number): Float64Array {
  const { k0, k1 } = streamKey(seed, 0, purposeKey(`sensitivity test ${name}`));
  return Float64Array.from({ length: worlds }, (_, world) => normalScore(keyedBits(k0, k1, world, 0)));
}

/** An input whose value is its score. */
export function normalInput(scores: Float64Array): ScoredInput {
  return { own: scores, scores, quantile: (p) => (p === 0.5 ? 0 : p < 0.5 ? -P90_SCORE : P90_SCORE) };
}

export function weekdays(worlds: number): Int32Array {
  return Int32Array.from({ length: worlds }, (_, world) => world % 7);
}

export function curveOf(scores: Float64Array): ConditionalCurve {
  return new ConditionalCurve(normalInput(scores), weekdays(scores.length), freedomFor(scores.length));
}

/** How an outcome depends on an input's score, and what luck adds. */
export interface EffectCase {
  readonly name: string;
  readonly mean: (score: number) => number;
  /** Standard deviation of luck. */
  readonly luck: (score: number) => number;
  readonly worlds: number;
}

const half = (x: number) => Math.max(0, x - 0.5);

export const EFFECT_CASES: readonly EffectCase[] = [
  { name: "a straight line", mean: (z) => z, luck: () => 1, worlds: 128 },
  { name: "no luck", mean: (z) => z, luck: () => 0.001, worlds: 128 },
  { name: "a parabola", mean: (z) => z * z + 0.5 * z, luck: () => 1, worlds: 128 },
  { name: "luck that grows with the input", mean: (z) => z, luck: (z) => Math.exp(z / 2), worlds: 128 },
  { name: "an exponential", mean: (z) => Math.exp(z / 2), luck: () => 0.3, worlds: 128 },
  { name: "a bend", mean: half, luck: () => 0.2, worlds: 128 },
  { name: "few worlds", mean: (z) => z, luck: () => 1, worlds: 24 },
];

/** The effect from p10 to p90 of one input. */
export function effectCoverage({ mean, luck, worlds }: EffectCase, firstSeed: number, seeds: number): Count {
  const truth = mean(P90_SCORE) - mean(-P90_SCORE);
  const count = { ...NO_COUNT };
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const scores = scoresOf(seed, "input", worlds);
    const noise = scoresOf(seed, "luck", worlds);
    const outcomes = scores.map((z, world) => mean(z) + luck(z) * (noise[world] ?? 0) + (world % 7));
    counted(count, curveOf(scores).effect(outcomes, 0.95), truth);
  }
  return count;
}

/** Two inputs whose scores are correlated by 0.6: y = x₁ + 0.5 x₂. Together x₁ moves it by 1.3 a score, alone by 1. */
export function correlatedCoverage(firstSeed: number, seeds: number): { together: Count; alone: Count } {
  const counts = { together: { ...NO_COUNT }, alone: { ...NO_COUNT } };
  const worlds = 128;
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const first = scoresOf(seed, "first", worlds);
    const own = scoresOf(seed, "second", worlds);
    const second = first.map((z, world) => 0.6 * z + 0.8 * (own[world] ?? 0));
    const noise = scoresOf(seed, "luck", worlds);
    const outcomes = first.map((z, world) => z + 0.5 * (second[world] ?? 0) + 0.5 * (noise[world] ?? 0));
    const curves = [curveOf(first), curveOf(second)];
    counted(counts.together, curves[0]!.effect(outcomes, 0.95), 2 * P90_SCORE * 1.3);
    counted(counts.alone, effectAlone(curves, weekdays(worlds), outcomes, 0.95)!, 2 * P90_SCORE);
  }
  return counts;
}

/** Twenty inputs, the first two of which an outcome depends on; another net benefit is 0. */
function runOfTwenty(seed: number) {
  const worlds = 128;
  const inputs = Array.from({ length: 20 }, (_, i) => scoresOf(seed, `input ${i}`, worlds));
  const noise = scoresOf(seed, "luck", worlds);
  const outcomes = noise.map(
    (luck, world) => luck + (inputs[0]![world] ?? 0) - 0.7 * (inputs[1]![world] ?? 0),
  );
  return { curves: inputs.map(curveOf), strata: weekdays(worlds), outcomes };
}

/** In how many runs one of the eighteen inputs without effect rises above the noise floor. */
export function nullsAboveFloor(firstSeed: number, seeds: number): number {
  let above = 0;
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const { curves, strata, outcomes } = runOfTwenty(seed);
    const floor = noiseFloor(curves, strata, outcomes, 0.95, seed).effect;
    if (curves.slice(2).some((curve) => Math.abs(curve.effectOf(outcomes)) > floor)) above++;
  }
  return above;
}

/** In how many runs one of them seems to be worth knowing. */
export function nullsOfWorth(firstSeed: number, seeds: number): number {
  let above = 0;
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const { curves, strata, outcomes } = runOfTwenty(seed);
    const options = [new Float64Array(outcomes.length), outcomes.map((value) => value + 0.3)];
    const floor = worthOfNothing(curves, strata, options, 0.95, seed);
    if (curves.slice(2).some((curve) => valueOfKnowing(curve, options, 0.95, seed).raw > floor)) above++;
  }
  return above;
}

/**
 * Knowing a normal net benefit N(μ, σ²) of one option, the other being 0, is worth σ L(|μ| / σ), with the unit normal
 * loss integral L(u) = φ(u) − u (1 − Φ(u)) (Raiffa and Schlaifer, Applied Statistical Decision Theory, 5.13).
 */
export function normalWorth(mean: number, sd: number): number {
  const u = Math.abs(mean) / sd;
  return sd * (normalDensity(u) - u * normalCdf(-u));
}

/** The value of knowing one of two inputs of a net benefit: y = μ + x₁ + luck. */
export function worthCoverage(
  mean: number,
  luck: number,
  firstSeed: number,
  seeds: number,
): Count & { sum: number } {
  const truth = normalWorth(mean, 1);
  const count = { ...NO_COUNT, sum: 0 };
  const worlds = 128;
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const scores = scoresOf(seed, "input", worlds);
    const noise = scoresOf(seed, "luck", worlds);
    const benefit = scores.map((z, world) => mean + z + luck * (noise[world] ?? 0));
    const worth = valueOfKnowing(curveOf(scores), [new Float64Array(worlds), benefit], 0.95, seed);
    counted(count, worth, truth);
    count.sum += worth.value;
  }
  return count;
}

function counted(into: Count, { low, high }: { low: number; high: number }, truth: number): void {
  into.runs++;
  if (high < truth) into.below++;
  else if (low > truth) into.above++;
  else into.held++;
  into.halfWidths += (high - low) / 2;
}
