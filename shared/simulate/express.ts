import {
  accountOf,
  COST_CACHED,
  COST_INPUT,
  COST_OUTPUT,
  FIRST_TOKEN,
  GENERATION,
  OUTSIDE,
} from "./accounts.ts";
import {
  A_BEGAN_AT,
  A_ENDS_AT,
  A_FLAGS,
  A_GENERATES_AFTER,
  A_PROVIDER,
  A_SECONDS_PER_TOKEN,
  A_SENT_AT,
  A_TASK,
  A_TOKENS,
  R_AT,
  R_STATE,
  T_ARRIVED_AT,
  T_ATTEMPTS,
  T_BOOKED,
  T_CACHED,
  T_CALL,
  T_CALL_AT,
  T_ENTRY,
  T_FIRST_TOKEN_AT,
  T_HEDGE,
  T_INPUT,
  T_MARK,
  T_NUMBER,
  T_OUTPUT,
  T_REASONING,
  T_SENT,
  T_SLOTS,
  T_STEP,
  T_SUCCESS,
  T_TRIES,
} from "./fields.ts";
import type { Intake } from "./intake.ts";
import type { RunState } from "./run-state.ts";
import { AWAITS_HEDGE, IN_SERVICE, OUTSIDE_MODEL } from "./states.ts";
import { FIGURE } from "./tally.ts";
import { placeInBlock } from "./task-blocks.ts";
import type { TaskFlow } from "./task-flow.ts";

/**
 * The express lane: what most tasks go through most of the time, in one function. It does exactly what the flows do,
 * where nothing special happens: a task arrives or comes back from its tools, its call is admitted and gets a slot at
 * once, and brings its answer. At anything else it stops before it has touched it, and the flows take over.
 *
 * One function, because that is how a processor gets through it in a few hundred instructions: what is called is not
 * inlined beyond a small measure, and every call finds its arrays anew. A test runs every kind of design with and
 * without it, to the same bytes.
 */
export class Express {
  private readonly takesArrivals: boolean;
  private readonly hasCache: boolean;
  private readonly enabled: boolean;
  private readonly paces: boolean;

  constructor(
    private readonly run: RunState,
    private readonly flow: TaskFlow,
    private readonly intake: Intake,
    enabled: boolean,
  ) {
    const { terms, cacheHits } = run.program;
    this.enabled = enabled && terms.mode !== "batch";
    this.takesArrivals =
      terms.queueLimit === Number.POSITIVE_INFINITY &&
      !(terms.mode === "async" && terms.workers < Number.POSITIVE_INFINITY);
    this.hasCache = cacheHits !== undefined;
    this.paces = terms.onLimit === "wait";
  }

