/** Special functions in one argument, to full double precision: the normal distribution and the logarithm of the gamma function. */

/** 1 / √(2π). */
const DENSITY_AT_ZERO = 0.3989422804014327;

/** Density of the standard normal distribution at `z`. */
export function normalDensity(z: number): number {
  return DENSITY_AT_ZERO * Math.exp(-0.5 * z * z);
}

/** Value of a polynomial at `x`, constant term first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + (coefficients[i] ?? 0);
  return sum;
}

// Cody's rational approximations of the error function (W. J. Cody, Rational Chebyshev approximations for the
// error function, Mathematics of Computation 23, 1969), scaled to the normal distribution, for |z| ≤ SMALL and up to MIDDLE.
const SMALL = 0.67448975;
const MIDDLE = 5.656854249492381;
const SMALL_TOP = [
  18154.981253343561249, 1067.6894854603709582, 161.02823106855587881, 2.2352520354606839287,
  0.065682337918207449113,
];
const SMALL_BOTTOM = [
  45507.789335026729956, 10260.932208618978205, 976.09855173777669322, 47.20258190468824187, 1,
];
const MIDDLE_TOP = [
  9842.7148383839780218, 11602.651437647350124, 6848.1904505362823326, 2494.5375852903726711,
  597.27027639480026226, 93.506656132177855979, 8.8831497943883759412, 0.39894151208813466764,
  1.0765576773720192317e-8,
];
const MIDDLE_BOTTOM = [
  19685.429676859990727, 38912.003286093271411, 34900.952721145977266, 18615.571640885098091,
  6485.558298266760755, 1519.377599407554805, 235.38790178262499861, 22.266688044328115691, 1,
];
/** Levels of the continued fraction beyond MIDDLE, where it has converged to the last digit. */
const FAR_LEVELS = 30;

/** exp(−z²/2) without the rounding error of a large square: z is split into a short part and a rest. */
function accurateExp(z: number): number {
  const short = Math.trunc(z * 16) / 16;
  return Math.exp(-0.5 * short * short) * Math.exp(-0.5 * (z - short) * (z + short));
}

/** P(Z > z) for z ≥ SMALL. */
function upperTail(z: number): number {
  if (z < MIDDLE) return accurateExp(z) * (polynomial(MIDDLE_TOP, z) / polynomial(MIDDLE_BOTTOM, z));
  // Laplace's continued fraction (DLMF 7.9.1), from the innermost level outwards
  let fraction = z;
  for (let level = FAR_LEVELS; level > 0; level--) fraction = z + level / fraction;
  return (accurateExp(z) * DENSITY_AT_ZERO) / fraction;
}

/**
 * P(Z ≤ z) for a standard normal Z; relative error below 1e-15 in both tails. The upper tail is `normalCdf(-z)`.
 *
 * @example
 * normalCdf(1.959963984540054) // 0.975
 */
export function normalCdf(z: number): number {
  if (Math.abs(z) <= SMALL) {
    const square = z * z;
    return 0.5 + (z * polynomial(SMALL_TOP, square)) / polynomial(SMALL_BOTTOM, square);
  }
  return z < 0 ? upperTail(-z) : 1 - upperTail(z);
}

// M. J. Wichura, Algorithm AS 241: The percentage points of the normal distribution, Applied Statistics 37, 1988.
const CENTRE_TOP = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const CENTRE_BOTTOM = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852545925,
];
const TAIL_TOP = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const TAIL_BOTTOM = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const DEEP_TOP = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const DEEP_BOTTOM = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

/** Quantile of the lower tail for p ≤ ½ : the negative of AS 241's tail formulas. */
function lowerQuantile(p: number): number {
  const r = Math.sqrt(-Math.log(p));
  if (r <= 5) return -polynomial(TAIL_TOP, r - 1.6) / polynomial(TAIL_BOTTOM, r - 1.6);
  return -polynomial(DEEP_TOP, r - 5) / polynomial(DEEP_BOTTOM, r - 5);
}

