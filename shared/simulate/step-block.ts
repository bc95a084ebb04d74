import { fillNeeds } from "./call-needs.ts";
import { type DrawKeys, withRoom } from "./draws.ts";
import { AttemptDraws, type Latency } from "./latency.ts";
import type { StepProgram } from "./program.ts";
import type { Provider } from "./provider.ts";

/** The key of an attempt's draws; attempts sent at an entry are fewer than 1,024, and a model stands fewer than 8 times in a route. */
export function attemptKey(call: number, occurrence: number, sent: number): number {
  return (call * 8 + occurrence) * 1024 + sent;
}

/** Sizes are whole tokens and at least one. Not `Math.round`, which branches, as often as not against expectation. */
function atLeastOne(value: number): number {
  const whole = Math.floor(value + 0.5);
  return whole > 1 ? whole : 1;
}

/** Whether what a call generates may be something else than its output. */
function cuts(step: StepProgram): boolean {
  return step.reasoning !== undefined || step.maxOutput < Number.POSITIVE_INFINITY;
}

interface Keys {
  tasks: Int32Array<ArrayBuffer>;
  subs: Int32Array<ArrayBuffer>;
  count: number;
  inRow: boolean;
}

/**
 * The draws of one step for a block of tasks, and of all the calls that they make there; and what follows from them
 * whatever happens: sizes, and for the first attempt at the route's first entry how long it takes, what it costs and
 * what it needs of the quota.
 */
export class StepBlock {
  // by the task's place in the block
  private readonly ownInput = new Float64Array(1024);
  readonly seconds = new Float64Array(1024);
  /** Where a task's calls begin; those of the one behind it begin where they end. */
  readonly firstCall = new Int32Array(1025);

  // by call: tokens read, cached ones among them, written, thought; and generated, cut at `maxOutput`
  input = new Float64Array(1024);
  cached = new Float64Array(1024);
  output = new Float64Array(1024);
  reasoning = new Float64Array(1024);
  tokens = new Float64Array(1024);
  /** Of the first attempt at the first entry of the route. */
  readonly attempts = new AttemptDraws();
  /**
   * How long it takes, and until its first visible token, seconds, when nothing slows it. Negative: it is not for the
   * express lane, because it fails, is cut, or takes longer than anybody waits.
   */
  took = new Float64Array(1024);
  visible = new Float64Array(1024);
  /**
   * What it needs of quota: input that counts, output reserved, all tokens; and its output in the end. The first three
   * arrays are where that stands if no other column says the same.
   */
  counted = new Float64Array(1024);
  reserved = new Float64Array(1024);
  weighted = new Float64Array(1024);
  needsInput = this.counted;
  needsOutput = this.reserved;
  needsTokens = new Float64Array(1024);
  produces = this.weighted;
  /** What the answer changes of that: output and all tokens, negative where the quota gets some back. */
  givesOutput = new Float64Array(1024);
  givesTokens = new Float64Array(1024);

  /** Whether every task makes one call: then what is the same for every block has been written. */
  private onePerTask = false;
  /** Whether nothing of the inputs is cached; the column says so. */
  nothingCached = true;
  private readonly calls: Keys = {
    tasks: new Int32Array(1024),
    subs: new Int32Array(1024),
    count: 0,
    inRow: false,
  };
  private readonly firstAttempts: Keys = {
    tasks: new Int32Array(1024),
    subs: new Int32Array(1024),
    count: 0,
    inRow: false,
  };
  /** Normal scores of the inputs, and where a call finds that of its task. */
  private readonly inputScores = new Float64Array(1024);
  private placeOfCall = new Int32Array(1024);
  private scratch = new Float64Array(1024);
  private growth = new Float64Array(1024);

