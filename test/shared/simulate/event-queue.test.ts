import { describe, expect, it } from "vitest";
import { keyedBits, uniformOf } from "../../../shared/random/keyed.ts";
import { EventQueue } from "../../../shared/simulate/event-queue.ts";

describe("the event queue", () => {
  it("hands events out by time, and at equal times in the order in which they were scheduled", () => {
    const queue = new EventQueue();
    const times = Array.from({ length: 5000 }, (_, i) => Math.floor(uniformOf(keyedBits(1, 2, i, 0)) * 500));
    const expected = times
      .map((time, index) => ({ time, number: queue.schedule(time, index % 3, index) }))
      .sort((a, b) => a.time - b.time || a.number - b.number);
    for (const event of expected) {
      expect(queue.nextTime()).toBe(event.time);
      expect(queue.pop()).toBe(true);
      expect([queue.time, queue.number, queue.subject]).toEqual([event.time, event.number, event.number - 1]);
      expect(queue.kind).toBe(queue.subject % 3);
    }
    expect(queue.pop()).toBe(false);
    expect(queue.nextTime()).toBe(Number.POSITIVE_INFINITY);
  });

  it("stays in order when events are added between those that are taken", () => {
    const queue = new EventQueue();
    let now = 0;
    let taken = 0;
    for (let i = 0; i < 3; i++) queue.schedule(i, 0, i);
    while (queue.pop()) {
      expect(queue.time).toBeGreaterThanOrEqual(now);
      now = queue.time;
      taken++;
      if (taken < 4000) queue.schedule(now + uniformOf(keyedBits(3, 4, taken, 0)) * 10, 0, 0);
    }
    expect(taken).toBe(4002);
  });
});
