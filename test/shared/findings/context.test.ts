import { describe, expect, it } from "vitest";
import { contextOf, percentileName, targetsOf } from "../../../shared/findings/context.ts";
import { prepareRun } from "../../../shared/run/prepare.ts";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import everyFieldText from "../../scenario-files/every-field.json?raw";

describe("the promises of a scenario", () => {
  it("are listed in the order of the file format, with what they are kept over", () => {
    const parsed = parseScenario(everyFieldText);
    if (!parsed.ok) throw new Error("the scenario is not valid");
    expect(targetsOf(parsed.value)).toEqual([
      { kind: "cost", name: "monthlyCost", measure: "perMonth", limit: 40000, inMonth: 12, per: "month" },
      { kind: "cost", name: "costPerUnit", measure: "perUnit", limit: 0.2, inMonth: 1, per: "month" },
      {
        kind: "cost",
        name: "loadedCostPerUnit",
        measure: "loadedPerUnit",
        limit: 0.3,
        inMonth: 1,
        per: "day",
      },
      {
        kind: "latency",
        name: "result.p95",
        limit: 12,
        per: "month",
        of: "result",
        percentile: 0.95,
        index: 0,
      },
      {
        kind: "latency",
        name: "response.p99",
        limit: 5,
        per: "month",
        of: "response",
        percentile: 0.99,
        index: 1,
      },
      { kind: "share", name: "successShare", measure: "successShare", limit: 0.8, inMonth: 1, per: "month" },
      {
        kind: "share",
        name: "deliveredShare",
        measure: "deliveredShare",
        limit: 0.99,
        inMonth: 1,
        per: "month",
      },
    ]);
  });

  it("are none where there are none", () => {
    expect(targetsOf({})).toEqual([]);
    expect(targetsOf({ targets: { latency: [{ percentile: 99.9, seconds: 3 }] } })).toMatchObject([
      { name: "result.p999", percentile: 0.999, of: "result", per: "month" },
    ]);
  });

  it("name percentiles as the answer does", () => {
    expect([0.5, 0.9, 0.95, 0.99, 0.999, 0.995].map(percentileName)).toEqual([
      "p50",
      "p90",
      "p95",
      "p99",
      "p999",
      "p995",
    ]);
  });
});

describe("the context of a run", () => {
  it("carries what the scenario says and what was asked for beside it", () => {
    const parsed = parseScenario(everyFieldText);
    if (!parsed.ok) throw new Error("the scenario is not valid");
    const prepared = prepareRun(parsed.value, {}, { replications: 8, seed: 3, today: "2026-11-20" });
    if (!prepared.ok) throw new Error("the scenario can't be run");
    expect(contextOf(prepared.value, "ab12")).toMatchObject({
      name: "Every field",
      sha256: "ab12",
      question: "Where does each field live?",
      seed: 3,
      replications: 8,
      days: 1,
      start: "2026-12-01",
      chosen: "sync",
      currency: "USD",
      unit: "answered question",
      confidence: 0.9,
      modes: { sync: "sync", canned: "stream", queued: "async", overnight: "batch" },
    });
  });
});
