import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sensitivityText } from "../../cli/report/sensitivity.ts";
import { barOf } from "../../cli/report/sensitivity-bar.ts";
import { columnsOf, inkOf } from "../../cli/terminal.ts";
import { type SensitivityAnswer, sensitivityAnswerSchema } from "../../shared/findings/sensitivity-answer.ts";
import { contextFor } from "../support/synthetic-context.ts";
import { PLAIN_RUN } from "../support/synthetic-tallies.ts";
import { command } from "./in-process.ts";

const SCENARIO = {
  plimsoll: 1,
  name: "Priced",
  simulation: { replications: 64, seed: 3, start: "2026-12-01" },
  traffic: {
    users: 200,
    adoption: { uniform: { min: 0.6, max: 1 } },
    growthPerMonth: { uniform: { min: 0, max: 0.1 } },
  },
  task: { unit: "answer", steps: [{ name: "answer", input: 1000, output: 200 }] },
  models: {
    large: { latency: { total: 2 }, price: { input: { normal: { mean: 1000, sd: 100 } } } },
    small: { latency: { total: 1 }, price: { input: 990 } },
  },
  designs: {
    slow: { mode: "sync", route: { answer: ["large"] } },
    fast: { mode: "sync", route: { answer: ["small"] } },
  },
  value: { perUnit: 2 },
  correlations: [["traffic.adoption", "models.large.price.input", 0.4]],
  assumptions: { "models.large.price.input": { source: "guess" } },
};

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plimsoll-sensitivity-"));
  file = join(folder, "priced.json");
  await writeFile(file, JSON.stringify(SCENARIO));
});

afterAll(() => rm(folder, { recursive: true }));

describe("plimsoll sensitivity", () => {
  test("says first what to measure next, then what moves each figure, from chance and beyond", async () => {
    const { code, stdout } = await command(["sensitivity", file]);
    expect(code).toBe(0);
    const at = [
      "Measure next: “large: input price”, a guess so far.",
      "Cost per answer",
      "Chance alone moves it",
    ].map((text) => stdout.indexOf(text));
    expect(Math.min(...at)).toBeGreaterThan(0);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(stdout).toMatch(/large: input price +\$0\.872 → \$1\.13/);
    expect(stdout).toContain("ship none");
    expect(stdout).toContain("Not read by this design's run: Growth.");
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
  });

  test("prints one JSON document, which has the published form", async () => {
    const { code, stdout } = await command(["sensitivity", file, "--design", "fast", "--json"]);
    expect(code).toBe(0);
    const answer = sensitivityAnswerSchema.parse(JSON.parse(stdout));
    expect(answer.design).toBe("fast");
    // The other design's price moves nothing of this one, but decides which to ship.
    expect(answer.measures.flatMap(({ drivers }) => drivers.map(({ path }) => path))).not.toContain(
      "models.large.price.input",
    );
    expect(answer.valueOfInformation.inputs[0]).toMatchObject({
      path: "models.large.price.input",
      told: true,
    });
    const schema = await command(["schema", "--of", "sensitivity"]);
    expect(JSON.parse(schema.stdout)).toMatchObject({ title: "Plimsoll sensitivity" });
  });

  test("says what is wrong with a design that there is none of", async () => {
    const { code, stderr } = await command(["sensitivity", file, "--design", "fats"]);
    expect(code).toBe(2);
    expect(stderr).toContain("Did you mean fast?");
  });

  test.each([100, 80, 60])("fits %d columns", async (width) => {
    const { stdout } = await command(["sensitivity", file, "--json"]);
    const answer: SensitivityAnswer = sensitivityAnswerSchema.parse(JSON.parse(stdout));
    const context = contextFor(PLAIN_RUN, { unit: "answer" });
    const text = sensitivityText(answer, context, { width, ink: inkOf(false) });
    const widest = Math.max(...text.split("\n").map(columnsOf));
    expect(widest).toBeLessThanOrEqual(width);
  });
});

test("a bar is dark where it is told from chance, and shows where chance ends", () => {
  expect(barOf(4, 1, 4, 8)).toBe("██┊█████");
  expect(barOf(1, 2, 4, 8)).toBe("▒▒  ┊");
  expect(barOf(0, 0, 0, 8)).toBe("");
});