  /**
   * @param provider the model at the route's first entry, if it is one
   * @param hit tasks that make no calls, by their place
   * @param hits whether there may be any
   * @param soonest seconds after which an attempt is timed out or hedged
   */
  fill(
    step: StepProgram,
    provider: Provider | undefined,
    tasks: DrawKeys,
    hit: Uint8Array,
    hits: boolean,
    soonest: number,
  ): void {
    this.fillInputs(step, tasks);
    step.seconds?.fill(this.seconds, tasks);
    if (step.calls === undefined && !hits) this.listOneEach(step, tasks);
    else this.countCalls(step, tasks, hit);
    this.widen(this.calls.count);
    this.fillOutputs(step);
    if (step.reasoning !== undefined) fillRounded(step.reasoning, this.reasoning, this.calls);
    if (step.growth !== undefined) fillRounded(step.growth, this.growth, this.calls);
    if (this.onePerTask) this.fillOneEach(step);
    else this.fillSizes(step, tasks.count);
    const latency = step.latencies[0];
    if (latency === undefined || provider === undefined) return;
    latency.fill(this.attempts, this.calls, this.firstAttempts);
    const { count } = this.calls;
    const hidden = step.reasoning === undefined ? undefined : this.hidden(count);
    const uncached = latency.reads ? this.uncached(count) : this.input;
    latency.times(this.attempts, count, uncached, this.tokens, hidden, this.took, this.visible);
    if (soonest < Number.POSITIVE_INFINITY || latency.mayFail || cuts(step))
      this.markSpecial(latency, count, soonest);
    if (provider.limited) fillNeeds(this, step, provider.terms, provider.settles, count);
  }

  private widen(count: number): void {
    if (count <= this.input.length) return;
    for (const column of [
      "input",
      "cached",
      "output",
      "reasoning",
      "tokens",
      "took",
      "visible",
      "counted",
      "reserved",
      "weighted",
      "needsTokens",
      "givesOutput",
      "givesTokens",
      "growth",
    ] as const)
      this[column] = withRoom(this[column], count);
  }

  private fillInputs(step: StepProgram, tasks: DrawKeys): void {
    const { ownInput } = this;
    const { count } = tasks;
    if (step.traceInput !== undefined)
      for (let i = 0; i < count; i++) ownInput[i] = step.traceInput[tasks.tasks[i]!]!;
    else if (step.input === undefined) ownInput.fill(1, 0, count);
    else if (step.correlation === 0) step.input.fill(ownInput, tasks);
    else {
      step.input.fillScores(ownInput, tasks);
      this.inputScores.set(ownInput);
      step.input.fillAtScores(ownInput, count);
    }
    for (let i = 0; i < count; i++) ownInput[i] = atLeastOne(ownInput[i]!);
  }

  /** Every task makes one call. */
  private listOneEach(step: StepProgram, { tasks, count }: DrawKeys): void {
    const { firstCall, placeOfCall, calls, firstAttempts } = this;
    if (!this.onePerTask) {
      this.onePerTask = true;
      const key = attemptKey(0, step.occurrence[0] ?? 0, 0);
      for (let at = 0; at < 1024; at++) {
        firstCall[at] = at;
        placeOfCall[at] = at;
        firstAttempts.subs[at] = key;
      }
      firstCall[1024] = 1024;
      calls.subs.fill(0);
      calls.inRow = true;
      firstAttempts.inRow = true;
      this.input = this.ownInput;
      if (!cuts(step)) this.tokens = this.output;
    }
    calls.tasks.set(tasks);
    firstAttempts.tasks.set(tasks);
    calls.count = count;
    firstAttempts.count = count;
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
    this.calls.count = count;
    this.firstAttempts.count = count;
    if (count > this.placeOfCall.length) {
      for (const keys of [this.calls, this.firstAttempts]) {
        keys.tasks = new Int32Array(2 * count);
        keys.subs = new Int32Array(2 * count);
      }
      this.placeOfCall = new Int32Array(2 * count);
    }
    const { firstCall, placeOfCall } = this;
    const occurrence = step.occurrence[0] ?? 0;
    const numbers = tasks.tasks;
    const callTasks = this.calls.tasks;
    const callSubs = this.calls.subs;
    const attemptTasks = this.firstAttempts.tasks;
    const attemptSubs = this.firstAttempts.subs;
    let place = -1;
    let first = 0;
    let end = 0;
    for (let at = 0; at < count; at++) {
      while (at >= end) {
        place++;
        first = end;
        end = firstCall[place + 1]!;
      }
      const number = numbers[place]!;
      callTasks[at] = number;
      attemptTasks[at] = number;
      callSubs[at] = at - first;
      attemptSubs[at] = attemptKey(at - first, occurrence, 0);
      placeOfCall[at] = place;
    }
  }

