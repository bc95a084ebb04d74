import { BACKOFF, BATCH, OUTSIDE, QUOTA, SLOT } from "./accounts.ts";
import {
  A_BEGAN_AT,
  A_ENDS_AT,
  A_SENT_AT,
  A_TASK,
  A_TOKENS,
  R_STATE,
  T_ARRIVED_AT,
  T_ATTEMPTS,
  T_CACHED,
  T_CALL,
  T_INPUT,
  T_MARK,
  T_NUMBER,
  T_OUTPUT,
  T_REASONING,
  T_TRIES,
} from "./fields.ts";
import { visibleAfter } from "./latency.ts";
import { CACHE_HIT } from "./ledger.ts";
import type { Happening, Leaving, Moment, TaskLife } from "./life.ts";
import { bookedBy, lifeOf, turnedAway } from "./life-figures.ts";
import type { TaskObserver } from "./observer.ts";
import { CACHED, CANNED, HUMAN } from "./program.ts";
import type { Provider } from "./provider.ts";
import type { RunState } from "./run-state.ts";
import { shortageOf } from "./short-limits.ts";
import { AWAITS_BATCH, BACKS_OFF, IN_SLOT_LINE, IN_WORKER_LINE } from "./states.ts";

type Told<What extends Happening["what"]> = Extract<Moment, { what: What }>;

/** A life that has not come to its end. */
interface OpenLife {
  readonly moments: Moment[];
  readonly arrivedAt: number;
  /** Attempts under way by the record they are kept in. */
  readonly attempts: Map<number, number>;
  calls: number;
  /** The answer, and the rejection, told of last. */
  answer: Told<"answers"> | undefined;
  rejection: Told<"throttled"> | undefined;
  /** What the next cost belongs to. */
  paying: { cost: number } | undefined;
}

/** Writes down the lives of some tasks of a replication, or of all. */
export class Tracer implements TaskObserver {
  private run: RunState | undefined;
  private wanted: ReadonlySet<number> | undefined;
  private readonly open = new Map<number, OpenLife>();
  private readonly ended: TaskLife[] = [];

  /** Watches these tasks of the replications that begin from now on, by number; undefined = all. */
  watch(tasks: readonly number[] | undefined): void {
    this.wanted = tasks === undefined ? undefined : new Set(tasks);
  }

  /** The lives that have come to their end, in the order of their ends. */
  get lives(): readonly TaskLife[] {
    return this.ended;
  }

  /** Whether every task that was asked for has come to its end. */
  get complete(): boolean {
    return this.wanted !== undefined && this.ended.length === this.wanted.size;
  }

  begins(run: RunState): void {
    this.run = run;
    this.open.clear();
    this.ended.length = 0;
  }

  private get state(): RunState {
    if (this.run === undefined) throw new Error("nothing was begun that could be observed");
    return this.run;
  }

  private get data(): Float64Array {
    return this.state.records.data;
  }

  private get now(): number {
    return this.state.clock[0]!;
  }

  private watches(number: number): boolean {
    return this.wanted === undefined || this.wanted.has(number);
  }

  /** Notes what happens now, or since an earlier moment. @param at seconds since the horizon's start */
  private note<Told extends Happening>(
    life: OpenLife,
    happening: Told,
    at = this.now,
  ): Told & { at: number } {
    const moment = { at: at - life.arrivedAt, ...happening };
    life.moments.push(moment);
    return moment;
  }

  /** The life that an attempt belongs to, if it is watched. */
  private lifeOfAttempt(attempt: number): OpenLife | undefined {
    return this.open.get(this.data[attempt + A_TASK]!);
  }

  private isHedge(attempt: number): boolean {
    return this.data[attempt + A_TASK] !== attempt;
  }

  arrives(task: number): void {
    const { data } = this;
    if (!this.watches(data[task + T_NUMBER]!)) return;
    const life: OpenLife = {
      moments: [],
      arrivedAt: data[task + T_ARRIVED_AT]!,
      attempts: new Map(),
      calls: 0,
      answer: undefined,
      rejection: undefined,
      paying: undefined,
    };
    this.open.set(task, life);
    this.note(life, { what: "arrives" });
  }

