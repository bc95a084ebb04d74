/** A replication seen from inside, event by event: what must hold at every moment, whatever the scenario. */
import { expect } from "vitest";
import type { Scenario } from "../../shared/scenario/schema.ts";
import {
  A_BEGAN_AT,
  A_ENDS_AT,
  A_PROVIDER,
  A_SENT_AT,
  A_TASK,
  R_AT,
  R_STATE,
  T_ARRIVED_AT,
  T_HEDGE,
  T_MARK,
  T_SLOTS,
} from "../../shared/simulate/fields.ts";
import type { Provider } from "../../shared/simulate/provider.ts";
import { CompiledScenario } from "../../shared/simulate/replication.ts";
import type { Simulation } from "../../shared/simulate/simulation.ts";
import {
  AWAITS_HEDGE,
  BACKS_OFF,
  BATCH_ENDS,
  HEARS_REJECTION,
  IN_BATCH,
  IN_MODEL_LINE,
  IN_SERVICE,
  IN_WORKER_LINE,
  OUTSIDE_MODEL,
  RUNS_ON,
} from "../../shared/simulate/states.ts";
import { FIGURE } from "../../shared/simulate/tally.ts";

/** States in which a record waits for a moment that must lie ahead. */
const TIMED = new Set([
  OUTSIDE_MODEL,
  HEARS_REJECTION,
  BACKS_OFF,
  IN_SERVICE,
  RUNS_ON,
  AWAITS_HEDGE,
  BATCH_ENDS,
]);

const ENDED = [FIGURE.delivered, FIGURE.degraded, FIGURE.late, FIGURE.failed, FIGURE.rejected];

export class Inside {
  private readonly simulation: Simulation;
  private before = 0;
  events = 0;

  private constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  /**
   * Simulates replication 0 of the design `only`, and calls `look` after every event. Without the express lane, which
   * keeps its books in another way; that it comes to the same is a test of its own.
   */
  static watch(
    scenario: Scenario,
    options: { readonly days: number; readonly seed: number },
    look: (inside: Inside) => void,
  ): number {
    const { days, seed } = options;
    const compiled = new CompiledScenario({
      scenario,
      columns: {},
      seed,
      days,
      start: "2026-12-01",
      load: 1,
      designs: ["only"],
      express: false,
    });
    const inside = new Inside(compiled["designs"].get("only")!.simulation);
    const slices = compiled.slices(0, ["only"], 1);
    while (slices.next().done !== true) {
      inside.events++;
      look(inside);
    }
    return inside.events;
  }

  private get now(): number {
    return this.simulation["run"].clock[0]!;
  }

  private get terms() {
    return this.simulation["program"].terms;
  }

  /** Records in use, with what they are doing. */
  private *used(): IterableIterator<readonly [record: number, state: number]> {
    const { records } = this.simulation["run"];
    for (const record of records.handles()) {
      const state = records.data[record + R_STATE]!;
      if (state !== 0) yield [record, state];
    }
  }

  /** Records of tasks: not those of hedges, of attempts that nobody waits for, and of alarms. */
  private tasks(): readonly (readonly [record: number, state: number])[] {
    const { data } = this.simulation["run"].records;
    return [...this.used()].filter(
      ([record, state]) =>
        state <= IN_BATCH ||
        ((state === IN_MODEL_LINE || state === IN_SERVICE) && data[record + A_TASK] === record),
    );
  }

  /** No event before its cause: time goes forward, and what is to come lies ahead of what it comes from. */
  expectCausesFirst(): void {
    const { now } = this;
    expect(now).toBeGreaterThanOrEqual(this.before);
    this.before = now;
    const { data } = this.simulation["run"].records;
    for (const [record, state] of this.used()) {
      if (TIMED.has(state) && data[record + R_AT]! < now) expect.fail(`state ${state} should have ended`);
      if (state === IN_SERVICE) this.expectAttemptInOrder(record);
      if (state === IN_MODEL_LINE && data[record + A_SENT_AT]! + this.terms.timeout < now)
        expect.fail("an attempt stands in line beyond its timeout");
      if (state === AWAITS_HEDGE && data[data[record + A_TASK]! + T_HEDGE] !== record)
        expect.fail("a hedge belongs to nobody");
      if (state === RUNS_ON && data[record + A_TASK] !== -1)
        expect.fail("somebody still waits for an attempt that was given up");
    }
    for (const [task] of this.tasks())
      if (data[task + T_ARRIVED_AT]! > data[task + T_MARK]! || data[task + T_MARK]! > now)
        expect.fail("a task's time is accounted for beyond now, or before it came");
  }

