import {
  accountOf,
  COST_CACHED,
  COST_FALLBACK,
  COST_INPUT,
  COST_OUTPUT,
  COST_WASTED,
  HEDGE_WAIT,
  QUOTA,
  SLOT,
} from "./accounts.ts";
import { Largest } from "./exemplars.ts";
import { T_ARRIVED_AT, T_ATTEMPTS, T_FIRST_TOKEN_AT, T_NUMBER, T_SUCCESS } from "./fields.ts";
import type { LedgerDraws, LedgerTerms, Mode } from "./program.ts";
import type { Recorder } from "./recorder.ts";
import type { Records } from "./records.ts";
import { type Exemplar, type ExemplarKind, FIGURE } from "./tally.ts";
import { placeInBlock, type TaskBlock } from "./task-blocks.ts";
import type { Timeline } from "./timeline.ts";

/** How a task came to its end. */
export const ANSWERED = 0;
export const CACHE_HIT = 1;
export const BY_HUMAN = 2;
export const BY_CACHED = 3;
export const BY_CANNED = 4;
export const FAILED = 5;

/** Books every task that ends: its outcome, its times, its cost, its value. */
export class Ledger {
  /** Whether a person waits for the response; and whether that begins with the first token. */
  private readonly interactive: boolean;
  private readonly streams: boolean;
  private readonly clock: Float64Array;
  private readonly records: Records;
  readonly slowest = new Largest();
  readonly costliest = new Largest();
  readonly mostTried = new Largest();

  constructor(
    mode: Mode,
    private readonly deadline: number,
    private readonly terms: LedgerTerms,
    private readonly draws: LedgerDraws,
    private readonly recorder: Recorder,
    { clock, records }: Timeline,
  ) {
    this.interactive = mode === "sync" || mode === "stream";
    this.streams = mode === "stream";
    this.clock = clock;
    this.records = records;
  }

  reset(): void {
    this.slowest.reset();
    this.costliest.reset();
    this.mostTried.reset();
  }

  takeExemplars(): Record<ExemplarKind, readonly Exemplar[]> {
    return {
      slowest: this.slowest.take(),
      costliest: this.costliest.take(),
      mostTried: this.mostTried.take(),
    };
  }

  /** A task that was never let in. */
  reject(): void {
    const { recorder } = this;
    recorder.day.ended(this.clock[0]!);
    recorder.count(FIGURE.rejected);
    recorder.response.add(Number.POSITIVE_INFINITY);
    recorder.result.add(Number.POSITIVE_INFINITY);
    recorder.wait.add(0);
  }

  /** Books that somebody looks at a task's answer, and returns what that costs. */
  review(number: number): number {
    const { reviewMinutes } = this.draws;
    const cost = (reviewMinutes?.draw(number, 0) ?? 0) * this.terms.reviewPerMinute;
    this.recorder.add(FIGURE.costReview, cost);
    return cost;
  }

  /** A task that ends now (a cache hit: after the cache's seconds), in one of the ways above. */
  end(task: number, block: TaskBlock, ending: number): void {
    const { recorder, terms, records } = this;
    const { data, accounts } = records;
    const number = data[task + T_NUMBER]!;
    const elapsed =
      this.clock[0]! - data[task + T_ARRIVED_AT]! + (ending === CACHE_HIT ? terms.cacheSeconds : 0);
    const humanSeconds = ending === BY_HUMAN ? this.humanSeconds(number) : 0;
    const result =
      ending === FAILED || ending === BY_CANNED ? Number.POSITIVE_INFINITY : elapsed + humanSeconds;
    const response = this.response(task, ending, elapsed);
    const at = accountOf(task);
    recorder.day.ended(data[task + T_ARRIVED_AT]! + elapsed + humanSeconds);
    recorder.response.add(response);
    recorder.result.add(result);
    recorder.wait.add(this.waited(at));
    if (result < Number.POSITIVE_INFINITY) {
      if ((number & 7) === 0) recorder.time.add(result, accounts, at, humanSeconds);
      if (result >= this.slowest.least) this.slowest.keep(number, result);
    }
    if (data[task + T_ATTEMPTS]! >= this.mostTried.least)
      this.mostTried.keep(number, data[task + T_ATTEMPTS]!);

    const late =
      ending !== FAILED &&
      (this.interactive
        ? this.draws.patience !== undefined && response > block.patience[placeInBlock(number)]!
        : result < Number.POSITIVE_INFINITY && result > this.deadline);
    const humanCost = humanSeconds * terms.humanPerSecond;
    if (humanCost > 0) recorder.add(FIGURE.costHuman, humanCost);
    this.settle(task, block, ending, this.bookTokens(task, late || ending === FAILED) + humanCost, late);
  }

