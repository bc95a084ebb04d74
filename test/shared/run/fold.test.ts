import { describe, expect, it } from "vitest";
import { BugError } from "../../../shared/errors.ts";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import { DesignFold, Fold } from "../../../shared/run/fold.ts";
import { seriesOf } from "../../../shared/series/series-of.ts";
import { MEASURES } from "../../../shared/simulate/tally.ts";
import { finiteCount } from "../../../shared/statistics/coarse-counts.ts";
import { contextFor, monthlyBudget, resultWithin } from "../../support/synthetic-context.ts";
import {
  Chance,
  figureOf,
  PLAIN_DESIGN,
  PLAIN_RUN,
  syntheticTallies,
  tallyOf,
} from "../../support/synthetic-tallies.ts";

const run = {
  ...PLAIN_RUN,
  replications: 30,
  designs: [PLAIN_DESIGN, { ...PLAIN_DESIGN, name: "other", cost: 0.07, failedShare: 0.02 }],
  targetSeconds: [10],
};
const tallies = syntheticTallies(run);

/** The same tallies in another order, the same for the same seed. */
function shuffled<T>(values: readonly T[], seed: number): T[] {
  const chance = new Chance(seed, 99);
  return values
    .map((value) => ({ value, key: chance.uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

describe("a run as a fold", () => {
  it("gives the same bytes whatever the order in which replications come", () => {
    const context = contextFor(run, { targets: [monthlyBudget(300), resultWithin(10)] });
    const bytes = (order: typeof tallies) => {
      const fold = new Fold(context.designs);
      fold.addAll(order);
      return JSON.stringify([answerOf(context, fold, 1), seriesOf(context, fold)]);
    };
    const inOrder = bytes(tallies);
    expect(inOrder.length).toBeGreaterThan(5000);
    for (let seed = 0; seed < 5; seed++) expect(bytes(shuffled(tallies, seed))).toBe(inOrder);
  });

  it("gives the same bytes when looked at in between", () => {
    const context = contextFor(run);
    const fold = new Fold(context.designs);
    fold.addAll(shuffled(tallies, 1).slice(0, 20));
    answerOf(context, fold, 1);
    fold.addAll(tallies);
    const whole = new Fold(context.designs);
    whole.addAll(tallies);
    expect(JSON.stringify(answerOf(context, fold, 1))).toBe(JSON.stringify(answerOf(context, whole, 1)));
  });

  it("keeps rows in replication order and counts what is done", () => {
    const fold = new Fold(["plain", "other"]);
    fold.addAll(shuffled(tallies, 2));
    expect(fold.of("plain").rows.map(({ replication }) => replication)).toEqual([...Array(30).keys()]);
    expect([fold.completed("plain"), fold.completed("other")]).toEqual([30, 30]);
  });

  it("loses no task: histograms and rows count all that arrived", () => {
    const fold = new DesignFold("plain");
    const own = tallies.filter(({ design }) => design === "plain");
    for (const tally of own) fold.add(tally);
    const arrived = own.reduce((sum, tally) => sum + figureOf(tally, "arrived"), 0);
    for (const measure of ["response", "result", "wait"] as const) {
      const counted = fold.histograms(measure).reduce((sum, histogram) => sum + (histogram?.total ?? 0), 0);
      const coarse = fold.rows.reduce(
        (sum, row) => sum + finiteCount(row.coarse[measure]) + row.coarse[measure].infinite,
        0,
      );
      expect([counted, coarse]).toEqual([arrived, arrived]);
    }
  });

  it("keeps weekdays apart, and no histogram of what was never recorded", () => {
    const fold = new DesignFold("plain");
    fold.add(tallyOf({ replication: 0, weekday: 2, result: [1, 2] }));
    fold.add(tallyOf({ replication: 1, weekday: 2, result: [3] }));
    fold.add(tallyOf({ replication: 2, weekday: 3, result: [Number.POSITIVE_INFINITY] }));
    const totals = fold.histograms("result").map((histogram) => histogram?.total);
    expect(totals).toEqual([undefined, undefined, 3, 1, undefined, undefined, undefined]);
    expect(MEASURES.filter((measure) => fold.histograms(measure).length > 0)).toEqual([
      "response",
      "result",
      "wait",
    ]);
  });

  it("takes a replication that comes twice once, and refuses one that contradicts itself", () => {
    const fold = new Fold(["plain"]);
    const tally = tallyOf({ replication: 4, result: [1, 2] });
    fold.add(tally);
    fold.add(tally);
    expect(fold.completed("plain")).toBe(1);
    expect(fold.of("plain").histograms("result")[0]?.total).toBe(2);
    expect(() => fold.add(tallyOf({ replication: 4, result: [1, 2, 3] }))).toThrow(BugError);
  });

  it("refuses a design that it was not made for", () => {
    expect(() => new Fold(["plain"]).add(tallyOf({ replication: 0, design: "stranger" }))).toThrow(BugError);
  });
});
