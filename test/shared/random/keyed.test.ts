import { describe, expect, test } from "vitest";
import { keyedBits, purposeKey, streamKey, uniformOf } from "../../../shared/random/keyed.ts";

const input = purposeKey("task.steps.answer.input");
const output = purposeKey("task.steps.answer.output");

/** Draws by one of the five things that name them, the others held still. */
type Along = (i: number) => number;
const keyed = (seed: number, replication: number, purpose: number, task: number, sub: number) => {
  const { k0, k1 } = streamKey(seed, replication, purpose);
  return keyedBits(k0, k1, task, sub);
};
const ALONG: readonly (readonly [string, Along])[] = [
  ["consecutive tasks", (i) => keyed(7, 0, input, i, 0)],
  ["consecutive attempts of one task", (i) => keyed(7, 0, input, 0, i)],
  ["consecutive replications, first task", (i) => keyed(7, i, input, 0, 0)],
  ["consecutive seeds, first task of the first replication", (i) => keyed(i, 0, input, 0, 0)],
  ["purposes with similar names", (i) => keyed(7, 0, purposeKey(`task.steps.${i}.input`), 0, 0)],
  ["tasks and attempts, crosswise", (i) => keyed(7, 3, input, i >> 3, i & 7)],
  ["tasks far apart", (i) => keyed(7, 0, input, i << 12, 0)],
  ["tasks of every other replication", (i) => keyed(7, 2 * (i >> 6), input, i & 63, 0)],
];
const COUNT = 1 << 15;

/** (χ² − degrees) / √(2 degrees): near to standard normal for many cells. */
function excess(cells: Uint32Array, draws: number): number {
  const expected = draws / cells.length;
  const chiSquare = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const degrees = cells.length - 1;
  return (chiSquare - degrees) / Math.sqrt(2 * degrees);
}

const centred = (bits: number) => (uniformOf(bits) - 0.5) * Math.sqrt(12);

describe.each(ALONG)("draws over %s", (_, draw) => {
  test("fill every interval equally, by their high bits and by their low ones", () => {
    const high = new Uint32Array(1024);
    const low = new Uint32Array(1024);
    for (let i = 0; i < COUNT; i++) {
      const bits = draw(i);
      high[bits >>> 22]!++;
      low[bits & 1023]!++;
    }
    expect(Math.abs(excess(high, COUNT))).toBeLessThan(4);
    expect(Math.abs(excess(low, COUNT))).toBeLessThan(4);
  });

  test("don't know their neighbours: no correlation, and all pairs equally often", () => {
    const pairs = new Uint32Array(1024);
    const sums = [0, 0, 0, 0];
    for (let i = 0; i < COUNT; i++) {
      const bits = draw(i);
      const next = draw(i + 1);
      pairs[((bits >>> 27) << 5) | (next >>> 27)]!++;
      for (let lag = 1; lag <= 4; lag++) {
        sums[lag - 1]! += centred(bits) * centred(lag === 1 ? next : draw(i + lag));
      }
    }
    expect(Math.abs(excess(pairs, COUNT))).toBeLessThan(4);
    for (const sum of sums) expect(Math.abs(sum) / Math.sqrt(COUNT)).toBeLessThan(4);
  });
});

describe("two streams of the same tasks are independent", () => {
  const streams: readonly (readonly [string, (task: number) => number, (task: number) => number])[] = [
    ["of two purposes", (t) => keyed(7, 0, input, t, 0), (t) => keyed(7, 0, output, t, 0)],
    ["of two replications", (t) => keyed(7, 4, input, t, 0), (t) => keyed(7, 5, input, t, 0)],
    ["of two seeds", (t) => keyed(0, 0, input, t, 0), (t) => keyed(1, 0, input, t, 0)],
    ["of two attempts", (t) => keyed(7, 0, input, t, 1), (t) => keyed(7, 0, input, t, 2)],
    [
      "of seeds that differ by 2³²",
      (t) => keyed(1, 0, input, t, 0),
      (t) => keyed(1 + 2 ** 32, 0, input, t, 0),
    ],
  ];
  test.each(streams)("%s", (_, one, other) => {
    const pairs = new Uint32Array(1024);
    let sum = 0;
    let squares = 0;
    for (let task = 0; task < COUNT; task++) {
      const [a, b] = [one(task), other(task)];
      pairs[((a >>> 27) << 5) | (b >>> 27)]!++;
      sum += centred(a) * centred(b);
      // the tails come together no more often than by chance, either
      squares += (centred(a) ** 2 - 1) * (centred(b) ** 2 - 1);
    }
    expect(Math.abs(excess(pairs, COUNT))).toBeLessThan(4);
    expect(Math.abs(sum) / Math.sqrt(COUNT)).toBeLessThan(4);
    expect(Math.abs(squares) / (0.8 * Math.sqrt(COUNT))).toBeLessThan(4);
  });
});

