import { DAY_BIN_SECONDS, DAY_BINS } from "../day.ts";
import { Backlog } from "./backlog.ts";
import { Bucket } from "./bucket.ts";
import { Counter } from "./counter.ts";
import { Leaky } from "./leaky.ts";
import {
  ALL_LIMITS,
  DAY_REQUESTS,
  INPUT_TOKENS,
  OUTPUT_TOKENS,
  PERIOD_SECONDS,
  type Policy,
  type QuotaTerms,
  REQUESTS,
  SPEND,
  TOKENS,
  wholeAllowance,
} from "./limits.ts";
import { Spend } from "./spend.ts";
import { Use } from "./use.ts";
import { Window } from "./window.ts";

/** Buckets of requests and tokens, by their rows in `Backlog.rows`. */
export interface PlainBuckets {
  readonly rows: Float64Array;
  readonly use: Use;
}

/**
 * The limits of one model. An attempt is admitted by all of them at once, or by none, and only then charged:
 *
 *     quota.need[REQUESTS] = 1; …
 *     if (quota.admits()) quota.charge();
 *     else retryAfter = quota.secondsUntilAdmitted();
 *
 * The limits a minute are kept by one policy; requests a day and spend stand beside any. Time comes from the clock, and
 * what is asked from `need`, because a number handed to a call may cost a place in memory, and this is asked for every
 * attempt.
 */
export class Quota {
  /** What the attempt under consideration needs, by `LIMITS`, and the price reserved for it at `SPEND`; the caller fills it. */
  readonly need = new Float64Array(5);

  private anyLimit = false;
  private policy: Policy = "bucket";
  /** Of buckets and leaky limits. */
  private readonly backlog: Backlog;
  private readonly bucket: Bucket;
  private readonly leaky: Leaky;
  private readonly window: Window;
  /** Whether any limit stands beside the policy's. */
  private beside = false;
  private readonly day: Counter;
  private readonly spend: Spend;

  private corrects = false;
  private countsRejections = false;
  /** What may be used in its period of each of `ALL_LIMITS`. */
  private readonly allowed = new Float64Array(ALL_LIMITS.length);
  private horizonSeconds = 0;
  private readonly use: Use;

  /** @param clock `clock[0]` is now: seconds since the horizon's start, midnight. It never goes back. */
  constructor(private readonly clock: Float64Array) {
    this.backlog = new Backlog(clock, this.need);
    this.bucket = new Bucket(this.backlog);
    this.leaky = new Leaky(this.backlog);
    this.window = new Window(clock, this.need);
    this.day = new Counter(clock);
    this.spend = new Spend(clock, this.need);
    this.use = new Use(clock, this.need);
  }

  /**
   * Begins a replication: nothing used yet, the clock at 0.
   * @param horizonSeconds Use is counted up to here; attempts under way at the end still ask later.
   */
  reset(terms: QuotaTerms, horizonSeconds: number): void {
    this.policy = terms.policy;
    this.corrects = terms.settles || terms.refusesDebt || terms.policy === "leaky";
    this.countsRejections = terms.rejectsCount;
    this.horizonSeconds = horizonSeconds;
    this.allowed.set(terms.limits);
    this.allowed[SPEND] = terms.spendPerTenMinutes;
    this.allowed[DAY_REQUESTS] = terms.requestsPerDay;
    this.anyLimit = this.allowed.some((limit) => limit < Number.POSITIVE_INFINITY);
    this.backlog.reset(terms, horizonSeconds);
    this.bucket.reset(terms.refusesDebt);
    this.window.reset(terms);
    this.day.reset(wholeAllowance(terms.requestsPerDay), PERIOD_SECONDS[DAY_REQUESTS]);
    this.spend.reset(terms.spendPerTenMinutes, terms.refusesDebt);
    this.beside = this.day.limited || this.spend.limited;
    this.use.reset(horizonSeconds);
  }

  /** Whether there is any limit at all. */
  get limited(): boolean {
    return this.anyLimit;
  }

  /** Whether there is this one of `ALL_LIMITS`. */
  has(limit: number): boolean {
    return this.allowed[limit]! < Number.POSITIVE_INFINITY;
  }

  /** Whether every limit admits {@link need} now. Charges nothing. */
  admits(): boolean {
    if (this.policy === "bucket") {
      if (!this.bucket.admits()) return false;
    } else if (this.policy === "window") {
      if (!this.window.admits()) return false;
    } else if (!this.leaky.admits()) return false;
    return !this.beside || this.admitsBeside();
  }

  /** Takes {@link need} from every limit. */
  charge(): void {
    if (this.policy === "window") this.window.charge();
    else this.backlog.charge();
    this.use.addNeed();
    if (this.beside) this.chargeBeside();
  }

  /** Takes {@link need} from every limit if all of them admit it now. @returns whether they do */
  takes(): boolean {
    if (this.policy === "bucket" && !this.beside) {
      if (!this.bucket.takes()) return false;
      this.use.addNeed();
      return true;
    }
    if (!this.admits()) return false;
    this.charge();
    return true;
  }

