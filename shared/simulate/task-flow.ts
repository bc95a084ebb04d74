import {
  accountOf,
  COST_CACHED,
  COST_FALLBACK,
  COST_INPUT,
  COST_OUTPUT,
  FIRST_TOKEN,
  GENERATION,
  LOST,
  OUTSIDE,
  SLOT,
} from "./accounts.ts";
import { AttemptFlow, type AttemptOwner } from "./attempt-flow.ts";
import {
  A_BEGAN_AT,
  R_STATE,
  T_ARRIVED_AT,
  T_ATTEMPTS,
  T_BOOKED,
  T_CACHED,
  T_CALL,
  T_CALL_AT,
  T_ENTRY,
  T_FIRST_TOKEN_AT,
  T_HEDGE,
  T_INPUT,
  T_MARK,
  T_NUMBER,
  T_OUTPUT,
  T_REASONING,
  T_SLOTS,
  T_STEP,
  T_SUCCESS,
} from "./fields.ts";
import { generatedTokens, visibleAfter } from "./latency.ts";
import { ANSWERED, BY_CACHED, BY_CANNED, BY_HUMAN, CACHE_HIT, FAILED, Ledger } from "./ledger.ts";
import { Line } from "./line.ts";
import { CACHED, CANNED, HUMAN, type StepProgram } from "./program.ts";
import type { Provider } from "./provider.ts";
import type { RunState } from "./run-state.ts";
import { AWAITS_BATCH, IN_QUOTA_LINE, IN_SLOT_LINE, IN_WORKER_LINE, OUTSIDE_MODEL } from "./states.ts";
import { placeInBlock } from "./task-blocks.ts";

/** The way of a task: let in, step by step, call by call, to its end. */
export class TaskFlow implements AttemptOwner {
  readonly attempts: AttemptFlow;
  readonly ledger: Ledger;
  private readonly hasWorkers: boolean;
  private freeWorkers = 0;
  private readonly workerLine: Line;
  private servingWorkers = false;
  private workerHolding = 0;

  constructor(private readonly run: RunState) {
    const { terms, ledgerTerms, ledgerDraws, timeline } = run.program;
    this.attempts = new AttemptFlow(run, this);
    this.ledger = new Ledger(terms.mode, terms.deadline, ledgerTerms, ledgerDraws, run.recorder, timeline);
    this.hasWorkers = terms.mode === "async" && terms.workers < Number.POSITIVE_INFINITY;
    this.workerLine = new Line(run.records);
  }

  reset(): void {
    this.attempts.reset();
    this.ledger.reset();
    this.freeWorkers = this.run.program.terms.workers;
    this.workerLine.clear();
    this.servingWorkers = false;
    this.workerHolding = 0;
  }

  /** What a token costs, as a share of its price. */
  private get priceShare(): number {
    return this.run.program.batch?.priceShare ?? 1;
  }

  /** Seconds for which workers were held. */
  get workerSeconds(): number {
    return this.workerHolding;
  }

  /** A task arrives now: the number is its place in the order of arrivals. */
  arrive(number: number): void {
    const { program, records, blocks, clock } = this.run;
    const hit = program.cacheHits !== undefined && blocks.of(number).hit[placeInBlock(number)] === 1;
    if (!hit && program.terms.queueLimit < Number.POSITIVE_INFINITY && this.queueFull()) {
      this.run.observer?.turnsAway(number);
      this.ledger.reject();
      blocks.ended(number);
      return;
    }
    const task = records.take();
    const { data } = records;
    const now = clock[0]!;
    data[task + T_NUMBER] = number;
    data[task + T_ARRIVED_AT] = now;
    data[task + T_MARK] = now;
    data[task + T_STEP] = 0;
    data[task + T_SLOTS] = 0;
    data[task + T_HEDGE] = -1;
    data[task + T_SUCCESS] = 1;
    data[task + T_ATTEMPTS] = 0;
    this.run.observer?.arrives(task);
    if (hit) {
      this.run.book(task, OUTSIDE, program.ledgerTerms.cacheSeconds);
      this.finish(task, CACHE_HIT);
    } else if (!this.hasWorkers) this.beginStep(task);
    else if (this.freeWorkers > 0) this.work(task);
    else {
      this.workerLine.join(task);
      data[task + R_STATE] = IN_WORKER_LINE;
      this.run.recorder.joins(now);
    }
  }

  /** Takes a worker for a task that arrives now, where there is a need of one and one is free. */
  takesWorker(now: number): boolean {
    if (!this.hasWorkers) return true;
    if (this.freeWorkers <= 0) return false;
    this.freeWorkers--;
    this.workerHolding -= now;
    return true;
  }

