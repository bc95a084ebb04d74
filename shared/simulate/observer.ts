import type { Leaving } from "./life.ts";
import type { Provider } from "./provider.ts";
import type { RunState } from "./run-state.ts";

/**
 * Somebody who watches tasks without changing anything. Told by the flows, before whatever they do next; there is none
 * in an ordinary run. `task` is the record of a task, `attempt` the record that an attempt is kept in: the task's own,
 * or its hedge's.
 */
export interface TaskObserver {
  /** A replication begins; whatever was under way before is forgotten. */
  begins(run: RunState): void;

  arrives(task: number): void;
  /** The design's line is full: the task of this number is not let in. */
  turnsAway(number: number): void;
  /** The time since the task's mark belongs to this part of `accounts.ts`; its state is still what it was doing. */
  spends(task: number, part: number): void;
  /** A call is about to start at its route's first entry. */
  calls(task: number): void;

  /** A 429; the need is set, and the rejection has not been counted. */
  throttles(task: number, provider: Provider, hedge: boolean): void;
  /** What the 429 said, and that the task will hear it in so many seconds. */
  promises(task: number, retryAfter: number, heardIn: number): void;
  /** The call gives this model up for the route's next entry. */
  leaves(task: number, provider: Provider, because: Leaving): void;

  sends(attempt: number, provider: Provider, probe: boolean): void;
  /** The moment to hedge came, but there was no slot, or no quota. */
  doesNotHedge(task: number, because: "slot" | "quota"): void;
  /** A hedge leaves the model's line. */
  hedgeWaited(attempt: number): void;
  gets(attempt: number): void;
  /** An attempt has come to its own end. */
  ends(attempt: number, provider: Provider, failed: boolean): void;
  /** It is given up, at its timeout or because another one answered. */
  givesUp(attempt: number, inLine: boolean, timedOut: boolean): void;
  /** Cost of what came to nothing: of the attempt, or of the answer, that was told of last. */
  wastes(task: number, cost: number): void;
  /** An answer is used, or not; `attempt` is negative where a batch brought it. What it costs follows. */
  judges(
    task: number,
    attempt: number,
    provider: Provider,
    tokens: number,
    cut: boolean,
    use: "used" | "escalated" | "triedAgain",
  ): void;
  /** What the answer that is used costs. */
  bills(task: number, cost: number): void;

  collects(task: number, provider: Provider): void;
  /** A call in a batch, or in line for one, comes to nothing. */
  batchFails(task: number, expired: boolean): void;

  /** The route came to an entry that is no model, by its code in `program.ts`. */
  resorts(task: number, code: number, took: boolean): void;
  /** The task ends in one of the ways of `ledger.ts`. Calls `book`, once, which books it. */
  finishes(task: number, ending: number, book: () => void): void;
}
