import { describe, expect, it } from "vitest";
import { QuotaUnderTest } from "./quota-under-test.ts";

/** 10 requests, 1 a second; 1,000 tokens, 100 a second. */
const tenAndThousand = { requests: 60, tokens: 6000, burst: [10, 10] } as const;

describe("a bucket", () => {
  it("holds limit × burstSeconds / 60, and starts full", () => {
    expect(new QuotaUnderTest({ requests: 60, burst: [10, 60] }).takesAtOnce()).toBe(10);
    expect(new QuotaUnderTest({ requests: 60 }).takesAtOnce()).toBe(60);
    // one number per kind: 4 s of 60 requests a minute, 5 s of 6,000 tokens a minute
    const perKind = { requests: 60, tokens: 6000, burst: [4, 5] } as const;
    expect(new QuotaUnderTest(perKind).takesAtOnce({ tokens: 1 })).toBe(4);
    expect(new QuotaUnderTest(perKind).takesAtOnce({ requests: 0, tokens: 100 })).toBe(5);
  });

  it("refills continuously, and never beyond its capacity", () => {
    const quota = new QuotaUnderTest(tenAndThousand);
    expect(quota.takes({ tokens: 1000 })).toBe(true);
    // 2.4 s bring 240 tokens, 2.5 s bring 250
    expect(quota.at(2.4).admits({ tokens: 250 })).toBe(false);
    expect(quota.secondsUntil({ tokens: 250 })).toBeCloseTo(0.1, 9);
    expect(quota.at(2.5).admits({ tokens: 250 })).toBe(true);
    expect(quota.at(1000).takesAtOnce({ tokens: 100 })).toBe(10);
    expect(quota.admits({ tokens: 1 })).toBe(false);
  });

  it("admits a need beyond its capacity when it is full, and is left in debt", () => {
    const quota = new QuotaUnderTest(tenAndThousand);
    expect(quota.takes({ tokens: 1500 })).toBe(true);
    // 500 below empty: one token after 5.01 s; another 1,500 when it is full again, after 15 s
    expect(quota.secondsUntil({ tokens: 1 })).toBeCloseTo(5.01, 9);
    expect(quota.secondsUntil({ tokens: 1500 })).toBeCloseTo(15, 9);
    expect(quota.at(14.99).admits({ tokens: 1500 })).toBe(false);
    expect(quota.at(15).takes({ tokens: 1500 })).toBe(true);
  });

  it("asks nothing of an attempt that needs nothing of a limit in debt", () => {
    const quota = new QuotaUnderTest({ inputTokens: 600 });
    quota.takes({ inputTokens: 900 });
    expect(quota.admits({ inputTokens: 1 })).toBe(false);
    expect(quota.admits({ inputTokens: 0 })).toBe(true);
  });

  it("takes back at the finish what was not used, but holds no more than it can", () => {
    const quota = new QuotaUnderTest(tenAndThousand);
    quota.takes({ tokens: 800 });
    // 200 left, 100 refilled, 600 given back
    quota.at(1).quota.settle(0, 0, -600, 0);
    expect(quota.admits({ tokens: 900 })).toBe(true);
    expect(quota.secondsUntil({ tokens: 1000 })).toBeCloseTo(1, 9);
    quota.quota.settle(0, 0, -5000, 0);
    expect(quota.takes({ tokens: 1000 })).toBe(true);
    expect(quota.admits({ tokens: 1 })).toBe(false);
  });

  it("corrects nothing at the finish where the limits do not settle", () => {
    const quota = new QuotaUnderTest({ ...tenAndThousand, settles: false });
    quota.takes({ tokens: 1000 });
    quota.quota.settle(0, 0, -1000, 0);
    expect(quota.secondsUntil({ tokens: 1000 })).toBeCloseTo(10, 9);
  });

  it("is charged the rest at the finish where more was used than reserved", () => {
    const quota = new QuotaUnderTest(tenAndThousand);
    quota.takes({ tokens: 1000 });
    quota.quota.settle(0, 0, 300, 0);
    expect(quota.secondsUntil({ tokens: 100 })).toBeCloseTo(4, 9);
  });
});

describe("the reserve none", () => {
  const none = { outputTokens: 600, refusesDebt: true }; // 10 a second

  it("counts the output at the finish, even where the limits do not settle", () => {
    const quota = new QuotaUnderTest({ ...none, settles: false });
    quota.takes();
    quota.quota.settle(0, 650, 650, 0);
    // 50 below empty
    expect(quota.admits()).toBe(false);
    expect(quota.secondsUntil()).toBeCloseTo(5, 9);
    expect(quota.at(4.99).admits()).toBe(false);
    expect(quota.at(5).admits()).toBe(true);
  });

  it("admits while a limit is merely empty", () => {
    const quota = new QuotaUnderTest(none);
    quota.quota.settle(0, 600, 600, 0);
    expect(quota.admits()).toBe(true);
    quota.quota.settle(0, 1, 1, 0);
    expect(quota.admits()).toBe(false);
  });
});

describe("a rejection that counts", () => {
  it("takes a request, and never drives the bucket below empty", () => {
    const quota = new QuotaUnderTest({ requests: 60, tokens: 600, burst: [10, 60], rejectsCount: true });
    for (let taken = 0; taken < 8; taken++) quota.takes();
    quota.quota.chargeRejection();
    expect(quota.takesAtOnce()).toBe(1);
    quota.at(0.5).quota.chargeRejection();
    quota.quota.chargeRejection();
    // half a request was there, and is gone: the next is whole after 1 s, not after 2
    expect(quota.secondsUntil()).toBeCloseTo(1, 9);
  });

  it("leaves a bucket in debt as it is", () => {
    const quota = new QuotaUnderTest({ requests: 60, burst: [1, 1], rejectsCount: true });
    quota.takes({ requests: 3 });
    quota.quota.chargeRejection();
    expect(quota.secondsUntil()).toBeCloseTo(3, 9);
  });

  it("takes nothing where rejections do not count, or where requests are not limited", () => {
    const free = new QuotaUnderTest({ requests: 60, burst: [1, 1] });
    free.quota.chargeRejection();
    expect(free.takes()).toBe(true);
    const tokens = new QuotaUnderTest({ tokens: 60, rejectsCount: true });
    tokens.quota.chargeRejection();
    expect(tokens.takesAtOnce({ tokens: 1 })).toBe(60);
  });
});

describe("a limit of 0", () => {
  it("admits nothing, ever, but what needs nothing of it", () => {
    for (const policy of ["bucket", "window", "leaky"] as const) {
      const quota = new QuotaUnderTest({ policy, requests: 0 });
      expect(quota.takes()).toBe(false);
      expect(quota.secondsUntil()).toBe(Number.POSITIVE_INFINITY);
      expect(quota.at(1e6).takes()).toBe(false);
    }
    expect(new QuotaUnderTest({ tokens: 0 }).takes({ tokens: 0 })).toBe(true);
  });
});
