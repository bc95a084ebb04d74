import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { breakEvenSentence } from "../../cli/report/break-even.ts";
import { pricesText } from "../../cli/report/prices.ts";
import { columnsOf, inkOf } from "../../cli/terminal.ts";
import { breakEvenAnswerSchema, type CommitmentAnswer } from "../../shared/findings/break-even-answer.ts";
import { pricesAnswerOf, pricesAnswerSchema } from "../../shared/findings/prices-answer.ts";
import { loadCatalogue } from "../../shared/prices/genai-prices.ts";
import { command } from "./in-process.ts";

const SCENARIO = {
  plimsoll: 1,
  name: "Committed",
  simulation: { replications: 4, seed: 2, start: "2026-12-01" },
  traffic: { users: 500 },
  task: { steps: [{ name: "answer", input: 3000, output: 500, maxOutput: 1000 }] },
  models: {
    reserved: {
      price: "anthropic:claude-sonnet-5",
      latency: { total: 1 },
      commitment: { perMonth: 50, discount: 0.2 },
    },
    other: { price: "openai:gpt-5.4", latency: { total: 1 } },
  },
  designs: {
    committed: { mode: "sync", route: { answer: ["reserved"] } },
    plain: { mode: "sync", route: { answer: ["other"] } },
  },
};

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plimsoll-prices-"));
  file = join(folder, "scenario.json");
  await writeFile(file, JSON.stringify(SCENARIO));
});
afterAll(() => rm(folder, { recursive: true }));

const page = (width: number) => ({ width, ink: inkOf(false) });

