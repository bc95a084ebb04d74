import { A_BEGAN_AT, A_CACHED_COST, A_INPUT_COST, A_OUTPUT_COST, A_VISIBLE_AFTER } from "./attempt-fields.ts";
import { AttemptFlow, type AttemptOwner } from "./attempt-flow.ts";
import { type Ending, Ledger } from "./ledger.ts";
import { Line } from "./line.ts";
import { CACHED, CANNED, HUMAN, type StepProgram } from "./program.ts";
import type { Provider } from "./provider.ts";
import { IN_WORKER_LINE, OUTSIDE_MODEL, type RunState } from "./run-state.ts";
import { FIGURE } from "./tally.ts";
import {
  T_CACHED,
  T_CALL,
  T_CALLS,
  T_COST_CACHED,
  T_COST_FALLBACK,
  T_COST_INPUT,
  T_COST_OUTPUT,
  T_ENTRY,
  T_FIRST_TOKEN_AT,
  T_INPUT,
  T_NUMBER,
  T_OUTPUT,
  T_REASONING,
  T_STATE,
  T_STEP,
  T_STEP_INPUT,
  T_STEP_INPUT_SCORE,
  T_SUCCESS,
  T_WRONG,
} from "./task-fields.ts";

/** The way of a task: let in, step by step, call by call, to its end. */
export class TaskFlow implements AttemptOwner {
  readonly attempts: AttemptFlow;
  readonly ledger: Ledger;
  private freeWorkers = 0;
  private readonly workerLine = new Line();
  private servingWorkers = false;
  private workerHolding = 0;

  constructor(private readonly run: RunState) {
    const { terms, ledgerTerms, ledgerDraws } = run.program;
    this.attempts = new AttemptFlow(run, this);
    this.ledger = new Ledger(terms.mode, terms.deadline, ledgerTerms, ledgerDraws, run.recorder);
  }

  reset(): void {
    this.attempts.slots.reset();
    this.freeWorkers = this.run.program.terms.workers;
    this.workerLine.clear();
    this.servingWorkers = false;
    this.workerHolding = 0;
  }

  /** Seconds for which workers were held. */
  get workerSeconds(): number {
    return this.workerHolding;
  }

  /** A task arrives: the number is its place in the order of arrivals. */
  arrive(number: number, now: number): void {
    const { program, recorder, tasks } = this.run;
    recorder.count(FIGURE.arrived);
    const hit = program.cacheHits?.happens(number, 0) ?? false;
    if (!hit && this.queueFull()) {
      this.ledger.reject();
      return;
    }
    const task = tasks.arrive(number, now);
    if (hit) {
      this.ledger.end(tasks, task, "cacheHit", now);
      tasks.release(task);
    } else if (program.terms.mode !== "async") this.begin(task, now);
    else if (this.freeWorkers > 0) this.work(task, now);
    else {
      this.workerLine.join(task);
      tasks.data[task + T_STATE] = IN_WORKER_LINE;
      this.run.joinsLine(task, now);
    }
  }

  /** Whether as many tasks wait as may: for a worker, or for a slot of the design. */
  private queueFull(): boolean {
    const { queueLimit, mode } = this.run.program.terms;
    if (mode === "async") return this.freeWorkers <= 0 && this.workerLine.length >= queueLimit;
    return this.attempts.slots.taken && this.attempts.slots.line.length >= queueLimit;
  }

  private work(task: number, now: number): void {
    this.freeWorkers--;
    this.workerHolding -= now;
    this.begin(task, now);
  }

  private releaseWorker(now: number): void {
    if (this.run.program.terms.mode !== "async") return;
    this.freeWorkers++;
    this.workerHolding += now;
    if (this.servingWorkers) return;
    this.servingWorkers = true;
    while (this.freeWorkers > 0 && this.workerLine.length > 0) {
      const task = this.workerLine.shift();
      this.run.leavesLine(task, now);
      this.work(task, now);
    }
    this.servingWorkers = false;
  }