  turnsAway(number: number): void {
    if (this.watches(number)) this.ended.push(turnedAway(number, this.now));
  }

  spends(task: number, part: number): void {
    const life = this.open.get(task);
    if (life === undefined) return;
    const from = this.data[task + T_MARK]!;
    const until = this.now - life.arrivedAt;
    const state = this.data[task + R_STATE]!;
    if (part === OUTSIDE)
      this.note(life, { what: "outside", step: this.state.stepOf(task).name, until }, from);
    else if (part === BACKOFF) {
      if (state === BACKS_OFF) this.note(life, { what: "backsOff", until }, from);
    } else if (part === SLOT) {
      const line = state === IN_WORKER_LINE ? "worker" : state === IN_SLOT_LINE ? "slot" : "model";
      this.noteWait(life, line, from);
    } else if (part === QUOTA) this.noteWait(life, "quota", from);
    else if (part === BATCH && state === AWAITS_BATCH) this.noteWait(life, "batch", from);
  }

  private noteWait(life: OpenLife, line: Told<"waits">["for"], from: number, hedge = false): void {
    const { now } = this;
    if (now > from) this.note(life, { what: "waits", for: line, hedge, until: now - life.arrivedAt }, from);
  }

  calls(task: number): void {
    const life = this.open.get(task);
    if (life === undefined) return;
    const { data } = this;
    life.calls++;
    this.note(life, {
      what: "call",
      step: this.state.stepOf(task).name,
      call: data[task + T_CALL]! + 1,
      input: data[task + T_INPUT]!,
      cached: data[task + T_CACHED]!,
      output: data[task + T_OUTPUT]!,
      reasoning: data[task + T_REASONING]!,
    });
  }

  throttles(task: number, provider: Provider, hedge: boolean): void {
    const life = this.open.get(task);
    if (life === undefined) return;
    const { now } = this;
    const { lineFull } = provider;
    const { inDebt, short } = lineFull ? { inDebt: false, short: [] } : shortageOf(provider, now);
    life.rejection = this.note(life, {
      what: "throttled",
      attempt: this.data[task + T_ATTEMPTS]! + 1,
      model: provider.name,
      hedge,
      lineFull,
      inDebt,
      short,
      heardAt: now - life.arrivedAt,
      retryAfter: null,
    });
  }

  promises(task: number, retryAfter: number, heardIn: number): void {
    const rejection = this.open.get(task)?.rejection;
    if (rejection === undefined) return;
    rejection.heardAt = rejection.at + heardIn;
    rejection.retryAfter = Number.isFinite(retryAfter) ? retryAfter : null;
  }

  leaves(task: number, provider: Provider, because: Leaving): void {
    const life = this.open.get(task);
    if (life !== undefined) this.note(life, { what: "leaves", model: provider.name, because });
  }

  sends(attempt: number, provider: Provider, probe: boolean): void {
    const life = this.lifeOfAttempt(attempt);
    if (life === undefined) return;
    const { data } = this;
    const task = data[attempt + A_TASK]!;
    const number = data[task + T_ATTEMPTS]!;
    life.attempts.set(attempt, number);
    const hedge = this.isHedge(attempt);
    this.note(life, {
      what: "sent",
      attempt: number,
      model: provider.name,
      try: data[task + T_TRIES]!,
      hedge,
      probe,
    });
  }

  doesNotHedge(task: number, because: "slot" | "quota"): void {
    const life = this.open.get(task);
    const last = life?.moments.at(-1);
    // a rejection says it already
    if (last?.what === "throttled" && last.hedge) return;
    if (life !== undefined) this.note(life, { what: "hedgeNotSent", because });
  }

  hedgeWaited(attempt: number): void {
    const life = this.lifeOfAttempt(attempt);
    if (life !== undefined) this.noteWait(life, "model", this.data[attempt + A_SENT_AT]!, true);
  }

