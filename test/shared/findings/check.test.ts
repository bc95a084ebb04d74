import { describe, expect, it } from "vitest";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import { compared, readEarlier } from "../../../shared/findings/check-against.ts";
import { type CheckAnswer, checkAnswerSchema } from "../../../shared/findings/check-answer.ts";
import { changeSentences } from "../../../shared/findings/check-changes.ts";
import { checkVerdict } from "../../../shared/findings/check-reasons.ts";
import { isDecided, replicationsNeeded } from "../../../shared/findings/check-stopping.ts";
import { checkStudy } from "../../../shared/findings/check-study.ts";
import { contextOf } from "../../../shared/findings/context.ts";
import { inlinePort } from "../../../shared/run/inline-port.ts";
import { prepareRun } from "../../../shared/run/prepare.ts";
import { Simulator } from "../../../shared/run/simulator.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { clopperPearson } from "../../../shared/statistics/share-interval.ts";

/** 200 tasks a day at a known cost of 0.01 to 0.03 each, by world; half are answered within the first second. */
function scenarioWith(
  targets: Scenario["targets"],
  users = 200,
  price: unknown = { uniform: { min: 0.01, max: 0.03 } },
): Scenario {
  return {
    plimsoll: 1,
    name: "Small",
    traffic: { users, tasksPerUser: 1 },
    task: { unit: "answer", steps: [{ name: "answer", input: 10, output: 10 }] },
    models: { m: { price: { perCall: price }, latency: { total: 1 } } },
    designs: { plain: { mode: "sync", route: { answer: ["m"] } } },
    targets,
  } as Scenario;
}

async function check(
  targets: Scenario["targets"],
  { users = 200, replications = 128, workers = 1, against = "", price = undefined as unknown } = {},
): Promise<CheckAnswer> {
  const prepared = prepareRun(scenarioWith(targets, users, price), {}, { replications, today: "2026-12-01" });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.error));
  const context = contextOf(prepared.value, "0".repeat(64));
  const simulator = new Simulator(inlinePort, workers);
  const earlier = against === "" ? undefined : readEarlier(against, "plain");
  if (earlier !== undefined && !earlier.ok) throw new Error("not an answer");
  const answer = await checkStudy(context, simulator, {
    request: prepared.value.request,
    design: "plain",
    elapsedSeconds: () => 0,
    ...(earlier === undefined ? {} : { against: earlier.value }),
  });
  simulator.close();
  return answer;
}

describe("a check", () => {
  it("passes what is kept in all worlds, and stops when that is known", async () => {
    const answer = await check({ costPerUnit: 0.05 }, { replications: 1024 });
    expect(answer).toMatchObject({ verdict: "pass", decided: true, planned: 1024 });
    expect(answer.replications).toBeLessThan(1024);
    expect(checkAnswerSchema.safeParse(answer).error).toBeUndefined();
  });

  it("fails what is broken, and says by how much", async () => {
    // Costs of 0.01 to 0.03: half of the worlds are above 0.02, by 0.005 on average.
    const answer = await check({ costPerUnit: 0.02 });
    expect(answer.verdict).toBe("fail");
    expect(answer.targets[0]!.expectedOvershoot).toBeGreaterThan(0.003);
    expect(answer.targets[0]!.expectedOvershoot).toBeLessThan(0.007);
    expect(answer.reasons.join(" ")).toContain("90% are asked for");
  });

  it("is inconclusive where the share of worlds is too near to what is asked for, and says what it would take", async () => {
    // 90 % of the worlds cost at most 0.028.
    const answer = await check({ costPerUnit: 0.028 }, { replications: 64 });
    expect(answer).toMatchObject({ verdict: "inconclusive", decided: false, replications: 64 });
    expect(answer.replicationsNeeded === null || answer.replicationsNeeded! > 64).toBe(true);
    expect(answer.reasons.at(-1)).toContain("Not reached in 64 replications");
  });

  it("fails a design that keeps each promise but not all of them together", () => {
    const share = { value: 0.95, low: 0.91, high: 0.99 };
    const target = { worldsMeeting: share, verdict: "pass" as const };
    const known = {
      design: "d",
      stable: true,
      decided: true,
      planned: 8,
      targets: [target, target] as never,
    };
    const joint = (verdict: "pass" | "fail" | "inconclusive") =>
      checkVerdict({ ...known, allTargets: { worldsMeeting: share, verdict } });
    expect([joint("pass"), joint("fail"), joint("inconclusive")]).toEqual(["pass", "fail", "inconclusive"]);
    const allTargets = { worldsMeeting: share, verdict: "pass" as const };
    expect(checkVerdict({ ...known, stable: false, allTargets })).toBe("fail");
  });

  it("gives the same answer whatever the number of workers", async () => {
    const targets = { costPerUnit: 0.025, latency: [{ percentile: 95, seconds: 2 }] };
    expect(await check(targets, { workers: 3 })).toEqual(await check(targets));
  });

  it("can't judge a percentile of a month that has too few tasks, nor anything of none", async () => {
    const few = await check({ latency: [{ percentile: 99, seconds: 2 }] }, { users: 1, replications: 16 });
    expect(few).toMatchObject({ verdict: "inconclusive", replicationsNeeded: null });
    const none = await check({ monthlyCost: 1, deliveredShare: 0.9 }, { users: 0, replications: 16 });
    expect(none.verdict).toBe("inconclusive");
    expect(JSON.stringify(none)).not.toContain("NaN");
  });

  it("keeps no budget below 0, and one of nothing where nothing is paid", async () => {
    expect((await check({ monthlyCost: -1 })).verdict).toBe("fail");
    const free = await check({ monthlyCost: 0, costPerUnit: 0, loadedCostPerUnit: 0 }, { price: 0 });
    expect(free).toMatchObject({ verdict: "pass", budget: { p90: { value: 0 }, contingency: { p90: 0 } } });
  });

  it("leaves promises for later months open where nobody judges them", async () => {
    const answer = await check({ monthlyCost: { atMost: 1e9, inMonth: 6 } }, { replications: 16 });
    expect(answer).toMatchObject({ verdict: "inconclusive", replicationsNeeded: null });
  });

  it("needs as many replications as make the interval as narrow as the gap", () => {
    const count = 256;
    const share = { value: 0.94, ...clopperPearson(0.94 * count, count, 0.95) };
    const open = { worldsMeeting: share, verdict: "inconclusive" as const };
    const verdicts = { targets: [], allTargets: open };
    expect(isDecided(verdicts)).toBe(false);
    const needed = replicationsNeeded(verdicts, 0.92, 2 * count)!;
    const worlds = needed / 2;
    expect(clopperPearson(0.94 * worlds, worlds, 0.95).low).toBeGreaterThan(0.915);
    expect(clopperPearson(0.94 * (worlds / 2), worlds / 2, 0.95).low).toBeLessThan(0.92);
    const exactly = { ...open, worldsMeeting: { ...share, value: 0.92 } };
    expect(replicationsNeeded({ targets: [], allTargets: exactly }, 0.92, 512)).toBeNull();
  });
});

