import { describe, expect, test } from "vitest";
import { beta, evaluation, pert, triangular, uniform } from "../../../shared/distribution/bounded.ts";
import { geometric, poisson } from "../../../shared/distribution/counts.ts";
import { constant, type Distribution } from "../../../shared/distribution/distribution.ts";
import { quantileTable, sample } from "../../../shared/distribution/empirical.ts";
import { normalDensity, normalQuantile } from "../../../shared/distribution/special.ts";
import {
  exponential,
  gamma,
  lognormal,
  normal,
  pareto,
  weibull,
} from "../../../shared/distribution/unbounded.ts";

function expectClose(actual: number, wanted: number, relative: number): void {
  expect(Math.abs(actual - wanted), `${actual} for ${wanted}`).toBeLessThanOrEqual(
    relative * Math.abs(wanted),
  );
}

/** Quantiles at a lower and at an upper tail probability, computed by SciPy 1.17 (ppf, isf). */
const TABULATED: readonly (readonly [string, Distribution, number, number, number])[] = [
  ["gamma", gamma(2.5, 1), 0.05, 0.5727381130308846, 5.5352488467581775],
  ["gamma", gamma(2.5, 1), 0.5, 2.175730095547763, 2.175730095547763],
  ["gamma", gamma(2.5, 1), 1e-6, 0.0064480801032485435, 17.944093439836433],
  ["gamma of a small shape", gamma(0.3, 2), 0.05, 6.42206939944593e-5, 2.744699888201772],
  ["gamma of a small shape", gamma(0.3, 2), 1e-6, 1.394539819281878e-20, 21.969671264271557],
  ["gamma of a large shape", gamma(100, 1), 0.05, 84.13927721831419, 116.99713444616246],
  ["gamma of a large shape", gamma(100, 1), 1e-6, 59.43632069812289, 154.91904599503897],
  ["beta", beta(2, 3), 0.05, 0.09761146288641434, 0.7513953742698182],
  ["beta", beta(2, 3), 1e-6, 0.0004083594602042573, 0.993690426329855],
  ["beta with two horns", beta(0.5, 0.5), 0.05, 0.0061558297024311365, 0.9938441702975689],
  ["an evaluation of 176 in 200", evaluation(176, 200), 0.05, 0.8362031163750433, 0.9120313917934461],
  ["an evaluation of 176 in 200", evaluation(176, 200), 1e-6, 0.7418606456926466, 0.9588846179013047],
  ["weibull", weibull(1.5, 3), 0.05, 0.4141537996688526, 6.23433191260367],
  ["weibull", weibull(1.5, 3), 1e-6, 0.0003000001000000585, 17.27292474068332],
  ["pareto", pareto(2.5, 3), 0.05, 3.062187734487413, 9.94336205201996],
  ["pareto", pareto(2.5, 3), 1e-6, 3.00000120000084, 753.5659294528742],
  ["lognormal", lognormal(1, 0.5), 0.05, 1.1943154625015757, 6.186854588195454],
  ["lognormal", lognormal(1, 0.5), 1e-6, 0.25240706576017474, 29.274363127185122],
  ["triangular", triangular(2, 3, 6), 0.05, 2.447213595499958, 5.225403330758516],
  ["triangular", triangular(2, 3, 6), 1e-6, 2.002, 5.9965358983848125],
  ["pert", pert(1, 2, 7), 0.05, 1.2903832382931564, 4.575872361474197],
  ["pert", pert(1, 2, 7), 1e-6, 1.000414104373261, 6.8115366259516],
  ["poisson", poisson(3), 0.05, 1, 6],
  ["poisson", poisson(3), 1e-6, 0, 14],
  ["poisson", poisson(100.5), 0.05, 84, 117],
  ["poisson", poisson(100.5), 1e-6, 57, 152],
  ["geometric", geometric(0.4), 0.05, 1, 6],
  ["geometric", geometric(0.4), 1e-6, 1, 28],
];

test.each(TABULATED)("%s has the tabulated quantiles in both tails", (_, distribution, tail, low, high) => {
  expectClose(distribution.quantile(tail, 1 - tail), low, 1e-12);
  expectClose(distribution.quantile(1 - tail, tail), high, 1e-12);
});

