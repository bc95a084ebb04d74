import { describe, expect, test } from "vitest";
import { barStarts } from "../../../renderer/charts/money-waterfall.tsx";
import { type AnsweredDesign, answered, answeredDesigns } from "../../../renderer/rooms/answered.ts";
import { budgetRows, budgetSentence } from "../../../renderer/rooms/cost-budget-words.ts";
import { listPriceOf, partBars, partsNote, partsTitle } from "../../../renderer/rooms/cost-parts-words.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { ORDINARY, syntheticSnapshot } from "../support/synthetic-snapshot.ts";

type Changed = (scenario: ReturnType<typeof raw>) => void;
const raw = () => JSON.parse(example);

/** The example with a change, answered by the synthetic run; its design, by name. */
function run(change: Changed = () => undefined, name = "streamed") {
  const written = raw();
  change(written);
  const parsed = parseScenario(JSON.stringify(written));
  if (!parsed.ok) throw new Error(parsed.error.map(({ message }) => message).join(" "));
  return runOf(parsed.value, name);
}

function runOf(scenario: Scenario, name: string) {
  const designs = ORDINARY.map((design, at) => (at === 1 ? { ...design, name } : design));
  const all = answered(scenario, syntheticSnapshot({ designs, chosen: name }));
  const shown = answeredDesigns(all).find((design) => design.name === name);
  if (shown === undefined) throw new Error("The design was not answered.");
  return { all, shown };
}

const sumTo = (bars: ReturnType<typeof partBars>, end: string): number => {
  const index = bars.findIndex(({ name }) => name === end);
  return (barStarts(bars)[index - 1] ?? 0) + (bars[index - 1]?.value ?? 0);
};

describe("the parts of a unit's cost", () => {
  test("lead from the list price of its tokens to its cash, and with wrong answers to its loaded cost", () => {
    const { all, shown } = run();
    const bars = partBars(all, shown);
    expect(bars.slice(0, 2).map(({ name }) => name)).toEqual(["Tokens at list price", "Prompt cache"]);
    expect(bars[1]?.value).toBeLessThan(0);
    expect(sumTo(bars, "Cash")).toBeCloseTo(28_600 / 400_000, 4);
    expect(bars.map(({ name }) => name).slice(-3)).toEqual(["Cash", "Wrong answers", "Loaded"]);
    expect(bars.map(({ name }) => name)).not.toContain("Commitments");
  });

  test("count cached tokens at the input price: ten times what they cost here", () => {
    const { all, shown } = run();
    const { input, cachedInput, output } = shown.answer.cost.parts;
    const list = listPriceOf(all, shown);
    expect(list.known && list.list).toBeCloseTo(input + 10 * cachedInput + output, 9);
    expect(list.known && list.cacheSaves).toBeCloseTo(9 * cachedInput, 9);
    const share = Math.round((100 * 9 * cachedInput) / (input + 10 * cachedInput + output));
    expect(partsTitle(all, shown)).toContain(`cache saves ${share}% of the list price`);
  });

  test("count a batch at the full price, of which it pays half", () => {
    const { all, shown } = run(() => undefined, "overnight");
    const { input, cachedInput, output } = shown.answer.cost.parts;
    const list = listPriceOf(all, shown);
    expect(list.known && list.list).toBeCloseTo(2 * (input + 10 * cachedInput + output), 9);
    expect(list.known && list.list - list.cacheSaves - list.batchSaves).toBeCloseTo(
      input + cachedInput + output,
      9,
    );
    expect(sumTo(partBars(all, shown), "Cash")).toBeCloseTo(28_600 / 400_000, 4);
  });

  test.each<[string, Changed]>([
    ["different discounts", (written) => Object.assign(written.models.small.price, { cachedInput: 0.05 })],
    [
      "no single number",
      (written) => Object.assign(written.models.large.price, { input: { normal: { p5: 2, p95: 3 } } }),
    ],
    [
      "discounted by a commitment",
      (written) => Object.assign(written.models.large, { commitment: { perMonth: 0, discount: 0.1 } }),
    ],
    ["writing to the cache", (written) => Object.assign(written.task.steps[1], { writesCache: true })],
  ])("say that the list price can't be told, and show what was paid: %s", (why, change) => {
    const { all, shown } = run(change);
    const list = listPriceOf(all, shown);
    expect(list.known ? "" : list.why).toContain(why);
    expect(
      partBars(all, shown)
        .map(({ name }) => name)
        .slice(0, 3),
    ).toEqual(["Input", "Cached input", "Output"]);
    expect(partsNote(list)).toContain(why);
    expect(partsTitle(all, shown)).not.toContain("list price");
  });
});

describe("the budget", () => {
  const withBudget = (budget: AnsweredDesign["answer"]["budget"], stable = true): AnsweredDesign => {
    const { shown } = run();
    return { ...shown, answer: { ...shown.answer, budget, stable } };
  };
  const around = (value: number) => ({ value, low: value * 0.95, high: value * 1.05 });
  const usual = {
    p50: around(24_000),
    p80: around(31_000),
    p90: around(35_500),
    contingency: { p80: 7000, p90: 11_500 },
  };

  test("names what is enough in most worlds, and how much of it is contingency", () => {
    expect(budgetSentence(withBudget(usual), "USD")).toBe(
      "“streamed”: $31.0k a month is enough in 80% of worlds, $7k of it contingency",
    );
    expect(budgetRows(withBudget(usual), "USD").map(({ contingency }) => contingency)).toEqual([
      "none",
      "$7k",
      "$12k",
    ]);
    expect(budgetRows(withBudget(usual), "USD").every(({ spread }) => /±|to/.test(spread))).toBe(true);
  });

  test("says why there is none, where a design is unstable or had no traffic", () => {
    expect(budgetSentence(withBudget(usual, false), "USD")).toContain("unstable");
    const none = { value: null, low: null, high: null, why: "no traffic in the horizon" };
    const empty = { p50: none, p80: none, p90: none, contingency: { p80: null, p90: null } };
    expect(budgetSentence(withBudget(empty), "USD")).toContain("no traffic in the horizon");
    expect(budgetRows(withBudget(empty), "USD")[1]).toMatchObject({
      value: "not known",
      spread: "no traffic in the horizon",
      contingency: "not known",
    });
  });
});
