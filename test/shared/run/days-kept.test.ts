import { describe, expect, test } from "vitest";
import { DAYS_KEPT, DesignFold } from "../../../shared/run/fold.ts";
import { tallyWritten, writtenTally } from "../../../shared/run/part-tally.ts";
import type { DayTally } from "../../../shared/simulate/tally.ts";
import { tallyOf } from "../../support/synthetic-tallies.ts";

const day: DayTally = {
  seconds: 1800,
  arrived: Float32Array.of(3, 4),
  throttled: Float32Array.of(0, 1),
  underWay: Float32Array.of(0.1, 1 / 3),
  inLine: Float32Array.of(0, 1e-7),
  quota: [{ model: "m", limit: "tokensPerMinute", shares: Float32Array.of(0.7, -0.01) }],
};

describe("the day of a replication", () => {
  test("is kept of the first replications only, in whatever order they come", () => {
    const fold = new DesignFold("plain");
    for (const replication of [DAYS_KEPT, DAYS_KEPT - 1, 0])
      fold.add({ ...tallyOf({ replication, result: [1] }), day });
    expect(fold.rows.map((row) => row.day !== undefined)).toEqual([true, true, false]);
  });

  test("goes through the text of a part without losing a bit", () => {
    const tally = { ...tallyOf({ replication: 4, result: [1] }), day };
    const text = JSON.stringify(writtenTally(tally));
    expect(tallyWritten(JSON.parse(text), 4)?.day).toEqual(day);
  });
});
