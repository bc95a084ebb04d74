import { COST_CACHED, COST_INPUT, COST_OUTPUT, FIRST_TOKEN, GENERATION, OUTSIDE, SLOT } from "./accounts.ts";
import { T_NUMBER } from "./fields.ts";
import { LaneCalls } from "./lane-calls.ts";
import type { LaneStep } from "./lane-step.ts";
import type { Ledger } from "./ledger.ts";
import type { RunState } from "./run-state.ts";
import { FIGURE, TIME_PARTS } from "./tally.ts";
import { BLOCK_TASKS, KEPT, placeInBlock, REVIEWED, RIGHT, type TaskBlock } from "./task-blocks.ts";

/** Of so many tasks one has the parts of its time kept. */
const SAMPLED = 7;

/**
 * Books what went through the express lane to its end: all calls were answered, by the first models of their routes. A
 * block's tasks are booked together, when the last of them has ended, in the order in which they arrived: all that is to
 * be known of them stands side by side in the block's columns. When that is depends on the simulation, and on nothing
 * else: sums come out the same however a replication is sliced.
 */
export class LaneLedger {
  private readonly acknowledges: boolean;
  private readonly streams: boolean;
  // of the tasks that are being booked, one behind the other
  private readonly places = new Int32Array(BLOCK_TASKS);
  private readonly results = new Float64Array(BLOCK_TASKS);
  private readonly responses = new Float64Array(BLOCK_TASKS);
  private readonly calls: LaneCalls;
  private readonly parts = new Float64Array(TIME_PARTS.length);

  constructor(
    private readonly run: RunState,
    private readonly ledger: Ledger,
    private readonly steps: readonly LaneStep[],
  ) {
    const { mode } = run.program.terms;
    this.calls = new LaneCalls(run.recorder);
    this.acknowledges = mode === "async";
    this.streams = mode === "stream";
  }

  /** All tasks of a block have come to their ends. */
  closed(block: TaskBlock): void {
    const count = this.gather(block);
    if (count === 0) return;
    this.calls.begin(count);
    this.steps.forEach((step, position) => {
      this.calls.book(block.steps[position]!, step, this.places, count, count === block.count);
    });
    this.bookTimes(block, count);
    this.bookMoney(block, count);
  }

  /** Finds the tasks that ended in the lane. */
  private gather(block: TaskBlock): number {
    const { places, results } = this;
    const { day } = this.run.recorder;
    const { arrival, endedAt } = block;
    let count = 0;
    for (let place = 0; place < block.count; place++) {
      const at = endedAt[place]!;
      if (at < 0) continue;
      day.ended(at);
      endedAt[place] = -1;
      places[count] = place;
      results[count] = at - arrival[place]!;
      count++;
    }
    return count;
  }

  private bookTimes(block: TaskBlock, count: number): void {
    const { places, results, responses, acknowledges, streams, ledger } = this;
    const { recorder, program } = this.run;
    const { slowest } = ledger;
    if (acknowledges) responses.fill(program.ledgerTerms.acknowledgeSeconds, 0, count);
    else if (streams)
      for (let i = 0; i < count; i++)
        responses[i] = block.visibleAt[places[i]!]! - block.arrival[places[i]!]!;
    if (acknowledges || streams) {
      recorder.response.addMany(responses, count);
      recorder.result.addMany(results, count);
    } else recorder.both.addMany(results, count);
    let { least } = slowest;
    for (let i = 0; i < count; i++) {
      const result = results[i]!;
      if (result < least) continue;
      slowest.keep(block.first + places[i]!, result);
      ({ least } = slowest);
    }
    this.bookMostTried(block, count);
    this.bookParts(block, count);
    this.bookWaits(block, count);
  }

  private bookMostTried(block: TaskBlock, count: number): void {
    const { places, steps } = this;
    const { mostTried } = this.ledger;
    const oneEach = steps.every((step) => step.oneEach);
    for (let i = 0; i < count; i++) {
      const place = places[i]!;
      let calls = steps.length;
      if (!oneEach) {
        calls = 0;
        for (const { firstCall } of block.steps) calls += firstCall[place + 1]! - firstCall[place]!;
      }
      if (mostTried.wants(block.first + place, calls)) mostTried.keep(block.first + place, calls);
      else if (oneEach) return;
    }
  }

  /** Where the time of every eighth task went. */
  private bookParts(block: TaskBlock, count: number): void {
    const { places, results, parts, steps } = this;
    const { time } = this.run.recorder;
    for (let i = 0; i < count; i++) {
      const place = places[i]!;
      if ((place & SAMPLED) !== 0) continue;
      parts.fill(0);
      parts[SLOT] = block.waited[place]!;
      for (let position = 0; position < steps.length; position++) {
        const { firstCall } = block.steps[position]!;
        this.addParts(block, position, place, firstCall[place]!, firstCall[place + 1]!);
      }
      time.add(results[i]!, parts, 0, 0);
    }
  }

  /** Adds the time outside the models before a step, and that of some of its calls. */
  private addParts(block: TaskBlock, position: number, place: number, first: number, end: number): void {
    const { parts } = this;
    const { seconds, visible, took } = block.steps[position]!;
    if (this.steps[position]!.step.seconds !== undefined) parts[OUTSIDE] = parts[OUTSIDE]! + seconds[place]!;
    for (let at = first; at < end; at++) {
      parts[FIRST_TOKEN] = parts[FIRST_TOKEN]! + visible[at]!;
      parts[GENERATION] = parts[GENERATION]! + (took[at]! - visible[at]!);
    }
  }

