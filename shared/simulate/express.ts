import { FIRST_TOKEN, GENERATION, OUTSIDE } from "./accounts.ts";
import {
  L_BEGAN_AT,
  L_CACHED_COST,
  L_CALLS,
  L_FATE,
  L_INPUT_COST,
  L_LAST_CALL,
  L_OUTPUT_BACK,
  L_OUTPUT_COST,
  L_SENT_AT,
  L_TOKENS_BACK,
  L_VISIBLE_AT,
  R_AT,
  R_STATE,
  T_ARRIVED_AT,
  T_CALL_AT,
  T_NUMBER,
  T_STEP,
} from "./fields.ts";
import type { Intake } from "./intake.ts";
import { LaneLedger } from "./lane-ledger.ts";
import type { RunState } from "./run-state.ts";
import { LANE_LINE, LANE_OUTSIDE, LANE_SERVICE } from "./states.ts";
import { FIGURE } from "./tally.ts";
import { placeInBlock } from "./task-blocks.ts";
import type { TaskFlow } from "./task-flow.ts";

/** Of so many tasks one has the parts of its time kept. */
const SAMPLED = 7;

/**
 * The express lane: what most tasks go through most of the time, in one function. A task is in it from its arrival for
 * as long as nothing special happens: each call is admitted at once, and brings its whole
 * answer in time. All that is known beforehand stands in the task's block. Where anything else is about to happen the task is
 * handed over to the flows, before it does, and stays with them.
 *
 * One function with little in it, because that is how a processor gets through it in a few hundred instructions: what
 * is called is not inlined beyond a small measure, and every call finds its arrays anew. A test runs every kind of
 * design with and without it, to the same bytes.
 */
export class Express {
  private readonly enabled: boolean;
  private readonly hasCache: boolean;
  private readonly paces: boolean;
  /** An answer that takes longer than this is timed out or hedged. */
  private readonly soonest: number;
  readonly ledger: LaneLedger;

  constructor(
    private readonly run: RunState,
    private readonly flow: TaskFlow,
    private readonly intake: Intake,
    enabled: boolean,
  ) {
    const { terms, cacheHits } = run.program;
    this.ledger = new LaneLedger(run, flow.ledger);
    this.enabled =
      enabled &&
      terms.mode !== "batch" &&
      terms.slots === Number.POSITIVE_INFINITY &&
      (terms.queueLimit === Number.POSITIVE_INFINITY || terms.mode === "async");
    this.hasCache = cacheHits !== undefined;
    this.paces = terms.onLimit === "wait";
    this.soonest = Math.min(terms.timeout, terms.hedgeAfter);
  }

