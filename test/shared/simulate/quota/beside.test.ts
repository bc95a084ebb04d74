import { describe, expect, it } from "vitest";
import { SPEND, TOKENS } from "../../../../shared/simulate/quota/limits.ts";
import { QuotaUnderTest } from "./quota-under-test.ts";

const NEVER = Number.POSITIVE_INFINITY;
const MIDNIGHT = 86_400;

describe("requests a day", () => {
  it("are counted anew from midnight on", () => {
    const quota = new QuotaUnderTest({ requestsPerDay: 3 });
    expect(quota.at(1000).takesAtOnce()).toBe(3);
    expect(quota.secondsUntil()).toBeCloseTo(MIDNIGHT - 1000, 9);
    expect(quota.at(MIDNIGHT - 1).admits()).toBe(false);
    expect(quota.at(MIDNIGHT).takesAtOnce()).toBe(3);
    expect(quota.at(5 * MIDNIGHT + 1).takesAtOnce()).toBe(3);
  });

  it("round a fractional allowance down, and below one admit nobody", () => {
    expect(new QuotaUnderTest({ requestsPerDay: 2.9 }).takesAtOnce()).toBe(2);
    expect(new QuotaUnderTest({ requestsPerDay: 0.9 }).secondsUntil()).toBe(NEVER);
  });

  it("are taken by a rejection that counts, never beyond the limit", () => {
    const quota = new QuotaUnderTest({ requestsPerDay: 3, rejectsCount: true });
    quota.quota.chargeRejection();
    expect(quota.takesAtOnce()).toBe(2);
    quota.quota.chargeRejection();
    expect(quota.at(MIDNIGHT).takesAtOnce()).toBe(3);
  });
});

describe("spend in ten minutes", () => {
  it("is held in any ten minutes, not only in whole ones", () => {
    const quota = new QuotaUnderTest({ spendPerTenMinutes: 10 });
    expect(quota.at(500).takes({ spend: 6 })).toBe(true);
    expect(quota.at(700).takes({ spend: 4 })).toBe(true);
    // the 6 are free at 1,100, the 4 at 1,300
    expect(quota.admits({ spend: 0.01 })).toBe(false);
    expect(quota.secondsUntil({ spend: 6 })).toBeCloseTo(400, 9);
    expect(quota.secondsUntil({ spend: 6.01 })).toBeCloseTo(600, 9);
    expect(quota.at(1099.9).admits({ spend: 0.01 })).toBe(false);
    expect(quota.at(1100).takes({ spend: 6 })).toBe(true);
    expect(quota.at(1300).takes({ spend: 4 })).toBe(true);
  });

  it("never admits what alone costs more, and always what costs nothing", () => {
    const quota = new QuotaUnderTest({ spendPerTenMinutes: 10 });
    expect(quota.secondsUntil({ spend: 10.01 })).toBe(NEVER);
    quota.takes({ spend: 10 });
    expect(quota.admits({ spend: 0 })).toBe(true);
  });

  it("is corrected in the ten minutes it was charged in, even where tokens do not settle", () => {
    const quota = new QuotaUnderTest({ spendPerTenMinutes: 10, settles: false });
    quota.at(100).takes({ spend: 5 });
    quota.at(300).takes({ spend: 5 });
    quota.at(400).quota.settle(100, 0, 0, -4);
    expect(quota.admits({ spend: 4 })).toBe(true);
    // what is left of the first, 1, is free at 700, not at 1,000
    expect(quota.secondsUntil({ spend: 5 })).toBeCloseTo(300, 9);
    quota.at(700).quota.settle(100, 0, 0, -1);
    expect(quota.admits({ spend: 5 })).toBe(true);
    expect(quota.admits({ spend: 5.01 })).toBe(false);
  });

  it("keeps apart what was charged at one moment and what was charged at another", () => {
    const quota = new QuotaUnderTest({ spendPerTenMinutes: 10 });
    quota.at(100).takes({ spend: 2 });
    quota.takes({ spend: 3 });
    quota.at(101).takes({ spend: 5 });
    quota.at(102).quota.settle(100, 0, 0, -2);
    expect(quota.secondsUntil({ spend: 5 })).toBeCloseTo(598, 9);
    expect(quota.secondsUntil({ spend: 5.5 })).toBeCloseTo(599, 9);
  });

  it("remembers every charge of a busy ten minutes", () => {
    const quota = new QuotaUnderTest({ spendPerTenMinutes: 1000 }, 1e6);
    // one charge of 1 a second: the window always holds 600 of them
    for (let second = 0; second < 5000; second++) expect(quota.at(second).takes({ spend: 1 })).toBe(true);
    expect(quota.admits({ spend: 400 })).toBe(true);
    expect(quota.admits({ spend: 401 })).toBe(false);
    quota.quota.closeUse();
    expect(quota.quota.totalUse[SPEND]).toBe(5000);
    expect(quota.quota.peakMinuteUse[SPEND]).toBe(600);
  });
});

