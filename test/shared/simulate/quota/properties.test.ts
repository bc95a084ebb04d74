import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Need, type PlainTerms, QuotaUnderTest } from "./quota-under-test.ts";

const SEED = 20_261_101;
const YEAR = 366 * 86_400;
const NEVER = Number.POSITIVE_INFINITY;

/** Numbers of very different size, not round. */
const spread = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map((logarithm) => Math.exp(logarithm));

const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

const limits = fc.record(
  {
    requests: spread(0.5, 50_000),
    tokens: spread(10, 1e8),
    outputTokens: spread(10, 1e8),
    requestsPerDay: spread(1, 1e6),
    spendPerTenMinutes: spread(0.01, 1000),
    burst: fc.tuple(spread(0.1, 120), spread(0.1, 120)),
    refusesDebt: fc.boolean(),
    settles: fc.boolean(),
    rejectsCount: fc.boolean(),
  },
  { requiredKeys: [] },
);

interface Ask {
  readonly gap: number;
  readonly need: Need;
  /** What the finish of the attempt before corrects, as a share of what it reserved. */
  readonly correction: number | undefined;
}

const ask: fc.Arbitrary<Ask> = fc.record({
  gap: fc.oneof(fc.constant(0), spread(1e-6, 1000)),
  need: fc.record({
    requests: fc.constant(1),
    tokens: spread(1, 1e5),
    outputTokens: fc.oneof(fc.constant(0), spread(1, 1e5)),
    spend: spread(1e-5, 10),
  }),
  correction: sometimes(fc.double({ min: -1, max: 0.2, noNaN: true })),
});

/** Moments up to a year after the start, since the places of a double are coarser there. */
const beginning = fc.oneof(fc.constant(0), spread(1, YEAR));

/** Plays asks against a quota. */
function play(terms: PlainTerms, start: number, asks: readonly Ask[], each: Play): void {
  const quota = new QuotaUnderTest(terms, YEAR).at(start);
  let last: { readonly need: Need; readonly at: number } | undefined;
  for (const { gap, need, correction } of asks) {
    quota.at(quota.now + gap);
    if (last !== undefined && correction !== undefined) {
      const { outputTokens = 0, spend = 0 } = last.need;
      quota.quota.settle(
        last.at,
        correction * outputTokens,
        correction * outputTokens,
        Math.min(0, correction) * spend,
      );
      last = undefined;
    }
    const admitted = each(quota, need);
    if (admitted) last = { need, at: quota.now };
    else quota.quota.chargeRejection();
  }
}

/** What is done with a need; says whether it was charged. */
type Play = (quota: QuotaUnderTest, need: Need) => boolean;