  private expectAttemptInOrder(record: number): void {
    const { data } = this.simulation["run"].records;
    const moments = [
      data[record + T_ARRIVED_AT]!,
      data[record + A_SENT_AT]!,
      data[record + A_BEGAN_AT]!,
      this.now,
      data[record + R_AT]!,
      data[record + A_ENDS_AT]!,
    ];
    if (moments.some((moment, at) => at > 0 && moment < moments[at - 1]!))
      expect.fail(`arrived, sent, began, now, heard of, ends: ${moments.join(", ")}`);
    if (data[record + R_AT]! > data[record + A_SENT_AT]! + this.terms.timeout)
      expect.fail("an attempt is heard of after its timeout");
  }

  /** No slot, worker or quota is idle while somebody who may have it waits for it. */
  expectNobodyWaitsInVain(): void {
    const { flow, program } = this.parts();
    const { slots, batches } = flow.attempts;
    if (slots.line.length > 0 && slots["free"] > 0) expect.fail("a slot of the design is idle");
    if (flow["workerLine"].length > 0 && flow["freeWorkers"] > 0) expect.fail("a worker is idle");
    if (batches !== undefined) return;
    for (const provider of program.providers) {
      if (provider.line.length > 0 && provider.busy < provider.terms.concurrency)
        expect.fail(`a slot of ${provider.name} is idle`);
      if (provider.quotaLine.length > 0) this.expectQuotaUsed(provider);
    }
  }

  private expectQuotaUsed(provider: Provider): void {
    const { run } = this.parts();
    const head = provider.quotaLine.head;
    provider.setNeed(head, run.stepOf(head));
    if (!provider.quota.admits()) return;
    // but for rounding: its alarm is just about to ring
    const alarm = run.records.data[provider.alarm + R_AT]!;
    if (!(alarm >= this.now && alarm - this.now < 1e-5)) expect.fail(`quota of ${provider.name} is idle`);
  }

  /** What is held is held by somebody: slots, workers, places at models; and every task is somewhere. */
  expectNothingLost(): void {
    const { flow, program, run, intake } = this.parts();
    const { data } = run.records;
    const tasks = this.tasks();
    const ended = ENDED.reduce((sum, figure) => sum + run.recorder.figures[figure]!, 0);
    if (ended + tasks.length !== intake.number) expect.fail("a task got lost, or came twice");
    if (flow["hasWorkers"]) {
      const working = tasks.filter(([, state]) => state !== IN_WORKER_LINE).length;
      expect(working + flow["freeWorkers"]).toBe(program.terms.workers);
    }
    if (flow.attempts.slots["limited"]) {
      const held = tasks.reduce((sum, [task]) => sum + data[task + T_SLOTS]!, 0);
      expect(held + flow.attempts.slots["free"]).toBe(program.terms.slots);
    }
    for (const [task, state] of tasks)
      if (state === BACKS_OFF && data[task + T_SLOTS] !== 0) expect.fail("a slot is held through a backoff");
    for (const provider of program.providers) this.expectPlacesTaken(provider);
  }

  private expectPlacesTaken(provider: Provider): void {
    const { data } = this.simulation["run"].records;
    let busy = 0;
    let inLine = 0;
    for (const [record, state] of this.used()) {
      if (data[record + A_PROVIDER] !== provider.position) continue;
      if (state === IN_SERVICE || state === RUNS_ON) busy++;
      else if (state === IN_MODEL_LINE) inLine++;
    }
    if (busy !== provider.busy || inLine !== provider.line.length)
      expect.fail(`${provider.name}: ${busy} of ${provider.busy} in slots, ${inLine} in line`);
    expect(busy).toBeLessThanOrEqual(provider.terms.concurrency);
    expect(inLine).toBeLessThanOrEqual(provider.terms.waiting);
  }

  private parts() {
    const { simulation } = this;
    return {
      run: simulation["run"],
      flow: simulation["flow"],
      intake: simulation["intake"],
      program: simulation["program"],
    };
  }
}