  /** Books outcome and value of a task that has cost so much for tokens and people. */
  private settle(task: number, block: TaskBlock, ending: number, cost: number, late: boolean): void {
    const { recorder, terms } = this;
    const { figures } = recorder;
    if (terms.extrasPerTask > 0)
      figures[FIGURE.costPerTask] = figures[FIGURE.costPerTask]! + terms.extrasPerTask;
    let cash = cost + terms.extrasPerTask;
    if (ending === FAILED) recorder.count(FIGURE.failed);
    else if (late) recorder.count(FIGURE.late);
    else cash += this.bookValue(task, block, ending, cash);
    figures[FIGURE.taskCostSquared] = figures[FIGURE.taskCostSquared]! + cash * cash;
    if (cash >= this.costliest.least) this.costliest.keep(this.records.data[task + T_NUMBER]!, cash);
  }

  /** Time in lines, of the task whose account begins here. */
  waited(at: number): number {
    const { accounts } = this.records;
    return accounts[at + SLOT]! + accounts[at + QUOTA]! + accounts[at + HEDGE_WAIT]!;
  }

  private humanSeconds(number: number): number {
    return 60 * (this.draws.humanMinutes?.draw(number, 0) ?? 0);
  }

  private response(task: number, ending: number, elapsed: number): number {
    if (!this.interactive) return this.terms.acknowledgeSeconds;
    if (ending === FAILED) return Number.POSITIVE_INFINITY;
    const { data } = this.records;
    return this.streams && ending === ANSWERED
      ? data[task + T_FIRST_TOKEN_AT]! - data[task + T_ARRIVED_AT]!
      : elapsed;
  }

  /** Books the tokens' cost, all of it as wasted where the task came to nothing; returns it. */
  private bookTokens(task: number, lost: boolean): number {
    const { figures } = this.recorder;
    const { accounts } = this.records;
    const at = accountOf(task);
    const input = accounts[at + COST_INPUT]!;
    const cached = accounts[at + COST_CACHED]!;
    const output = accounts[at + COST_OUTPUT]!;
    const fallback = accounts[at + COST_FALLBACK]!;
    const wasted = accounts[at + COST_WASTED]!;
    const total = input + cached + output + fallback + wasted;
    if (lost) figures[FIGURE.costWasted] = figures[FIGURE.costWasted]! + total;
    else {
      figures[FIGURE.costInput] = figures[FIGURE.costInput]! + input;
      figures[FIGURE.costOutput] = figures[FIGURE.costOutput]! + output;
      if (cached !== 0) figures[FIGURE.costCachedInput] = figures[FIGURE.costCachedInput]! + cached;
      if (fallback !== 0) figures[FIGURE.costFallback] = figures[FIGURE.costFallback]! + fallback;
      if (wasted !== 0) figures[FIGURE.costWasted] = figures[FIGURE.costWasted]! + wasted;
    }
    return total;
  }

  /** Books outcome, review and value of a task that was served in time; returns what the review cost. */
  private bookValue(task: number, block: TaskBlock, ending: number, cash: number): number {
    const { recorder, terms, draws } = this;
    const { figures } = recorder;
    const number = this.records.data[task + T_NUMBER]!;
    const place = placeInBlock(number);
    const delivered = ending === ANSWERED || ending === CACHE_HIT;
    recorder.count(delivered ? FIGURE.delivered : FIGURE.degraded);
    let right = block.right[place]! < this.successShare(task, ending);
    let reviewCost = 0;
    if (delivered && block.reviewed[place]! < draws.reviewed.share) {
      reviewCost = this.review(number);
      right ||= draws.caught.happens(number, 0);
    }
    if (right) {
      recorder.count(FIGURE.right);
      if (block.kept[place]! < draws.kept.share) {
        recorder.count(FIGURE.units);
        figures[FIGURE.taskCostOfUnits] = figures[FIGURE.taskCostOfUnits]! + cash + reviewCost;
      }
    } else if (ending !== BY_CANNED) recorder.add(FIGURE.costWrongOutputs, terms.wrongOutput);
    return reviewCost;
  }

  private successShare(task: number, ending: number): number {
    if (ending === ANSWERED) return this.records.data[task + T_SUCCESS]!;
    if (ending === BY_HUMAN) return 1;
    if (ending === CACHE_HIT) return this.terms.cacheSuccess;
    return ending === BY_CACHED ? this.terms.cachedSuccess : 0;
  }
}
