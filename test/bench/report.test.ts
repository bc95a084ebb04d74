import { describe, expect, it } from "vitest";
import { digits, estimateText, spreadText } from "../../bench/format.ts";
import { measurementOf, nanosecondsPerTask } from "../../bench/measurement.ts";
import { optionsOf, SECTIONS } from "../../bench/options.ts";
import { leftOut, markdownTable, sectionText, verdictLine } from "../../bench/report.ts";

describe("numbers in a report", () => {
  it("have three digits that count, thousands apart", () => {
    expect(digits(15_640)).toBe("15,600");
    expect(digits(1.4996)).toBe("1.50");
    expect(digits(0.0098765)).toBe("0.00988");
    expect(digits(9.999)).toBe("10.0");
    expect(digits(0)).toBe("0");
    expect(digits(Number.NaN)).toBe("–");
  });

  it("show their spread", () => {
    expect(spreadText({ rounds: 3, median: 1.62, low: 1.5, high: 12 })).toBe("1.62 (1.50 – 12.0)");
  });

  it("show two digits of an interval, and the estimate as far", () => {
    expect(estimateText({ value: 5.7148, plusMinus: 0.0123 })).toBe("5.715 ± 0.012");
    expect(estimateText({ value: 5.7148, plusMinus: Number.POSITIVE_INFINITY })).toBe("5.715");
  });
});

describe("a report", () => {
  it("says of every bar whether it is reached", () => {
    const verdict = { claim: "W's cost", measured: "1.62", bar: "at most 2 ×", reached: true };
    expect(verdictLine(verdict)).toBe("- **reached**: W's cost: 1.62, asked at most 2 ×");
    const goal = { bar: "1.5 ×", reached: false };
    expect(verdictLine({ ...verdict, goal })).toBe(
      "- **reached**: W's cost: 1.62, asked at most 2 ×; goal 1.5 ×: missed",
    );
    expect(verdictLine({ ...verdict, reached: false })).toContain("**missed**");
  });

  it("names what was left out, and shows nothing else of it", () => {
    const text = sectionText(leftOut("Node and Chromium", "Chromium: none here"));
    expect(text).toBe("## Node and Chromium\n\n- left out: Chromium: none here");
  });

  it("aligns its tables", () => {
    const table = { head: ["who", "ns"], rows: [["plimsoll", "80"] as const, ["C", "45.5"] as const] };
    expect(markdownTable(table).split("\n")).toEqual([
      "| who      |   ns |",
      "|----------|-----:|",
      "| plimsoll |   80 |",
      "| C        | 45.5 |",
    ]);
  });
});

describe("what a program says", () => {
  const said = {
    tasks: 4_000_000,
    replications: 20,
    cpuSeconds: 0.18,
    wallSeconds: 0.2,
    response: { mean: 8.5, p50: 5.7, p95: 24.7, p99: 46.6, p999: 95 },
    rejectionsPerTask: 0.05,
    failedShare: 0.002,
    costPerTask: 0.01,
  };

  it("gives nanoseconds of processor time a task", () => {
    expect(nanosecondsPerTask(measurementOf(JSON.stringify(said)))).toBeCloseTo(45, 9);
  });

  it("is refused where a figure is missing", () => {
    expect(() => measurementOf(JSON.stringify({ ...said, failedShare: undefined }))).toThrow("failedShare");
  });
});

describe("the arguments of npm run bench", () => {
  it("ask for all sections where they name none", () => {
    const options = optionsOf([]);
    expect(options.ok && options.value.only).toEqual(SECTIONS);
  });

  it("may name single sections and the rounds", () => {
    const options = optionsOf(["--only", "w", "--only", "memory", "--rounds", "5"]);
    expect(options.ok && [options.value.only, options.value.rounds]).toEqual([["w", "memory"], 5]);
  });

  it("are refused with what there is", () => {
    expect(optionsOf(["--only", "nothing"])).toHaveProperty(
      "error",
      expect.stringContaining("first-estimate"),
    );
    expect(optionsOf(["--rounds", "0"]).ok).toBe(false);
    expect(optionsOf(["--nonsense"])).toHaveProperty("error", expect.stringContaining("--only SECTION"));
  });
});
