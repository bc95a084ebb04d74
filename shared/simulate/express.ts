import { L_SENT_AT, R_AT, R_STATE, T_CALL_AT, T_NUMBER, T_STEP } from "./fields.ts";
import type { Intake } from "./intake.ts";
import { LaneLedger } from "./lane-ledger.ts";
import {
  LaneStep,
  MAY_BE_CUT,
  MAY_BE_SLOWED,
  MAY_COME_TOO_LATE,
  MAY_FAIL,
  MAY_FIND_A_LINE,
  MAY_FIND_IT_SHUT,
  MAY_TAKE_TOO_LONG,
} from "./lane-step.ts";
import type { RunState } from "./run-state.ts";
import { LANE_LINE, LANE_OUTSIDE, LANE_SERVICE } from "./states.ts";
import { placeInBlock, type TaskBlock } from "./task-blocks.ts";
import type { TaskFlow } from "./task-flow.ts";

/**
 * The express lane: what most tasks go through most of the time, in one function. A task is in it from its arrival for
 * as long as nothing special happens: each call is admitted at once, and brings its whole
 * answer in time. All that is known beforehand stands in the task's block, and there the lane writes when the task has
 * come to its end; the ledger books the block when all its tasks have. Where anything else is about to happen the task
 * is handed over to the flows, before it does, and stays with them.
 *
 * One function with little in it, because that is how a processor gets through it in a few hundred instructions: what
 * is called is not inlined beyond a small measure, and every call finds its arrays anew. A test runs every kind of
 * design with and without it, to the same bytes.
 */
export class Express {
  private readonly enabled: boolean;
  private readonly hasCache: boolean;
  private readonly hasWorkers: boolean;
  private readonly streams: boolean;
  private readonly steps: readonly LaneStep[];
  private readonly ledger: LaneLedger;

  constructor(
    private readonly run: RunState,
    private readonly flow: TaskFlow,
    private readonly intake: Intake,
    enabled: boolean,
  ) {
    const { terms, cacheHits, steps, providers } = run.program;
    this.enabled =
      enabled &&
      terms.mode !== "batch" &&
      terms.slots === Number.POSITIVE_INFINITY &&
      (terms.queueLimit === Number.POSITIVE_INFINITY || terms.mode === "async");
    this.hasCache = cacheHits !== undefined;
    this.hasWorkers = terms.mode === "async" && terms.workers < Number.POSITIVE_INFINITY;
    this.streams = terms.mode === "stream";
    this.steps = steps.map(
      (step) =>
        new LaneStep(
          step,
          providers[Math.max(0, step.route[0]!)]!,
          step.calls === undefined && cacheHits === undefined,
        ),
    );
    this.ledger = new LaneLedger(run, flow.ledger, this.steps);
    if (this.enabled) run.blocks.whenClosed(this.ledger);
  }

  /** A world and a replication have begun. */
  begin(): void {
    for (const step of this.steps) step.bind(this.run.program.terms);
  }

