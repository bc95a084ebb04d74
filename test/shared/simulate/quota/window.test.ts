import { describe, expect, it } from "vitest";
import { QuotaUnderTest } from "./quota-under-test.ts";

const NEVER = Number.POSITIVE_INFINITY;

describe("a window", () => {
  it("counts anew with each whole minute", () => {
    const quota = new QuotaUnderTest({ policy: "window", tokens: 1000 });
    expect(quota.at(55).takes({ tokens: 1000 })).toBe(true);
    expect(quota.admits({ tokens: 1 })).toBe(false);
    expect(quota.secondsUntil({ tokens: 1 })).toBeCloseTo(5, 12);
    // twice the limit within ten seconds: that is what windows do
    expect(quota.at(60).takes({ tokens: 1000 })).toBe(true);
    expect(quota.at(119.9).admits({ tokens: 1 })).toBe(false);
    expect(quota.at(240).takes({ tokens: 1000 })).toBe(true);
  });

  it("carries nothing over from an idle minute", () => {
    const quota = new QuotaUnderTest({ policy: "window", requests: 5 });
    expect(quota.at(600).takesAtOnce()).toBe(5);
  });

  it("never admits a need larger than its allowance: only buckets know debt", () => {
    const quota = new QuotaUnderTest({ policy: "window", tokens: 1000 });
    expect(quota.admits({ tokens: 1001 })).toBe(false);
    expect(quota.secondsUntil({ tokens: 1001 })).toBe(NEVER);
    expect(quota.secondsUntil({ tokens: 1000 })).toBe(0);
  });
});

describe("a burst window", () => {
  it("holds requests to limit × burstSeconds / 60, from whole multiples of its length on", () => {
    // 600 a minute, 10 in each second
    const quota = new QuotaUnderTest({ policy: "window", requests: 600, burst: [1, 60] });
    expect(quota.at(7.25).takesAtOnce()).toBe(10);
    expect(quota.secondsUntil()).toBeCloseTo(0.75, 12);
    expect(quota.at(7.999).admits()).toBe(false);
    expect(quota.at(8).takesAtOnce()).toBe(10);
  });

  it("rounds a fractional allowance down", () => {
    // 100 a minute are 1.67 a second, and 16.67 in ten seconds
    expect(new QuotaUnderTest({ policy: "window", requests: 100, burst: [1, 60] }).takesAtOnce()).toBe(1);
    expect(new QuotaUnderTest({ policy: "window", requests: 100, burst: [10, 60] }).takesAtOnce()).toBe(16);
    // 6 a minute are half a one in five seconds: rounded down, none is ever admitted
    const starved = new QuotaUnderTest({ policy: "window", requests: 6, burst: [5, 60] });
    expect(starved.secondsUntil()).toBe(NEVER);
    // a minute's tokens likewise
    const fraction = new QuotaUnderTest({ policy: "window", tokens: 10.9 });
    expect(fraction.takesAtOnce({ tokens: 1 })).toBe(10);
  });

  it("does not round down what only a double's last places keep from being whole", () => {
    // 10,000 × (1 − 0.9) is 999.9999999999998
    expect(new QuotaUnderTest({ policy: "window", tokens: 10_000 * (1 - 0.9) }).takes({ tokens: 1000 })).toBe(
      true,
    );
  });

  it("holds beside the minute: the later of the two decides", () => {
    const quota = new QuotaUnderTest({ policy: "window", requests: 30, burst: [20, 60] });
    expect(quota.takesAtOnce()).toBe(10);
    expect(quota.secondsUntil()).toBeCloseTo(20, 12);
    expect(quota.at(20).takesAtOnce()).toBe(10);
    expect(quota.at(40).takesAtOnce()).toBe(10);
    const tokens = new QuotaUnderTest({ policy: "window", requests: 60, tokens: 100, burst: [10, 60] });
    expect(tokens.takes({ tokens: 100 })).toBe(true);
    // the burst window would admit again at once, the minute at 60
    expect(tokens.secondsUntil({ tokens: 1 })).toBeCloseTo(60, 12);
  });

  it("may straddle minutes", () => {
    // 40 in each minute, 60 in each 90 s: 40 in the first minute leave 20 until second 90
    const quota = new QuotaUnderTest({ policy: "window", requests: 40, burst: [90, 60] });
    expect(quota.takesAtOnce()).toBe(40);
    expect(quota.at(60).takesAtOnce()).toBe(20);
    expect(quota.secondsUntil()).toBeCloseTo(30, 12);
    expect(quota.at(90).takesAtOnce()).toBe(20);
    expect(quota.secondsUntil()).toBeCloseTo(30, 12);
  });

  it("knows no burst of tokens", () => {
    const quota = new QuotaUnderTest({ policy: "window", tokens: 6000, burst: [1, 1] });
    expect(quota.takes({ tokens: 6000 })).toBe(true);
  });
});

describe("at the finish, a window", () => {
  it("takes back what was reserved too much in the minute it was reserved in", () => {
    const quota = new QuotaUnderTest({ policy: "window", outputTokens: 1000 });
    quota.at(10).takes({ outputTokens: 1000 });
    quota.at(50).quota.settle(10, -900, 0, 0);
    expect(quota.admits({ outputTokens: 900 })).toBe(true);
    expect(quota.admits({ outputTokens: 901 })).toBe(false);
  });

  it("forgets what comes back in a later minute", () => {
    const quota = new QuotaUnderTest({ policy: "window", outputTokens: 1000 });
    quota.at(10).takes({ outputTokens: 1000 });
    quota.at(70).takes({ outputTokens: 600 });
    quota.at(80).quota.settle(10, -900, 0, 0);
    expect(quota.admits({ outputTokens: 400 })).toBe(true);
    expect(quota.admits({ outputTokens: 401 })).toBe(false);
  });

  it("counts what was produced beyond the reserve in the minute of now, and refuses debt where none is reserved", () => {
    const quota = new QuotaUnderTest({ policy: "window", outputTokens: 1000, refusesDebt: true });
    quota.at(10).takes();
    quota.at(70).quota.settle(10, 1000, 1000, 0);
    expect(quota.admits()).toBe(true);
    quota.quota.settle(10, 1, 1, 0);
    expect(quota.admits()).toBe(false);
    expect(quota.secondsUntil()).toBeCloseTo(50, 12);
    expect(quota.at(120).admits()).toBe(true);
  });
});

describe("a rejection that counts", () => {
  it("takes a request of the minute and of the burst window, never more than there are", () => {
    const quota = new QuotaUnderTest({
      policy: "window",
      requests: 12,
      tokens: 10,
      burst: [10, 60],
      rejectsCount: true,
    });
    expect(quota.takes({ tokens: 10 })).toBe(true);
    // two requests fit into ten seconds: the rejections leave none of them, and take no more
    for (let rejected = 0; rejected < 5; rejected++) quota.quota.chargeRejection();
    expect(quota.admits()).toBe(false);
    // 1 + 5 of the minute's 12 are gone; in the later burst windows 2 each
    const later = [10, 20, 30, 40, 50].map((second) => quota.at(second).takesAtOnce());
    expect(later).toEqual([2, 2, 2, 0, 0]);
    expect(quota.at(60).takesAtOnce()).toBe(2);
  });
});