describe("all limits together", () => {
  it("admit at once or not at all, and are charged only then", () => {
    const quota = new QuotaUnderTest({
      requests: 10,
      tokens: 1000,
      requestsPerDay: 8,
      spendPerTenMinutes: 5,
    });
    expect(quota.takes({ tokens: 1001, spend: 6 })).toBe(false);
    expect(quota.takes({ tokens: 900, spend: 1 })).toBe(true);
    // refused for its tokens, then for its price: neither takes anything
    expect(quota.takes({ tokens: 200, spend: 1 })).toBe(false);
    expect(quota.takes({ tokens: 0, spend: 4.5 })).toBe(false);
    expect(quota.takes({ tokens: 100, spend: 4 })).toBe(true);
    expect(quota.takesAtOnce({ spend: 0 })).toBe(6);
  });

  it("let the scarcest one decide, under every policy", () => {
    const scarce = [
      [{ requests: 3 }, 3],
      [{ tokens: 30 }, 3],
      [{ inputTokens: 60 }, 3],
      [{ outputTokens: 90 }, 3],
      [{ requestsPerDay: 3 }, 3],
      [{ spendPerTenMinutes: 12 }, 3],
    ] as const;
    const need = { requests: 1, tokens: 10, inputTokens: 20, outputTokens: 30, spend: 4 };
    const plenty = { requests: 1e9, tokens: 1e9, inputTokens: 1e9, outputTokens: 1e9 };
    for (const [limit, admitted] of scarce) {
      for (const policy of ["bucket", "window"] as const)
        expect(new QuotaUnderTest({ ...plenty, ...limit, policy }).takesAtOnce(need)).toBe(admitted);
    }
  });

  it("name the longest of their waits", () => {
    const quota = new QuotaUnderTest({
      requests: 60,
      burst: [1, 60],
      requestsPerDay: 2,
      spendPerTenMinutes: 5,
    });
    quota.takes({ spend: 5 });
    expect(quota.secondsUntil()).toBeCloseTo(1, 9);
    expect(quota.secondsUntil({ spend: 1 })).toBeCloseTo(600, 9);
    quota.at(10).takes();
    expect(quota.secondsUntil({ spend: 1 })).toBeCloseTo(MIDNIGHT - 10, 6);
    expect(quota.secondsUntil({ spend: 6 })).toBe(NEVER);
  });

  it("are none where nothing is limited", () => {
    const free = new QuotaUnderTest({});
    expect(free.quota.limited).toBe(false);
    expect(free.takesAtOnce({ tokens: 1e9, spend: 1e9 })).toBe(1000);
    expect(free.secondsUntil()).toBe(0);
    expect(new QuotaUnderTest({ requestsPerDay: 1 }).quota.limited).toBe(true);
    expect(new QuotaUnderTest({ spendPerTenMinutes: 1 }).quota.has(SPEND)).toBe(true);
  });

  it("forget everything when another replication begins", () => {
    const terms = { tokens: 100, requestsPerDay: 1, spendPerTenMinutes: 1 };
    const quota = new QuotaUnderTest(terms);
    for (const policy of ["bucket", "window", "leaky", "bucket"] as const) {
      quota.begin({ ...terms, policy });
      expect(quota.at(1).takes({ tokens: 60, spend: 1 })).toBe(true);
      expect(quota.admits({ tokens: 60, spend: 1 })).toBe(false);
      quota.quota.closeUse();
      expect(quota.quota.totalUse[TOKENS]).toBe(60);
    }
  });
});
