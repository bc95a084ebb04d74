import { describe, expect, it } from "vitest";
import { clopperPearson } from "../../../shared/statistics/share-interval.ts";

describe("the Clopper–Pearson interval", () => {
  it("has the closed forms of no success and of nothing but successes", () => {
    for (const n of [1, 5, 10, 128]) {
      expect(clopperPearson(0, n, 0.95).low).toBe(0);
      expect(clopperPearson(0, n, 0.95).high).toBeCloseTo(1 - 0.025 ** (1 / n), 12);
      expect(clopperPearson(n, n, 0.95).low).toBeCloseTo(0.025 ** (1 / n), 12);
      expect(clopperPearson(n, n, 0.95).high).toBe(1);
    }
  });

  it("agrees with published values", () => {
    // R: binom.test(3, 10)$conf.int and binom.test(81, 263)$conf.int (Newcombe 1998, table I, method 5)
    expect(clopperPearson(3, 10, 0.95).low).toBeCloseTo(0.06674, 4);
    expect(clopperPearson(3, 10, 0.95).high).toBeCloseTo(0.65245, 4);
    expect(clopperPearson(81, 263, 0.95).low).toBeCloseTo(0.2527, 4);
    expect(clopperPearson(81, 263, 0.95).high).toBeCloseTo(0.3676, 4);
  });

  it("leaves exactly the error wanted in each tail of the binomial distribution", () => {
    const { low, high } = clopperPearson(7, 20, 0.9);
    const binomial = (k: number, p: number) => {
      let chance = (1 - p) ** 20;
      let sum = chance;
      for (let i = 1; i <= k; i++) {
        chance *= (((20 - i + 1) / i) * p) / (1 - p);
        sum += chance;
      }
      return sum;
    };
    expect(1 - binomial(6, low)).toBeCloseTo(0.05, 10);
    expect(binomial(7, high)).toBeCloseTo(0.05, 10);
  });

  it("says nothing without trials", () => {
    expect(clopperPearson(0, 0, 0.95)).toEqual({ low: 0, high: 1 });
  });

  it("holds the truth at least as often as it says, whatever the truth", () => {
    for (const n of [8, 32]) {
      const intervals = Array.from({ length: n + 1 }, (_, k) => clopperPearson(k, n, 0.95));
      for (let p = 0.01; p < 1; p += 0.01) {
        let covered = 0;
        let chance = (1 - p) ** n;
        intervals.forEach(({ low, high }, k) => {
          if (low <= p && p <= high) covered += chance;
          chance *= (((n - k) / (k + 1)) * p) / (1 - p);
        });
        expect(covered).toBeGreaterThanOrEqual(0.95);
      }
    }
  });
});
