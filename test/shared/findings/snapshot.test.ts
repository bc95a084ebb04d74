import { describe, expect, it } from "vitest";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import { snapshotOf } from "../../../shared/findings/snapshot.ts";
import { Fold } from "../../../shared/run/fold.ts";
import { seriesOf } from "../../../shared/series/series-of.ts";
import { contextFor, foldFor, monthlyBudget } from "../../support/synthetic-context.ts";
import { PLAIN_DESIGN, PLAIN_RUN, syntheticTallies } from "../../support/synthetic-tallies.ts";

const run = { ...PLAIN_RUN, replications: 16, designs: [PLAIN_DESIGN, { ...PLAIN_DESIGN, name: "other" }] };
const context = contextFor(run, { targets: [monthlyBudget(320)] });

describe("a snapshot of a run", () => {
  it("is the answer and the series of what there is", () => {
    const fold = foldFor(run);
    const snapshot = snapshotOf(context, fold, 16, 2.5);
    expect(snapshot.answer).toEqual(answerOf(context, fold, 2.5));
    expect(snapshot.series).toEqual(seriesOf(context, fold));
    expect(snapshot).toMatchObject({ replicationsDone: 16, replicationsPlanned: 16, final: true });
  });

  it("counts what every design has done, and is final only when all have", () => {
    const fold = new Fold(["plain", "other"]);
    const tallies = syntheticTallies(run);
    fold.addAll(tallies.filter(({ design, replication }) => design === "plain" || replication < 6));
    expect(snapshotOf(context, fold, 16, 0)).toMatchObject({ replicationsDone: 6, final: false });
  });

  it("is there before anything is done", () => {
    const snapshot = snapshotOf(context, new Fold(["plain", "other"]), 16, 0);
    expect(snapshot).toMatchObject({ replicationsDone: 0, final: false, series: [] });
    expect(snapshot.answer.designs).toEqual({});
  });

  it("is there after the very first replication", () => {
    const fold = new Fold(["plain", "other"]);
    fold.addAll(syntheticTallies({ ...run, replications: 1 }));
    const { answer, series } = snapshotOf(context, fold, 16, 0);
    expect(answer.designs["plain"]!.cost.perMonth).toMatchObject({ low: 0, high: null });
    expect(answer.designs["plain"]!.allTargets.verdict).toBe("inconclusive");
    expect(series[0]!.monthlyCostByWorld).toHaveLength(1);
  });

  it("survives being sent from one thread to another", () => {
    const snapshot = snapshotOf(context, foldFor(run), 16, 0);
    expect(structuredClone(snapshot)).toEqual(snapshot);
  });
});
