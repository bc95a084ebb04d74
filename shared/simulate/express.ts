import {
  BASE,
  FAR_NUMBER,
  IN_WHEEL,
  LOOK_MASK,
  MASK,
  NEXT,
  NEXT_AT,
  PER_SECOND,
  SCHEDULED,
  SLOTS,
} from "./events.ts";
import { L_SENT_AT, R_AT, R_EVENT, R_STATE, T_CALL_AT, T_NUMBER, T_STEP } from "./fields.ts";
import type { Intake } from "./intake.ts";
import { LaneLedger } from "./lane-ledger.ts";
import {
  LaneStep,
  MAY_BE_SLOWED,
  MAY_COME_TOO_LATE,
  MAY_FIND_A_LINE,
  MAY_FIND_IT_SHUT,
} from "./lane-step.ts";
import { CLEAR_AT, ROOM, SECONDS_EACH, SLACK } from "./quota/backlog.ts";
import { ROW_REQUESTS, ROW_TOKENS } from "./quota/bucket.ts";
import { REQUESTS, TOKENS } from "./quota/limits.ts";
import { placeOf } from "./records.ts";
import type { RunState } from "./run-state.ts";
import { LANE_LINE, LANE_OUTSIDE, LANE_SERVICE } from "./states.ts";
import type { StepBlock } from "./step-block.ts";
import { placeInBlock, type TaskBlock } from "./task-blocks.ts";
import type { TaskFlow } from "./task-flow.ts";

