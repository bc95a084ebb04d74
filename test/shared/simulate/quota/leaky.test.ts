import { describe, expect, it } from "vitest";
import { QuotaUnderTest } from "./quota-under-test.ts";

/** 100 tokens drain a second; capacity 1,000. */
const thousand = { policy: "leaky", tokens: 6000, burst: [10, 10] } as const;

describe("a leaky limit", () => {
  it("starts empty, and admits while its level is at most its capacity", () => {
    const quota = new QuotaUnderTest(thousand);
    expect(quota.takes({ tokens: 1000 })).toBe(true);
    // exactly full: one more comes in
    expect(quota.takes({ tokens: 700 })).toBe(true);
    expect(quota.admits({ tokens: 1 })).toBe(false);
    // 700 above: 7 s
    expect(quota.secondsUntil({ tokens: 1 })).toBeCloseTo(7, 9);
    expect(quota.at(6.99).admits({ tokens: 1 })).toBe(false);
    expect(quota.at(7).admits({ tokens: 1 })).toBe(true);
  });

  it("drains continuously, and never below empty", () => {
    const quota = new QuotaUnderTest(thousand);
    quota.takes({ tokens: 500 });
    expect(quota.at(100).takes({ tokens: 1000 })).toBe(true);
    expect(quota.takes({ tokens: 1 })).toBe(true);
    expect(quota.admits({ tokens: 1 })).toBe(false);
  });

  it("admits a need of any size, and nothing at all while it is above its capacity", () => {
    const quota = new QuotaUnderTest(thousand);
    expect(quota.takes({ tokens: 50_000 })).toBe(true);
    expect(quota.admits({ tokens: 0 })).toBe(false);
    expect(quota.secondsUntil({ tokens: 90_000 })).toBeCloseTo(490, 9);
  });

  it("takes requests like tokens", () => {
    // 1 drains a second, capacity 10: levels 0 to 10 admit
    expect(new QuotaUnderTest({ policy: "leaky", requests: 60, burst: [10, 60] }).takesAtOnce()).toBe(11);
  });

  it("is always corrected at the finish, in both directions", () => {
    const quota = new QuotaUnderTest({ ...thousand, settles: false });
    quota.takes({ tokens: 1500 });
    quota.at(1).quota.settle(0, 0, -1200, 0);
    // 1,500 − 100 − 1,200 = 200
    expect(quota.takes({ tokens: 800 })).toBe(true);
    expect(quota.takes({ tokens: 1 })).toBe(true);
    expect(quota.secondsUntil()).toBeCloseTo(0.01, 9);
    quota.quota.settle(1, 0, 99, 0);
    expect(quota.secondsUntil()).toBeCloseTo(1, 9);
  });

  it("can't be given back what has drained", () => {
    const quota = new QuotaUnderTest(thousand);
    quota.takes({ tokens: 500 });
    quota.at(10).quota.settle(0, 0, -500, 0);
    expect(quota.takes({ tokens: 1000 })).toBe(true);
    expect(quota.takes({ tokens: 1 })).toBe(true);
    expect(quota.admits()).toBe(false);
  });

  it("counts a rejection up to its capacity, never above", () => {
    const quota = new QuotaUnderTest({
      policy: "leaky",
      requests: 60,
      tokens: 60,
      burst: [2, 60],
      rejectsCount: true,
    });
    quota.takes({ tokens: 61 });
    for (let rejected = 0; rejected < 5; rejected++) quota.quota.chargeRejection();
    // requests stand at 2 of 2: after the second that the tokens take, at 1, so that two more come in
    expect(quota.secondsUntil()).toBeCloseTo(1, 9);
    expect(quota.at(1).takesAtOnce()).toBe(2);
  });
});
