import type { DesignTerms, StepProgram } from "./program.ts";
import type { Provider } from "./provider.ts";

/** What a call of a step may meet that makes it special: bits of {@link LaneStep.watches}. */
export const MAY_BE_CUT = 1;
export const MAY_FAIL = 2;
export const MAY_BE_SLOWED = 4;
export const MAY_TAKE_TOO_LONG = 8;
export const MAY_COME_TOO_LATE = 16;
export const MAY_FIND_IT_SHUT = 32;
export const MAY_FIND_A_LINE = 64;

/** What the express lane knows of a step and of the model that its route begins with, in the world that has begun. */
export class LaneStep {
  /** No call of the step goes through the lane. */
  closed = true;
  /** What its calls may meet; nearly every step has little to watch for. */
  watches = 0;
  /** Whether the model has a quota; and whether that is corrected when an answer comes. */
  limited = false;
  gives = false;
  /** Whether nobody waits for an answer but its own task: then the last one need not be an event. */
  quiet = false;
  concurrency = Number.POSITIVE_INFINITY;
  /** How many may wait for a slot; nobody where a call in line might be given up. */
  waiting = Number.POSITIVE_INFINITY;

  constructor(
    readonly step: StepProgram,
    /** A stand-in where the route begins with no model: the step is closed then. */
    readonly provider: Provider,
    /** Whether every task makes one call. */
    readonly oneEach: boolean,
  ) {}

  /** The world has begun, and the model's replication. */
  bind(terms: DesignTerms): void {
    const { step, provider } = this;
    const soonest = Math.min(terms.timeout, terms.hedgeAfter);
    const paces = terms.onLimit === "wait";
    this.closed = step.route[0]! < 0 || provider.spends || step.escalates !== undefined;
    this.limited = provider.limited;
    this.gives = provider.limited && provider.settles;
    this.concurrency = provider.terms.concurrency;
    this.waiting = soonest === Number.POSITIVE_INFINITY ? provider.terms.waiting : 0;
    this.watches =
      (step.maxOutput < Number.POSITIVE_INFINITY ? MAY_BE_CUT : 0) |
      (step.latencies[0]?.mayFail === true ? MAY_FAIL : 0) |
      (provider.varies ? MAY_BE_SLOWED : 0) |
      (soonest < Number.POSITIVE_INFINITY ? MAY_TAKE_TOO_LONG : 0) |
      (terms.giveUpAfter < Number.POSITIVE_INFINITY ? MAY_COME_TOO_LATE : 0) |
      (provider.breaker.enabled ? MAY_FIND_IT_SHUT : 0) |
      (paces && provider.limited ? MAY_FIND_A_LINE : 0);
    this.quiet =
      this.concurrency === Number.POSITIVE_INFINITY &&
      !this.gives &&
      !provider.breaker.enabled &&
      terms.workers === Number.POSITIVE_INFINITY;
  }
}
