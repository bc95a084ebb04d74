import { L_SENT_AT, R_AT, R_STATE, T_CALL_AT, T_NUMBER, T_STEP } from "./fields.ts";
import type { LaneLedger } from "./lane-ledger.ts";
import {
  type LaneStep,
  MAY_BE_SLOWED,
  MAY_COME_TOO_LATE,
  MAY_FIND_A_LINE,
  MAY_FIND_IT_SHUT,
} from "./lane-step.ts";
import type { RunState } from "./run-state.ts";
import { LANE_LINE, LANE_OUTSIDE, LANE_SERVICE } from "./states.ts";
import type { StepBlock } from "./step-block.ts";
import { placeInBlock, type TaskBlock } from "./task-blocks.ts";
import type { TaskFlow } from "./task-flow.ts";

/**
 * The way of tasks in the express lane wherever it is not as plain as `express.ts` would have it: several steps or
 * calls, work outside the model, quota that comes back, a breaker, a model that is slow at times.
 */
export class LaneWay {
  private readonly hasWorkers: boolean;
  private readonly streams: boolean;

  constructor(
    private readonly run: RunState,
    private readonly flow: TaskFlow,
    private readonly steps: readonly LaneStep[],
    private readonly ledger: LaneLedger,
  ) {
    const { mode, workers } = run.program.terms;
    this.hasWorkers = mode === "async" && workers < Number.POSITIVE_INFINITY;
    this.streams = mode === "stream";
  }

  /** The answer of a call has come. */
  answered(task: number): void {
    const { run, flow, steps, hasWorkers } = this;
    const { records, clock, blocks } = run;
    const { service, gate } = flow.attempts;
    const now = clock[0]!;
    const number = records.data[task + T_NUMBER]! | 0;
    let position = records.data[task + T_STEP]! | 0;
    let callAt = records.data[task + T_CALL_AT]! | 0;
    const block = blocks.of(number);
    const lane = steps[position]!;
    const { provider } = lane;
    if (lane.gives) provider.giveBack(block.steps[position]!, callAt, records.data[task + L_SENT_AT]!);
    provider.busy--;
    if (provider.line.length > 0) service.serveLine(provider);
    if (lane.tells) {
      if (provider.breaker.enabled) provider.breaker.ends(now, false, false);
      if (provider.quotaLine.length > 0) gate.serveLine(provider);
    }
    callAt++;
    const place = placeInBlock(number);
    if (lane.oneEach || callAt === block.steps[position]!.firstCall[place + 1]) {
      position++;
      callAt = -1;
      if (position === steps.length) {
        block.endedAt[place] = now;
        records.release(task);
        blocks.endedIn(block);
        if (hasWorkers) flow.releaseWorker();
        return;
      }
      records.data[task + T_STEP] = position;
    }
    this.beginCall(task, block, position, callAt);
  }

  /**
   * A call begins, or the step before it, or the call is handed over to the flows.
   * @param call where the block keeps its draws; negative: it is the first of the step, whose time outside the model comes before
   */
  beginCall(task: number, block: TaskBlock, position: number, call: number): void {
    const { run, flow, streams } = this;
    const { records, clock, events, recorder, program } = run;
    const { data } = records;
    const lane = this.steps[position]!;
    const { provider, watches } = lane;
    const step = block.steps[position]!;
    const place = placeInBlock(data[task + T_NUMBER]! | 0);
    const now = clock[0]!;
    let callAt = call;
    if (callAt < 0) {
      callAt = step.firstCall[place]!;
      if (lane.step.seconds !== undefined && step.seconds[place]! > 0) {
        data[task + T_CALL_AT] = callAt;
        data[task + R_STATE] = LANE_OUTSIDE;
        data[task + R_AT] = now + step.seconds[place]!;
        events.schedule(task);
        return;
      }
    }
    data[task + T_CALL_AT] = callAt;
    let seconds = step.took[callAt]!;
    let slowdown = 1;
    if ((watches & MAY_BE_SLOWED) !== 0 && seconds > 0) {
      slowdown = provider.slowdownNow();
      seconds = provider.isInIncident() || seconds * slowdown > lane.soonest ? -1 : seconds * slowdown;
    }
    const full = provider.busy >= lane.concurrency;
    if (
      seconds < 0 ||
      lane.closed ||
      (full && provider.line.length >= lane.waiting) ||
      (watches !== 0 &&
        (((watches & MAY_FIND_IT_SHUT) !== 0 && !provider.breaker.closed) ||
          ((watches & MAY_FIND_A_LINE) !== 0 && provider.quotaLine.length > 0) ||
          ((watches & MAY_COME_TOO_LATE) !== 0 &&
            now >= block.arrival[place]! + program.terms.giveUpAfter))) ||
      (lane.limited && !provider.takes(step, callAt))
    ) {
      flow.takeOver(task, this.ledger.bookBefore(task, block, position, callAt));
      return;
    }
    if (slowdown !== 1) {
      step.took[callAt] = seconds;
      step.visible[callAt] = step.visible[callAt]! * slowdown;
    }
    data[task + L_SENT_AT] = now;
    if (full) {
      data[task + R_STATE] = LANE_LINE;
      provider.line.join(task);
      recorder.joins(now);
      return;
    }
    if (streams) block.visibleAt[place] = now + step.visible[callAt]!;
    if (
      !lane.tells &&
      !this.hasWorkers &&
      lane.concurrency === Number.POSITIVE_INFINITY &&
      this.isLast(position, step, callAt, place)
    ) {
      // nobody waits for its end
      block.endedAt[place] = now + seconds;
      records.release(task);
      run.blocks.endedIn(block);
      return;
    }
    provider.busy++;
    data[task + R_STATE] = LANE_SERVICE;
    data[task + R_AT] = now + seconds;
    events.schedule(task);
  }

  /** Whether a task needs no other call after this one. */
  private isLast(position: number, { firstCall }: StepBlock, callAt: number, place: number): boolean {
    return position === this.steps.length - 1 && callAt + 1 === firstCall[place + 1];
  }
}
