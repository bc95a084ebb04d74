import { describe, expect, test } from "vitest";
import {
  firstPlace,
  slicePlaces,
  sliceWords,
  timeBars,
  whyTable,
  whyTitle,
} from "../../../renderer/rooms/latency-why-words.ts";
import { spentOn, whyDesign } from "../support/time-spent.ts";

describe("why the tail is slow", () => {
  test("is what grows most from the median to the tail, though it is not what takes most time", () => {
    expect(whyTitle(whyDesign())).toBe("“streamed”: at p99, 50% of the time is backing off; at p50, none");
    const p99 = spentOn({ firstToken: 9, generation: 11 });
    // generation takes more of it, the first token makes the difference
    expect(whyTitle(whyDesign({ p99 }))).toBe(
      "“streamed”: at p99, 45% of the time is the wait for the first token; at p50, 20%",
    );
  });

  test("is told of the last percentile that is known", () => {
    expect(whyTitle(whyDesign({ p99: null }))).toBe(
      "“streamed”: at p95, 67% of the time is generation; at p50, 80%",
    );
    expect(whyTitle(whyDesign({ p95: null, p99: null }))).toBe(
      "“streamed”: at p50, 80% of the time is generation",
    );
    expect(whyTitle(whyDesign({ p50: null, p95: null, p99: null }))).toContain("no percentile");
  });

  test("is not told of an unstable design", () => {
    expect(whyTitle(whyDesign({}, { stable: false }))).toContain("unstable");
  });

  test("is read slice by slice, with its share and the tasks behind it", () => {
    const design = whyDesign();
    const bars = timeBars(design);
    expect(firstPlace(bars)).toEqual({ bar: 2, slice: 0 });
    expect(sliceWords(design, bars, { bar: 2, slice: 0 })).toEqual({
      at: "At p99",
      value: "backing off 16 s",
      detail: "50% of the time, mean of 200 tasks",
    });
    expect(slicePlaces(bars)).toHaveLength(2 + 3 + 4);
  });

  test("has every part of every percentile in its table", () => {
    const { rows } = whyTable(whyDesign({ p95: null }));
    expect(rows).toHaveLength(2 * 9);
    const p99 = rows.filter(([percentile]) => percentile?.raw === "p99");
    expect(p99.reduce((sum, row) => sum + Number(row[3]?.raw), 0)).toBeCloseTo(1, 12);
  });
});