  /**
   * What admission needs, where that is nothing but buckets of requests and of tokens: for the express lane, which asks
   * so often that it does without the calls. Undefined where there is more to it.
   */
  plainBuckets(): PlainBuckets | undefined {
    const { backlog, use } = this;
    const plain =
      this.policy === "bucket" &&
      !this.beside &&
      !this.bucket.refusesDebt &&
      !backlog.has(INPUT_TOKENS) &&
      !backlog.has(OUTPUT_TOKENS);
    return plain ? { rows: backlog.rows, use } : undefined;
  }

  private admitsBeside(): boolean {
    const { day, spend } = this;
    if (day.limited && !day.admits(this.need[REQUESTS]!)) return false;
    return !spend.limited || spend.admits();
  }

  private chargeBeside(): void {
    const { day, spend } = this;
    if (day.limited) {
      day.add(this.need[REQUESTS]!);
      this.use.addToDay(this.need[REQUESTS]!);
    }
    if (!spend.limited) return;
    spend.charge();
    this.use.addSpend(this.need[SPEND]!, spend.spent);
  }

  /**
   * Seconds from now until every limit could admit {@link need} if nobody else asked and nothing came back: 0 where it
   * is admitted now, infinite where it never will be. A clock that has come so far, however it rounds, is admitted, or
   * has at least moved.
   */
  secondsUntilAdmitted(): number {
    const seconds = Math.max(this.secondsOfPolicy(), this.secondsBeside());
    const now = this.clock[0]!;
    return seconds > 0 && now + seconds === now ? now * 2 ** -52 : seconds;
  }

  private secondsOfPolicy(): number {
    if (this.policy === "bucket") return this.bucket.secondsUntilAdmitted();
    return this.policy === "window" ? this.window.secondsUntilAdmitted() : this.leaky.secondsUntilAdmitted();
  }

  private secondsBeside(): number {
    const ofDay = this.day.secondsUntilAdmitted(this.need[REQUESTS]!);
    return Math.max(ofDay, this.spend.secondsUntilAdmitted());
  }

  /** Where rejections count: takes a request from each limit of requests, but none that is not there any more. */
  chargeRejection(): void {
    if (!this.countsRejections) return;
    if (this.day.limited) this.use.addToDay(this.day.addWithin());
    if (!this.has(REQUESTS)) return;
    if (this.policy === "window") this.use.add(REQUESTS, this.window.chargeRejection());
    else this.use.add(REQUESTS, this.backlog.chargeRejection());
  }

  /**
   * Corrects at the end of an attempt what admission took of it: what was really produced or billed, less what was
   * reserved. Tokens only where the terms say so, spend always. A window forgets a give-back of an earlier minute.
   *
   * @param admittedAt The clock when it was charged, to the last bit.
   * @param output Tokens × weight, for the output limit; negative: gives back.
   * @param tokens The same for the limit of all tokens.
   * @param spend Currency.
   */
  settle(admittedAt: number, output: number, tokens: number, spend: number): void {
    if (this.corrects) {
      if (output !== 0 && this.has(OUTPUT_TOKENS)) this.correct(OUTPUT_TOKENS, output, admittedAt);
      if (tokens !== 0 && this.has(TOKENS)) this.correct(TOKENS, tokens, admittedAt);
    }
    if (spend !== 0 && this.spend.limited)
      this.use.addSpend(this.spend.correct(spend, admittedAt), this.spend.spent);
  }

  private correct(limit: number, amount: number, admittedAt: number): void {
    if (this.policy === "window") {
      this.use.add(limit, this.window.correct(limit, amount, admittedAt));
      return;
    }
    this.backlog.correct(limit, amount);
    this.use.add(limit, amount);
  }

  /** Settles the busiest minute and day when the run has ended; the figures below hold from then on. */
  closeUse(): void {
    this.use.close();
  }

  /** Used within the horizon, by `ALL_LIMITS`, where there is such a limit. */
  get totalUse(): Float64Array {
    return this.use.total;
  }

  /** The most that was used in a whole minute, by `LIMITS`; of spend in any ten minutes, of requests a day in a day. */
  get peakMinuteUse(): Float64Array {
    return this.use.peak;
  }

  /** Use within the horizon as a share of what one of `ALL_LIMITS` allows over it. */
  meanShare(limit: number): number {
    const periods = this.horizonSeconds / PERIOD_SECONDS[limit]!;
    return this.use.total[limit]! / (this.allowed[limit]! * periods);
  }

  /**
   * Use of one of `LIMITS` in each quarter of an hour of the first day, as a share of the limit.
   * @param seconds how much of the day was simulated
   */
  sharesOfDay(limit: number, seconds: number): Float32Array {
    const bins = Math.ceil(seconds / DAY_BIN_SECONDS);
    return Float32Array.from({ length: bins }, (_, bin) => {
      const minutes = Math.min(DAY_BIN_SECONDS, seconds - bin * DAY_BIN_SECONDS) / 60;
      return this.use.ofFirstDay[limit * DAY_BINS + bin]! / (this.allowed[limit]! * minutes);
    });
  }

  /** {@link peakMinuteUse} as a share of the limit. */
  peakShare(limit: number): number {
    return this.use.peak[limit]! / this.allowed[limit]!;
  }
}
