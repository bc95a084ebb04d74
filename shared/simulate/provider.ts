import {
  A_BEGAN_AT,
  A_HIDDEN,
  A_RESERVED,
  A_SENT_AT,
  A_SPEND_RESERVED,
  A_TOKENS,
  A_TOKENS_RESERVED,
} from "./attempt-fields.ts";
import { Breaker } from "./breaker.ts";
import { type Happening, Spans } from "./happenings.ts";
import { type AttemptDraws, generatedAfter, type Latency } from "./latency.ts";
import { Line } from "./line.ts";
import type { StepProgram } from "./program.ts";
import { INPUT_TOKENS, OUTPUT_TOKENS, type QuotaTerms, REQUESTS, SPEND, TOKENS } from "./quota/limits.ts";
import { Quota } from "./quota/quota.ts";
import { SECONDS_PER_DAY } from "./rate-curve.ts";
import { R_STATE, type Records } from "./records.ts";
import { QUOTA_ALARM } from "./states.ts";
import { T_CACHED, T_INPUT, T_OUTPUT, T_REASONING } from "./task-fields.ts";
import type { Timeline } from "./timeline.ts";

export type Reserve = "max-output" | "max" | "estimate" | "none";

/** In an alarm's record: the position of its provider. */
export const ALARM_PROVIDER = 3;

/** A model as one world has it: all numbers. Prices are currency per token. */
export interface ProviderTerms {
  inputPrice: number;
  cachedInputPrice: number;
  /** Whether cached tokens have a price of their own; without one they are billed, and booked, as input. */
  pricesCached: boolean;
  cacheWritePrice: number;
  outputPrice: number;
  pricePerCall: number;
  quota: { -readonly [Term in keyof QuotaTerms]: QuotaTerms[Term] };
  reserves: Reserve;
  cachedCounts: boolean;
  outputWeight: number;
  cacheWriteWeight: number;
  rejectSeconds: number;
  /** Slots, and how many may wait for one; infinite where unbounded. */
  concurrency: number;
  waiting: number;
  success: number;
  /** The share of errors during an incident; negative = the usual one. */
  errorShareInIncident: number;
  incidentSlowdown: number;
  incidents: readonly Happening[];
  /** The common slow state: 24 multipliers of the day's hours, and a level for each minute. */
  slowHours: readonly number[] | undefined;
  slowLevels: Float64Array | undefined;
}

/** One model within the simulation of one design: its quota, slots, line, breaker and bad hours. */
export class Provider {
  readonly quota: Quota;
  readonly breaker = new Breaker();
  /** Attempts that wait for a slot. */
  readonly line: Line;
  /** Tasks that wait for quota (`onLimit: "wait"`), and the record whose event wakes them. */
  readonly quotaLine: Line;
  alarm = -1;
  servingQuota = false;
  busy = 0;
  private readonly incidents = new Spans();
  private readonly clock: Float64Array;
  private readonly records: Records;
  /** Whether the quota has any limit, and whether admission may differ from what was used in the end. */
  limited = false;
  private settles = false;
  private varies = false;

  // offered work, for stability: calls that came here, what they ask of the limits, and mean slot time
  callsReached = 0;
  readonly offered = new Float64Array(4);
  private begun = 0;
  private slotSeconds = 0;

  constructor(
    readonly name: string,
    readonly position: number,
    readonly terms: ProviderTerms,
    timeline: Timeline,
  ) {
    this.clock = timeline.clock;
    this.records = timeline.records;
    this.quota = new Quota(timeline.clock);
    this.line = new Line(timeline.records);
    this.quotaLine = new Line(timeline.records);
  }

  /** Starts a replication, the records being empty: full quota, free slots, closed breaker. */
  reset(horizonSeconds: number): void {
    const { terms, records } = this;
    this.quota.reset(terms.quota, horizonSeconds);
    this.limited = this.quota.limited;
    this.settles = terms.quota.settles || terms.reserves === "none" || terms.quota.policy === "leaky";
    this.varies =
      terms.slowHours !== undefined || terms.slowLevels !== undefined || terms.incidents.length > 0;
    this.line.clear();
    this.quotaLine.clear();
    this.alarm = records.take();
    records.data[this.alarm + R_STATE] = QUOTA_ALARM;
    records.data[this.alarm + ALARM_PROVIDER] = this.position;
    this.servingQuota = false;
    this.busy = 0;
    this.incidents.set(terms.incidents);
    this.callsReached = 0;
    this.offered.fill(0);
    this.begun = 0;
    this.slotSeconds = 0;
  }

