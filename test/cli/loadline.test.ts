import { describe, expect, test } from "vitest";
import { columnsOf } from "../../cli/terminal.ts";
import { loadLineAnswerSchema } from "../../shared/findings/load-line-answer.ts";
import { command } from "./in-process.ts";

const SCENARIO = {
  plimsoll: 1,
  name: "A small service",
  traffic: { users: 300, burstiness: 10_000 },
  task: { unit: "answer", steps: [{ name: "answer", input: 1000, output: 100 }] },
  models: { model: { price: { input: 10 }, latency: { total: 2 } } },
  designs: {
    only: { mode: "sync", route: { answer: ["model"] } },
    other: { mode: "sync", route: { answer: ["model"] }, concurrency: 1 },
  },
  costs: { monthly: { rent: 100 } },
  targets: { confidence: 0.5, monthlyCost: 240, costPerUnit: 0.03 },
  simulation: { replications: 14, seed: 3 },
};

const stdin = JSON.stringify(SCENARIO);
const loadline = (line: string, text = stdin) =>
  command(["loadline", "-", ...line.split(" ").filter((word) => word !== "")], { stdin: text });

describe("plimsoll loadline", () => {
  test("says first what breaks first, and at how much traffic", async () => {
    const { stdout, stderr, code } = await loadline("");
    expect([code, stderr]).toEqual([0, ""]);
    const text = stdout.replaceAll(/\s+/g, " ");
    expect(text).toMatch(
      /^A small service only at \d+ multiples of its traffic, up to 14 replications of 1 day in 7 worlds/,
    );
    // (240 − 100) / (300 · 0.01 · 30.4375) = 1.533
    expect(text).toMatch(/ The monthly budget breaks first, at 1\.53× today's traffic \(1\.\d+–1\.\d+\)\. /);
    expect(text).toMatch(/✓ cost a month at most \$240 < 0\.125× 1\.53× \(1\.\d+–1\.\d+\) \+53%/);
    // 100 / 30.4375 / 300 / 0.02 = 0.548
    expect(text).toMatch(/✓ cost per answer at most \$0\.03 0\.5\d+× \(0\.5\d+–0\.5\d+\) > 8×/);
    expect(text).toContain("today");
    expect(Math.max(...stdout.split("\n").map(columnsOf))).toBeLessThanOrEqual(100);
  });

  test("looks at another design, and as far as it is told to", async () => {
    const { stdout } = await loadline("--design other --up-to 3 --down-to 0.5 --runs 100 --json");
    const { design, searched } = loadLineAnswerSchema.parse(JSON.parse(stdout));
    expect(design).toBe("other");
    expect(searched).toMatchObject({ from: 0.5, to: 3 });
  });

  test("narrows a line down as it is told to", async () => {
    const read = async (options: string) => {
      const { stdout } = await loadline(`${options} --json`);
      const { line } = loadLineAnswerSchema.parse(JSON.parse(stdout)).targets[0]!;
      return (line.high ?? 0) / (line.low ?? 1);
    };
    expect(await read("--precision 20%")).toBeGreaterThan(1.03);
    expect(await read("--precision 1% --runs 200")).toBeLessThan(1.015);
  });

  test.each([
    ["--up-to 1", "a number above 1, at most 1,000"],
    ["--down-to 2", "a number from 0.001 to below 1"],
    ["--runs 0", "a number from 1 to 1,000"],
    ["--precision 0", "a share from 0.1% to below 1, such as 2%"],
    ["--design nobody", "only, other"],
  ])("refuses %s, and says what is allowed", async (options, allowed) => {
    const { code, stderr } = await loadline(options);
    expect(code).toBe(2);
    expect(stderr).toContain(allowed);
  });

  test("has a schema of its own", async () => {
    const { stdout } = await command(["schema", "--of", "loadline"]);
    expect(JSON.parse(stdout)).toMatchObject({
      title: "Plimsoll load line",
      required: expect.arrayContaining(["targets", "points"]),
    });
  });
});
