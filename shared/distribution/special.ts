/** Special functions of one argument to full double precision: the normal distribution, the logarithm of the gamma function. */

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
/** From here on the tail is below the smallest number. */
const BEYOND = 39;
const SMALL_TOP = [
  18154.98125334356, 1067.6894854603709, 161.02823106855587, 2.2352520354606837, 0.06568233791820745,
];
const SMALL_BOTTOM = [45507.78933502673, 10260.932208618979, 976.0985517377767, 47.202581904688245, 1];
const MIDDLE_TOP = [
  9842.714838383978, 11602.65143764735, 6848.190450536283, 2494.5375852903726, 597.2702763948002,
  93.50665613217785, 8.883149794388377, 0.39894151208813466, 1.0765576773720192e-8,
];
const MIDDLE_BOTTOM = [
  19685.429676859992, 38912.00328609327, 34900.95272114598, 18615.571640885097, 6485.558298266761,
  1519.3775994075547, 235.387901782625, 22.266688044328117, 1,
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
  if (z > BEYOND) return 0;
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
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const CENTRE_BOTTOM = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852546,
];
const TAIL_TOP = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const TAIL_BOTTOM = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const DEEP_TOP = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const DEEP_BOTTOM = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
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
  // terms^−s, and below terms^(−s − 1), terms^(−s − 3) …
  let power = inversePower(terms, s);
  let sum = power * (terms / (s - 1) + 0.5);
  let rising = s;
  power /= terms;
  EULER_MACLAURIN.forEach((coefficient, j) => {
    sum += coefficient * rising * power;
    rising *= (s + 2 * j + 1) * (s + 2 * j + 2);
    power /= terms * terms;
  });
  for (let n = terms - 1; n >= 2; n--) sum += inversePower(n, s);
  return sum / s;
});

/** n^−s for a whole s. */
function inversePower(n: number, s: number): number {
  let result = 1;
  for (let i = 0; i < s; i++) result /= n;
  return result;
}

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

/**
 * x^y for x ≥ 0 and any y but 0. The language's own power differs in its last digit from one engine's version to the
 * next (Node 20 and Chromium 150 do), and the same file has to give the same bytes in both; exp and log agree.
 */
export function power(x: number, y: number): number {
  return Math.exp(y * Math.log(x));
}