  /**
   * A task comes from the express lane, at the beginning of a call: its record is filled as if it had always been here.
   * @param calls how many calls were answered there; they are booked
   */
  takeOver(task: number, calls: number): void {
    const { program, records, blocks, clock } = this.run;
    const { data } = records;
    const number = data[task + T_NUMBER]!;
    const block = blocks.of(number);
    const place = placeInBlock(number);
    const position = data[task + T_STEP]!;
    data[task + T_ARRIVED_AT] = block.arrival[place]!;
    data[task + T_MARK] = clock[0]!;
    data[task + T_SLOTS] = 0;
    data[task + T_CALL] = data[task + T_CALL_AT]! - block.steps[position]!.firstCall[place]!;
    data[task + T_ATTEMPTS] = calls;
    data[task + T_HEDGE] = -1;
    data[task + T_SUCCESS] = program.successBefore[position]!;
    this.beginCall(task);
  }

  /** Whether as many tasks wait as may: for a worker, for a slot of the design, or for a batch. */
  private queueFull(): boolean {
    const { queueLimit, mode } = this.run.program.terms;
    if (mode === "async") return this.freeWorkers <= 0 && this.workerLine.length >= queueLimit;
    if (this.attempts.batches !== undefined) return this.attempts.batches.waiting >= queueLimit;
    return this.attempts.slots.taken && this.attempts.slots.line.length >= queueLimit;
  }

  private work(task: number): void {
    this.freeWorkers--;
    this.workerHolding -= this.run.clock[0]!;
    this.beginStep(task);
  }

  /** A task with a worker has come to its end: the next in line gets it. */
  releaseWorker(): void {
    if (!this.hasWorkers) return;
    this.freeWorkers++;
    this.workerHolding += this.run.clock[0]!;
    if (this.servingWorkers) return;
    this.servingWorkers = true;
    while (this.freeWorkers > 0 && this.workerLine.length > 0) {
      const task = this.workerLine.shift();
      this.run.leavesLine(task, SLOT);
      this.work(task);
    }
    this.servingWorkers = false;
  }

  private beginStep(task: number): void {
    const { records, program, blocks, clock } = this.run;
    const { data } = records;
    const position = data[task + T_STEP]!;
    const number = data[task + T_NUMBER]!;
    const block = blocks.of(number).steps[position]!;
    const place = placeInBlock(number);
    data[task + T_CALL] = 0;
    data[task + T_CALL_AT] = block.firstCall[place]!;
    const step = program.steps[position]!;
    const seconds = step.seconds === undefined ? 0 : block.seconds[place]!;
    if (seconds > 0) this.run.wake(task, OUTSIDE_MODEL, clock[0]! + seconds);
    else this.beginCall(task);
  }

  /** Sends a call off. */
  private beginCall(task: number): void {
    const { records, blocks, recorder } = this.run;
    const { data } = records;
    const block = blocks.of(data[task + T_NUMBER]!).steps[data[task + T_STEP]!]!;
    const at = data[task + T_CALL_AT]!;
    const input = block.input[at]!;
    const output = block.output[at]!;
    data[task + T_INPUT] = input;
    data[task + T_CACHED] = block.cached[at]!;
    data[task + T_OUTPUT] = output;
    data[task + T_REASONING] = block.reasoning[at]!;
    recorder.inputTokens.add(input);
    recorder.outputTokens.add(output);
    this.run.observer?.calls(task);
    this.attempts.startCall(task);
  }

  answered(task: number, attempt: number, provider: Provider): void {
    const { data } = this.run.records;
    const step = this.run.stepOf(task);
    const tokens = generatedTokens(data, task, step.maxOutput);
    const cut = tokens < data[task + T_OUTPUT]! + data[task + T_REASONING]!;
    const first = data[task + T_ENTRY] === 0;
    if (first && step.escalates !== undefined && this.escalates(task, step)) {
      this.run.observer?.judges(task, attempt, provider, tokens, cut, "escalated");
      this.loseAnswer(task, attempt, provider, tokens);
      this.attempts.moveOn(task);
      return;
    }
    if (cut && step.onTruncate === "retry") {
      this.run.observer?.judges(task, attempt, provider, tokens, cut, "triedAgain");
      this.loseAnswer(task, attempt, provider, tokens);
      this.attempts.retryAnswer(task);
      return;
    }
    if (cut && step.onTruncate === "wrong") data[task + T_SUCCESS] = 0;
    this.run.observer?.judges(task, attempt, provider, tokens, cut, "used");
    this.bill(task, step, provider, tokens, first);
    if (attempt >= 0) this.bookAttempt(task, attempt);
    this.callDone(task, step, provider);
  }

  private escalates(task: number, step: StepProgram): boolean {
    const { data } = this.run.records;
    return step.escalates?.happens(data[task + T_NUMBER]!, data[task + T_CALL]!) ?? false;
  }