  private begin(task: number, now: number): void {
    this.run.tasks.data[task + T_STEP] = 0;
    this.beginStep(task, now);
  }

  private beginStep(task: number, now: number): void {
    const { tasks, program } = this.run;
    const step = program.steps[tasks.data[task + T_STEP]!]!;
    const number = tasks.data[task + T_NUMBER]!;
    this.drawInput(task, number, step);
    tasks.data[task + T_CALLS] = step.calls === undefined ? 1 : atLeastOne(step.calls.draw(number, 0));
    tasks.data[task + T_CALL] = 0;
    const seconds = step.seconds === undefined ? 0 : step.seconds.draw(number, 0);
    if (seconds > 0) {
      tasks.data[task + T_STATE] = OUTSIDE_MODEL;
      this.run.wakeTask(task, now + seconds);
    } else this.beginCall(task, now);
  }

  private drawInput(task: number, number: number, step: StepProgram): void {
    const { tasks } = this.run;
    if (step.traceInput !== undefined) tasks.data[task + T_STEP_INPUT] = atLeastOne(step.traceInput[number]!);
    else if (step.input === undefined) tasks.data[task + T_STEP_INPUT] = 1;
    else if (step.correlation === 0) tasks.data[task + T_STEP_INPUT] = atLeastOne(step.input.draw(number, 0));
    else {
      const score = step.input.score(number, 0);
      tasks.data[task + T_STEP_INPUT_SCORE] = score;
      tasks.data[task + T_STEP_INPUT] = atLeastOne(step.input.atScore(score));
    }
  }

  /** Draws a call's tokens and sends it off. A later call reads all that the one before it read, its output, and the growth. */
  private beginCall(task: number, now: number): void {
    const { tasks, program, recorder } = this.run;
    const step = program.steps[tasks.data[task + T_STEP]!]!;
    const number = tasks.data[task + T_NUMBER]!;
    const call = tasks.data[task + T_CALL]!;
    if (call === 0) {
      tasks.data[task + T_INPUT] = tasks.data[task + T_STEP_INPUT]!;
      tasks.data[task + T_CACHED] = step.cachedShare * tasks.data[task + T_STEP_INPUT]!;
    } else {
      const before = tasks.data[task + T_INPUT]!;
      const growth = step.growth === undefined ? 0 : Math.round(step.growth.draw(number, call));
      tasks.data[task + T_INPUT] = before + this.visibleOutput(task, step) + growth;
      tasks.data[task + T_CACHED] = step.rereadCachedShare * before;
    }
    tasks.data[task + T_OUTPUT] = this.drawOutput(task, number, call, step);
    tasks.data[task + T_REASONING] =
      step.reasoning === undefined ? 0 : Math.round(step.reasoning.draw(number, call));
    recorder.count(FIGURE.calls);
    recorder.inputTokens.add(tasks.data[task + T_INPUT]!);
    recorder.outputTokens.add(tasks.data[task + T_OUTPUT]!);
    this.attempts.startCall(task, now);
  }

  private drawOutput(task: number, number: number, call: number, step: StepProgram): number {
    if (step.traceOutput !== undefined) return atLeastOne(step.traceOutput[number]!);
    if (step.output === undefined) return 1;
    const { correlation } = step;
    if (correlation === 0) return atLeastOne(step.output.draw(number, call));
    const score =
      correlation * this.run.tasks.data[task + T_STEP_INPUT_SCORE]! +
      Math.sqrt(1 - correlation * correlation) * step.output.score(number, call);
    return atLeastOne(step.output.atScore(score));
  }

  /** What the user saw of the call's output: what the cut at `maxOutput` left of it after the reasoning. */
  private visibleOutput(task: number, step: StepProgram): number {
    const room = step.maxOutput - this.run.tasks.data[task + T_REASONING]!;
    const output = this.run.tasks.data[task + T_OUTPUT]!;
    return output < room ? output : room > 0 ? room : 0;
  }

