/**
 * Joint draws by a Gaussian copula. Two quantities with any distributions are joined through their standard normal
 * scores: z₁ and w are independent scores, z₂ = r z₁ + √(1 − r²) w, and each value is its own distribution's quantile
 * at its score (`Sampler.fromScore`). The distributions stay what they are, and only their ranks are correlated. The
 * sticky part of a latency is the same construction with r² = the sticky share: z = √s z_call + √(1 − s) z_attempt.
 */

/**
 * The correlation r of the normal scores that gives the rank correlation wanted, r = 2 sin(πρ / 6)
 * (K. Pearson, On further methods of determining correlation, 1907; exact for continuous distributions).
 *
 * @param rho Spearman's rank correlation, −1…1
 * @example
 * spearmanToPearson(0.5) // 0.5176380902050415
 */
export function spearmanToPearson(rho: number): number {
  return 2 * Math.sin((Math.PI * rho) / 6);
}

/** The rank correlation of two normal scores correlated by r: ρ = (6 / π) asin(r / 2). */
export function pearsonToSpearman(r: number): number {
  return (6 / Math.PI) * Math.asin(r / 2);
}