  /** Goes on for at most so many events, until one is not for it. Returns how many are left. */
  advance(count: number): number {
    if (!this.enabled) return count;
    const { run, intake, flow, hasCache, paces, soonest } = this;
    const { events, records, clock, blocks, recorder, program } = run;
    const { steps, providers, terms } = program;
    const { service, gate } = flow.attempts;
    const { ledger } = this;
    const { giveUpAfter } = terms;
    // nobody leaves the model's line before its turn
    const waits = soonest === Number.POSITIVE_INFINITY;
    const { figures, inputTokens, outputTokens } = recorder;
    let { data } = records;
    let attempts = 0;
    let left = count;
    for (; left > 0; left--) {
      let task = -1;
      let position = 0;
      let now = 0;
      let number = 0;
      let callAt = -1;
      if (intake.nextAt <= events.nextAt) {
        // a task arrives
        number = intake.number;
        now = intake.nextAt;
        if (now === Number.POSITIVE_INFINITY) break;
        if (hasCache && intake.block.hit[placeInBlock(number)] === 1) break;
        if (!flow.takesWorker(now)) break;
        clock[0] = now;
        task = records.take();
        data = records.data;
        data[task + T_NUMBER] = number;
        data[task + T_ARRIVED_AT] = now;
        data[task + T_STEP] = 0;
        data[task + L_INPUT_COST] = 0;
        data[task + L_CACHED_COST] = 0;
        data[task + L_OUTPUT_COST] = 0;
        data[task + L_CALLS] = 0;
        data[task + L_FATE] = intake.block.fate[placeInBlock(number)]!;
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
        if (state === LANE_SERVICE) {
          // an answer has come
          const step = steps[position]!;
          const provider = providers[step.route[0]!]!;
          const visible = data[task + L_VISIBLE_AT]!;
          if (provider.settles && provider.limited && data[task + L_TOKENS_BACK] !== 0)
            provider.giveBack(data, task);
          provider.busy--;
          if (provider.line.length > 0) service.serveLine(provider);
          if (provider.breaker.enabled) provider.breaker.ends(now, false, false);
          if (provider.quotaLine.length > 0) gate.serveLine(provider);
          data = records.data;
          if ((number & SAMPLED) === 0) {
            run.book(task, FIRST_TOKEN, visible - data[task + L_BEGAN_AT]!);
            run.book(task, GENERATION, now - visible);
          }
          callAt++;
          if (step.calls === undefined || callAt === data[task + L_LAST_CALL]) {
            position++;
            if (position === steps.length) {
              ledger.add(task);
              flow.releaseWorker();
              data = records.data;
              continue;
            }
            data[task + T_STEP] = position;
            callAt = -1;
          }
        } else if ((number & SAMPLED) === 0)
          run.book(task, OUTSIDE, blocks.of(number).steps[position]!.seconds[placeInBlock(number)]!);
      }

      // the step and its call begin
      const step = steps[position]!;
      const block = blocks.of(number).steps[position]!;
      if (callAt < 0) {
        const place = placeInBlock(number);
        callAt = block.firstCall[place]!;
        data[task + L_LAST_CALL] = block.firstCall[place + 1]!;
        if (step.seconds !== undefined && block.seconds[place]! > 0) {
          data[task + T_CALL_AT] = callAt;
          data[task + R_STATE] = LANE_OUTSIDE;
          data[task + R_AT] = now + block.seconds[place]!;
          events.schedule(task);
          continue;
        }
      }
      data[task + T_CALL_AT] = callAt;
      const first = step.route[0]!;
      const provider = first >= 0 ? providers[first]! : undefined;
      const seconds = block.took[callAt]!;
      if (
        provider === undefined ||
        provider.spends ||
        provider.countsSpent ||
        step.escalates !== undefined ||
        !provider.breaker.closed ||
        (provider.busy >= provider.terms.concurrency &&
          (!waits || provider.line.length >= provider.terms.waiting)) ||
        block.tokens[callAt]! < block.output[callAt]! + block.reasoning[callAt]! ||
        now >= data[task + T_ARRIVED_AT]! + giveUpAfter ||
        (paces && provider.quotaLine.length > 0) ||
        (provider.varies && provider.isSlowNow()) ||
        step.latencies[0]!.drawnToFail(block.attempts, callAt, -1) ||
        seconds > soonest ||
        (provider.limited && !provider.takes(block, callAt))
      ) {
        flow.takeOver(task);
        data = records.data;
        continue;
      }
      provider.callsReached++;
      attempts++;
      inputTokens.add(block.input[callAt]!);
      outputTokens.add(block.output[callAt]!);
      data[task + L_SENT_AT] = now;
      data[task + L_INPUT_COST] = data[task + L_INPUT_COST]! + block.inputCost[callAt]!;
      data[task + L_CACHED_COST] = data[task + L_CACHED_COST]! + block.cachedCost[callAt]!;
      data[task + L_OUTPUT_COST] = data[task + L_OUTPUT_COST]! + block.outputCost[callAt]!;
      data[task + L_CALLS] = data[task + L_CALLS]! + 1;
      if (provider.settles && provider.limited) {
        data[task + L_OUTPUT_BACK] = block.givesOutput[callAt]!;
        data[task + L_TOKENS_BACK] = block.givesTokens[callAt]!;
      }
      if (provider.busy >= provider.terms.concurrency) {
        data[task + R_STATE] = LANE_LINE;
        provider.line.join(task);
        recorder.joins(now);
        continue;
      }
      const endsAt = now + seconds;
      provider.busy++;
      provider.begun++;
      provider.slotSeconds += endsAt - now;
      data[task + L_BEGAN_AT] = now;
      data[task + L_VISIBLE_AT] = now + block.visible[callAt]!;
      data[task + R_STATE] = LANE_SERVICE;
      data[task + R_AT] = endsAt;
      events.schedule(task);
    }
    figures[FIGURE.attempts] = figures[FIGURE.attempts]! + attempts;
    return left;
  }
}