/**
 * The z with P(Z ≤ z) = p and P(Z > z) = q (Wichura's AS 241; relative error about 1e-16). Both tails are given,
 * so that neither loses digits: q need only be 1 − p as well as the caller knows it.
 *
 * @param p lower tail probability, 0…1; 0 gives −∞
 * @param q upper tail probability, 0…1; 0 gives +∞
 * @example
 * normalQuantile(0.975, 0.025) // 1.959963984540054
 */
export function normalQuantile(p: number, q = 1 - p): number {
  const fromCentre = p < q ? p - 0.5 : 0.5 - q;
  if (Math.abs(fromCentre) <= 0.425) {
    const r = 0.180625 - fromCentre * fromCentre;
    return (fromCentre * polynomial(CENTRE_TOP, r)) / polynomial(CENTRE_BOTTOM, r);
  }
  if (p < q) return p > 0 ? lowerQuantile(p) : Number.NEGATIVE_INFINITY;
  return q > 0 ? -lowerQuantile(q) : Number.POSITIVE_INFINITY;
}

/** ½ ln(2π). */
const HALF_LOG_TWO_PI = 0.9189385332046728;
const EULER = 0.5772156649015329;

/** B₂ₖ / (2k (2k − 1)), the coefficients of Stirling's series (DLMF 5.11.1). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** B₂ⱼ / (2j)! for j = 1 … 4, the coefficients of the Euler–Maclaurin formula. */
const EULER_MACLAURIN = [1 / 12, -1 / 720, 1 / 30240, -1 / 1209600];

/** (ζ(k) − 1) / k for k = 2 … 28: the first terms of ζ, and the rest by the Euler–Maclaurin formula (DLMF 25.2.9). */
const ZETA_TERMS = Array.from({ length: 27 }, (_, i) => {
  const s = i + 2;
  const terms = 20;
  let sum = terms ** (1 - s) / (s - 1) + 0.5 * terms ** -s;
  let rising = s;
  EULER_MACLAURIN.forEach((coefficient, j) => {
    sum += coefficient * rising * terms ** (-s - 2 * j - 1);
    rising *= (s + 2 * j + 1) * (s + 2 * j + 2);
  });
  for (let n = terms - 1; n >= 2; n--) sum += n ** -s;
  return sum / s;
});

/** Stirling's series: ln Γ(x) − (x − ½) ln x + x − ½ ln 2π, for x ≥ 10. */
function stirlingSeries(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  return inverse * polynomial(STIRLING, square);
}

/** ln Γ(1 + x) for |x| ≤ ½, without loss of digits near 0 (DLMF 5.7.3). */
export function logGammaOnePlus(x: number): number {
  return x * (1 - EULER) - Math.log1p(x) + x * x * polynomial(ZETA_TERMS, -x);
}

/**
 * ln Γ(x) for x > 0. Stirling's series from 10 on, the recurrence Γ(x + 1) = x Γ(x) below.
 *
 * @example
 * logGamma(5) // Math.log(24)
 */
export function logGamma(x: number): number {
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x);
  if (x <= 0.5) return logGammaOnePlus(x) - Math.log(x);
  if (x <= 1.5) return logGammaOnePlus(x - 1);
  let shifted = x;
  let product = 1;
  while (shifted > 1.5) {
    shifted -= 1;
    product *= shifted;
  }
  return Math.log(product) + logGammaOnePlus(shifted - 1);
}

/** ln Γ(x) − (x − ½) ln x + x − ½ ln 2π for any x > 0: what Stirling's formula leaves out. */
export function stirlingError(x: number): number {
  if (x >= 10) return stirlingSeries(x);
  return logGamma(x) - (x - 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
}

/** ⅓, ⅕, … 1/25. */
const ODD_RECIPROCALS = Array.from({ length: 12 }, (_, i) => 1 / (2 * i + 3));

/** r − 1 − ln r for r > 0. Near 1 the caller's v = r − 1 keeps its digits: with s = v / (2 + v) it is v·s − 2 (s³/3 + s⁵/5 + …). */
export function lessOneLessLog(r: number, v: number): number {
  if (Math.abs(v) > 0.4) return v - Math.log(r);
  const s = v / (2 + v);
  const square = s * s;
  return v * s - 2 * s * square * polynomial(ODD_RECIPROCALS, square);
}