const NO_ROWS = new Float64Array(0);

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
      providers.length > 0 &&
      terms.mode !== "batch" &&
      terms.slots === Number.POSITIVE_INFINITY &&
      (terms.queueLimit === Number.POSITIVE_INFINITY || terms.mode === "async");
    this.hasCache = cacheHits !== undefined;
    this.hasWorkers = terms.mode === "async" && terms.workers < Number.POSITIVE_INFINITY;
    this.streams = terms.mode === "stream";
    this.steps = (this.enabled ? steps : []).map(
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
    const { run, intake, flow, hasCache, hasWorkers, streams } = this;
    const { events, records, clock, blocks } = run;
    const { moments, counters } = events;
    const first = this.steps[0]!;
    const { provider } = first;
    const { limited, concurrency } = first;
    // a call that a task makes on its arrival, and its only one: neither needs a look at anything else
    const beginsPlainly =
      first.oneEach && !first.closed && first.watches === 0 && first.step.seconds === undefined;
    const endsPlainly = this.steps.length === 1 && first.oneEach && !first.tells && !hasWorkers;
    const unheard = endsPlainly && concurrency === Number.POSITIVE_INFINITY;
    const buckets = limited ? provider.quota.plainBuckets() : undefined;
    const rows = buckets?.rows ?? NO_ROWS;
    const use = buckets?.use;
    let { data, eventNext, eventSlot } = records;
    let { heads, tails, words } = events;
    let block = intake.block;
    let { endedAt } = block;
    let { took, needsTokens: needs } = block.steps[0]!;
    let stale = true;
    let left = count;
    for (; left > 0; left--) {
      if (stale) {
        ({ data, eventNext, eventSlot } = records);
        ({ heads, tails, words } = events);
        block = intake.block;
        ({ endedAt } = block);
        ({ took, needsTokens: needs } = block.steps[0]!);
        stale = false;
      }
      const now = intake.nextAt;
      if (now <= moments[NEXT_AT]!) {
        // a task arrives
        if (now === Number.POSITIVE_INFINITY) break;
        const { number } = intake;
        const place = placeInBlock(number);
        if (hasCache && block.hit[place] === 1) break;
        if (hasWorkers && !flow.takesWorker(now)) break;
        clock[0] = now;
        const task = records.take();
        if (task >= data.length) ({ data, eventNext, eventSlot } = records);
        data[task + T_NUMBER] = number;
        data[task + T_STEP] = 0;
        intake.advance();
        const seconds = took[place]!;
        if (
          !beginsPlainly ||
          seconds < 0 ||
          provider.busy >= concurrency ||
          (limited && use === undefined && !provider.takes(block.steps[0]!, place))
        ) {
          this.beginCall(task, block, 0, -1);
          stale = true;
          continue;
        }
        if (use !== undefined) {
          // asked and charged, as `Bucket.takes` does it
          const need = needs[place]!;
          const clearAt = rows[ROW_REQUESTS + CLEAR_AT]!;
          const each = rows[ROW_REQUESTS + SECONDS_EACH]!;
          const tokensClearAt = rows[ROW_TOKENS + CLEAR_AT]!;
          const work = need * rows[ROW_TOKENS + SECONDS_EACH]!;
          if (
            (clearAt - now + each > rows[ROW_REQUESTS + ROOM]! &&
              clearAt - now > rows[ROW_REQUESTS + SLACK]!) ||
            (tokensClearAt - now + work > rows[ROW_TOKENS + ROOM]! &&
              tokensClearAt - now > rows[ROW_TOKENS + SLACK]! &&
              need !== 0)
          ) {
            this.beginCall(task, block, 0, -1);
            stale = true;
            continue;
          }
          rows[ROW_REQUESTS + CLEAR_AT] = (clearAt > now ? clearAt : now) + each;
          rows[ROW_TOKENS + CLEAR_AT] = (tokensClearAt > now ? tokensClearAt : now) + work;
          if (now >= use.minuteEndsAt[0]!) use.closeMinute();
          const { ofMinute } = use;
          ofMinute[REQUESTS] = ofMinute[REQUESTS]! + 1;
          ofMinute[TOKENS] = ofMinute[TOKENS]! + need;
        }
        if (streams) block.visibleAt[place] = now + block.steps[0]!.visible[place]!;
        if (unheard) {
          // nobody waits for its end
          endedAt[place] = now + seconds;
          records.release(task);
          blocks.endedIn(block);
          if (block !== intake.block) stale = true;
          continue;
        }
        if (block !== intake.block) stale = true;
        provider.busy++;
        data[task + T_CALL_AT] = place;
        data[task + L_SENT_AT] = now;
        data[task + R_STATE] = LANE_SERVICE;
        const endsAt = now + seconds;
        data[task + R_AT] = endsAt;
        // scheduled, as `events.schedule` does it
        const scheduled = moments[SCHEDULED]! + 1;
        const slotNumber = endsAt * moments[PER_SECOND]!;
        if (
          counters[IN_WHEEL] === 0 ||
          slotNumber >= moments[BASE]! + counters[SLOTS]! ||
          (scheduled & LOOK_MASK) === 0
        ) {
          events.schedule(task);
          stale = true;
          continue;
        }
        moments[SCHEDULED] = scheduled;
        data[task + R_EVENT] = scheduled;
        counters[IN_WHEEL] = counters[IN_WHEEL]! + 1;
        const slot = slotNumber & counters[MASK]!;
        eventSlot[placeOf(task)] = slot;
        const head = heads[slot]!;
        if (head < 0) {
          heads[slot] = task;
          tails[slot] = task;
          eventNext[placeOf(task)] = -1;
          words[slot >> 5] = words[slot >> 5]! | (1 << (slot & 31));
          events.groups[slot >> 10] = events.groups[slot >> 10]! | (1 << ((slot >> 5) & 31));
        } else if (endsAt >= data[tails[slot]! + R_AT]!) {
          eventNext[placeOf(tails[slot]!)] = task;
          eventNext[placeOf(task)] = -1;
          tails[slot] = task;
        } else if (endsAt < data[head + R_AT]!) {
          heads[slot] = task;
          eventNext[placeOf(task)] = head;
        } else {
          let before = head;
          let after = eventNext[placeOf(before)]!;
          while (data[after + R_AT]! <= endsAt) {
            before = after;
            after = eventNext[placeOf(before)]!;
          }
          eventNext[placeOf(before)] = task;
          eventNext[placeOf(task)] = after;
        }
        if (endsAt < moments[NEXT_AT]!) {
          moments[NEXT_AT] = endsAt;
          counters[NEXT] = task;
        }
        continue;
      }
      const task = counters[NEXT]! >= 0 ? counters[NEXT]! : events.first();
      if (task < 0) break;
      const state = data[task + R_STATE]!;
      if (state !== LANE_SERVICE && state !== LANE_OUTSIDE) break;
      // taken, as `events.pop` does it
      const slot = eventSlot[placeOf(task)]!;
      const after = eventNext[placeOf(task)]!;
      const at = moments[NEXT_AT]!;
      clock[0] = at;
      const base = moments[BASE]! + ((slot - moments[BASE]!) & counters[MASK]!);
      const wordLeft = after < 0 ? words[slot >> 5]! & ~(1 << (slot & 31)) : 0;
      if (moments[FAR_NUMBER]! < base + counters[SLOTS]! || (after < 0 && wordLeft >>> (slot & 31) === 0)) {
        events.pop();
        stale = true;
      } else {
        moments[BASE] = base;
        eventSlot[placeOf(task)] = -1;
        heads[slot] = after;
        counters[IN_WHEEL] = counters[IN_WHEEL]! - 1;
        let next = after;
        if (after < 0) {
          words[slot >> 5] = wordLeft;
          const ahead = wordLeft & (-1 << (slot & 31));
          next = heads[(slot & ~31) + 31 - Math.clz32(ahead & -ahead)]!;
        }
        counters[NEXT] = next;
        moments[NEXT_AT] = data[next + R_AT]!;
      }
      if (!endsPlainly || state === LANE_OUTSIDE) {
        if (state === LANE_SERVICE) this.answered(task);
        else
          this.beginCall(
            task,
            blocks.of(data[task + T_NUMBER]! | 0),
            data[task + T_STEP]! | 0,
            data[task + T_CALL_AT]! | 0,
          );
        stale = true;
        continue;
      }
      const number = data[task + T_NUMBER]! | 0;
      const its = blocks.of(number);
      its.endedAt[placeInBlock(number)] = at;
      provider.busy--;
      if (provider.line.length > 0) {
        flow.attempts.service.serveLine(provider);
        stale = true;
      }
      records.release(task);
      blocks.endedIn(its);
    }
    return left;
  }

  /** The answer of a call has come. */
  private answered(task: number): void {
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
  private beginCall(task: number, block: TaskBlock, position: number, call: number): void {
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
