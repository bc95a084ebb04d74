import type { LedgerDraws, LedgerTerms, Mode } from "./program.ts";
import type { Recorder } from "./recorder.ts";
import { FIGURE } from "./tally.ts";
import {
  T_ARRIVED_AT,
  T_COST_CACHED,
  T_COST_FALLBACK,
  T_COST_INPUT,
  T_COST_OUTPUT,
  T_COST_WASTED,
  T_FIRST_TOKEN_AT,
  T_NUMBER,
  T_SUCCESS,
  T_WAITED,
  T_WRONG,
} from "./task-fields.ts";
import type { TaskPool } from "./task-pool.ts";

/** How a task came to its end. */
export type Ending = "answered" | "cacheHit" | "human" | "cached" | "canned" | "failed";

/** Books every task that ends: its outcome, its times, its cost, its value. */
export class Ledger {
  constructor(
    private readonly mode: Mode,
    private readonly deadline: number,
    private readonly terms: LedgerTerms,
    private readonly draws: LedgerDraws,
    private readonly recorder: Recorder,
  ) {}

  /** A task that was never let in. */
  reject(): void {
    this.recorder.count(FIGURE.rejected);
    this.recorder.times(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0);
  }

  /** A task that ends now (a cache hit: after the cache's seconds). */
  end(tasks: TaskPool, task: number, ending: Ending, now: number): void {
    const { recorder, terms } = this;
    const number = tasks.data[task + T_NUMBER]!;
    const elapsed = now - tasks.data[task + T_ARRIVED_AT]! + (ending === "cacheHit" ? terms.cacheSeconds : 0);
    const humanMinutes = ending === "human" ? (this.draws.humanMinutes?.draw(number, 0) ?? 0) : 0;
    const result =
      ending === "failed" || ending === "canned" ? Number.POSITIVE_INFINITY : elapsed + 60 * humanMinutes;
    const response = this.response(tasks, task, ending, elapsed);
    recorder.times(response, result, tasks.data[task + T_WAITED]!);

    const late = ending !== "failed" && this.isLate(number, response, result);
    const humanCost = humanMinutes * terms.humanPerMinute;
    let cash = this.bookTokens(tasks, task, late || ending === "failed") + humanCost + terms.extrasPerTask;
    recorder.add(FIGURE.costHuman, humanCost);
    recorder.add(FIGURE.costPerTask, terms.extrasPerTask);
    if (ending === "failed") recorder.count(FIGURE.failed);
    else if (late) recorder.count(FIGURE.late);
    else cash += this.bookValue(tasks, task, ending, cash);
    recorder.add(FIGURE.taskCostSquared, cash * cash);
  }

  private response(tasks: TaskPool, task: number, ending: Ending, elapsed: number): number {
    if (this.mode === "async") return this.terms.acknowledgeSeconds;
    if (ending === "failed") return Number.POSITIVE_INFINITY;
    if (this.mode === "stream" && ending === "answered")
      return tasks.data[task + T_FIRST_TOKEN_AT]! - tasks.data[task + T_ARRIVED_AT]!;
    return elapsed;
  }

  private isLate(number: number, response: number, result: number): boolean {
    if (this.mode === "async") return result !== Number.POSITIVE_INFINITY && result > this.deadline;
    return this.draws.patience !== undefined && response > this.draws.patience.draw(number, 0);
  }

  /** Books the tokens' cost, all of it as wasted where the task came to nothing; returns it. */
  private bookTokens(tasks: TaskPool, task: number, lost: boolean): number {
    const { recorder } = this;
    const input = tasks.data[task + T_COST_INPUT]!;
    const cached = tasks.data[task + T_COST_CACHED]!;
    const output = tasks.data[task + T_COST_OUTPUT]!;
    const fallback = tasks.data[task + T_COST_FALLBACK]!;
    const wasted = tasks.data[task + T_COST_WASTED]!;
    const total = input + cached + output + fallback + wasted;
    if (lost) recorder.add(FIGURE.costWasted, total);
    else {
      recorder.add(FIGURE.costInput, input);
      recorder.add(FIGURE.costCachedInput, cached);
      recorder.add(FIGURE.costOutput, output);
      recorder.add(FIGURE.costFallback, fallback);
      recorder.add(FIGURE.costWasted, wasted);
    }
    return total;
  }

  /** Books outcome, review and value of a task that was served in time; returns what the review cost. */
  private bookValue(tasks: TaskPool, task: number, ending: Ending, cash: number): number {
    const { recorder, terms, draws } = this;
    const number = tasks.data[task + T_NUMBER]!;
    const delivered = ending === "answered" || ending === "cacheHit";
    recorder.count(delivered ? FIGURE.delivered : FIGURE.degraded);
    let right = this.isRight(tasks, task, ending);
    let reviewCost = 0;
    if (delivered && draws.reviewed.happens(number, 0)) {
      reviewCost = (draws.reviewMinutes?.draw(number, 0) ?? 0) * terms.reviewPerMinute;
      recorder.add(FIGURE.costReview, reviewCost);
      right ||= draws.caught.happens(number, 0);
    }
    if (right) {
      recorder.count(FIGURE.right);
      if (draws.kept.happens(number, 0)) {
        recorder.count(FIGURE.units);
        recorder.add(FIGURE.taskCostOfUnits, cash + reviewCost);
      }
    } else if (ending !== "canned") recorder.add(FIGURE.costWrongOutputs, terms.wrongOutput);
    return reviewCost;
  }

  private isRight(tasks: TaskPool, task: number, ending: Ending): boolean {
    const number = tasks.data[task + T_NUMBER]!;
    switch (ending) {
      case "human":
        return true;
      case "canned":
      case "failed":
        return false;
      case "cached":
        return this.draws.right.happensWith(this.terms.cachedSuccess, number, 0);
      case "cacheHit":
        return this.draws.right.happensWith(this.terms.cacheSuccess, number, 0);
      case "answered":
        return (
          tasks.data[task + T_WRONG] === 0 &&
          this.draws.right.happensWith(tasks.data[task + T_SUCCESS]!, number, 0)
        );
    }
  }
}