const logOf = (x: number) => Math.log(x);
/** Densities written down from the textbooks, without the code under test. */
const DENSITIES: readonly (readonly [string, Distribution, (x: number) => number])[] = [
  ["uniform", uniform(2, 5), () => 1 / 3],
  ["triangular", triangular(2, 3, 6), (x) => (x < 3 ? (2 * (x - 2)) / 4 : (2 * (6 - x)) / 12)],
  ["normal", normal(1, 2), (x) => Math.exp(-((x - 1) ** 2) / 8) / Math.sqrt(8 * Math.PI)],
  [
    "lognormal",
    lognormal(1, 0.5),
    (x) => Math.exp(-2 * (logOf(x) - 1) ** 2) / (x * 0.5 * Math.sqrt(2 * Math.PI)),
  ],
  ["exponential", exponential(4), (x) => Math.exp(-x / 4) / 4],
  ["gamma of shape 3", gamma(3, 2), (x) => (x * x * Math.exp(-x / 2)) / 16],
  ["weibull of shape 2", weibull(2, 3), (x) => ((2 * x) / 9) * Math.exp((-x * x) / 9)],
  ["pareto", pareto(2.5, 3), (x) => (2.5 * 3 ** 2.5) / x ** 3.5],
  ["beta of shapes 2 and 3", beta(2, 3), (x) => 12 * x * (1 - x) ** 2],
  ["pert with the mode at a quarter", pert(0, 1, 4), (x) => (20 * (x / 4) * (1 - x / 4) ** 3) / 4],
];

/** Simpson's rule. */
function integral(f: (x: number) => number, from: number, to: number, pieces = 2000): number {
  const h = (to - from) / pieces;
  let sum = f(from) + f(to);
  for (let i = 1; i < pieces; i++) sum += (i % 2 === 0 ? 2 : 4) * f(from + i * h);
  return (sum * h) / 3;
}

test.each(DENSITIES)(
  "between two quantiles of %s lies the probability that its density says",
  (_, distribution, density) => {
    for (const [from, to] of [
      [0.02, 0.3],
      [0.3, 0.7],
      [0.7, 0.99],
    ] as const) {
      const [a, b] = [distribution.quantile(from, 1 - from), distribution.quantile(to, 1 - to)];
      expect(integral(density, a, b)).toBeCloseTo(to - from, 6);
      expect(distribution.cdf(b) - distribution.cdf(a)).toBeCloseTo(to - from, 12);
    }
  },
);

const CONTINUOUS = [
  ...DENSITIES.map(([name, distribution]) => [name, distribution] as const),
  ["gamma of shape 0.2", gamma(0.2, 5)] as const,
  ["weibull of shape 0.6", weibull(0.6, 1)] as const,
  ["an evaluation", evaluation(9, 10)] as const,
];

test.each(CONTINUOUS)("mean and standard deviation of %s are those of its quantiles", (_, distribution) => {
  // the mean of g(Q(p)) over p, in octaves of either tail
  const over = (g: (x: number) => number) => {
    let sum = 0;
    for (let octave = 1; octave < 200; octave++) {
      const [from, to] = [2 ** -(octave + 1), 2 ** -octave];
      sum += integral((t) => g(distribution.quantile(t, 1 - t)), from, to, 20);
      sum += integral((t) => g(distribution.quantile(1 - t, t)), from, to, 20);
    }
    return sum;
  };
  const mean = over((x) => x);
  expectClose(distribution.mean, mean, 1e-5);
  expectClose(distribution.sd, Math.sqrt(over((x) => (x - mean) ** 2)), 1e-4);
});

test.each(CONTINUOUS)("cdf, upper tail and quantile of %s agree", (_, distribution) => {
  for (const tail of [1e-9, 1e-4, 0.1, 0.5]) {
    const [low, high] = [distribution.quantile(tail, 1 - tail), distribution.quantile(1 - tail, tail)];
    expect(low).toBeGreaterThanOrEqual(distribution.low);
    expect(high).toBeLessThanOrEqual(distribution.high);
    // close to an end that is not 0 the value itself has lost the digits of its distance
    if (low - distribution.low > 1e-6 * Math.abs(low)) expectClose(distribution.cdf(low), tail, 1e-8);
    if (distribution.high - high > 1e-6 * Math.abs(high)) expectClose(distribution.upper(high), tail, 1e-8);
    expect(distribution.cdf(low) + distribution.upper(low)).toBeCloseTo(1, 14);
  }
  expect(distribution.cdf(distribution.low - 1)).toBe(0);
  expect(distribution.upper(distribution.low - 1)).toBe(1);
});

describe("heavy tails", () => {
  test("a pareto of shape 1 has no mean, one of shape 2 no standard deviation", () => {
    expect(pareto(1, 3).mean).toBe(Number.POSITIVE_INFINITY);
    expect(pareto(2, 3).sd).toBe(Number.POSITIVE_INFINITY);
    expect(pareto(2, 3).mean).toBe(6);
    expectClose(pareto(3, 2).sd, Math.sqrt(3), 1e-15);
  });
});

