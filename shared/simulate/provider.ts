import {
  A_BEGAN_AT,
  A_CACHED_COST,
  A_FAILS,
  A_INPUT_COST,
  A_OUTPUT_COST,
  A_RESERVED,
  A_TOKENS,
  A_TOKENS_RESERVED,
} from "./attempt-fields.ts";
import type { AttemptPool } from "./attempt-pool.ts";
import { Breaker } from "./breaker.ts";
import { type Happening, Spans } from "./happenings.ts";
import { type AttemptKey, generatedAfter, type Latency } from "./latency.ts";
import { Line } from "./line.ts";
import { INPUT_TOKENS, OUTPUT_TOKENS, Quota, REQUESTS, TOKENS } from "./quota.ts";
import { SECONDS_PER_DAY } from "./rate-curve.ts";

export type Reserve = "max-output" | "max" | "estimate" | "none";

/** A model as one world has it: all numbers. Prices are currency per token. */
export interface ProviderTerms {
  inputPrice: number;
  cachedInputPrice: number;
  /** Whether cached tokens have a price of their own; without one they are billed, and booked, as input. */
  pricesCached: boolean;
  cacheWritePrice: number;
  outputPrice: number;
  pricePerCall: number;
  /** Limits a minute, `LIMITS` order, less what others use; infinite where there is none. */
  limits: Float64Array;
  burstSeconds: Float64Array;
  reserves: Reserve;
  settles: boolean;
  cachedCounts: boolean;
  outputWeight: number;
  cacheWriteWeight: number;
  rejectSeconds: number;
  rejectsCount: boolean;
  /** Slots, and how many may wait for one; infinite where unbounded. */
  concurrency: number;
  waiting: number;
  success: number;
  errorShareInIncident: number | undefined;
  incidentSlowdown: number;
  incidents: readonly Happening[];
  /** The common slow state: 24 multipliers of the day's hours, and a level for each minute. */
  slowHours: readonly number[] | undefined;
  slowLevels: Float64Array | undefined;
}

/** A call as a provider sees it. */
export interface CallSizes {
  input: number;
  cached: number;
  output: number;
  reasoning: number;
  maxOutput: number;
  writesCache: boolean;
}

/** One model within the simulation of one design: its quota, slots, line, breaker and bad hours. */
export class Provider {
  readonly quota = new Quota();
  readonly breaker = new Breaker();
  /** Attempts that wait for a slot. */
  readonly line = new Line();
  /** Tasks that wait for quota (`onLimit: "wait"`), and the number of the event that wakes them. */
  readonly quotaLine = new Line();
  wakeTimer = 0;
  servingQuota = false;
  busy = 0;
  private readonly incidents = new Spans();

  // offered work, for stability: calls that came here, what they ask of the limits, and mean slot time
  callsReached = 0;
  readonly offered = new Float64Array(4);
  private begun = 0;
  private slotSeconds = 0;

  constructor(
    readonly name: string,
    readonly terms: ProviderTerms,
  ) {}