  /** Whether an attempt that came now would find slots and line full. */
  get lineFull(): boolean {
    return this.busy >= this.terms.concurrency && this.line.length >= this.terms.waiting;
  }

  /** Writes what an attempt at the task's present call needs into `quota.need`. There is a limit. */
  setNeed(task: number, step: StepProgram): void {
    const { terms } = this;
    const { data } = this.records;
    const { need } = this.quota;
    const cached = data[task + T_CACHED]!;
    const fresh = data[task + T_INPUT]! - cached;
    const input =
      (terms.cachedCounts ? cached : 0) + (step.writesCache ? fresh * terms.cacheWriteWeight : fresh);
    const generated = data[task + T_OUTPUT]! + data[task + T_REASONING]!;
    const cut = generated < step.maxOutput ? generated : step.maxOutput;
    const reserve =
      terms.reserves === "none" ? 0 : (terms.reserves === "estimate" ? cut : step.maxOutput) * terms.outputWeight;
    need[REQUESTS] = 1;
    need[INPUT_TOKENS] = input;
    need[OUTPUT_TOKENS] = reserve;
    need[TOKENS] = terms.reserves === "max" ? (input > reserve ? input : reserve) : input + reserve;
    if (terms.quota.spendPerTenMinutes < Number.POSITIVE_INFINITY)
      need[SPEND] = this.inputCost(task, step) + this.cachedCost(task) + cut * terms.outputPrice;
  }

  /** Counts a call that comes here for the first time, with what it will in the end have taken of the limits. */
  countOffered(task: number, step: StepProgram): void {
    this.callsReached++;
    if (!this.limited) return;
    this.setNeed(task, step);
    const { data } = this.records;
    const { need } = this.quota;
    const { offered, terms } = this;
    const generated = data[task + T_OUTPUT]! + data[task + T_REASONING]!;
    const produced = (generated < step.maxOutput ? generated : step.maxOutput) * terms.outputWeight;
    offered[REQUESTS] = offered[REQUESTS]! + 1;
    offered[INPUT_TOKENS] = offered[INPUT_TOKENS]! + need[INPUT_TOKENS]!;
    offered[OUTPUT_TOKENS] = offered[OUTPUT_TOKENS]! + (this.settles ? produced : need[OUTPUT_TOKENS]!);
    offered[TOKENS] = offered[TOKENS]! + (this.settles ? need[INPUT_TOKENS]! + produced : need[TOKENS]!);
  }

  /** Price of an answer's input, with cache writes and the price of the call; of its cached part; currency. */
  inputCost(task: number, step: StepProgram): number {
    const { terms } = this;
    const { data } = this.records;
    const cached = data[task + T_CACHED]!;
    return (
      (data[task + T_INPUT]! - cached) * (step.writesCache ? terms.cacheWritePrice : terms.inputPrice) +
      terms.pricePerCall +
      (terms.pricesCached ? 0 : cached * terms.cachedInputPrice)
    );
  }

  cachedCost(task: number): number {
    return this.terms.pricesCached ? this.records.data[task + T_CACHED]! * this.terms.cachedInputPrice : 0;
  }

  /** Price of a whole answer, currency. */
  answerCost(task: number, step: StepProgram, tokens: number): number {
    return this.inputCost(task, step) + this.cachedCost(task) + tokens * this.terms.outputPrice;
  }

