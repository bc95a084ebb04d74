/** The closed forms that the oracles are held against, held against each other and against textbooks. */
import { describe, expect, it } from "vitest";
import {
  binomialAtMost,
  integral,
  lognormalMean,
  lognormalOf,
  meanTokens,
  normalCdf,
  normalDensity,
  quantileOfSum,
  WholeBeta,
} from "./moments.ts";
import {
  BirthDeath,
  bucketAdmits,
  bucketFromFull,
  constantMoments,
  erlangB,
  erlangC,
  erlangTail,
  lognormalMoments,
  Mmc,
  mg1FromEmpty,
  pollaczekKhinchine,
} from "./queueing.ts";

describe("Erlang's formulas", () => {
  it("are those of the tables", () => {
    // B(2 servers, 1 erlang) = 1/5; C(2, 1) = 1/3; B(10, 5) and B(20, 12) from tables
    expect(erlangB(2, 1)).toBeCloseTo(1 / 5, 12);
    expect(erlangC(2, 1)).toBeCloseTo(1 / 3, 12);
    expect(erlangB(10, 5)).toBeCloseTo(0.018385, 6);
    expect(erlangB(20, 12)).toBeCloseTo(0.0098, 4);
  });

  it("are the chances of birth and death", () => {
    const chain = BirthDeath.queue(3, 2.1, 1, 600);
    const queue = new Mmc(3, 2.1, 1);
    expect(chain.mean((n) => (n >= 3 ? 1 : 0))).toBeCloseTo(queue.waiting, 12);
    expect(chain.mean((n) => Math.max(0, n - 2) / 3)).toBeCloseTo(queue.meanWait, 10);
    const t = queue.waitQuantile(0.95);
    expect(chain.mean((n) => (n < 3 ? 0 : erlangTail(n - 2, 3, t)))).toBeCloseTo(0.05, 12);
    expect(BirthDeath.queue(4, 3, 1, 4).probabilities[4]).toBeCloseTo(erlangB(4, 3), 12);
  });
});

describe("what a start with nobody there takes", () => {
  it("is ρ/(1 − ρ)³ services of the waits of M/M/1, by both ways", () => {
    for (const load of [0.3, 0.9]) {
      const exact = -load / (1 - load) ** 3;
      expect(BirthDeath.queue(1, load, 1, 600).fromEmpty((n) => n)).toBeCloseTo(exact, 8);
      expect(mg1FromEmpty(load, { first: 1, second: 2, third: 6 })).toBeCloseTo(exact, 8);
    }
  });

  it("is what a chain of two states relaxes by", () => {
    // busy with chance ρ/(1 + ρ) (1 − e^(−(1 + ρ)t)): the integral of the difference is −ρ/(1 + ρ)²
    expect(BirthDeath.queue(1, 0.8, 1, 1).fromEmpty((n) => n)).toBeCloseTo(-0.8 / 1.8 ** 2, 12);
  });

  it("is what a bucket of one request relaxes by, λ/2(1 + λ)²", () => {
    for (const rate of [0.5, 1.5])
      expect(bucketFromFull(rate, 1) / (rate / (2 * (1 + rate) ** 2))).toBeCloseTo(1, 1);
  });
});

describe("Pollaczek and Khinchine", () => {
  it("gives M/M/1, and half of it for constant services", () => {
    expect(pollaczekKhinchine(0.8, lognormalMoments(1, 1))).toBeCloseTo(0.8 / 0.2, 12);
    expect(pollaczekKhinchine(0.8, constantMoments(1))).toBeCloseTo(0.8 / 0.2 / 2, 12);
  });
});

describe("a token bucket", () => {
  it("of one request is a server that is busy for a second", () => {
    for (const rate of [0.2, 1, 5]) expect(bucketAdmits(rate, 1)).toBeCloseTo(1 - erlangB(1, rate), 12);
  });

  it("that is large admits all below its rate, and its rate above", () => {
    expect(bucketAdmits(0.5, 15)).toBeCloseTo(1, 6);
    expect(bucketAdmits(2, 15)).toBeCloseTo(1 / 2, 8);
  });

  it("in between follows the chain of its levels", () => {
    // a bucket of 2 at rate 1: G(1) = e, so that e/(1 + e) of the requests are admitted
    expect(bucketAdmits(1, 2)).toBeCloseTo(Math.E / (1 + Math.E), 12);
  });
});

describe("moments", () => {
  it("of lognormal sizes are those of whole tokens", () => {
    const size = lognormalOf(800, 4000);
    expect(meanTokens(size, 10_000_000) / lognormalMean(size)).toBeCloseTo(1, 5);
    expect(meanTokens(lognormalOf(3, 9), 5)).toBeLessThan(5);
    expect(meanTokens(lognormalOf(1e6, 1e6 + 1), 5)).toBeCloseTo(5, 12);
  });

  it("the normal distribution has its tabulated values", () => {
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 14);
    expect(normalCdf(-1)).toBeCloseTo(0.15865525393145707, 14);
  });

  it("a sum's quantile does not depend on which is first, and adds up where they go together", () => {
    const first = lognormalOf(2, 5);
    const second = lognormalOf(1, 4);
    const quantile = quantileOfSum([1, first], [3, second], 0.4, 0.95);
    expect(quantileOfSum([3, second], [1, first], 0.4, 0.95)).toBeCloseTo(quantile, 8);
    expect(quantileOfSum([1, first], [3, second], 0.9999, 0.95)).toBeCloseTo(5 + 3 * 4, 1);
  });

  it("a beta's density has its mean and variance", () => {
    const beta = new WholeBeta(177, 25);
    const moment = (power: number) => integral(0, 1, 5000, (x) => x ** power * beta.density(x));
    expect(moment(0)).toBeCloseTo(1, 10);
    expect(moment(1)).toBeCloseTo(beta.mean, 10);
    expect(moment(2) - moment(1) ** 2).toBeCloseTo(beta.variance, 10);
  });

  it("binomial chances add up", () => {
    expect(binomialAtMost(1, 3, 0.5)).toBeCloseTo(0.5, 12);
    expect(binomialAtMost(3, 3, 0.9)).toBe(1);
    expect(binomialAtMost(1899, 2000, 0.95)).toBeCloseTo(0.48, 1);
    expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 15);
  });
});
