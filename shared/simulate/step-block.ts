import { type DrawKeys, withRoom } from "./draws.ts";
import { AttemptDraws } from "./latency.ts";
import type { StepProgram } from "./program.ts";

/** The key of an attempt's draws: attempts sent at an entry are fewer than 1,024, and a model stands fewer than 8 times in a route. */
export function attemptKey(call: number, occurrence: number, sent: number): number {
  return (call * 8 + occurrence) * 1024 + sent;
}

/** Sizes are whole tokens and at least one. */
function atLeastOne(value: number): number {
  const whole = Math.round(value);
  return whole > 1 ? whole : 1;
}

/** The draws of one step for a block of tasks, and of all the calls that they make there. */
export class StepBlock {
  // by the task's place in the block
  input = new Float64Array(1024);
  seconds = new Float64Array(1024);
  /** Where a task's calls begin; those of the one behind it begin where they end. */
  readonly firstCall = new Int32Array(1025);
  // by call
  output = new Float64Array(1024);
  reasoning = new Float64Array(1024);
  /** Growth of the input before the call; nothing before the first. */
  growth = new Float64Array(1024);
  /** Of the first attempt at the first entry of the route. */
  readonly attempts = new AttemptDraws();

  private readonly calls = { tasks: new Int32Array(1024), subs: new Int32Array(1024), count: 0 };
  private readonly firstAttempts = { tasks: new Int32Array(1024), subs: new Int32Array(1024), count: 0 };
  /** Normal scores of the inputs, and where a call finds that of its task. */
  private readonly inputScores = new Float64Array(1024);
  private placeOfCall = new Int32Array(1024);
  private scratch = new Float64Array(1024);

  /** @param hit tasks that make no calls, by their place */
  fill(step: StepProgram, tasks: DrawKeys, hit: Uint8Array): void {
    this.fillInputs(step, tasks);
    step.seconds?.fill(this.seconds, tasks);
    this.countCalls(step, tasks, hit);
    this.fillOutputs(step);
    if (step.reasoning !== undefined) {
      this.reasoning = withRoom(this.reasoning, this.calls.count);
      step.reasoning.fill(this.reasoning, this.calls);
      roundAll(this.reasoning, this.calls.count);
    }
    if (step.growth !== undefined) {
      this.growth = withRoom(this.growth, this.calls.count);
      step.growth.fill(this.growth, this.calls);
      roundAll(this.growth, this.calls.count);
    }
    step.latencies[0]?.fill(this.attempts, this.calls, this.firstAttempts);
  }

  private fillInputs(step: StepProgram, tasks: DrawKeys): void {
    const { input } = this;
    if (step.traceInput !== undefined)
      for (let i = 0; i < tasks.count; i++) input[i] = step.traceInput[tasks.tasks[i]!]!;
    else if (step.input === undefined) input.fill(1, 0, tasks.count);
    else if (step.correlation === 0) step.input.fill(input, tasks);
    else {
      step.input.fillScores(input, tasks);
      this.inputScores.set(input);
      step.input.fillAtScores(input, tasks.count);
    }
    for (let i = 0; i < tasks.count; i++) input[i] = atLeastOne(input[i]!);
  }

  private countCalls(step: StepProgram, tasks: DrawKeys, hit: Uint8Array): void {
    const { firstCall, scratch } = this;
    if (step.calls === undefined) scratch.fill(1, 0, tasks.count);
    else step.calls.fill(scratch, tasks);
    let count = 0;
    for (let i = 0; i < tasks.count; i++) {
      firstCall[i] = count;
      if (hit[i] === 0) count += atLeastOne(scratch[i]!);
    }
    firstCall[tasks.count] = count;
    this.listCalls(step, tasks, count);
  }

  private listCalls(step: StepProgram, tasks: DrawKeys, count: number): void {
    const { calls, firstAttempts, firstCall } = this;
    if (count > calls.tasks.length) {
      for (const keys of [calls, firstAttempts]) {
        keys.tasks = new Int32Array(2 * count);
        keys.subs = new Int32Array(2 * count);
      }
      this.placeOfCall = new Int32Array(2 * count);
    }
    calls.count = count;
    firstAttempts.count = count;
    for (let i = 0; i < tasks.count; i++) {
      const first = firstCall[i]!;
      const end = firstCall[i + 1]!;
      for (let at = first; at < end; at++) {
        calls.tasks[at] = tasks.tasks[i]!;
        calls.subs[at] = at - first;
        firstAttempts.tasks[at] = tasks.tasks[i]!;
        firstAttempts.subs[at] = attemptKey(at - first, step.occurrence[0]!, 0);
        this.placeOfCall[at] = i;
      }
    }
  }

  private fillOutputs(step: StepProgram): void {
    const { calls } = this;
    this.output = withRoom(this.output, calls.count);
    const { output } = this;
    if (step.traceOutput !== undefined)
      for (let at = 0; at < calls.count; at++) output[at] = step.traceOutput[calls.tasks[at]!]!;
    else if (step.output === undefined) output.fill(1, 0, calls.count);
    else if (step.correlation === 0) step.output.fill(output, calls);
    else {
      const { correlation } = step;
      const own = Math.sqrt(1 - correlation * correlation);
      step.output.fillScores(output, calls);
      for (let at = 0; at < calls.count; at++)
        output[at] = correlation * this.inputScores[this.placeOfCall[at]!]! + own * output[at]!;
      step.output.fillAtScores(output, calls.count);
    }
    for (let at = 0; at < calls.count; at++) output[at] = atLeastOne(output[at]!);
  }
}

function roundAll(values: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) values[i] = Math.round(values[i]!);
}
