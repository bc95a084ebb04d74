import type { DesignTerms, StepProgram } from "./program.ts";
import type { Provider } from "./provider.ts";

/** What a call of a step may meet beside what its block knows: bits of {@link LaneStep.watches}. */
export const MAY_BE_SLOWED = 1;
export const MAY_COME_TOO_LATE = 2;
export const MAY_FIND_IT_SHUT = 4;
export const MAY_FIND_A_LINE = 8;

/** What the express lane knows of a step and of the model that its route begins with, in the world that has begun. */
export class LaneStep {
  /** No call of the step goes through the lane. */
  closed = true;
  /** What its calls may meet; nearly every step has little to watch for. */
  watches = 0;
  /** Whether the model has a quota; and whether that is corrected when an answer comes. */
  limited = false;
  gives = false;
  /** Whether an answer concerns anybody but its task and those who wait for its slot. */
  tells = true;
  concurrency = Number.POSITIVE_INFINITY;
  /** How many may wait for a slot; nobody where a call in line might be given up. */
  waiting = Number.POSITIVE_INFINITY;
  /** Seconds after which an attempt is timed out or hedged. */
  soonest = Number.POSITIVE_INFINITY;

  constructor(
    readonly step: StepProgram,
    /** Any one where the route begins with no model: the step is closed then. */
    readonly provider: Provider,
    /** Whether every task makes one call. */
    readonly oneEach: boolean,
  ) {}

  /** The world has begun, and the model's replication. */
  bind(terms: DesignTerms): void {
    const { step, provider } = this;
    const paces = terms.onLimit === "wait" && provider.limited;
    const breaks = provider.breaker.enabled;
    this.soonest = Math.min(terms.timeout, terms.hedgeAfter);
    this.closed = step.route[0]! < 0 || provider.spends || step.escalates !== undefined;
    this.limited = provider.limited;
    // an estimate is what the answer takes
    this.gives = provider.limited && provider.settles && provider.terms.reserves !== "estimate";
    this.tells = this.gives || breaks || paces;
    this.concurrency = provider.terms.concurrency;
    this.waiting = this.soonest === Number.POSITIVE_INFINITY ? provider.terms.waiting : 0;
    this.watches =
      (provider.varies ? MAY_BE_SLOWED : 0) |
      (terms.giveUpAfter < Number.POSITIVE_INFINITY ? MAY_COME_TOO_LATE : 0) |
      (breaks ? MAY_FIND_IT_SHUT : 0) |
      (paces ? MAY_FIND_A_LINE : 0);
  }
}