  /** Goes on for at most so many events, until one is not for it. Returns how many are left. */
  advance(count: number): number {
    if (!this.enabled) return count;
    const { run, intake, flow, hasCache, takesArrivals, paces } = this;
    const { events, records, clock, blocks, recorder, program } = run;
    const { steps, providers, terms } = program;
    const { service, slots } = flow.attempts;
    const { timeout, runsOn, giveUpAfter } = terms;
    const hedges = terms.hedgeAfter < Number.POSITIVE_INFINITY;
    const { figures } = recorder;
    let { data } = records;
    let left = count;
    while (left > 0) {
      let task = -1;
      let position = 0;
      let beginsStep = false;
      if (intake.nextAt <= events.nextAt) {
        // a task arrives
        const number = intake.number;
        if (!takesArrivals || intake.nextAt === Number.POSITIVE_INFINITY) return left;
        if (hasCache && intake.block.hit[placeInBlock(number)] === 1) return left;
        const now = intake.nextAt;
        clock[0] = now;
        task = records.take();
        data = records.data;
        data[task + T_NUMBER] = number;
        data[task + T_ARRIVED_AT] = now;
        data[task + T_MARK] = now;
        data[task + T_STEP] = 0;
        data[task + T_SLOTS] = 0;
        data[task + T_HEDGE] = -1;
        data[task + T_SUCCESS] = 1;
        data[task + T_BOOKED] = 0;
        data[task + T_ATTEMPTS] = 0;
        intake.advance();
        beginsStep = true;
      } else {
        task = events.next;
        if (task < 0) return left;
        const state = data[task + R_STATE]!;
        const now = events.nextAt;
        position = data[task + T_STEP]! | 0;
        if (state === IN_SERVICE) {
          // an attempt has brought its answer
          if (data[task + A_TASK] !== task || data[task + A_FLAGS] !== 0 || data[task + A_ENDS_AT]! > now)
            return left;
          const hedge = data[task + T_HEDGE]! | 0;
          if (hedge >= 0 && data[hedge + R_STATE] !== AWAITS_HEDGE) return left;
          const step = steps[position]!;
          const tokens = data[task + A_TOKENS]!;
          const cut = tokens < data[task + T_OUTPUT]! + data[task + T_REASONING]!;
          if (data[task + T_ENTRY] !== 0 || step.escalates !== undefined || cut) return left;
          const provider = providers[data[task + A_PROVIDER]! | 0]!;
          if (provider.quotaLine.length > 0 || slots.line.length > 0) return left;
          events.pop();
          if (provider.settles && provider.limited) provider.settle(task, step, tokens, true);
          provider.busy--;
          if (provider.line.length > 0) service.serveLine(provider);
          if (provider.breaker.enabled) provider.breaker.ends(now, false, false);
          if (hedge >= 0) service.dropHedge(task);
          slots.release(task);
          const number = data[task + T_NUMBER]! | 0;
          const block = blocks.of(number);
          const reasoning = data[task + T_REASONING]!;
          const began = data[task + A_BEGAN_AT]!;
          const visible =
            began +
            (data[task + A_GENERATES_AFTER]! +
              (reasoning < tokens ? reasoning : tokens) * data[task + A_SECONDS_PER_TOKEN]!);
          data[task + T_FIRST_TOKEN_AT] = visible;
          const next = data[task + T_CALL_AT]! + 1;
          const goesOn =
            step.calls !== undefined && next < block.steps[position]!.firstCall[placeInBlock(number) + 1]!;
          if (!goesOn) data[task + T_SUCCESS] = data[task + T_SUCCESS]! * provider.terms.success;
          if (!goesOn && position + 1 === steps.length) {
            flow.ledger.answer(task, block, provider, step, visible - began, now - visible);
            blocks.ended(number);
            records.release(task);
            flow.releaseWorker();
            data = records.data;
            left--;
            continue;
          }
          const { accounts } = records;
          const at = accountOf(task);
          accounts[at + COST_INPUT] = accounts[at + COST_INPUT]! + provider.inputCost(task, step);
          accounts[at + COST_CACHED] = accounts[at + COST_CACHED]! + provider.cachedCost(task);
          accounts[at + COST_OUTPUT] = accounts[at + COST_OUTPUT]! + tokens * provider.terms.outputPrice;
          accounts[at + FIRST_TOKEN] = accounts[at + FIRST_TOKEN]! + (visible - began);
          accounts[at + GENERATION] = accounts[at + GENERATION]! + (now - visible);
          data[task + T_BOOKED] = 1;
          data[task + T_MARK] = now;
          if (goesOn) {
            data[task + T_CALL] = data[task + T_CALL]! + 1;
            data[task + T_CALL_AT] = next;
          } else {
            position++;
            data[task + T_STEP] = position;
            beginsStep = true;
          }
        } else if (state === OUTSIDE_MODEL) {
          events.pop();
          run.spendTime(task, OUTSIDE);
        } else return left;
      }
      left--;

      // the step, and its call, begin
      const now = clock[0]!;
      const number = data[task + T_NUMBER]! | 0;
      const place = placeInBlock(number);
      const step = steps[position]!;
      const block = blocks.of(number).steps[position]!;
      if (beginsStep) {
        data[task + T_CALL] = 0;
        data[task + T_CALL_AT] = block.firstCall[place]!;
        if (step.seconds !== undefined && block.seconds[place]! > 0) {
          data[task + R_STATE] = OUTSIDE_MODEL;
          data[task + R_AT] = now + block.seconds[place]!;
          events.schedule(task);
          continue;
        }
      }
      const callAt = data[task + T_CALL_AT]! | 0;
      let input = 0;
      let cached = 0;
      if (data[task + T_CALL] === 0) {
        input = block.input[place]!;
        cached = step.cachedShare * input;
      } else {
        const before = data[task + T_INPUT]!;
        cached = step.rereadCachedShare * before;
        // what was cut is not for this lane: all that it wrote was read
        input = before + data[task + T_OUTPUT]! + (step.growth === undefined ? 0 : block.growth[callAt]!);
      }
      const output = block.output[callAt]!;
      const reasoning = step.reasoning === undefined ? 0 : block.reasoning[callAt]!;
      data[task + T_INPUT] = input;
      data[task + T_CACHED] = cached;
      data[task + T_OUTPUT] = output;
      data[task + T_REASONING] = reasoning;
      recorder.inputTokens.add(input);
      recorder.outputTokens.add(output);
      const first = step.route[0]!;
      const provider = first >= 0 ? providers[first]! : undefined;
      if (
        provider === undefined ||
        !provider.breaker.closed ||
        provider.busy >= provider.terms.concurrency ||
        slots.taken ||
        now >= data[task + T_ARRIVED_AT]! + giveUpAfter ||
        (paces && provider.quotaLine.length > 0)
      ) {
        flow.attempts.startCall(task);
        data = records.data;
        continue;
      }
      if (provider.limited) {
        provider.setNeed(task, step);
        if (!provider.quota.admits()) {
          flow.attempts.startCall(task);
          data = records.data;
          continue;
        }
        provider.quota.charge();
      }
      provider.countOffered(task, step);
      slots.requestAnother(task);

      // it is sent, and gets a slot of the model
      figures[FIGURE.attempts] = figures[FIGURE.attempts]! + 1;
      data[task + T_ENTRY] = 0;
      data[task + T_TRIES] = 1;
      data[task + T_SENT] = 1;
      data[task + T_ATTEMPTS] = data[task + T_ATTEMPTS]! + 1;
      data[task + A_TASK] = task;
      data[task + A_PROVIDER] = first;
      const latency = step.latencies[0]!;
      provider.send(task, step, latency, block.attempts, callAt);
      if (data[task + A_FLAGS] !== 0) service.failsAfter(task, number, latency);
      const endsAt = now + data[task + A_ENDS_AT]!;
      const givenUpAt = data[task + A_SENT_AT]! + timeout;
      const late = givenUpAt < endsAt;
      data[task + A_BEGAN_AT] = now;
      data[task + A_ENDS_AT] = endsAt;
      provider.beginService((late && !runsOn ? givenUpAt : endsAt) - now);
      data[task + R_STATE] = IN_SERVICE;
      data[task + R_AT] = late ? givenUpAt : endsAt;
      events.schedule(task);
      if (hedges) {
        service.armHedge(task);
        data = records.data;
      }
    }
    return 0;
  }
}