  answered(task: number, attempt: number, provider: Provider, now: number): void {
    const { tasks, attempts, program } = this.run;
    const step = program.steps[tasks.data[task + T_STEP]!]!;
    const input = attempts.data[attempt + A_INPUT_COST]!;
    const cached = attempts.data[attempt + A_CACHED_COST]!;
    const output = attempts.data[attempt + A_OUTPUT_COST]!;
    const cut = tasks.data[task + T_OUTPUT]! + tasks.data[task + T_REASONING]! > step.maxOutput;
    const first = tasks.data[task + T_ENTRY] === 0;
    if (
      first &&
      (step.escalates?.happens(tasks.data[task + T_NUMBER]!, tasks.data[task + T_CALL]!) ?? false)
    ) {
      this.run.wastes(task, input + cached + output);
      this.attempts.moveOn(task, now);
      return;
    }
    if (cut && step.onTruncate === "retry") {
      this.run.wastes(task, input + cached + output);
      this.attempts.retryAnswer(task, now);
      return;
    }
    if (cut && step.onTruncate === "wrong") tasks.data[task + T_WRONG] = 1;
    if (first) {
      tasks.data[task + T_COST_INPUT] = tasks.data[task + T_COST_INPUT]! + input;
      tasks.data[task + T_COST_CACHED] = tasks.data[task + T_COST_CACHED]! + cached;
      tasks.data[task + T_COST_OUTPUT] = tasks.data[task + T_COST_OUTPUT]! + output;
    } else tasks.data[task + T_COST_FALLBACK] = tasks.data[task + T_COST_FALLBACK]! + input + cached + output;
    tasks.data[task + T_FIRST_TOKEN_AT] =
      attempts.data[attempt + A_BEGAN_AT]! + attempts.data[attempt + A_VISIBLE_AFTER]!;
    this.callDone(task, provider, now);
  }

  private callDone(task: number, provider: Provider, now: number): void {
    const { tasks, program } = this.run;
    tasks.data[task + T_CALL] = tasks.data[task + T_CALL]! + 1;
    if (tasks.data[task + T_CALL]! < tasks.data[task + T_CALLS]!) {
      this.beginCall(task, now);
      return;
    }
    tasks.data[task + T_SUCCESS] = tasks.data[task + T_SUCCESS]! * provider.terms.success;
    tasks.data[task + T_STEP] = tasks.data[task + T_STEP]! + 1;
    if (tasks.data[task + T_STEP]! < program.steps.length) this.beginStep(task, now);
    else this.end(task, "answered", now);
  }

  resort(task: number, code: number, now: number): boolean {
    if (code === HUMAN) this.end(task, "human", now);
    else if (code === CANNED) this.end(task, "canned", now);
    else if (code !== CACHED) this.end(task, "failed", now);
    else if (this.run.program.cachedHits?.happens(this.run.tasks.data[task + T_NUMBER]!, 0))
      this.end(task, "cached", now);
    else return false;
    return true;
  }

  private end(task: number, ending: Ending, now: number): void {
    const { tasks } = this.run;
    this.ledger.end(tasks, task, ending, now);
    tasks.release(task);
    this.releaseWorker(now);
  }

  onTaskEvent(task: number, now: number): void {
    const state = this.run.tasks.data[task + T_STATE]!;
    if (state === OUTSIDE_MODEL) this.beginCall(task, now);
    else this.attempts.onTaskEvent(task, state, now);
  }

  /** Fails everybody who still stands in a line that nothing will ever serve. False where nobody does. */
  failStranded(now: number): boolean {
    const { tasks } = this.run;
    let any = false;
    for (const task of tasks.handles()) {
      if (tasks.data[task + T_STATE] === 0 || tasks.data[task + T_STATE] === IN_WORKER_LINE) continue;
      this.attempts.abandon(task, now);
      this.end(task, "failed", now);
      any = true;
    }
    return any;
  }
}

/** Sizes and counts are whole, and at least 1. */
function atLeastOne(value: number): number {
  const whole = Math.round(value);
  return whole > 1 ? whole : 1;
}