describe.each(["bucket", "window", "leaky"] as const)("under the policy %s", (policy) => {
  it("who waits exactly as long as was promised is admitted, and nobody before", () => {
    fc.assert(
      fc.property(limits, beginning, fc.array(ask, { minLength: 1, maxLength: 30 }), (own, start, asks) => {
        play({ ...own, policy }, start, asks, (quota, need) => {
          const seconds = quota.secondsUntil(need);
          expect(quota.admits(need)).toBe(seconds === 0);
          if (seconds === NEVER) return false;
          const arrived = quota.now;
          if (seconds > 1e-4) expect(quota.at(arrived + seconds - 1e-5).admits(need)).toBe(false);
          return quota.at(arrived + seconds).takes(need);
        });
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it("a need that is never to be admitted is not, ever", () => {
    fc.assert(
      fc.property(limits, fc.array(ask, { minLength: 1, maxLength: 10 }), (own, asks) => {
        play({ ...own, policy }, 0, asks, (quota, need) => {
          if (quota.secondsUntil(need) !== NEVER) return quota.takes(need);
          expect(quota.at(quota.now + 1e6).admits(need)).toBe(false);
          return false;
        });
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});

interface Charge {
  readonly at: number;
  readonly amount: number;
}

/** How many were refused by now: limits that never bind prove nothing. */
let refused = 0;

/** What is admitted of one need after the other, none given back. */
function admittedOf(terms: PlainTerms, asks: readonly Ask[], amountOf: (need: Need) => number): Charge[] {
  const charges: Charge[] = [];
  const withoutCorrection = asks.map((one) => ({ ...one, correction: undefined }));
  play(terms, 0, withoutCorrection, (quota, need) => {
    const admitted = quota.takes(need);
    if (admitted) charges.push({ at: quota.now, amount: amountOf(need) });
    else refused++;
    return admitted;
  });
  return charges;
}

/** The sum of charges in each stretch of time, by its number. */
function sumsBy(charges: readonly Charge[], stretchOf: (at: number) => number): number[] {
  const sums = new Map<number, number>();
  for (const { at, amount } of charges) {
    const stretch = stretchOf(at);
    sums.set(stretch, (sums.get(stretch) ?? 0) + amount);
  }
  return [...sums.values()];
}

const tokensOf = ({ tokens = 0 }: Need) => tokens;

/** Asks that come fast, so that limits are short. */
const crowd = fc
  .array(ask, { minLength: 20, maxLength: 80, size: "max" })
  .map((asks) => asks.map((one) => ({ ...one, gap: one.gap / 50 })));

/** The most by which charges between two of them, both counted, exceed what a stretch of so many seconds allows. */
function worstExcess(charges: readonly Charge[], allowed: (seconds: number, last: number) => number): number {
  let worst = -Infinity;
  charges.forEach((from, first) => {
    let sum = 0;
    for (const { at, amount } of charges.slice(first)) {
      sum += amount;
      worst = Math.max(worst, sum - allowed(at - from.at, amount));
    }
  });
  return worst;
}

/** For rounding: of amounts, and of moments a year after the start. */
const JUST = 1 + 1e-8;
const MOMENT = 1e-7;

describe("whatever is asked, no more is admitted than the limit says", () => {
  beforeEach(() => {
    refused = 0;
  });
  afterEach(() => {
    expect(refused).toBeGreaterThan(200);
  });

  it("a bucket: in any stretch of T seconds at most its capacity and what T seconds bring", () => {
    fc.assert(
      fc.property(spread(1e3, 1e5), spread(1, 120), crowd, (tokens, burst, asks) => {
        const capacity = (tokens * burst) / 60;
        // needs beyond the capacity would leave debt
        const within = asks.map((one) => ({
          ...one,
          need: { tokens: Math.min(tokensOf(one.need), capacity) },
        }));
        const charges = admittedOf({ tokens, burst: [60, burst] }, within, tokensOf);
        const allowed = (seconds: number) => (capacity + (tokens / 60) * (seconds + MOMENT)) * JUST;
        expect(worstExcess(charges, allowed)).toBeLessThanOrEqual(0);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it("a window: in no whole minute more than the limit, in no burst window more than its share", () => {
    fc.assert(
      fc.property(
        spread(1, 100),
        spread(1e5, 1e6),
        spread(0.5, 90),
        crowd,
        (requests, tokens, burst, asks) => {
          const terms = {
            policy: "window",
            requests,
            tokens,
            burst: [burst, 60],
            rejectsCount: true,
          } as const;
          const requestsIn = admittedOf(terms, asks, () => 1);
          const minuteOf = (at: number) => Math.floor(at / 60);
          const burstOf = (at: number) => Math.floor(at / burst);
          for (const sum of sumsBy(requestsIn, minuteOf)) expect(sum).toBeLessThanOrEqual(requests * JUST);
          for (const sum of sumsBy(requestsIn, burstOf))
            expect(sum).toBeLessThanOrEqual(((requests * burst) / 60) * JUST);
          for (const sum of sumsBy(admittedOf(terms, asks, tokensOf), minuteOf))
            expect(sum).toBeLessThanOrEqual(Math.floor(tokens) * JUST);
        },
      ),
      { seed: SEED, numRuns: 100 },
    );
  });

  it("a leaky limit: in any stretch at most its capacity, what drains, and one attempt", () => {
    fc.assert(
      fc.property(spread(1e4, 3e5), spread(1, 120), crowd, (tokens, burst, asks) => {
        const charges = admittedOf({ policy: "leaky", tokens, burst: [60, burst] }, asks, tokensOf);
        const capacity = (tokens * burst) / 60;
        const allowed = (seconds: number, last: number) => (capacity + (tokens / 60) * seconds + last) * JUST;
        expect(worstExcess(charges, allowed)).toBeLessThanOrEqual(0);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it("spend: in no ten minutes more than the limit", () => {
    fc.assert(
      fc.property(spread(1, 50), crowd, (spendPerTenMinutes, asks) => {
        const charges = admittedOf({ spendPerTenMinutes }, asks, ({ spend = 0 }) => spend);
        for (const last of charges) {
          const inTenMinutes = charges.filter(({ at }) => at <= last.at && at > last.at - 600);
          const sum = inTenMinutes.reduce((total, { amount }) => total + amount, 0);
          expect(sum).toBeLessThanOrEqual(spendPerTenMinutes * JUST);
        }
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it("requests a day: on no day more than the limit", () => {
    fc.assert(
      fc.property(spread(1, 30), fc.array(ask, { minLength: 50, maxLength: 200 }), (requestsPerDay, asks) => {
        const slower = asks.map((one) => ({ ...one, gap: 10 * one.gap }));
        const charges = admittedOf({ requestsPerDay }, slower, () => 1);
        for (const sum of sumsBy(charges, (at) => Math.floor(at / 86_400)))
          expect(sum).toBeLessThanOrEqual(requestsPerDay * JUST);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});

/** A limit that remembers its level, and moves it by every second that passes: the policies as they are told. */
class PlainLevel {
  private level: number;
  private last = 0;
  readonly capacity: number;

  constructor(
    private readonly policy: "bucket" | "leaky",
    private readonly perMinute: number,
    burst: number,
  ) {
    this.capacity = (perMinute * burst) / 60;
    this.level = policy === "bucket" ? this.capacity : 0;
  }

  private pass(now: number): void {
    const moved = (this.perMinute / 60) * (now - this.last);
    this.last = now;
    if (this.policy === "bucket") this.level = Math.min(this.capacity, this.level + moved);
    else this.level = Math.max(0, this.level - moved);
  }

  /** By how much it admits the need (negative: refuses it). */
  spare(need: number, now: number): number {
    this.pass(now);
    return this.policy === "bucket" ? this.level - Math.min(need, this.capacity) : this.capacity - this.level;
  }

  charge(amount: number, now: number): void {
    this.pass(now);
    if (this.policy === "bucket") this.level = Math.min(this.capacity, this.level - amount);
    else this.level = Math.max(0, this.level + amount);
  }
}

describe.each(["bucket", "leaky"] as const)("the level of a %s", (policy) => {
  it("is what was put in, less what was taken out, at every moment", () => {
    const compared = { admitted: 0, refused: 0 };
    fc.assert(
      fc.property(spread(1e3, 1e5), spread(1, 120), crowd, (tokens, burst, asks) => {
        const quota = new QuotaUnderTest({ policy, tokens, burst: [60, burst] }, YEAR);
        let wrong = 0;
        const plain = new PlainLevel(policy, tokens, burst);
        for (const { gap, need, correction } of asks) {
          quota.at(quota.now + gap);
          const amount = tokensOf(need);
          const spare = plain.spare(amount, quota.now);
          const admitted = quota.admits(need);
          // where rounding alone decides, either is right
          if (Math.abs(spare) > 1e-6 * plain.capacity) {
            if (admitted !== spare > 0) wrong++;
            compared[admitted ? "admitted" : "refused"]++;
          }
          if (!admitted) continue;
          quota.quota.charge();
          plain.charge(amount, quota.now);
          if (correction === undefined) continue;
          quota.quota.settle(quota.now, 0, correction * amount, 0);
          plain.charge(correction * amount, quota.now);
        }
        expect(wrong).toBe(0);
      }),
      { seed: SEED, numRuns: 150 },
    );
    expect(compared.admitted).toBeGreaterThan(500);
    expect(compared.refused).toBeGreaterThan(500);
  });
});
