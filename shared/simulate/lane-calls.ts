import { withRoom } from "./draws.ts";
import type { LaneStep } from "./lane-step.ts";
import type { Provider } from "./provider.ts";
import { INPUT_TOKENS, OUTPUT_TOKENS, REQUESTS, TOKENS } from "./quota/limits.ts";
import type { Recorder } from "./recorder.ts";
import type { StepBlock } from "./step-block.ts";
import { FIGURE } from "./tally.ts";
import { BLOCK_TASKS } from "./task-blocks.ts";

/** Books calls that were answered in the express lane, many of one step at a time, and adds up what they cost their tasks. */
export class LaneCalls {
  /** Currency, of each of the tasks that are being booked. */
  readonly inputCosts = new Float64Array(BLOCK_TASKS);
  readonly cachedCosts = new Float64Array(BLOCK_TASKS);
  readonly outputCosts = new Float64Array(BLOCK_TASKS);
  /** Where the calls stand in their block, and whose they are among the tasks that are being booked. */
  private calledAt = new Int32Array(BLOCK_TASKS);
  private callers = new Int32Array(BLOCK_TASKS);
  private scratch = new Float64Array(BLOCK_TASKS);

  constructor(private readonly recorder: Recorder) {}

  /** Starts with so many tasks that have cost nothing. */
  begin(count: number): void {
    this.inputCosts.fill(0, 0, count);
    this.cachedCosts.fill(0, 0, count);
    this.outputCosts.fill(0, 0, count);
  }

  /** Books all calls of one step of the tasks at these places; `whole`: there are no others in the block. */
  book(step: StepBlock, lane: LaneStep, places: Int32Array, count: number, whole: boolean): void {
    if (lane.oneEach) this.bookAt(step, lane, places, places, count, whole);
    else {
      const calls = this.listCalls(step, places, count);
      this.bookAt(step, lane, this.calledAt, this.callers, calls, whole);
    }
  }

  /** Books a few calls of one task, the first of those that are being booked. */
  bookSome(step: StepBlock, lane: LaneStep, first: number, end: number): void {
    const calls = end - first;
    this.widen(calls);
    for (let call = 0; call < calls; call++) {
      this.calledAt[call] = first + call;
      this.callers[call] = 0;
    }
    this.bookAt(step, lane, this.calledAt, this.callers, calls, false);
  }

  private widen(calls: number): void {
    if (calls <= this.calledAt.length) return;
    this.calledAt = new Int32Array(2 * calls);
    this.callers = new Int32Array(2 * calls);
  }

  private listCalls({ firstCall }: StepBlock, places: Int32Array, count: number): number {
    let calls = 0;
    for (let i = 0; i < count; i++) calls += firstCall[places[i]! + 1]! - firstCall[places[i]!]!;
    this.widen(calls);
    const { calledAt, callers } = this;
    let next = 0;
    for (let i = 0; i < count; i++) {
      const end = firstCall[places[i]! + 1]!;
      for (let at = firstCall[places[i]!]!; at < end; at++) {
        calledAt[next] = at;
        callers[next] = i;
        next++;
      }
    }
    return calls;
  }

  private bookAt(
    step: StepBlock,
    lane: LaneStep,
    calledAt: Int32Array,
    callers: Int32Array,
    calls: number,
    whole: boolean,
  ): void {
    const { recorder } = this;
    const { provider } = lane;
    const spent = this.bookCosts(step, lane, calledAt, callers, calls);
    if (provider.countsSpent) provider.bills(spent);
    if (lane.limited) countOffered(provider, step, calledAt, calls);
    let seconds = 0;
    for (let call = 0; call < calls; call++) seconds += step.took[calledAt[call]!]!;
    provider.callsReached += calls;
    provider.begun += calls;
    provider.slotSeconds += seconds;
    recorder.add(FIGURE.attempts, calls);
    recorder.inputTokens.addMany(whole ? step.input : this.picked(step.input, calledAt, calls), calls);
    recorder.outputTokens.addMany(whole ? step.output : this.picked(step.output, calledAt, calls), calls);
  }

  /** Adds what calls cost to what their tasks do; returns the sum. */
  private bookCosts(
    { input, cached, tokens }: StepBlock,
    { provider, step, oneEach }: LaneStep,
    calledAt: Int32Array,
    callers: Int32Array,
    calls: number,
  ): number {
    const { inputCosts, cachedCosts, outputCosts } = this;
    const { terms } = provider;
    const { pricePerCall, pricesCached, tiers } = terms;
    const firstTier = tiers[0]?.above ?? Number.POSITIVE_INFINITY;
    const ones = oneEach && callers === calledAt;
    let { cachedInputPrice, outputPrice } = terms;
    let freshPrice = step.writesCache ? terms.cacheWritePrice : terms.inputPrice;
    let spent = 0;
    for (let call = 0; call < calls; call++) {
      const at = calledAt[call]!;
      const i = ones ? call : callers[call]!;
      const read = input[at]!;
      if (firstTier < Number.POSITIVE_INFINITY) {
        const prices = provider.pricesAt(read);
        ({ cachedInputPrice, outputPrice } = prices);
        freshPrice = step.writesCache ? prices.cacheWritePrice : prices.inputPrice;
      }
      const ofCached = cached[at]! * cachedInputPrice;
      const ofInput = (read - cached[at]!) * freshPrice + pricePerCall + (pricesCached ? 0 : ofCached);
      const ofOutput = tokens[at]! * outputPrice;
      inputCosts[i] = inputCosts[i]! + ofInput;
      if (pricesCached) cachedCosts[i] = cachedCosts[i]! + ofCached;
      outputCosts[i] = outputCosts[i]! + ofOutput;
      spent += ofInput + (pricesCached ? ofCached : 0) + ofOutput;
    }
    return spent;
  }

  private picked(column: Float64Array, calledAt: Int32Array, calls: number): Float64Array {
    this.scratch = withRoom(this.scratch, calls);
    const { scratch } = this;
    for (let call = 0; call < calls; call++) scratch[call] = column[calledAt[call]!]!;
    return scratch;
  }
}

/** Counts calls that were admitted as offered, as `Provider.countOffered` counts one. There is a limit. */
function countOffered(
  { offered, settles }: Provider,
  { needsInput, needsOutput, needsTokens, produces }: StepBlock,
  calledAt: Int32Array,
  calls: number,
): void {
  let inputs = 0;
  let outputs = 0;
  let tokens = 0;
  for (let call = 0; call < calls; call++) {
    const at = calledAt[call]!;
    const counted = needsInput[at]!;
    inputs += counted;
    outputs += settles ? produces[at]! : needsOutput[at]!;
    tokens += settles ? counted + produces[at]! : needsTokens[at]!;
  }
  offered[REQUESTS] = offered[REQUESTS]! + calls;
  offered[INPUT_TOKENS] = offered[INPUT_TOKENS]! + inputs;
  offered[OUTPUT_TOKENS] = offered[OUTPUT_TOKENS]! + outputs;
  offered[TOKENS] = offered[TOKENS]! + tokens;
}
