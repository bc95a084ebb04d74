import { Breaker } from "./breaker.ts";
import { A_BEGAN_AT, A_SENT_AT, A_TOKENS, B_PROVIDER, R_STATE, T_CACHED, T_INPUT } from "./fields.ts";
import { type Happening, Spans } from "./happenings.ts";
import { type AttemptDraws, generatedAfter, generatedTokens, type Latency } from "./latency.ts";
import { Line } from "./line.ts";
import type { StepProgram } from "./program.ts";
import { INPUT_TOKENS, OUTPUT_TOKENS, type QuotaTerms, REQUESTS, SPEND, TOKENS } from "./quota/limits.ts";
import { Quota } from "./quota/quota.ts";
import { SECONDS_PER_DAY } from "./rate-curve.ts";
import type { Records } from "./records.ts";
import { QUOTA_ALARM } from "./states.ts";
import type { StepBlock } from "./step-block.ts";
import type { Timeline } from "./timeline.ts";

export type Reserve = "max-output" | "max" | "estimate" | "none";

/** What the tokens of a call cost, currency per token. */
export interface TokenPrices {
  inputPrice: number;
  cachedInputPrice: number;
  cacheWritePrice: number;
  outputPrice: number;
}

/** The prices of a whole call that reads more tokens than this, cached ones among them. */
export interface TierPrices extends TokenPrices {
  readonly above: number;
}

/** A model as one world has it: all numbers. Prices are currency per token. */
export interface ProviderTerms extends TokenPrices {
  /** Whether cached tokens have a price of their own; without one they are billed, and booked, as input. */
  pricesCached: boolean;
  pricePerCall: number;
  /** Ascending; none where the price is the same at every size. */
  tiers: readonly TierPrices[];
  /** What was promised: paid whether used or not, and at least for usage; currency a month. */
  feePerMonth: number;
  minimumSpend: number;
  /** Whether any minimum was promised, though it be 0 in this world. */
  promisesMinimum: boolean;
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
  settles = false;
  spends = false;
  /** Whether anything makes some moments worse than others. */
  varies = false;

  // offered work, for stability: calls that came here, what they ask of the limits, and mean slot time
  callsReached = 0;
  readonly offered = new Float64Array(4);
  begun = 0;
  slotSeconds = 0;