describe("a stream behaves like chance, not like a shuffle", () => {
  function sortedStream(replication: number, count: number): Uint32Array {
    const { k0, k1 } = streamKey(7, replication, input);
    return Uint32Array.from({ length: count }, (_, task) => keyedBits(k0, k1, task, 0)).sort();
  }

  test("it repeats values as often as birthdays coincide", () => {
    // of n draws n² / 2³³ pairs are equal: 8 for each stream
    let repeats = 0;
    for (let replication = 0; replication < 6; replication++) {
      const draws = sortedStream(replication, 1 << 18);
      for (let i = 1; i < draws.length; i++) if (draws[i] === draws[i - 1]) repeats++;
    }
    expect(Math.abs(repeats - 48)).toBeLessThan(4 * Math.sqrt(48));
  });

  test("its gaps repeat as often as Marsaglia's birthday spacings say", () => {
    // n³ / 4m equal spacings of n birthdays in m = 2³² days: 4 for each stream
    let repeats = 0;
    for (let replication = 0; replication < 64; replication++) {
      const draws = sortedStream(replication, 4096);
      const gaps = draws.map((value, i) => (i === 0 ? value : value - draws[i - 1]!)).sort();
      for (let i = 1; i < gaps.length; i++) if (gaps[i] === gaps[i - 1]) repeats++;
    }
    expect(Math.abs(repeats - 256)).toBeLessThan(4 * Math.sqrt(256));
  });
});

describe("avalanche: one bit changed in what names a draw changes every bit of it half the time", () => {
  const TRIALS = 2048;
  /** The largest deviation, in standard errors, of any output bit's share of changes for any input bit. */
  function worst(inputBits: number, draw: (trial: number, flip: number) => number): number {
    let deviation = 0;
    for (let bit = 0; bit < inputBits; bit++) {
      const changes = new Uint32Array(32);
      for (let trial = 0; trial < TRIALS; trial++) {
        const difference = draw(trial, 0) ^ draw(trial, 1 << bit);
        for (let out = 0; out < 32; out++) changes[out]! += (difference >>> out) & 1;
      }
      for (const count of changes)
        deviation = Math.max(deviation, Math.abs(count - TRIALS / 2) / Math.sqrt(TRIALS / 4));
    }
    return deviation;
  }
  // the largest of 1,024 standard normal deviations is below 5 but for once in 2,000
  const { k0, k1 } = streamKey(7, 0, input);
  test.each([
    ["the task", (trial: number, flip: number) => keyedBits(k0, k1, trial ^ flip, 0)],
    ["the attempt", (trial: number, flip: number) => keyedBits(k0, k1, trial, flip)],
    ["one half of the key", (trial: number, flip: number) => keyedBits(k0 ^ flip, k1, trial, 0)],
    ["the other half", (trial: number, flip: number) => keyedBits(k0, k1 ^ flip, trial, 0)],
    ["the replication", (trial: number, flip: number) => keyed(7, flip, input, trial, 0)],
    ["the purpose", (trial: number, flip: number) => keyed(7, 0, input ^ flip, trial, 0)],
    ["the seed", (trial: number, flip: number) => keyed(trial ^ flip, 0, input, 0, 0)],
  ])("%s", (_, draw) => {
    expect(worst(32, draw)).toBeLessThan(5);
  });
});

describe("keys", () => {
  test("are different for each of many purposes, replications and seeds", () => {
    const keys = new Set<string>();
    for (const seed of [0, 1, 2, -1, 2 ** 32, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
      for (let replication = 0; replication < 100; replication++) {
        for (const purpose of [input, output, purposeKey("")]) {
          const { k0, k1 } = streamKey(seed, replication, purpose);
          keys.add(`${k0} ${k1}`);
        }
      }
    }
    expect(keys.size).toBe(7 * 100 * 3);
  });

  test("of ten thousand purposes collide no more often than chance", () => {
    const keys = new Set(Array.from({ length: 10_000 }, (_, i) => purposeKey(`models.m${i % 97}.part${i}`)));
    // 0.012 collisions expected
    expect(keys.size).toBeGreaterThanOrEqual(9_999);
  });
});

describe("the number that bits stand for", () => {
  test("is never 0 or 1, and rises with the bits read as unsigned", () => {
    expect(uniformOf(0)).toBe(2 ** -33);
    expect(uniformOf(-1)).toBe(1 - 2 ** -33);
    expect(uniformOf(0x7fffffff)).toBeLessThan(0.5);
    expect(uniformOf(-0x80000000)).toBeGreaterThan(0.5);
  });
});

test("the numbers are the ones they have always been", () => {
  const draws = [0, 1, 2].map((task) => keyed(7, 0, input, task, 0));
  expect([purposeKey("users"), ...draws, keyed(2 ** 40 + 1, 9, output, 123_456, 3)]).toMatchInlineSnapshot(`
    [
      1603779160,
      -2054651974,
      -1351645451,
      -1781173116,
      -929403621,
    ]
  `);
});