describe("an earlier answer", () => {
  it("is held against: what got dearer, and which verdict turned", async () => {
    const before = JSON.stringify(await check({ costPerUnit: 0.05 }));
    const after = await check({ costPerUnit: 0.012 }, { against: before });
    expect(after.against!.targets[0]).toMatchObject({
      limit: { before: 0.05, after: 0.012 },
      verdict: { before: "pass", after: "fail" },
      worldsMeeting: { change: "down" },
    });
    const told = changeSentences(after, { currency: "USD", unit: "answer" } as never).join(" ");
    expect(told).toContain("kept then, broken now");
  });

  it("of the same scenario and replications is the same", async () => {
    const before = await check({ costPerUnit: 0.02 });
    const after = await check({ costPerUnit: 0.02 }, { against: JSON.stringify(before) });
    expect(after.against!.sameScenario).toBe(true);
    expect(after.against!.figures["costPerUnit"]).toMatchObject({ change: "same", difference: { value: 0 } });
  });

  it("may be a run's, and may lack what came later", () => {
    const prepared = prepareRun(
      scenarioWith({ costPerUnit: 0.02 }),
      {},
      { replications: 8, today: "2026-12-01" },
    );
    if (!prepared.ok) throw new Error("not prepared");
    const context = contextOf(prepared.value, "f".repeat(64));
    const simulator = new Simulator(inlinePort, 1);
    return simulator.simulate(prepared.value.request).then((fold) => {
      simulator.close();
      const run = JSON.parse(JSON.stringify(answerOf(context, fold, 1)));
      delete run.designs.plain.budget;
      delete run.designs.plain.cost.loadedPerUnit;
      run.future = true;
      const read = readEarlier(JSON.stringify(run), "plain");
      expect(read.ok && read.value.earlier.design).toBe("plain");
      expect(read.ok && read.value.figures["costPerUnit"]?.value).toBeCloseTo(0.02, 2);
      expect(read.ok && read.value.figures["loadedCostPerUnit"]).toBeUndefined();
    });
  });

  it.each([
    ["no JSON", "{"],
    ["no answer", '{"plimsoll":1}'],
    ["a scenario", JSON.stringify(scenarioWith({}))],
  ])("is refused where it is %s", (_what, text) => {
    const read = readEarlier(text, "plain");
    expect(!read.ok && read.error[0]).toMatchObject({
      path: "--against",
      allowed: "an answer of plimsoll run --json or plimsoll check --json",
    });
  });

  it("can't be told from chance where intervals overlap much, nor compared where a side is unknown", () => {
    const about = (value: number) => ({ value, low: value - 1, high: value + 1 });
    expect(compared(about(5), about(6)).change).toBe("not distinguishable");
    expect(compared(about(5), about(7)).change).toBe("up");
    expect(compared(about(5), about(3)).change).toBe("down");
    expect(compared(about(5), { value: null, low: null, high: null, why: "unstable" }).change).toBe(
      "not known",
    );
    expect(compared(about(5), { value: 9, low: 8, high: null }).difference).toMatchObject({
      value: 4,
      high: null,
    });
  });
});