describe("counts", () => {
  test.each([
    ["poisson of 0.01", poisson(0.01)],
    ["poisson of 3", poisson(3)],
    ["poisson of 4000", poisson(4000)],
    ["geometric of mean 1.6", geometric(1 / 1.6)],
    ["geometric of mean 500", geometric(1 / 500)],
  ])("the quantile of %s is the smallest count whose share reaches p", (_, counts) => {
    for (let i = 1; i < 400; i++) {
      const p = i / 400;
      const k = counts.quantile(p, 1 - p);
      expect(Number.isInteger(k)).toBe(true);
      expect(counts.cdf(k)).toBeGreaterThan(p - 1e-12);
      if (k > counts.low) expect(counts.cdf(k - 1)).toBeLessThan(p + 1e-12);
    }
  });

  test("poisson probabilities are those of the formula", () => {
    let probability = Math.exp(-3);
    let sum = probability;
    for (let k = 1; k < 20; k++) {
      expectClose(poisson(3).cdf(k - 1), sum, 1e-13);
      probability *= 3 / k;
      sum += probability;
    }
  });

  test("poisson of a huge mean keeps mean and spread", () => {
    const many = poisson(4e6);
    expect(many.quantile(0.5, 0.5)).toBe(4e6);
    expectClose(many.quantile(0.975, 0.025) - many.quantile(0.025, 0.975), 2 * 1.959964 * 2000, 1e-3);
    // the share reached is off by less than that of one count
    for (const p of [0.001, 0.1, 0.9, 0.999]) {
      expect(Math.abs(many.cdf(many.quantile(p, 1 - p)) - p)).toBeLessThan(
        normalDensity(normalQuantile(p)) / 2000,
      );
    }
  });

  test("geometric starts at 1, and a mean of 1 is always 1", () => {
    expect(geometric(0.25).quantile(1e-12, 1)).toBe(1);
    expect(geometric(0.25).mean).toBe(4);
    expect(geometric(1).quantile(0.999, 0.001)).toBe(1);
  });

  test("geometric quantiles at exact shares are not pushed up by rounding", () => {
    for (const share of [0.002, 0.1, 0.3, 0.625]) {
      for (let k = 1; k < 30; k++) {
        const beyond = (1 - share) ** k;
        expect(geometric(share).quantile(1 - beyond, beyond)).toBe(k);
      }
    }
  });

  test("no events are expected of a poisson of 0", () => {
    expect(poisson(0).quantile(0.99, 0.01)).toBe(0);
  });
});

describe("data", () => {
  test("a sample gives back its own values, each as often as it stands there", () => {
    const data = sample([30, 10, 20, 20]);
    const drawn = [0.1, 0.25, 0.26, 0.5, 0.75, 0.76, 0.99].map((p) => data.quantile(p, 1 - p));
    expect(drawn).toEqual([10, 10, 20, 20, 20, 30, 30]);
    expect(data.cdf(20)).toBe(0.75);
    expect(data.cdf(19.9)).toBe(0.25);
    expect(data.upper(10)).toBe(0.75);
    expect(data.mean).toBe(20);
    expect(data.sd).toBeCloseTo(Math.sqrt(50), 14);
    expect([...data.atoms]).toEqual([10, 20, 30]);
  });

  test("a table of quantiles is met at its points and straight between them", () => {
    const table = quantileTable([
      [0, 1],
      [0.5, 180],
      [0.95, 700],
      [1, 2000],
    ]);
    const values = [0, 0.5, 0.95, 1, 0.25, 0.975].map((p) => table.quantile(p, 1 - p));
    for (const [i, wanted] of [1, 180, 700, 2000, 90.5, 1350].entries())
      expect(values[i]).toBeCloseTo(wanted, 9);
    expect(table.cdf(90.5)).toBeCloseTo(0.25, 14);
    // by hand: ½·90.5 + 0.45·440 + 0.05·1350
    expect(table.mean).toBeCloseTo(310.75, 10);
  });

  test("a level stretch of a table is a value with a probability of its own", () => {
    const table = quantileTable([
      [0, 0],
      [0.3, 5],
      [0.8, 5],
      [1, 9],
    ]);
    expect([...table.atoms]).toEqual([5]);
    expect(table.cdf(4.999999)).toBeLessThan(0.3);
    expect(table.cdf(5)).toBeCloseTo(0.8, 14);
    expect(table.quantile(0.55, 0.45)).toBe(5);
  });

  test("one value, however often, is certain", () => {
    expect(sample([7, 7]).sd).toBe(0);
    expect(constant(7).cdf(6.9)).toBe(0);
    expect(constant(7).upper(7)).toBe(0);
    expect(uniform(3, 3).quantile(0.2, 0.8)).toBe(3);
  });
});
