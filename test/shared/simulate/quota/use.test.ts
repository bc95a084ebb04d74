import { describe, expect, it } from "vitest";
import {
  DAY_REQUESTS,
  OUTPUT_TOKENS,
  REQUESTS,
  SPEND,
  TOKENS,
} from "../../../../shared/simulate/quota/limits.ts";
import { QuotaUnderTest } from "./quota-under-test.ts";

describe("use of the limits", () => {
  it("is known in all and for the busiest whole minute, what comes back taken off", () => {
    const { quota } = used(new QuotaUnderTest({ requests: 100, tokens: 1000 }, 120));
    expect(quota.totalUse[TOKENS]).toBe(800);
    expect(quota.peakMinuteUse[TOKENS]).toBe(600);
    expect(quota.totalUse[REQUESTS]).toBe(3);
    // 800 of 2 × 1,000, and 600 of 1,000
    expect(quota.meanShare(TOKENS)).toBeCloseTo(0.4, 12);
    expect(quota.peakShare(TOKENS)).toBeCloseTo(0.6, 12);
  });

  it("counts what the limit counted: a window forgets what comes back too late", () => {
    const test = new QuotaUnderTest({ policy: "window", outputTokens: 1000 }, 180);
    test.takes({ outputTokens: 500 });
    test.at(50).quota.settle(0, -100, 0, 0);
    test.at(70).quota.settle(0, -100, 0, 0);
    test.quota.closeUse();
    expect(test.quota.totalUse[OUTPUT_TOKENS]).toBe(400);
  });

  it("ends with the horizon", () => {
    const test = new QuotaUnderTest({ requests: 100, requestsPerDay: 100, spendPerTenMinutes: 100 }, 90);
    test.at(80).takes({ spend: 1 });
    test.at(95).takes({ spend: 1 });
    test.at(200).takes({ spend: 1 });
    test.quota.closeUse();
    for (const limit of [REQUESTS, SPEND, DAY_REQUESTS]) {
      expect(test.quota.totalUse[limit]).toBe(1);
      expect(test.quota.peakMinuteUse[limit]).toBe(1);
    }
  });

  it("of a day is that of the busiest day, of spend that of the busiest ten minutes", () => {
    const test = new QuotaUnderTest({ requestsPerDay: 10, spendPerTenMinutes: 20 }, 2 * 86_400);
    for (const second of [0, 1, 2, 86_390, 86_410]) test.at(second).takes({ spend: 2 });
    test.quota.closeUse();
    expect(test.quota.totalUse[DAY_REQUESTS]).toBe(5);
    expect(test.quota.peakShare(DAY_REQUESTS)).toBeCloseTo(0.4, 12);
    expect(test.quota.meanShare(DAY_REQUESTS)).toBeCloseTo(0.25, 12);
    expect(test.quota.peakShare(SPEND)).toBeCloseTo(0.3, 12);
    expect(test.quota.meanShare(SPEND)).toBeCloseTo(10 / (20 * 288), 12);
  });

  it("counts a rejection where it counts", () => {
    const test = new QuotaUnderTest({ requests: 60, requestsPerDay: 10, burst: [1, 1], rejectsCount: true });
    test.takes();
    test.quota.chargeRejection();
    test.at(0.5).quota.chargeRejection();
    test.quota.closeUse();
    // nothing was left of the bucket at first, and half a request later
    expect(test.quota.totalUse[REQUESTS]).toBeCloseTo(1.5, 9);
    expect(test.quota.totalUse[DAY_REQUESTS]).toBe(3);
  });
});

function used(test: QuotaUnderTest): QuotaUnderTest {
  for (const second of [10, 20, 70]) test.at(second).takes({ tokens: 300 });
  test.at(75).quota.settle(70, 0, -100, 0);
  test.quota.closeUse();
  return test;
}