  /** An answer that is not used: billed, and its time is lost. */
  private loseAnswer(task: number, attempt: number, provider: Provider, tokens: number): void {
    const cost = provider.answerCost(task, this.run.stepOf(task), tokens) * this.priceShare;
    provider.bills(cost);
    this.run.wastes(task, cost);
    if (attempt >= 0) this.run.spendTime(task, LOST);
  }

  /** Books the cost of the attempt that answered. */
  private bill(task: number, step: StepProgram, provider: Provider, tokens: number, first: boolean): void {
    const share = this.priceShare;
    const input = provider.inputCost(task, step) * share;
    const cached = provider.cachedCost(task) * share;
    const output = provider.outputCost(task, tokens) * share;
    provider.bills(input + cached + output);
    this.run.observer?.bills(task, input + cached + output);
    if (first) {
      this.run.book(task, COST_INPUT, input);
      this.run.book(task, COST_CACHED, cached);
      this.run.book(task, COST_OUTPUT, output);
    } else this.run.book(task, COST_FALLBACK, input + cached + output);
  }

  /** Books the time of the attempt that answered. */
  private bookAttempt(task: number, attempt: number): void {
    const { records, clock } = this.run;
    const { data, accounts } = records;
    const began = data[attempt + A_BEGAN_AT]!;
    const visible = began + visibleAfter(data, attempt);
    const at = accountOf(task);
    // a hedge that won was sent some time after the try
    if (attempt !== task) accounts[at + LOST] = accounts[at + LOST]! + (began - data[task + T_MARK]!);
    accounts[at + FIRST_TOKEN] = accounts[at + FIRST_TOKEN]! + (visible - began);
    accounts[at + GENERATION] = accounts[at + GENERATION]! + (clock[0]! - visible);
    data[task + T_BOOKED] = 1;
    data[task + T_MARK] = clock[0]!;
    data[task + T_FIRST_TOKEN_AT] = visible;
  }

  private callDone(task: number, step: StepProgram, provider: Provider): void {
    const { records, program, blocks } = this.run;
    const { data } = records;
    const position = data[task + T_STEP]!;
    const number = data[task + T_NUMBER]!;
    const next = data[task + T_CALL_AT]! + 1;
    if (
      step.calls !== undefined &&
      next < blocks.of(number).steps[position]!.firstCall[placeInBlock(number) + 1]!
    ) {
      data[task + T_CALL] = data[task + T_CALL]! + 1;
      data[task + T_CALL_AT] = next;
      this.beginCall(task);
      return;
    }
    data[task + T_SUCCESS] = data[task + T_SUCCESS]! * provider.terms.success;
    data[task + T_STEP] = position + 1;
    if (position + 1 < program.steps.length) this.beginStep(task);
    else this.finish(task, ANSWERED);
  }

  resort(task: number, code: number): boolean {
    const ending = this.endingOf(task, code);
    this.run.observer?.resorts(task, code, ending !== undefined);
    if (ending === undefined) return false;
    this.finish(task, ending);
    return true;
  }

  /** How an entry that is no model ends the task; undefined where it has nothing to give. */
  private endingOf(task: number, code: number): number | undefined {
    if (code === HUMAN) return BY_HUMAN;
    if (code === CANNED) return BY_CANNED;
    if (code !== CACHED) return FAILED;
    const hit = this.run.program.cachedHits?.happens(this.run.records.data[task + T_NUMBER]!, 0);
    return hit === true ? BY_CACHED : undefined;
  }

  private finish(task: number, ending: number): void {
    const { records, blocks, observer } = this.run;
    const number = records.data[task + T_NUMBER]!;
    const block = blocks.of(number);
    if (observer === undefined) this.ledger.end(task, block, ending);
    else observer.finishes(task, ending, () => this.ledger.end(task, block, ending));
    blocks.ended(number);
    records.release(task);
    if (ending !== CACHE_HIT) this.releaseWorker();
  }

  onTaskEvent(task: number, state: number): void {
    if (state === OUTSIDE_MODEL) {
      this.run.spendTime(task, OUTSIDE);
      this.beginCall(task);
    } else this.attempts.onTaskEvent(task, state);
  }

  /** Fails everybody who still stands in a line that nothing will ever serve. False where nobody does. */
  failStranded(): boolean {
    const { data } = this.run.records;
    let any = false;
    for (const record of this.run.records.handles()) {
      const state = data[record + R_STATE]!;
      if (state !== IN_SLOT_LINE && state !== IN_QUOTA_LINE && state !== AWAITS_BATCH) continue;
      this.attempts.abandon(record);
      this.finish(record, FAILED);
      any = true;
    }
    return any;
  }
}