  /** Starts a replication: full quota, free slots, closed breaker. */
  reset(horizonSeconds: number): void {
    const { terms } = this;
    this.quota.reset(terms.limits, terms.burstSeconds, terms.reserves === "none", horizonSeconds);
    this.line.clear();
    this.quotaLine.clear();
    this.wakeTimer = 0;
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

  /** Tokens that the call's input counts against the limits. */
  private countedInput(call: CallSizes): number {
    const fresh = call.input - call.cached;
    return (
      (this.terms.cachedCounts ? call.cached : 0) +
      (call.writesCache ? fresh * this.terms.cacheWriteWeight : fresh)
    );
  }

  /** Weighted output that admission reserves against the output limit. */
  private reserve(call: CallSizes): number {
    const { reserves, outputWeight } = this.terms;
    if (reserves === "none") return 0;
    const generated = call.output + call.reasoning;
    const tokens =
      reserves === "estimate" ? (generated < call.maxOutput ? generated : call.maxOutput) : call.maxOutput;
    return tokens * outputWeight;
  }

  /** Writes what an attempt at this call needs into `quota.need`. */
  setNeed(call: CallSizes): void {
    if (!this.quota.limited) return;
    const { need } = this.quota;
    const input = this.countedInput(call);
    const reserve = this.reserve(call);
    need[REQUESTS] = 1;
    need[INPUT_TOKENS] = input;
    need[OUTPUT_TOKENS] = reserve;
    need[TOKENS] = this.terms.reserves === "max" ? Math.max(input, reserve) : input + reserve;
  }

  /** Counts a call that comes here for the first time, with what it will in the end have taken of the limits. */
  countOffered(call: CallSizes): void {
    this.callsReached++;
    if (!this.quota.limited) return;
    this.setNeed(call);
    const { need } = this.quota;
    const { offered, terms } = this;
    const generated = Math.min(call.output + call.reasoning, call.maxOutput) * terms.outputWeight;
    const corrected = terms.settles || terms.reserves === "none";
    offered[REQUESTS] = offered[REQUESTS]! + 1;
    offered[INPUT_TOKENS] = offered[INPUT_TOKENS]! + need[INPUT_TOKENS]!;
    offered[OUTPUT_TOKENS] = offered[OUTPUT_TOKENS]! + (corrected ? generated : need[OUTPUT_TOKENS]!);
    offered[TOKENS] = offered[TOKENS]! + (corrected ? need[INPUT_TOKENS]! + generated : need[TOKENS]!);
  }

  /** Fills the pool's fields of an attempt that is sent now, its quota charged just before. */
  send(
    pool: AttemptPool,
    attempt: number,
    key: AttemptKey,
    call: CallSizes,
    latency: Latency,
    now: number,
  ): void {
    const { terms } = this;
    const generated = call.output + call.reasoning;
    const tokens = generated < call.maxOutput ? generated : call.maxOutput;
    const fresh = call.input - call.cached;
    const inIncident = this.incidents.covers(now);
    pool.data[attempt + A_FAILS] = latency.fails(key, inIncident ? terms.errorShareInIncident : undefined)
      ? 1
      : 0;
    pool.data[attempt + A_TOKENS] = tokens;
    const cachedCost = call.cached * terms.cachedInputPrice;
    pool.data[attempt + A_INPUT_COST] =
      fresh * (call.writesCache ? terms.cacheWritePrice : terms.inputPrice) +
      terms.pricePerCall +
      (terms.pricesCached ? 0 : cachedCost);
    pool.data[attempt + A_CACHED_COST] = terms.pricesCached ? cachedCost : 0;
    pool.data[attempt + A_OUTPUT_COST] = tokens * terms.outputPrice;
    if (this.quota.limited) {
      pool.data[attempt + A_RESERVED] = this.quota.need[OUTPUT_TOKENS]!;
      pool.data[attempt + A_TOKENS_RESERVED] = this.quota.need[TOKENS]! - this.quota.need[INPUT_TOKENS]!;
    }
    const slowdown = this.slownessAt(now) * (inIncident ? terms.incidentSlowdown : 1);
    const hidden = call.reasoning < tokens ? call.reasoning : tokens;
    latency.draw(pool, attempt, key, fresh, hidden, slowdown);
  }

  /** The common slow state at a moment. After the horizon the last minute's level stays. */
  private slownessAt(now: number): number {
    const { slowHours, slowLevels } = this.terms;
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

  /** An attempt gets a slot. */
  beginService(duration: number): void {
    this.busy++;
    this.begun++;
    this.slotSeconds += duration;
  }

  /** Settles an attempt's quota when it ends, however it ends, having generated this many tokens. */
  settle(pool: AttemptPool, attempt: number, generated: number, now: number): void {
    const { quota, terms } = this;
    if (!quota.limited || !(terms.settles || terms.reserves === "none")) return;
    const produced = generated * terms.outputWeight;
    quota.correct(now, OUTPUT_TOKENS, produced - pool.data[attempt + A_RESERVED]!);
    quota.correct(now, TOKENS, produced - pool.data[attempt + A_TOKENS_RESERVED]!);
  }

  /** Tokens that an attempt in a slot has generated by now. */
  generated(pool: AttemptPool, attempt: number, now: number): number {
    return generatedAfter(pool, attempt, now - pool.data[attempt + A_BEGAN_AT]!);
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
      const share = this.offered[limit]! / ((this.terms.limits[limit]! * horizonSeconds) / 60);
      if (share > largest) largest = share;
    }
    return largest;
  }
}
