/** Student's t distribution (Student, Biometrika 6, 1908). */
import { betaLower, betaQuantileLogOdds } from "../distribution/incomplete-beta.ts";

/**
 * Chance that a Student's t variable is at most `t`: n / (n + t²) is a Beta(n/2, 1/2) variable (NIST DLMF 8.17,
 * Abramowitz and Stegun 26.7.1).
 *
 * @param degreesOfFreedom above 0
 */
export function studentTCumulative(t: number, degreesOfFreedom: number): number {
  const square = t * t;
  const all = degreesOfFreedom + square;
  const tail = betaLower(degreesOfFreedom / 2, 0.5, degreesOfFreedom / all, square / all) / 2;
  return t < 0 ? tail : 1 - tail;
}

/**
 * The value that a Student's t variable does not exceed with chance `p`.
 *
 * @example studentTQuantile(0.975, 10) // 2.228
 * @param p 0…1, ends give ∓Infinity @param degreesOfFreedom above 0
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  if (p < 0.5) return -studentTQuantile(1 - p, degreesOfFreedom);
  if (p === 0.5) return 0;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  const outside = 2 * (1 - p);
  const logOdds = betaQuantileLogOdds(degreesOfFreedom / 2, 0.5, outside, 1 - outside);
  return Math.sqrt(degreesOfFreedom * Math.exp(-logOdds));
}