describe("plimsoll prices", () => {
  test("tells a model in full: its price, what batches make of it, its end, its source", async () => {
    const { code, stdout } = await command(["prices", "openai:gpt-5-mini"]);
    expect(code).toBe(0);
    expect(stdout).toContain("$0.25 in, $0.025 cached, $2 out");
    expect(stdout).toContain("batch × 0.5");
    expect(stdout).toContain("switched off on 2026-12-11");
    expect(stdout).toContain("2026-09-23");
  });

  test("gives JSON that its schema describes, to standard output or a file", async () => {
    const { stdout } = await command(["prices", "claude", "sonnet", "--json"]);
    const answer = pricesAnswerSchema.parse(JSON.parse(stdout));
    expect(answer.query).toBe("claude sonnet");
    expect(answer.models.map(({ id }) => id)).toContain("anthropic:claude-sonnet-5");
    const path = join(folder, "prices.json");
    const { code } = await command(["prices", "claude", `--json=${path}`]);
    expect(code).toBe(0);
    expect(pricesAnswerSchema.parse(JSON.parse(await readFile(path, "utf8"))).models.length).toBeGreaterThan(
      20,
    );
  });

  test("names what is near a word that nothing holds", async () => {
    const { code, stdout } = await command(["prices", "anthropic:claude-sonnet-5-5"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Near it: anthropic:claude-sonnet-5");
  });

  test("lists everything where no word is given, each id once", async () => {
    const { stdout } = await command(["prices", "--json"]);
    const { models } = pricesAnswerSchema.parse(JSON.parse(stdout));
    expect(models.length).toBeGreaterThan(1400);
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
  });

  test("refuses an option that it does not know", async () => {
    const { code, stderr } = await command(["prices", "--jsno"]);
    expect([code, stderr.includes("--json")]).toEqual([2, true]);
  });

  test.each([60, 80, 120])("stays within %i columns, but for words that are longer", async (width) => {
    const answer = pricesAnswerOf(await loadCatalogue(), "gpt", "2026-12-01");
    const lines = pricesText(answer, page(width)).split("\n");
    const long = lines.filter((line) => columnsOf(line) > width && line.trim().includes(" "));
    expect(long).toEqual([]);
  });
});

describe("plimsoll prices --break-even", () => {
  test("says from which traffic on a commitment pays", async () => {
    const { code, stdout } = await command(["prices", "--break-even", file]);
    expect(code).toBe(0);
    // 500 tasks a day × 30.4375 × (3,000 × 2 + 500 × 10) / 10⁶ = 167 a month, a fifth of which is 33 of the fee of 50
    expect(stdout).toMatch(/The commitment of reserved pays from 1\.\d+ times today's traffic/);
  });

  test("gives JSON that its schema describes, the same for the same seed", async () => {
    const once = await command(["prices", "--break-even", file, "--json"]);
    const again = await command(["prices", "--break-even", file, "--json", "--workers", "2"]);
    const answer = breakEvenAnswerSchema.parse(JSON.parse(once.stdout));
    expect(answer.commitments[0]).toMatchObject({ model: "reserved", instead: "list price", linear: true });
    expect(answer.commitments[0]?.multiple.value).toBeCloseTo(50 / (0.2 * 0.011 * 500 * 30.4375), 1);
    expect(again.stdout).toBe(once.stdout);
  });

  test("refuses a design that has promised nothing", async () => {
    const { code, stderr } = await command(["prices", "--break-even", file, "--design", "plain"]);
    expect(code).toBe(2);
    expect(stderr).toContain("nothing that could break even");
  });
});

describe("What a break-even says", () => {
  const base: CommitmentAnswer = {
    model: "m",
    instead: "other models",
    linear: false,
    multiple: { value: 1.8234, low: 1.6, high: 2.1 },
    tasksPerMonth: 543_210,
    savingToday: { value: -900, low: -1100, high: -700 },
    points: [],
  };

  test("has no more digits than its interval", () => {
    expect(breakEvenSentence(base, "USD").replaceAll("\u00a0", " ")).toBe(
      "The commitment of m pays from 1.8 times today's traffic on (1.6 to 2.1), 540,000 tasks a month. Today it costs $900 ± 200 a month more than the same design without it.",
    );
  });

  test("says so where it never pays, or always", () => {
    const never = {
      ...base,
      multiple: { value: null, low: 8, high: null, why: "beyond" },
      tasksPerMonth: null,
    };
    expect(breakEvenSentence(never, "USD")).toContain("does not pay at up to 8 times");
    const always = { ...base, multiple: { value: 0, low: 0, high: 0 }, tasksPerMonth: 0 };
    expect(breakEvenSentence(always, "USD")).toContain("pays at any traffic that was looked at");
  });

  test("says so where today cannot be told from no difference", () => {
    const unsure = { ...base, savingToday: { value: 10, low: -100, high: 120 } };
    expect(breakEvenSentence(unsure, "USD")).toContain("may cost more or less than");
  });
});

describe("A run with catalogue prices", () => {
  test("shows what it took, and answers with it", async () => {
    const { stdout } = await command(["run", file]);
    expect(stdout).toContain("Prices from the catalogue");
    expect(stdout).toContain("anthropic:claude-sonnet-5, $2 in");
    const { stdout: json } = await command(["run", file, "--json"]);
    expect(JSON.parse(json).prices.reserved).toMatchObject({
      id: "anthropic:claude-sonnet-5",
      input: 2,
      ageDays: 69,
    });
  });

  test("refuses a price in another currency than dollars", async () => {
    const path = join(folder, "euros.json");
    await writeFile(path, JSON.stringify({ ...SCENARIO, currency: "EUR" }));
    const { code, stderr } = await command(["run", path]);
    expect(code).toBe(2);
    expect(stderr).toContain("this scenario counts in EUR: write the prices as numbers");
  });

  test("costs the same in parts that are merged", async () => {
    const parts = [1, 2].map((shard) => join(folder, `prices-${shard}.part`));
    for (const [at, part] of parts.entries())
      expect((await command(["run", file, "--shard", `${at + 1}/2`, "--out", part])).code).toBe(0);
    const merged = JSON.parse((await command(["merge", ...parts, "--json"])).stdout);
    const whole = JSON.parse((await command(["run", file, "--json"])).stdout);
    expect(merged).toEqual(whole);
  });
});