  /** Goes on for at most so many events, until one is not for it. Returns how many are left. */
  advance(count: number): number {
    if (!this.enabled) return count;
    const { run, intake, flow, steps, hasCache, hasWorkers, streams } = this;
    const { events, records, clock, blocks, recorder, program } = run;
    const { service, gate } = flow.attempts;
    const { timeout, hedgeAfter, giveUpAfter } = program.terms;
    const soonest = timeout < hedgeAfter ? timeout : hedgeAfter;
    let { data } = records;
    let left = count;
    for (; left > 0; left--) {
      let task = -1;
      let position = 0;
      let now = 0;
      let number = 0;
      let callAt = -1;
      let block: TaskBlock;
      if (intake.nextAt <= events.nextAt) {
        // a task arrives
        now = intake.nextAt;
        if (now === Number.POSITIVE_INFINITY) break;
        number = intake.number;
        block = intake.block;
        if (hasCache && block.hit[placeInBlock(number)] === 1) break;
        if (hasWorkers && !flow.takesWorker(now)) break;
        clock[0] = now;
        task = records.take();
        data = records.data;
        data[task + T_NUMBER] = number;
        data[task + T_STEP] = 0;
        intake.advance();
      } else {
        task = events.first();
        if (task < 0) break;
        const state = data[task + R_STATE]!;
        if (state !== LANE_SERVICE && state !== LANE_OUTSIDE) break;
        now = events.nextAt;
        events.pop();
        position = data[task + T_STEP]! | 0;
        number = data[task + T_NUMBER]! | 0;
        callAt = data[task + T_CALL_AT]! | 0;
        block = blocks.of(number);
        if (state === LANE_SERVICE) {
          // an answer has come
          const { provider, gives, oneEach } = steps[position]!;
          if (gives) provider.giveBack(block.steps[position]!, callAt, data[task + L_SENT_AT]!);
          provider.busy--;
          if (provider.line.length > 0) service.serveLine(provider);
          if (provider.breaker.enabled) provider.breaker.ends(now, false, false);
          if (provider.quotaLine.length > 0) gate.serveLine(provider);
          data = records.data;
          callAt++;
          const place = placeInBlock(number);
          if (oneEach || callAt === block.steps[position]!.firstCall[place + 1]) {
            position++;
            if (position === steps.length) {
              block.endedAt[place] = now;
              records.release(task);
              blocks.endedIn(block);
              if (hasWorkers) {
                flow.releaseWorker();
                data = records.data;
              }
              continue;
            }
            data[task + T_STEP] = position;
            callAt = -1;
          }
        }
      }

      // the step and its call begin
      const lane = steps[position]!;
      const stepBlock = block.steps[position]!;
      const place = placeInBlock(number);
      if (callAt < 0) {
        callAt = lane.oneEach ? place : stepBlock.firstCall[place]!;
        if (lane.step.seconds !== undefined && stepBlock.seconds[place]! > 0) {
          data[task + T_CALL_AT] = callAt;
          data[task + R_STATE] = LANE_OUTSIDE;
          data[task + R_AT] = now + stepBlock.seconds[place]!;
          events.schedule(task);
          continue;
        }
      }
      data[task + T_CALL_AT] = callAt;
      const { provider, watches } = lane;
      const seconds = stepBlock.took[callAt]!;
      if (
        lane.closed ||
        (watches !== 0 &&
          (((watches & MAY_TAKE_TOO_LONG) !== 0 && seconds > soonest) ||
            ((watches & MAY_FAIL) !== 0 && lane.step.latencies[0]!.drawnToFail(stepBlock.attempts, callAt)) ||
            ((watches & MAY_BE_CUT) !== 0 &&
              stepBlock.tokens[callAt]! < stepBlock.output[callAt]! + stepBlock.reasoning[callAt]!) ||
            ((watches & MAY_FIND_IT_SHUT) !== 0 && !provider.breaker.closed) ||
            ((watches & MAY_FIND_A_LINE) !== 0 && provider.quotaLine.length > 0) ||
            ((watches & MAY_COME_TOO_LATE) !== 0 && now >= block.arrival[place]! + giveUpAfter) ||
            ((watches & MAY_BE_SLOWED) !== 0 && provider.isSlowNow()))) ||
        (provider.busy >= lane.concurrency && provider.line.length >= lane.waiting) ||
        (lane.limited && !provider.takes(stepBlock, callAt))
      ) {
        const calls = this.ledger.bookBefore(task, block, position, callAt);
        flow.takeOver(task, calls);
        data = records.data;
        continue;
      }
      if (lane.quiet && position === steps.length - 1 && callAt + 1 === stepBlock.firstCall[place + 1]) {
        // nothing will happen at its end that anybody waits for
        block.endedAt[place] = now + seconds;
        if (streams) block.visibleAt[place] = now + stepBlock.visible[callAt]!;
        records.release(task);
        blocks.endedIn(block);
        continue;
      }
      data[task + L_SENT_AT] = now;
      if (provider.busy >= lane.concurrency) {
        data[task + R_STATE] = LANE_LINE;
        provider.line.join(task);
        recorder.joins(now);
        continue;
      }
      provider.busy++;
      if (streams) block.visibleAt[place] = now + stepBlock.visible[callAt]!;
      data[task + R_STATE] = LANE_SERVICE;
      data[task + R_AT] = now + seconds;
      events.schedule(task);
    }
    return left;
  }
}