  private bookWaits(block: TaskBlock, count: number): void {
    const { wait } = this.run.recorder;
    if (!block.anyWaited) {
      wait.addZeros(count);
      return;
    }
    const { places } = this;
    const { waited } = block;
    let zeros = 0;
    for (let i = 0; i < count; i++) {
      const seconds = waited[places[i]!]!;
      if (seconds === 0) zeros++;
      else {
        wait.add(seconds);
        waited[places[i]!] = 0;
      }
    }
    wait.addZeros(zeros);
    block.anyWaited = false;
  }

  private bookMoney(block: TaskBlock, count: number): void {
    const { places, ledger } = this;
    const { inputCosts, cachedCosts, outputCosts } = this.calls;
    const { recorder, program } = this.run;
    const { figures } = recorder;
    const { fate } = block;
    const { caught } = program.ledgerDraws;
    const { extrasPerTask, wrongOutput } = program.ledgerTerms;
    const { costliest } = ledger;
    const mayBeLate = this.mayBeLate;
    let inputs = 0;
    let cacheds = 0;
    let outputs = 0;
    let wasted = 0;
    let late = 0;
    let rightOnes = 0;
    let units = 0;
    let wrong = 0;
    let squares = 0;
    let ofUnits = 0;
    for (let i = 0; i < count; i++) {
      const place = places[i]!;
      const input = inputCosts[i]!;
      const cached = cachedCosts[i]!;
      const output = outputCosts[i]!;
      const tokens = input + cached + output;
      let cash = tokens + extrasPerTask;
      if (mayBeLate && this.isLate(block, i)) {
        wasted += tokens;
        late++;
      } else {
        inputs += input;
        cacheds += cached;
        outputs += output;
        let right = (fate[place]! & RIGHT) !== 0;
        if ((fate[place]! & REVIEWED) !== 0) {
          cash += ledger.review(block.first + place);
          right ||= caught.happens(block.first + place, 0);
        }
        if (!right) wrong++;
        else {
          rightOnes++;
          if ((fate[place]! & KEPT) !== 0) {
            units++;
            ofUnits += cash;
          }
        }
      }
      squares += cash * cash;
      if (cash >= costliest.least) costliest.keep(block.first + place, cash);
    }
    const add = (figure: number, amount: number): void => recorder.add(figure, amount);
    add(FIGURE.costInput, inputs);
    add(FIGURE.costCachedInput, cacheds);
    add(FIGURE.costOutput, outputs);
    add(FIGURE.costWasted, wasted);
    add(FIGURE.costPerTask, extrasPerTask * count);
    add(FIGURE.costWrongOutputs, wrongOutput * wrong);
    add(FIGURE.taskCostSquared, squares);
    add(FIGURE.taskCostOfUnits, ofUnits);
    add(FIGURE.late, late);
    add(FIGURE.delivered, count - late);
    add(FIGURE.right, rightOnes);
    figures[FIGURE.units] = figures[FIGURE.units]! + units;
  }

  private get mayBeLate(): boolean {
    const { terms, ledgerDraws } = this.run.program;
    return this.acknowledges ? terms.deadline < Number.POSITIVE_INFINITY : ledgerDraws.patience !== undefined;
  }

  /** Whether the i-th of the tasks that are being booked came too late for its user. */
  private isLate(block: TaskBlock, i: number): boolean {
    if (this.acknowledges) return this.results[i]! > this.run.program.terms.deadline;
    const response = this.streams ? this.responses[i]! : this.results[i]!;
    return response > block.patience[this.places[i]!]!;
  }

  /**
   * Books the calls that a task made in the lane before it is handed over at this one.
   * @returns how many they were
   */
  bookBefore(task: number, block: TaskBlock, position: number, callAt: number): number {
    const { run, parts } = this;
    const number = run.records.data[task + T_NUMBER]!;
    const place = placeInBlock(number);
    const waited = block.waited[place]!;
    if (waited > 0) {
      run.book(task, SLOT, waited);
      block.waited[place] = 0;
    }
    if (
      position === 0 &&
      callAt === block.steps[0]!.firstCall[place]! &&
      run.program.steps[0]!.seconds === undefined
    )
      return 0;
    parts.fill(0);
    this.calls.begin(1);
    let calls = 0;
    for (let at = 0; at <= position; at++) {
      const { firstCall } = block.steps[at]!;
      const first = firstCall[place]!;
      const end = at < position ? firstCall[place + 1]! : callAt;
      this.addParts(block, at, place, first, end);
      if (end > first) this.calls.bookSome(block.steps[at]!, this.steps[at]!, first, end);
      calls += end - first;
    }
    if (calls > 0) {
      run.book(task, COST_INPUT, this.calls.inputCosts[0]!);
      run.book(task, COST_CACHED, this.calls.cachedCosts[0]!);
      run.book(task, COST_OUTPUT, this.calls.outputCosts[0]!);
    }
    if ((place & SAMPLED) === 0)
      for (const part of [OUTSIDE, FIRST_TOKEN, GENERATION])
        if (parts[part]! > 0) run.book(task, part, parts[part]!);
    return calls;
  }
}
