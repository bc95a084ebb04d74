import { describe, expect, it } from "vitest";
import { prepareRun } from "../../../shared/run/prepare.ts";
import { problemsAt, retirementNotes, retirementsBy, scenarioAt } from "../../../shared/scenario/at-date.ts";
import { dateAfter, daysBetween } from "../../../shared/scenario/calendar.ts";
import { resolveDesigns } from "../../../shared/scenario/designs.ts";
import type { Model, Scenario } from "../../../shared/scenario/schema.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { figure, simulate } from "../../support/simulate.ts";

const fixed = (cents: number): Model => ({ latency: { total: 1 }, price: { perCall: cents / 100 } });

function withModels(models: Scenario["models"], answer: string[], design: object = {}): Scenario {
  return { ...plainScenario({ design: { route: { answer }, ...design } }), models };
}

const routeAt = (scenario: Scenario, date: string) =>
  resolveDesigns(scenarioAt(scenario, date))["only"]?.route["answer"];

const old: Model = { ...fixed(1), retires: "2027-06-30", successor: "young" };

describe("a model that retires", () => {
  const scenario = withModels({ old, young: fixed(2) }, ["old", "human"]);

  it("answers to its last day, and its successor from the day of its retirement on", () => {
    expect(routeAt(scenario, "2027-06-29")).toEqual(["old", "human"]);
    expect(routeAt(scenario, "2027-06-30")).toEqual(["young", "human"]);
  });

  it("leaves a scenario as it is until then", () => {
    expect(scenarioAt(scenario, "2027-06-29")).toBe(scenario);
  });

  it("hands over through a successor that has retired, too", () => {
    const models = { old, young: { ...fixed(2), retires: "2027-08-01", successor: "last" }, last: fixed(3) };
    const chain = withModels(models, ["old"]);
    expect(routeAt(chain, "2027-07-15")).toEqual(["young"]);
    expect(routeAt(chain, "2027-08-01")).toEqual(["last"]);
    expect(routeAt(scenarioAt(chain, "2027-07-15"), "2027-08-01")).toEqual(["last"]);
    expect(retirementsBy(chain, "2027-09-01").map(({ model, successor }) => [model, successor])).toEqual([
      ["old", "last"],
      ["young", "last"],
    ]);
  });

  it("whose successor is the next entry already leaves one entry, not two of the same", () => {
    expect(routeAt(withModels({ old, young: fixed(2) }, ["old", "young", "human"]), "2027-07-01")).toEqual([
      "young",
      "human",
    ]);
    expect(routeAt(withModels({ old, young: fixed(2) }, ["young", "old"]), "2027-07-01")).toEqual(["young"]);
  });

  it("without a successor is skipped", () => {
    const gone = { ...fixed(1), retires: "2027-06-30" };
    const skipped = withModels({ old: gone, young: fixed(2) }, ["old", "young"]);
    expect(routeAt(skipped, "2027-07-01")).toEqual(["young"]);
    expect(retirementNotes(skipped, "2027-07-01", ["only"])).toEqual([
      "old retired on 2027-06-30 and has no successor: routes skip it.",
    ]);
  });

  it("without a successor, alone in its route, fails every task, and the design is named", () => {
    const gone = withModels({ old: { ...fixed(1), retires: "2027-06-30" } }, ["old"]);
    const [tally] = simulate(scenarioAt(gone, "2027-07-01"), 1, { days: 0.1 });
    expect(figure(tally!, "arrived")).toBeGreaterThan(500);
    expect(figure(tally!, "failed")).toBe(figure(tally!, "arrived"));
    expect(retirementNotes(gone, "2027-07-01", ["only"])).toContain(
      "Every task of only fails: nobody is left to ask for answer.",
    );
  });

  it("is replaced in designs that take their route from another", () => {
    const like: Scenario = {
      ...scenario,
      designs: { ...scenario.designs, other: { like: "only", mode: "async" } },
    };
    expect(resolveDesigns(scenarioAt(like, "2027-07-01"))["other"]?.route["answer"]).toEqual([
      "young",
      "human",
    ]);
  });

  it("escalates nothing where its successor is the only one left to ask", () => {
    const cascade = withModels({ old, young: fixed(2) }, ["old", "young"], { escalates: { answer: 0.3 } });
    const [tally] = simulate(scenarioAt(cascade, "2027-07-01"), 1, { days: 0.1 });
    expect(figure(tally!, "failed")).toBe(0);
    expect(figure(tally!, "calls")).toBe(figure(tally!, "attempts"));
  });

  it("whose successor can't stand where it stood is a problem, not a guess", () => {
    const young: Model = { ...fixed(2), limits: { tokensPerMinute: 1e6, reserves: "max-output" } };
    const [problem] = problemsAt(withModels({ old, young }, ["old"]), "2027-07-01", "only");
    expect(problem?.message).toContain("maxOutput");
    expect(problemsAt(withModels({ old, young }, ["old"]), "2027-06-01", "only")).toEqual([]);
  });
});

describe("a run after a retirement", () => {
  const scenario = withModels({ old, young: fixed(2) }, ["old"]);
  const run = (today: string) => {
    const prepared = prepareRun(scenario, {}, { today, days: 0.01, replications: 2 });
    if (!prepared.ok) throw new Error("not valid");
    return prepared.value;
  };

  it("pays the successor's price, and says why", () => {
    const costs = ["2027-06-29", "2027-06-30"].map((today) => {
      const { request, notes } = run(today);
      const [tally] = simulate(request.scenario, 1, { days: request.days });
      return {
        notes,
        perTask: figure(tally!, "costOutput") + figure(tally!, "costInput"),
        tasks: figure(tally!, "arrived"),
      };
    });
    expect(costs[0]!.perTask).toBeCloseTo(0.01 * costs[0]!.tasks, 9);
    expect(costs[1]!.perTask).toBeCloseTo(0.02 * costs[1]!.tasks, 9);
    expect(costs.map(({ notes }) => notes)).toEqual([
      [],
      ["old retired on 2027-06-30: young has its place."],
    ]);
  });
});

describe("dates", () => {
  it("are counted in days, over leap years, too", () => {
    expect(daysBetween("2026-12-01", "2027-12-01")).toBe(365);
    expect(daysBetween("2027-12-01", "2028-12-01")).toBe(366);
    expect(daysBetween("2027-03-01", "2027-02-28")).toBe(-1);
    expect(dateAfter("2028-02-28", 1.9)).toBe("2028-02-29");
  });
});