  /** What was billed here, currency; counted where a minimum is to be spent. */
  readonly spent = new Float64Array(1);
  countsSpent = false;

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
    this.spends = terms.quota.spendPerTenMinutes < Number.POSITIVE_INFINITY;
    this.settles = terms.quota.settles || terms.reserves === "none" || terms.quota.policy === "leaky";
    this.varies =
      terms.slowHours !== undefined || terms.slowLevels !== undefined || terms.incidents.length > 0;
    this.line.clear();
    this.quotaLine.clear();
    this.alarm = records.take();
    records.data[this.alarm + R_STATE] = QUOTA_ALARM;
    records.data[this.alarm + B_PROVIDER] = this.position;
    this.servingQuota = false;
    this.busy = 0;
    this.incidents.set(terms.incidents);
    this.callsReached = 0;
    this.offered.fill(0);
    this.begun = 0;
    this.slotSeconds = 0;
    this.spent[0] = 0;
    this.countsSpent = terms.promisesMinimum;
  }

  /** So much is billed here. */
  bills(amount: number): void {
    this.spent[0] = this.spent[0]! + amount;
  }

  /** Whether an attempt that came now would find slots and line full. */
  get lineFull(): boolean {
    return this.busy >= this.terms.concurrency && this.line.length >= this.terms.waiting;
  }

  /** Tokens that the input of the call at this record counts against the limits. */
  private countedInput(record: number, step: StepProgram): number {
    const { terms } = this;
    const { data } = this.records;
    const cached = data[record + T_CACHED]!;
    const fresh = data[record + T_INPUT]! - cached;
    return (terms.cachedCounts ? cached : 0) + (step.writesCache ? fresh * terms.cacheWriteWeight : fresh);
  }

  /** Weighted output that admission reserves for the call at this record. */
  private reserve(record: number, step: StepProgram): number {
    const { terms } = this;
    if (terms.reserves === "none") return 0;
    if (terms.reserves === "estimate")
      return generatedTokens(this.records.data, record, step.maxOutput) * terms.outputWeight;
    return step.maxOutput * terms.outputWeight;
  }

  /** Writes what an attempt at the call of this record needs into `quota.need`. There is a limit. */
  setNeed(record: number, step: StepProgram): void {
    const { terms } = this;
    const { need } = this.quota;
    const input = this.countedInput(record, step);
    const reserve = this.reserve(record, step);
    need[REQUESTS] = 1;
    need[INPUT_TOKENS] = input;
    need[OUTPUT_TOKENS] = reserve;
    need[TOKENS] = terms.reserves === "max" ? (input > reserve ? input : reserve) : input + reserve;
    if (this.spends) need[SPEND] = this.reservedCost(record, step);
  }

  /** What the input and the tokens that admission reserves cost, currency. */
  private reservedCost(record: number, step: StepProgram): number {
    const { reserves } = this.terms;
    if (reserves === "none") return this.answerCost(record, step, 0);
    const { data } = this.records;
    return this.answerCost(
      record,
      step,
      reserves === "estimate" || step.maxOutput === Number.POSITIVE_INFINITY
        ? generatedTokens(data, record, step.maxOutput)
        : step.maxOutput,
    );
  }

  /**
   * Counts a call that comes here for the first time, with what it will in the end have taken of the limits. Its need
   * is set, where there is a limit.
   */
  countOffered(record: number, step: StepProgram): void {
    this.callsReached++;
    if (!this.limited) return;
    const { need } = this.quota;
    const { offered, terms } = this;
    const produced = generatedTokens(this.records.data, record, step.maxOutput) * terms.outputWeight;
    offered[REQUESTS] = offered[REQUESTS]! + 1;
    offered[INPUT_TOKENS] = offered[INPUT_TOKENS]! + need[INPUT_TOKENS]!;
    offered[OUTPUT_TOKENS] = offered[OUTPUT_TOKENS]! + (this.settles ? produced : need[OUTPUT_TOKENS]!);
    offered[TOKENS] = offered[TOKENS]! + (this.settles ? need[INPUT_TOKENS]! + produced : need[TOKENS]!);
  }

  /** Price of an answer's input, with cache writes and the price of the call; of its cached part; currency. */
  inputCost(record: number, step: StepProgram): number {
    const { terms } = this;
    const { data } = this.records;
    const cached = data[record + T_CACHED]!;
    const prices = this.pricesAt(data[record + T_INPUT]!);
    return (
      (data[record + T_INPUT]! - cached) * (step.writesCache ? prices.cacheWritePrice : prices.inputPrice) +
      terms.pricePerCall +
      (terms.pricesCached ? 0 : cached * prices.cachedInputPrice)
    );
  }

  cachedCost(record: number): number {
    const { data } = this.records;
    return this.terms.pricesCached
      ? data[record + T_CACHED]! * this.pricesAt(data[record + T_INPUT]!).cachedInputPrice
      : 0;
  }

  /** Price of what an answer has generated, currency. */
  outputCost(record: number, tokens: number): number {
    return tokens * this.pricesAt(this.records.data[record + T_INPUT]!).outputPrice;
  }

  /** Price of a whole answer, currency. */
  answerCost(record: number, step: StepProgram, tokens: number): number {
    return this.inputCost(record, step) + this.cachedCost(record) + this.outputCost(record, tokens);
  }

  /** The prices of a whole call that reads so many tokens. */
  pricesAt(input: number): TokenPrices {
    const { tiers } = this.terms;
    for (let tier = tiers.length - 1; tier >= 0; tier--) if (input > tiers[tier]!.above) return tiers[tier]!;
    return this.terms;
  }

  /** Whether the quota admits a call of a block now: then it is charged. It is counted as offered later. */
  takes(block: StepBlock, at: number): boolean {
    const { quota } = this;
    const { need } = quota;
    need[REQUESTS] = 1;
    need[INPUT_TOKENS] = block.needsInput[at]!;
    need[OUTPUT_TOKENS] = block.needsOutput[at]!;
    need[TOKENS] = block.needsTokens[at]!;
    return quota.takes();
  }

  /** A call of a block that was sent then has been answered: its quota is settled. */
  giveBack(block: StepBlock, at: number, sentAt: number): void {
    const tokens = block.givesTokens[at]!;
    const output = block.givesOutput[at]!;
    if (tokens !== 0 || output !== 0) this.quota.settle(sentAt, output, tokens, 0);
  }

  /** Fills the attempt's part of a record: it is sent now. */
  send(record: number, step: StepProgram, latency: Latency, draws: AttemptDraws, at: number): void {
    const { data } = this.records;
    data[record + A_TOKENS] = generatedTokens(data, record, step.maxOutput);
    data[record + A_SENT_AT] = this.clock[0]!;
    const fresh = data[record + T_INPUT]! - data[record + T_CACHED]!;
    if (!this.varies) latency.write(data, record, draws, at, -1, fresh, 1);
    else latency.write(data, record, draws, at, this.errorShareNow(), fresh, this.slowdownNow());
  }

  /** Share of errors of what is sent now; negative: the usual one. */
  errorShareNow(): number {
    return this.incidents.covers(this.clock[0]!) ? this.terms.errorShareInIncident : -1;
  }

  /** Whether an incident lasts. */
  isInIncident(): boolean {
    return this.incidents.covers(this.clock[0]!);
  }

  /** How much slower everything sent now is. */
  slowdownNow(): number {
    return this.slownessNow() * (this.incidents.covers(this.clock[0]!) ? this.terms.incidentSlowdown : 1);
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
   * @param billed whether its input, and what it has generated, is billed
   */
  settle(record: number, step: StepProgram, generated: number, billed: boolean): void {
    if (!this.limited) return;
    const { data } = this.records;
    let output = 0;
    let tokens = 0;
    if (this.settles) {
      const produced = generated * this.terms.outputWeight;
      const reserve = this.reserve(record, step);
      const input = this.countedInput(record, step);
      output = produced - reserve;
      // with reserve `max`, what was charged beyond the input
      tokens = this.terms.reserves === "max" ? produced - (reserve > input ? reserve - input : 0) : output;
    }
    const spend = this.spends ? this.overspent(record, step, generated, billed) : 0;
    if (output !== 0 || tokens !== 0 || spend !== 0)
      this.quota.settle(data[record + A_SENT_AT]!, output, tokens, spend);
  }

  /** What was billed beyond what admission counted as spent, currency. */
  private overspent(record: number, step: StepProgram, generated: number, billed: boolean): number {
    return (billed ? this.answerCost(record, step, generated) : 0) - this.reservedCost(record, step);
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
