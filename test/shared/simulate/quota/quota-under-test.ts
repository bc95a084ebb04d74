/** A quota with its clock, asked in words instead of positions. */
import {
  INPUT_TOKENS,
  OUTPUT_TOKENS,
  type QuotaTerms,
  REQUESTS,
  SPEND,
  TOKENS,
} from "../../../../shared/simulate/quota/limits.ts";
import { Quota } from "../../../../shared/simulate/quota/quota.ts";

const NONE = Number.POSITIVE_INFINITY;

export interface PlainTerms extends Partial<Omit<QuotaTerms, "limits" | "burstSeconds">> {
  readonly requests?: number;
  readonly tokens?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Of requests, and of tokens. */
  readonly burst?: readonly [number, number];
}

/** What an attempt needs; what is left out is 1 request, and 0 of all else. */
export interface Need {
  readonly requests?: number;
  readonly tokens?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly spend?: number;
}

export function termsOf(plain: PlainTerms): QuotaTerms {
  const { requests, tokens, inputTokens, outputTokens, burst = [60, 60], ...rest } = plain;
  return {
    policy: "bucket",
    limits: Float64Array.of(requests ?? NONE, tokens ?? NONE, inputTokens ?? NONE, outputTokens ?? NONE),
    burstSeconds: Float64Array.of(burst[0], burst[1], burst[1], burst[1]),
    requestsPerDay: NONE,
    spendPerTenMinutes: NONE,
    refusesDebt: false,
    settles: true,
    rejectsCount: false,
    ...rest,
  };
}

export class QuotaUnderTest {
  readonly clock = new Float64Array(1);
  readonly quota = new Quota(this.clock);

  constructor(plain: PlainTerms, horizonSeconds = 1e6) {
    this.begin(plain, horizonSeconds);
  }

  /** Begins another replication. */
  begin(plain: PlainTerms, horizonSeconds = 1e6): void {
    this.clock[0] = 0;
    this.quota.reset(termsOf(plain), horizonSeconds);
  }

  /** Sets the clock. */
  at(seconds: number): this {
    this.clock[0] = seconds;
    return this;
  }

  get now(): number {
    return this.clock[0] ?? 0;
  }

  private setNeed(need: Need): void {
    this.quota.need[REQUESTS] = need.requests ?? 1;
    this.quota.need[TOKENS] = need.tokens ?? 0;
    this.quota.need[INPUT_TOKENS] = need.inputTokens ?? 0;
    this.quota.need[OUTPUT_TOKENS] = need.outputTokens ?? 0;
    this.quota.need[SPEND] = need.spend ?? 0;
  }

  /** Whether the need would be admitted now. */
  admits(need: Need = {}): boolean {
    this.setNeed(need);
    return this.quota.admits();
  }

  /** Charges the need where it is admitted, and says so. */
  takes(need: Need = {}): boolean {
    if (!this.admits(need)) return false;
    this.quota.charge();
    return true;
  }

  /** How many of one need are admitted one after the other at this moment, up to a thousand. */
  takesAtOnce(need: Need = {}): number {
    let count = 0;
    while (count < 1000 && this.takes(need)) count++;
    return count;
  }

  secondsUntil(need: Need = {}): number {
    this.setNeed(need);
    return this.quota.secondsUntilAdmitted();
  }
}
