import { describe, expect, test } from "vitest";
import { columnsOf } from "../../cli/terminal.ts";
import { compareAnswerSchema } from "../../shared/findings/comparison-study.ts";
import { command } from "./in-process.ts";

const SCENARIO = {
  plimsoll: 1,
  name: "Two ways",
  traffic: { users: 60_000, adoption: { beta: { p5: 0.3, p95: 0.6 } } },
  task: {
    unit: "answer",
    deadline: 60,
    steps: [{ name: "answer", input: { lognormal: { p50: 800, p95: 2000 } }, output: 150, maxOutput: 400 }],
  },
  models: {
    large: { price: { input: 2, output: 8 }, latency: { firstToken: 0.5, perOutputToken: 0.01 } },
    small: { price: { input: 0.2, output: 0.8 }, latency: { firstToken: 1, perOutputToken: 0.02 } },
  },
  designs: {
    quick: { mode: "sync", route: { answer: ["large"] } },
    thrifty: { mode: "sync", route: { answer: ["small"] } },
    queued: { like: "thrifty", mode: "async", workers: 1, acknowledge: 0.1 },
  },
  targets: { latency: [{ percentile: 95, seconds: 3, of: "result" }] },
  simulation: { replications: 28, seed: 3, days: 0.05 },
};

const stdin = JSON.stringify(SCENARIO);
const compare = (line: string, text = stdin) =>
  command(["compare", "-", ...line.split(" ").filter((word) => word !== "")], { stdin: text });

describe("plimsoll compare", () => {
  test("says first which is the cheapest, which the fastest, and what it costs to be faster", async () => {
    const { stdout, stderr, code } = await compare("");
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout.split("\n");
    expect(lines.slice(0, 2)).toEqual([
      "Two ways",
      "3 designs, 28 replications of 72 min in the same 14 worlds, from 2026-12-01, seed 3",
    ]);
    const text = stdout.replaceAll(/\s+/g, " ");
    expect(text).toMatch(
      /• thrifty has the lowest cost per answer: next is quick, \$0\.00\d+ ± 0\.0\d+ higher\./,
    );
    expect(text).toMatch(/• quick has the lowest p95 of the result: next is thrifty, 2 s higher\./);
    expect(text).toContain("queued is unstable");
    expect(text).toContain("thrifty breaks its target for p95 of the result");
    expect(text).toMatch(/To be faster costs: quick instead of thrifty takes 2/);
    expect(text).toContain("The response of queued is an acknowledgement");
  });

  test("is no wider than the page", async () => {
    const { stdout } = await compare("");
    expect(Math.max(...stdout.split("\n").map(columnsOf))).toBeLessThanOrEqual(100);
  });

  test("gives its answer as JSON that fits the schema, the same bytes again", async () => {
    const { stdout } = await compare("--json");
    const answer = compareAnswerSchema.parse(JSON.parse(stdout));
    expect(answer.baseline).toBe("quick");
    expect(Object.keys(answer.designs)).toEqual(["quick", "thrifty", "queued"]);
    expect(answer.criterion).toMatchObject({
      measure: "costPerUnit",
      keeping: { designs: ["quick"], couldBeBest: ["quick"] },
    });
    expect(answer.designs["queued"]?.stable).toBe(false);
    const result = answer.measures.find(({ measure }) => measure === "result.p95");
    expect(result?.differences).toMatchObject([{ relation: "higher" }, { relation: "not known" }]);
    expect(result?.best.map(({ couldBeBest }) => couldBeBest)).toEqual([true, false, false]);
    const response = answer.measures.find(({ measure }) => measure === "response.p95");
    expect(response?.differences[1]?.difference.why).toBe(
      "queued: its response is an acknowledgement, not an answer",
    );
    expect((await compare("--json")).stdout).toBe(stdout);
  });

  test("holds them against another baseline, and decides by another measure", async () => {
    const { stdout } = await compare("--baseline thrifty --by result.p95 --json");
    const answer = compareAnswerSchema.parse(JSON.parse(stdout));
    expect(answer.baseline).toBe("thrifty");
    expect(answer.criterion.all).toMatchObject({ couldBeBest: ["quick"] });
    const cost = answer.measures.find(({ measure }) => measure === "costPerUnit");
    expect(cost?.differences).toMatchObject([
      { design: "quick", relation: "higher" },
      { design: "queued", relation: "not told apart" },
    ]);
  });

  test("says so where there is nothing to compare: one design, one world, no traffic", async () => {
    const one = await compare("--design quick");
    expect(one.stdout).toContain("There is one design: nothing to compare.");
    const world = await compare("--replications 2");
    expect(world.stdout).toContain("not told apart yet");
    expect(world.stdout).not.toMatch(/NaN|undefined|Infinity/);
    const none = await compare("", JSON.stringify({ ...SCENARIO, traffic: { users: 10, adoption: 0 } }));
    expect(none.code).toBe(0);
    expect(none.stdout).not.toMatch(/NaN|undefined|Infinity/);
  });

  test("explains a wrong baseline and a wrong measure", async () => {
    const name = await compare("--baseline quik");
    expect([name.code, name.stderr]).toEqual([
      2,
      'plimsoll: --baseline: The scenario has no design of this name. Found "quik"; allowed: quick, thrifty, queued. Did you mean quick?\n',
    ]);
    const left = await compare("--baseline queued --design quick --design thrifty");
    expect(left.stderr).toContain("The baseline must be among the designs compared.");
    const measure = await compare("--by result.p59");
    expect(measure.code).toBe(2);
    expect(measure.stderr).toContain("Did you mean result.p95?");
  });
});
