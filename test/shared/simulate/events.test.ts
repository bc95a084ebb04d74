import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Events } from "../../../shared/simulate/events.ts";
import { R_AT } from "../../../shared/simulate/fields.ts";
import { Records } from "../../../shared/simulate/records.ts";

function wheel() {
  const records = new Records();
  const clock = new Float64Array(1);
  return { records, clock, events: new Events(records, clock) };
}

describe("pending events", () => {
  it("come in the order of time, and at equal times in the order of scheduling", () => {
    const { records, events, clock } = wheel();
    const handles = [5, 1, 5, 3, 1, 1e7, 5].map((at) => {
      const record = records.take();
      records.data[record + R_AT] = at;
      events.schedule(record);
      return record;
    });
    const order = handles.map(() => [events.pop(), clock[0]]);
    expect(order).toEqual([
      [handles[1], 1],
      [handles[4], 1],
      [handles[3], 3],
      [handles[0], 5],
      [handles[2], 5],
      [handles[6], 5],
      [handles[5], 1e7],
    ]);
    expect(events.pop()).toBe(-1);
    expect(events.nextAt).toBe(Number.POSITIVE_INFINITY);
  });

  it("come in order where arrivals have brought the clock close to what was far away", () => {
    const { records, events, clock } = wheel();
    const schedule = (at: number) => {
      const record = records.take();
      records.data[record + R_AT] = at;
      events.schedule(record);
      return record;
    };
    const far = schedule(1000);
    clock[0] = 990;
    const near = schedule(1005);
    const nearest = schedule(995);
    expect(events.nextAt).toBe(995);
    expect([events.pop(), events.pop(), events.pop(), events.pop()]).toEqual([nearest, far, near, -1]);
    const again = schedule(5000);
    clock[0] = 4990;
    const behind = schedule(5005);
    expect(events.nextAt).toBe(5000);
    expect([events.pop(), events.pop(), events.pop()]).toEqual([again, behind, -1]);
  });

  /**
   * What a simulation may do: schedule so many seconds ahead, take back one of those pending, go on to the next, or move
   * the clock on towards it, as arrivals do.
   */
  const step = fc.oneof(
    fc.record({ kind: fc.constant("schedule" as const), delay: delays() }),
    fc.record({ kind: fc.constant("cancel" as const), which: fc.nat() }),
    fc.record({ kind: fc.constant("pop" as const) }),
    fc.record({ kind: fc.constant("arrive" as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  );

  function delays() {
    return fc.oneof(
      fc.constantFrom(0, 0.5, 1, 60),
      fc.double({ min: 0, max: 2, noNaN: true }),
      fc.double({ min: 0, max: 1e5, noNaN: true }),
    );
  }

  it("are those of a sorted list, whatever is scheduled and taken back", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 400 }), (steps) => {
        follow(steps);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("are so while the wheel fits itself to thousands of them, near and far", () => {
    let state = 1;
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return (state >>> 0) / 2 ** 32;
    };
    const many = Array.from({ length: 60_000 }, (_, index) => {
      const choice = random();
      const phase = Math.floor(index / 10_000) % 3;
      if (choice < 0.05) return { kind: "cancel" as const, which: Math.floor(random() * 1e9) };
      if (choice < (phase === 0 ? 0.3 : 0.52)) return { kind: "pop" as const };
      return { kind: "schedule" as const, delay: random() * (phase === 1 ? 0.01 : phase === 2 ? 5000 : 5) };
    });
    follow(many);
  });

  type Step =
    | { kind: "arrive"; share: number }
    | { kind: "schedule"; delay: number }
    | { kind: "cancel"; which: number }
    | { kind: "pop" };

  function follow(steps: readonly Step[]): void {
    const { records, events, clock } = wheel();
    /** Pending, in order: record, time. */
    const expected: [number, number][] = [];
    for (const each of steps) {
      if (each.kind === "arrive") {
        const until = expected[0]?.[1] ?? clock[0]! + 1000;
        clock[0] = Math.min(until, clock[0]! + each.share * (until - clock[0]!));
      } else if (each.kind === "schedule") {
        const record = records.take();
        const at = clock[0]! + each.delay;
        records.data[record + R_AT] = at;
        events.schedule(record);
        let low = 0;
        let high = expected.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (expected[middle]![1] <= at) low = middle + 1;
          else high = middle;
        }
        expected.splice(low, 0, [record, at]);
      } else if (each.kind === "cancel") {
        if (expected.length === 0) continue;
        const [[record]] = expected.splice(each.which % expected.length, 1) as [[number, number]];
        events.cancel(record);
        records.release(record);
      } else {
        const next = expected.shift();
        const record = events.pop();
        expect(record).toBe(next?.[0] ?? -1);
        if (next === undefined) continue;
        expect(clock[0]).toBe(next[1]);
        records.release(record);
      }
      if (events.nextAt !== (expected[0]?.[1] ?? Number.POSITIVE_INFINITY))
        expect(events.nextAt).toBe(expected[0]?.[1]);
    }
    while (expected.length > 0) expect(events.pop()).toBe(expected.shift()?.[0]);
    expect(events.pop()).toBe(-1);
  }
});