  private fillOutputs(step: StepProgram): void {
    const { calls, output } = this;
    const { count } = calls;
    if (step.traceOutput !== undefined)
      for (let at = 0; at < count; at++) output[at] = step.traceOutput[calls.tasks[at]!]!;
    else if (step.output === undefined) output.fill(1, 0, count);
    else if (step.correlation === 0) step.output.fill(output, calls);
    else {
      const { correlation } = step;
      const { inputScores, placeOfCall } = this;
      const own = Math.sqrt(1 - correlation * correlation);
      step.output.fillScores(output, calls);
      for (let at = 0; at < count; at++)
        output[at] = correlation * inputScores[placeOfCall[at]!]! + own * output[at]!;
      step.output.fillAtScores(output, count);
    }
    for (let at = 0; at < count; at++) output[at] = atLeastOne(output[at]!);
  }

  /** A later call reads all that the one before it read, what the user saw of its output, and the growth. */
  private fillSizes(step: StepProgram, tasks: number): void {
    const { ownInput, firstCall, input, cached, output, reasoning, tokens, growth } = this;
    this.nothingCached = false;
    const { cachedShare, rereadCachedShare, maxOutput } = step;
    const thinks = step.reasoning !== undefined;
    const grows = step.growth !== undefined;
    let end = firstCall[0]!;
    for (let place = 0; place < tasks; place++) {
      const first = end;
      end = firstCall[place + 1]!;
      let read = ownInput[place]!;
      let reread = 0;
      for (let at = first; at < end; at++) {
        if (at > first && grows) read += growth[at]!;
        const thought = thinks ? reasoning[at]! : 0;
        const wanted = output[at]! + thought;
        const generated = wanted < maxOutput ? wanted : maxOutput;
        input[at] = read;
        cached[at] = at === first ? cachedShare * read : rereadCachedShare * reread;
        tokens[at] = generated;
        reread = read;
        read += generated > thought ? generated - thought : 0;
      }
    }
  }

  /** The same where every task makes one call, whose input is the task's. */
  private fillOneEach(step: StepProgram): void {
    const { input, cached, output, reasoning, tokens } = this;
    const { cachedShare, maxOutput } = step;
    const { count } = this.calls;
    if (cachedShare > 0 || !this.nothingCached) {
      for (let at = 0; at < count; at++) cached[at] = cachedShare * input[at]!;
      this.nothingCached = cachedShare === 0 && count === 1024;
    }
    if (!cuts(step)) return;
    const thinks = step.reasoning !== undefined;
    for (let at = 0; at < count; at++) {
      const wanted = thinks ? output[at]! + reasoning[at]! : output[at]!;
      tokens[at] = wanted < maxOutput ? wanted : maxOutput;
    }
  }

  private markSpecial(latency: Latency, count: number, soonest: number): void {
    const { took, attempts, tokens, output, reasoning } = this;
    const { usualErrors } = latency;
    const { fails } = attempts;
    for (let at = 0; at < count; at++) {
      const special =
        took[at]! > soonest ||
        tokens[at]! < output[at]! + reasoning[at]! ||
        (usualErrors > 0 && fails[at]! < usualErrors);
      if (special) took[at] = -1;
    }
  }

  private uncached(count: number): Float64Array {
    this.scratch = withRoom(this.scratch, count);
    const { scratch, input, cached } = this;
    for (let at = 0; at < count; at++) scratch[at] = input[at]! - cached[at]!;
    return scratch;
  }

  /** Tokens that an answer begins with and that nobody sees. */
  private hidden(count: number): Float64Array {
    const { reasoning, tokens, weighted } = this;
    // a column that is filled later
    for (let at = 0; at < count; at++) weighted[at] = Math.min(reasoning[at]!, tokens[at]!);
    return weighted;
  }
}

function fillRounded(
  what: { fill(out: Float64Array, keys: DrawKeys): void },
  out: Float64Array,
  keys: DrawKeys,
): void {
  what.fill(out, keys);
  for (let at = 0; at < keys.count; at++) out[at] = Math.floor(out[at]! + 0.5);
}
