import { beforeEach, describe, expect, it } from "vitest";
import { INPUT_TOKENS, OUTPUT_TOKENS, Quota, REQUESTS, TOKENS } from "../../../shared/simulate/quota.ts";

const NONE = Number.POSITIVE_INFINITY;

function quotaOf(
  limits: readonly number[],
  burst: readonly number[] = [60, 60, 60, 60],
  refusesDebt = false,
): Quota {
  const quota = new Quota();
  quota.reset(Float64Array.from(limits), Float64Array.from(burst), refusesDebt, 1e6);
  return quota;
}

function need(quota: Quota, requests: number, tokens: number, input = 0, output = 0): void {
  quota.need[REQUESTS] = requests;
  quota.need[TOKENS] = tokens;
  quota.need[INPUT_TOKENS] = input;
  quota.need[OUTPUT_TOKENS] = output;
}

describe("a bucket", () => {
  let quota: Quota;
  beforeEach(() => {
    quota = quotaOf([60, 6000, NONE, NONE], [10, 10, 60, 60]); // 10 requests, 1 a second; 1,000 tokens, 100 a second
  });

  it("starts full, with limit × burstSeconds / 60", () => {
    need(quota, 1, 100);
    let admitted = 0;
    while (quota.admits(0)) {
      quota.charge(0);
      admitted++;
    }
    expect(admitted).toBe(10);
  });

  it("refills continuously, never above its capacity", () => {
    need(quota, 1, 1000);
    expect(quota.admits(0)).toBe(true);
    quota.charge(0);
    need(quota, 1, 250);
    expect(quota.admits(2.4)).toBe(false);
    expect(quota.secondsUntilAdmitted(2.4)).toBeCloseTo(0.1, 9);
    expect(quota.admits(2.5)).toBe(true);
    need(quota, 1, 1000);
    expect(quota.admits(1000)).toBe(true);
    quota.charge(1000);
    need(quota, 1, 1);
    expect(quota.admits(1000)).toBe(false);
  });

  it("admits by all limits at once or by none, and charges only then", () => {
    need(quota, 1, 900);
    quota.charge(0);
    need(quota, 1, 200);
    expect(quota.admits(0)).toBe(false);
    need(quota, 9, 100);
    expect(quota.admits(0)).toBe(true);
  });

  it("admits a need larger than itself when it is full, and is left in debt", () => {
    need(quota, 1, 1500);
    expect(quota.admits(0)).toBe(true);
    quota.charge(0);
    need(quota, 1, 1);
    expect(quota.secondsUntilAdmitted(0)).toBeCloseTo(5.01, 9);
    need(quota, 1, 1500);
    expect(quota.admits(14.9)).toBe(false);
    expect(quota.admits(15)).toBe(true);
  });

  it("takes back what a settlement returns, but holds no more than its capacity", () => {
    need(quota, 1, 800);
    quota.charge(0);
    quota.correct(1, TOKENS, -600);
    need(quota, 1, 900);
    expect(quota.admits(1)).toBe(true);
    quota.correct(1, TOKENS, -5000);
    need(quota, 1, 1000);
    expect(quota.admits(1)).toBe(true);
    need(quota, 1, 1001);
    quota.charge(1);
    expect(quota.admits(1)).toBe(false);
  });

  it("a rejection that counts takes a request, and never drives the bucket below empty", () => {
    need(quota, 1, 0);
    for (let i = 0; i < 10; i++) quota.charge(0);
    quota.chargeRejection(0.5);
    quota.chargeRejection(0.5);
    expect(quota.secondsUntilAdmitted(0.5)).toBeCloseTo(1, 9);
  });

  it("knows its busiest minute and its whole use", () => {
    need(quota, 1, 300);
    quota.charge(10);
    quota.charge(20);
    quota.charge(70);
    quota.correct(75, TOKENS, -100);
    quota.closeUse();
    expect(quota.totalUse[TOKENS]).toBe(800);
    expect(quota.peakMinuteUse[TOKENS]).toBe(600);
    expect(quota.totalUse[REQUESTS]).toBe(3);
  });
});

describe("the reserve none", () => {
  it("also asks that no limit is in debt", () => {
    const quota = quotaOf([NONE, NONE, NONE, 600], undefined, true); // 600 output tokens, 10 a second
    need(quota, 1, 0, 50, 0);
    expect(quota.admits(0)).toBe(true);
    quota.correct(0, OUTPUT_TOKENS, 650);
    expect(quota.admits(0)).toBe(false);
    expect(quota.secondsUntilAdmitted(0)).toBeCloseTo(5, 9);
    expect(quota.admits(5)).toBe(true);
  });
});

it("four limits hold together: the scarcest one decides", () => {
  for (const scarce of [REQUESTS, TOKENS, INPUT_TOKENS, OUTPUT_TOKENS]) {
    const limits = [1e9, 1e9, 1e9, 1e9];
    limits[scarce] = 60;
    const quota = quotaOf(limits);
    need(quota, 20, 20, 20, 20);
    let admitted = 0;
    while (quota.admits(0)) {
      quota.charge(0);
      admitted++;
    }
    expect(admitted).toBe(3);
    expect(quota.secondsUntilAdmitted(0)).toBeCloseTo(20, 9);
  }
});
