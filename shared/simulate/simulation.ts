import type { Arrivals } from "./arrivals.ts";
import { A_TIMER } from "./attempt-fields.ts";
import type { DesignProgram } from "./program.ts";
import { LIMITS } from "./quota.ts";
import type { LatencyThreshold } from "./recorder.ts";
import { ATTEMPT_EVENT, QUOTA_EVENT, RunState, TASK_EVENT } from "./run-state.ts";
import { FIGURE, type QuotaUse, type ReplicationTally } from "./tally.ts";
import { T_TIMER } from "./task-fields.ts";
import { TaskFlow } from "./task-flow.ts";

/** What the whole replication has in common, whatever the design. */
export interface ReplicationFrame {
  readonly replication: number;
  readonly world: number;
  readonly weekday: number;
  readonly trafficDays: number;
  readonly horizonSeconds: number;
  /** Fixed costs of the horizon's days. */
  readonly fixedCost: number;
}

/** Simulates one design, replication by replication. Between them it keeps its memory and forgets everything else. */
export class Simulation {
  private readonly run: RunState;
  private readonly flow: TaskFlow;
  // where the replication under way stands
  private arrivals: Arrivals | undefined;
  private frame: ReplicationFrame | undefined;
  private arrived = 0;
  private nextArrival = 0;
  private now = 0;

  constructor(
    private readonly program: DesignProgram,
    thresholds: readonly LatencyThreshold[],
  ) {
    this.run = new RunState(program, thresholds);
    this.flow = new TaskFlow(this.run);
  }

  /** Starts a replication; whatever was under way before is forgotten. */
  begin(arrivals: Arrivals, frame: ReplicationFrame): void {
    this.run.reset(frame.horizonSeconds);
    this.flow.reset();
    this.arrivals = arrivals;
    this.frame = frame;
    this.arrived = 0;
    this.nextArrival = arrivals.next();
    this.now = 0;
  }

  /**
   * Goes on until every task has come to its end, or for about so many events. True when all is done: then `finish`
   * gives what it came to.
   */
  advance(events: number): boolean {
    const { arrivals } = this;
    if (arrivals === undefined) throw new Error("a replication is continued that was never begun");
    const { queue } = this.run;
    let { nextArrival, now } = this;
    for (let left = events; left > 0; left--) {
      if (nextArrival <= queue.nextTime() && nextArrival < Number.POSITIVE_INFINITY) {
        now = nextArrival;
        this.flow.arrive(this.arrived++, now);
        nextArrival = arrivals.next();
      } else if (queue.pop()) {
        now = queue.time;
        this.dispatch();
      } else if (!this.flow.failStranded(now)) return true;
    }
    this.nextArrival = nextArrival;
    this.now = now;
    return false;
  }

  /** What a replication came to that is done. */
  finish(): ReplicationTally {
    if (this.frame === undefined) throw new Error("a replication is finished that was never begun");
    return this.tally(this.frame);
  }

  private dispatch(): void {
    const { queue, tasks, attempts } = this.run;
    const { kind, subject, number, time } = queue;
    if (kind === ATTEMPT_EVENT) {
      if (attempts.data[subject + A_TIMER] === number)
        this.flow.attempts.service.onAttemptEvent(subject, time);
    } else if (kind === TASK_EVENT) {
      if (tasks.data[subject + T_TIMER] === number) this.flow.onTaskEvent(subject, time);
    } else if (kind === QUOTA_EVENT) {
      const provider = this.program.providers[subject]!;
      if (provider.wakeTimer === number) this.flow.attempts.gate.serveLine(provider, time);
    }
  }

  private tally(frame: ReplicationFrame): ReplicationTally {
    const { recorder } = this.run;
    recorder.add(FIGURE.costFixed, frame.fixedCost);
    recorder.figures[FIGURE.offeredLoad] = this.offeredLoad(frame.horizonSeconds);
    for (const provider of this.program.providers) provider.quota.closeUse();
    return {
      replication: frame.replication,
      world: frame.world,
      weekday: frame.weekday,
      trafficDays: frame.trafficDays,
      design: this.program.name,
      figures: recorder.figures.slice(),
      histograms: recorder.takeHistograms(),
      withinTarget: recorder.within.slice(),
      quota: this.quotaUse(frame.horizonSeconds),
    };
  }

  /** The largest share of what a queueing resource can carry over the horizon that the offered work asks for. */
  private offeredLoad(horizonSeconds: number): number {
    const { terms, providers, lastModels } = this.program;
    let load = Math.max(
      this.flow.attempts.slots.secondsHeld / (terms.slots * horizonSeconds),
      this.flow.workerSeconds / (terms.workers * horizonSeconds),
    );
    providers.forEach((provider, position) => {
      const isLast = lastModels.has(position);
      const nobodyLeaves =
        provider.terms.waiting === Number.POSITIVE_INFINITY && terms.timeout === Number.POSITIVE_INFINITY;
      const everybodyWaits = terms.onLimit === "wait" && terms.giveUpAfter === Number.POSITIVE_INFINITY;
      if (isLast || nobodyLeaves) load = Math.max(load, provider.offeredSlotLoad(horizonSeconds));
      if (isLast || everybodyWaits) load = Math.max(load, provider.offeredQuotaLoad(horizonSeconds));
    });
    return load;
  }

  private quotaUse(horizonSeconds: number): QuotaUse[] {
    const minutes = horizonSeconds / 60;
    return this.program.providers.flatMap(({ name, quota, terms }) =>
      LIMITS.flatMap((limit, position) =>
        quota.has(position)
          ? [
              {
                model: name,
                limit,
                meanShare: quota.totalUse[position]! / (terms.limits[position]! * minutes),
                peakShare: quota.peakMinuteUse[position]! / terms.limits[position]!,
              },
            ]
          : [],
      ),
    );
  }
}
