import { describe, expect, test } from "vitest";
import { forecastText } from "../../cli/report/forecast.ts";
import { columnsOf } from "../../cli/terminal.ts";
import { forecastAnswerSchema } from "../../shared/findings/forecast-schema.ts";
import { contextFor, linearScenario } from "../support/forecasts.ts";
import { command } from "./in-process.ts";

// A dollar a task, 6,088 tasks in month 1, a tenth more each month: month 4 is the first above 8,000.
const SCENARIO = linearScenario({
  growth: 0.1,
  model: { price: { perCall: 1 }, retires: "2027-02-15", successor: "next" },
  models: { next: { latency: { total: 4 }, price: { perCall: 1.5 } } },
  rest: {
    name: "A dollar a task",
    value: { manualCostPerUnit: 2 },
    costs: { once: { integration: 20_000 } },
    targets: { monthlyCost: { atMost: 8000, inMonth: 4 }, latency: [{ percentile: 95, seconds: 3 }] },
    simulation: { replications: 4, days: 7, seed: 2 },
  },
});

const forecast = (line: string, scenario: object = SCENARIO) =>
  command(["forecast", "-", ...line.split(" ").filter((word) => word !== "")], {
    stdin: JSON.stringify(scenario),
  });

describe("plimsoll forecast", () => {
  test("says what the months cost, when the budget is passed, what a retirement does, and what is paid back when", async () => {
    const { stdout, stderr, code } = await forecast("--months 6");
    expect([code, stderr]).toEqual([0, ""]);
    const text = stdout.replaceAll(/\s+/g, " ");
    expect(text).toContain("only costs $6.1k a month today and $15k in month 6");
    expect(text).toContain(
      "Until month 2 90% of worlds or more stay within $8k; in month 3 it is 0% of worlds",
    );
    expect(text).toContain("On 2027-02-15 (month 3) model retires: next takes its place");
    expect(text).toContain("a month earlier $1 is paid per unit, a month later $1.50");
    expect(text).toContain("In month 3 p95 of the result is as promised in 0% of worlds");
    expect(text).toContain(
      "The $20k paid once is back by the end of month 4 in half of the worlds, discounted at 8% a year",
    );
    expect(text).toMatch(/broken: cost a month at most \$8k in month 4, kept in 0% \(0–\d+%\) of worlds/);
  });

  test("shows twelve months, or as many as a promise is for", async () => {
    const months = async (scenario: object) =>
      forecastAnswerSchema.parse(JSON.parse((await forecast("--json", scenario)).stdout)).months.length;
    expect(await months(SCENARIO)).toBe(12);
    const later = { ...SCENARIO, targets: { monthlyCost: { atMost: 8000, inMonth: 15 } } };
    expect(await months(later)).toBe(15);
  });

  test("discounts as it is told: dearer money comes back later", async () => {
    const back = async (rate: string) =>
      forecastAnswerSchema.parse(
        JSON.parse((await forecast(`--months 9 --json --discount-rate ${rate}`)).stdout),
      ).savings?.payback?.p50;
    expect(await back("0")).toBe(4);
    expect(await back("90%")).toBe(5);
  });

  test("keeps to the page, however narrow, and to its most important columns", async () => {
    const { stdout } = await forecast("--months 6 --json");
    const answer = forecastAnswerSchema.parse(JSON.parse(stdout));
    const ink = { bold: String, dim: String, good: String, bad: String, unsure: String };
    for (const width of [60, 80, 100]) {
      const text = forecastText(answer, contextFor(SCENARIO, { months: 6 }), { width, ink });
      expect(Math.max(...text.split("\n").map(columnsOf))).toBeLessThanOrEqual(width);
      expect(text).toMatch(/month .*p5 .*p50 .*p95 .*in budget/);
    }
  });

  test("lists what is wrong with what was typed", async () => {
    const { stderr, code } = await forecast("--months 0 --discount-rate 9 --design none");
    expect(code).toBe(2);
    expect(stderr).toContain("--months: This value is not allowed.");
    expect(stderr).toContain("Did you mean 9%?");
  });
});