  gets(attempt: number): void {
    const life = this.lifeOfAttempt(attempt);
    if (life !== undefined) this.note(life, { what: "begins", attempt: life.attempts.get(attempt) ?? 0 });
  }

  ends(record: number, provider: Provider, failed: boolean): void {
    const life = this.lifeOfAttempt(record);
    if (life === undefined) return;
    const { data } = this;
    const attempt = life.attempts.get(record) ?? 0;
    const hedge = this.isHedge(record);
    if (failed) {
      this.note(life, { what: "errors", attempt, hedge });
      return;
    }
    const visible = data[record + A_BEGAN_AT]! + visibleAfter(data, record);
    this.note(life, { what: "firstToken", attempt }, visible);
    life.answer = this.note(life, {
      what: "answers",
      attempt,
      model: provider.name,
      hedge,
      tokens: data[record + A_TOKENS]!,
      cut: false,
      use: "used",
      cost: 0,
    });
  }

  givesUp(record: number, inLine: boolean, timedOut: boolean): void {
    const life = this.lifeOfAttempt(record);
    if (life === undefined) return;
    const runsOn = this.state.program.terms.runsOn && !inLine;
    life.paying = this.note(life, {
      what: timedOut ? "timesOut" : "givenUp",
      attempt: life.attempts.get(record) ?? 0,
      hedge: this.isHedge(record),
      inLine,
      runsUntil: runsOn ? this.data[record + A_ENDS_AT]! - life.arrivedAt : null,
      cost: 0,
    });
  }

  judges(
    task: number,
    attempt: number,
    provider: Provider,
    tokens: number,
    cut: boolean,
    use: Told<"answers">["use"],
  ): void {
    const life = this.open.get(task);
    if (life === undefined) return;
    if (attempt < 0)
      life.answer = this.note(life, {
        what: "answers",
        attempt: life.attempts.get(task) ?? 0,
        model: provider.name,
        hedge: false,
        tokens,
        cut,
        use,
        cost: 0,
      });
    else if (life.answer !== undefined) Object.assign(life.answer, { cut, use });
    life.paying = life.answer;
  }

  wastes(task: number, cost: number): void {
    this.bills(task, cost);
  }

  bills(task: number, cost: number): void {
    const paying = this.open.get(task)?.paying;
    if (paying !== undefined) paying.cost += cost;
  }

  collects(task: number, provider: Provider): void {
    const life = this.open.get(task);
    if (life === undefined) return;
    const attempt = this.data[task + T_ATTEMPTS]!;
    life.attempts.set(task, attempt);
    this.noteWait(life, "batch", this.data[task + T_MARK]!);
    this.note(life, { what: "collected", attempt, model: provider.name });
  }

  batchFails(task: number, expired: boolean): void {
    const life = this.open.get(task);
    if (life === undefined) return;
    if (expired) this.note(life, { what: "expires", collected: this.data[task + R_STATE] !== AWAITS_BATCH });
    else this.note(life, { what: "errors", attempt: life.attempts.get(task) ?? 0, hedge: false });
  }

  resorts(task: number, code: number, took: boolean): void {
    const life = this.open.get(task);
    if (life === undefined) return;
    const by = code === HUMAN ? "human" : code === CANNED ? "canned" : code === CACHED ? "cached" : "error";
    this.note(life, { what: "lastResort", by, took });
  }

  finishes(task: number, ending: number, book: () => void): void {
    const life = this.open.get(task);
    if (life === undefined) {
      book();
      return;
    }
    this.open.delete(task);
    const { state } = this;
    if (ending === CACHE_HIT) {
      const until = state.program.ledgerTerms.cacheSeconds;
      this.note(life, { what: "outside", step: "cache", until });
    }
    const booked = bookedBy(state.recorder.figures, book);
    this.ended.push(lifeOf(state, task, ending, life.calls, booked, life.moments));
  }
}
