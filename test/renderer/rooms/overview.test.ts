import { describe, expect, test } from "vitest";
import { answered } from "../../../renderer/rooms/answered.ts";
import { proposedBudget } from "../../../renderer/rooms/overview-promise.tsx";
import { half, trustLines, validationText } from "../../../renderer/rooms/overview-trust-words.ts";
import { breaksFirst, budgetWords, notes } from "../../../renderer/rooms/overview-words.ts";
import { pilotWords, saysNothingYet } from "../../../renderer/rooms/pilot-words.ts";
import { causeOf } from "../../../renderer/rooms/target-card.tsx";
import { targetWords } from "../../../renderer/rooms/target-words.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { VALIDATION } from "../../../shared/findings/validation-results.ts";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import { ORDINARY, type SyntheticRun, syntheticSnapshot } from "../support/synthetic-snapshot.ts";

const parsed = parseScenario(example);
if (!parsed.ok) throw new Error("The example is no scenario.");
const scenario = parsed.value;

const run = (more: Partial<SyntheticRun> = {}) =>
  answered(scenario, syntheticSnapshot({ designs: ORDINARY, chosen: "streamed", ...more }));
const chosenOf = (of: ReturnType<typeof run>) => {
  const design = of.snapshot.answer.designs["streamed"];
  if (design === undefined) throw new Error("There is no such design.");
  return design;
};

describe("what breaks first", () => {
  test("is the promise that most worlds miss, with their share and its interval", () => {
    const of = run();
    const design = chosenOf(of);
    const least = Math.min(...design.targets.map(({ worldsMeeting }) => worldsMeeting.value));
    const sentence = breaksFirst("streamed", design, of.told, undefined);
    expect(sentence).toContain(`missed in ${Math.round(100 * (1 - least))}% of worlds (`);
    expect(sentence).toMatch(/\(\d+% to \d+%\)\.$/);
  });

  test("is said of a design that is unstable already, and not guessed where nothing is promised", () => {
    const of = run();
    expect(breaksFirst("streamed", { ...chosenOf(of), stable: false }, of.told, undefined)).toContain(
      "unstable already",
    );
    expect(breaksFirst("streamed", { stable: true, targets: [] }, of.told, undefined)).toContain(
      "No promise is made",
    );
  });

  test("leads to the room that shows it", () => {
    expect(notes(run(), undefined).map(({ title, room }) => [title, room])).toEqual([
      ["What breaks first", "load"],
      ["What to budget", "cost"],
    ]);
  });
});

test("What to budget is said with its intervals, or why it isn't known", () => {
  expect(budgetWords(chosenOf(run()), "USD")).toMatch(/^\$28\.\dk ± .* in 8 worlds of 10, .* in 9 of 10;/);
  const unknown = { value: null, low: null, high: null, why: "no traffic in the horizon" };
  const budget = { p50: unknown, p80: unknown, p90: unknown, contingency: { p80: null, p90: null } };
  expect(budgetWords({ budget }, "USD")).toBe("Not known: no traffic in the horizon.");
});

describe("the pilot's bill", () => {
  const known = { value: 0.004, low: 0.003, high: 0.005 };
  const pilot = {
    design: "sync",
    calls: 3100,
    cost: 30,
    costPerCall: 30 / 3100,
    modelCostPerCall: { ...known, worlds: { p5: 0.003, p50: 0.004, p95: 0.005 } },
    expected: { low: 0.0035, high: 0.0045 },
    gap: { value: 0.0057, low: 0.005, high: 0.006 },
    finding: "pilot dearer" as const,
  };

  test("is held against the model once the model says something", () => {
    expect(saysNothingYet(pilot)).toBe(false);
    expect(pilotWords(pilot, "USD")).toContain("2.4 times as much");
  });

  test("is not called as expected where anything would be", () => {
    const vague = { ...pilot, expected: { low: 1e-8, high: 360 }, finding: "as expected" as const };
    expect(saysNothingYet(vague)).toBe(true);
    expect(pilotWords(vague, "USD")).toBe(
      "The pilot paid $0.0097 a call; too few worlds so far to hold the model of sync against it.",
    );
  });
});

test("A first budget is enough in 9 worlds of 10: two digits, rounded up", () => {
  expect(proposedBudget(31_204)).toBe(32_000);
  expect(proposedBudget(3000)).toBe(3000);
  expect(proposedBudget(0.0512)).toBe(0.052);
  expect(proposedBudget(null)).toBeUndefined();
  expect(proposedBudget(0)).toBeUndefined();
});

test("A card leads to its cause: the room, the same design, the same measure", () => {
  expect(causeOf(targetWords("monthlyCost", "USD"), "queued")).toEqual({
    room: "cost",
    costDesign: "queued",
  });
  expect(causeOf(targetWords("response.p99", "USD"), "queued")).toEqual({
    room: "latency",
    timeMeasure: "response",
  });
});

describe("how far to trust it", () => {
  const about = (of: ReturnType<typeof run>, what: string) =>
    trustLines(of, VALIDATION).find((line) => line.about === what)?.sentence;

  test("says how much was simulated, in how many worlds, and what is still planned", () => {
    expect(about(run(), "Simulated")).toBe(
      "256 replications, each of a day, in 128 worlds; the same tasks for every design.",
    );
    expect(about(run({ done: 6, planned: 256 }), "Simulated")).toContain(
      "6 replications of 256 planned, each of a day, in 3 worlds",
    );
  });

  test("says the precision that the intervals have", () => {
    expect(about(run({ width: 0.03 }), "Precision")).toContain("cost per resolved ticket is known to ± 3%");
    expect(half({ value: 10, low: 8, high: 11 })).toBe("± 20%");
    expect(half({ value: 10, low: 8, high: null, why: "too few tasks" })).toBe("no bound (too few tasks)");
    expect(half({ value: null, low: null, high: null, why: "nothing arrived" })).toContain("nothing arrived");
  });

  test("gives no precision to the tail of an unstable design", () => {
    const designs = ORDINARY.map((design) => ({ ...design, stable: design.name !== "streamed" }));
    expect(about(run({ designs }), "Precision")).toContain("an unstable design has no p95 of the result");
  });

  test("counts the intervals that held the truth", () => {
    const counted = VALIDATION.figures.filter(({ promises }) => promises === "95 %");
    const held = counted.reduce((sum, each) => sum + each.held, 0);
    const given = counted.reduce((sum, each) => sum + each.held + each.below + each.above, 0);
    const [, share = ""] = /scenarios ([\d.]+)% held/.exec(validationText(VALIDATION)) ?? [];
    expect(Number(share)).toBeCloseTo((100 * held) / given, 0);
    expect(validationText({ ...VALIDATION, figures: [] })).toBe("It was not yet held against anything.");
  });

  test("says what was not simulated as written", () => {
    expect(about(run(), "Otherwise than written")).toContain("“overnight” is not simulated");
  });
});
