import type { Arrivals } from "./arrivals.ts";
import { Express } from "./express.ts";
import { B_PROVIDER, R_STATE } from "./fields.ts";
import { DAYS_PER_MONTH } from "./happenings.ts";
import { Intake } from "./intake.ts";
import type { TaskObserver } from "./observer.ts";
import type { DesignProgram } from "./program.ts";
import { ALL_LIMITS, LIMITS } from "./quota/limits.ts";
import { SECONDS_PER_DAY } from "./rate-curve.ts";
import type { LatencyThreshold } from "./recorder.ts";
import { RunState } from "./run-state.ts";
import {
  AWAITS_HEDGE,
  BATCH_COLLECTS,
  BATCH_ENDS,
  IN_MODEL_LINE,
  IN_SERVICE,
  isInLane,
  QUOTA_ALARM,
  RUNS_ON,
} from "./states.ts";
import { type DayTally, FIGURE, type QuotaUse, type ReplicationTally } from "./tally.ts";
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
  private frame: ReplicationFrame | undefined;
  private readonly intake: Intake;
  private readonly express: Express;

  /**
   * @param express whether what is common may take the express lane; it changes no result
   * @param observer watches tasks on their way through the flows, which the express lane passes by
   */
  constructor(
    private readonly program: DesignProgram,
    thresholds: readonly LatencyThreshold[],
    express = true,
    observer?: TaskObserver,
  ) {
    this.run = new RunState(program, thresholds, observer);
    this.flow = new TaskFlow(this.run);
    this.intake = new Intake(this.run.blocks);
    this.express = new Express(this.run, this.flow, this.intake, express && observer === undefined);
  }

  /** Starts a replication; whatever was under way before is forgotten. */
  begin(arrivals: Arrivals, frame: ReplicationFrame): void {
    this.run.reset(frame.horizonSeconds);
    this.flow.reset();
    this.run.observer?.begins(this.run);
    this.run.blocks.begin(arrivals);
    this.frame = frame;
    this.express.begin();
    this.intake.begin();
  }

  /**
   * Goes on until every task has come to its end, or for about so many events. True when all is done: then `finish`
   * gives what it came to.
   */
  advance(count: number): boolean {
    if (this.frame === undefined) throw new Error("a replication is continued that was never begun");
    const { run, flow, intake } = this;
    const { events, records, clock } = run;
    for (let left = this.express.advance(count); left > 0; left = this.express.advance(left - 1)) {
      if (intake.nextAt <= events.nextAt && intake.nextAt < Number.POSITIVE_INFINITY) {
        clock[0] = intake.nextAt;
        const { number } = intake;
        intake.advance();
        flow.arrive(number);
        continue;
      }
      const record = events.first();
      if (record < 0) {
        if (!flow.failStranded()) return true;
      } else if (!isInLane(records.data[record + R_STATE]!)) {
        events.pop();
        this.dispatch(record);
      }
    }
    return false;
  }

  /** What a replication came to that is done. */
  finish(): ReplicationTally {
    if (this.frame === undefined) throw new Error("a replication is finished that was never begun");
    return this.tally(this.frame);
  }

  private dispatch(record: number): void {
    const { data } = this.run.records;
    const { attempts } = this.flow;
    const state = data[record + R_STATE]!;
    if (state === IN_SERVICE) attempts.service.onServiceEvent(record);
    else if (state < IN_MODEL_LINE) this.flow.onTaskEvent(record, state);
    else if (state === IN_MODEL_LINE) attempts.service.onLineEvent(record);
    else if (state === AWAITS_HEDGE) attempts.onHedgeMoment(record);
    else if (state === RUNS_ON) attempts.service.onUnheardEvent(record);
    else if (state === QUOTA_ALARM)
      attempts.gate.serveLine(this.program.providers[data[record + B_PROVIDER]!]!);
    else if (state === BATCH_COLLECTS) attempts.batches?.onCollection(record);
    else if (state === BATCH_ENDS) attempts.batches?.onBatchEnd(record);
  }

  private tally(frame: ReplicationFrame): ReplicationTally {
    const { recorder } = this.run;
    recorder.figures[FIGURE.arrived] = this.intake.number;
    recorder.add(FIGURE.costFixed, frame.fixedCost);
    recorder.add(FIGURE.costCommitments, this.fees(frame.horizonSeconds));
    recorder.figures[FIGURE.offeredLoad] = this.offeredLoad(frame.horizonSeconds);
    const withinTarget = recorder.closeFigures();
    for (const provider of this.program.providers) provider.quota.closeUse();
    return {
      replication: frame.replication,
      world: frame.world,
      weekday: frame.weekday,
      trafficDays: frame.trafficDays,
      design: this.program.name,
      figures: recorder.figures.slice(),
      histograms: recorder.takeHistograms(),
      withinTarget,
      quota: this.quotaUse(),
      ...this.committed(),
      time: recorder.time.take(),
      day: recorder.day.take(this.quotaOfDay(Math.min(frame.horizonSeconds, SECONDS_PER_DAY))),
      exemplars: this.flow.ledger.takeExemplars(),
    };
  }

  /** The fees of committed models for the horizon's days, currency. */
  private fees(horizonSeconds: number): number {
    const perMonth = this.program.providers.reduce((sum, { terms }) => sum + terms.feePerMonth, 0);
    return (perMonth * horizonSeconds) / SECONDS_PER_DAY / DAYS_PER_MONTH;
  }

  private committed(): Pick<ReplicationTally, "committed"> {
    const counting = this.program.providers.filter(({ countsSpent }) => countsSpent);
    if (counting.length === 0) return {};
    return {
      committed: counting.map(({ name, spent, terms }) => ({
        model: name,
        spent: spent[0]!,
        minimumPerMonth: terms.minimumSpend,
      })),
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

  private quotaOfDay(seconds: number): DayTally["quota"] {
    return this.program.providers.flatMap(({ name, quota }) =>
      LIMITS.flatMap((limit, position) =>
        quota.has(position) ? [{ model: name, limit, shares: quota.sharesOfDay(position, seconds) }] : [],
      ),
    );
  }

  private quotaUse(): QuotaUse[] {
    return this.program.providers.flatMap(({ name, quota }) =>
      ALL_LIMITS.flatMap((limit, position) =>
        quota.has(position)
          ? [
              {
                model: name,
                limit,
                meanShare: quota.meanShare(position),
                peakShare: quota.peakShare(position),
              },
            ]
          : [],
      ),
    );
  }
}