  /** Fills the record of an attempt that is sent now, its quota charged just before; `need` is still set. */
  send(
    task: number,
    attempt: number,
    step: StepProgram,
    latency: Latency,
    draws: AttemptDraws,
    at: number,
  ): void {
    const { data } = this.records;
    const reasoning = data[task + T_REASONING]!;
    const generated = data[task + T_OUTPUT]! + reasoning;
    const tokens = generated < step.maxOutput ? generated : step.maxOutput;
    data[attempt + A_TOKENS] = tokens;
    data[attempt + A_HIDDEN] = reasoning < tokens ? reasoning : tokens;
    data[attempt + A_SENT_AT] = this.clock[0]!;
    if (this.limited) {
      const { need } = this.quota;
      data[attempt + A_RESERVED] = need[OUTPUT_TOKENS]!;
      data[attempt + A_TOKENS_RESERVED] = need[TOKENS]! - need[INPUT_TOKENS]!;
      data[attempt + A_SPEND_RESERVED] = need[SPEND]!;
    }
    const fresh = data[task + T_INPUT]! - data[task + T_CACHED]!;
    if (!this.varies) latency.write(data, attempt, draws, at, -1, fresh, 1);
    else {
      const inIncident = this.incidents.covers(this.clock[0]!);
      const slowness = this.slownessNow();
      if (inIncident)
        latency.write(
          data,
          attempt,
          draws,
          at,
          this.terms.errorShareInIncident,
          fresh,
          slowness * this.terms.incidentSlowdown,
        );
      else latency.write(data, attempt, draws, at, -1, fresh, slowness);
    }
  }

  /** Share of errors of what is sent now; negative: the usual one. */
  errorShareNow(): number {
    return this.incidents.covers(this.clock[0]!) ? this.terms.errorShareInIncident : -1;
  }

  /** The common slow state at this moment. After the horizon the last minute's level stays. */
  private slownessNow(): number {
    const { slowHours, slowLevels } = this.terms;
    const now = this.clock[0]!;
    let slowness = 1;
    if (slowHours !== undefined) {
      const position = (now % SECONDS_PER_DAY) / 3600 - 0.5;
      const before = Math.floor(position);
      const share = position - before;
      slowness = slowHours[(before + 24) % 24]! * (1 - share) + slowHours[(before + 25) % 24]! * share;
    }
    if (slowLevels !== undefined && slowLevels.length > 0) {
      const minute = Math.floor(now / 60);
      slowness *= slowLevels[minute < slowLevels.length ? minute : slowLevels.length - 1]!;
    }
    return slowness;
  }

  /** An attempt gets a slot for so many seconds. */
  beginService(seconds: number): void {
    this.busy++;
    this.begun++;
    this.slotSeconds += seconds;
  }

  /**
   * Settles an attempt's quota when it ends, however it ends.
   * @param generated tokens
   * @param billed currency
   */
  settle(attempt: number, generated: number, billed: number): void {
    if (!this.limited) return;
    const { data } = this.records;
    const produced = generated * this.terms.outputWeight;
    const output = produced - data[attempt + A_RESERVED]!;
    const tokens = produced - data[attempt + A_TOKENS_RESERVED]!;
    const spend =
      this.terms.quota.spendPerTenMinutes < Number.POSITIVE_INFINITY
        ? billed - data[attempt + A_SPEND_RESERVED]!
        : 0;
    if (spend === 0 && (!this.settles || (output === 0 && tokens === 0))) return;
    this.quota.settle(data[attempt + A_SENT_AT]!, output, tokens, spend);
  }

  /** Tokens that an attempt in a slot has generated by now. */
  generated(attempt: number): number {
    const { data } = this.records;
    return generatedAfter(data, attempt, this.clock[0]! - data[attempt + A_BEGAN_AT]!);
  }

  /** Mean slot time × calls that came here, over what the slots can carry in the horizon. */
  offeredSlotLoad(horizonSeconds: number): number {
    if (this.begun === 0 || this.terms.concurrency === Number.POSITIVE_INFINITY) return 0;
    return (this.callsReached * this.slotSeconds) / this.begun / (this.terms.concurrency * horizonSeconds);
  }

  /** The largest share of a limit that the calls which came here ask for. */
  offeredQuotaLoad(horizonSeconds: number): number {
    let largest = 0;
    for (let limit = 0; limit < 4; limit++) {
      if (!this.quota.has(limit)) continue;
      const share = this.offered[limit]! / ((this.terms.quota.limits[limit]! * horizonSeconds) / 60);
      if (share > largest) largest = share;
    }
    return largest;
  }
}
