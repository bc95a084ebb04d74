import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { localDate } from "../../cli/host.ts";
import { SMALL, scenarioFile } from "./built-cli.ts";
import { command } from "./in-process.ts";

const withTrace = (file: string) => ({
  ...SMALL,
  traffic: { trace: { file, columns: { time: "at" }, step: "answer" } },
});

describe("Wrong usage ends with exit code 2, and everything wrong on standard error", () => {
  test.each([
    [[], ["A command is missing", "plimsoll --help"]],
    [["rnu", "s.json"], ["Did you mean plimsoll run?"]],
    [["drill", "s.json"], ["plimsoll drill is not there yet"]],
    [["run"], ["A scenario file is missing"]],
    [
      ["run", "s.json", "--seed", "x", "--load", "0"],
      ["--seed: This is not a number.", "--load: This value is not allowed."],
    ],
  ])("%j", async (args, words) => {
    const { code, stdout, stderr } = await command(args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    for (const word of words) expect(stderr).toContain(word);
  });

  test("a design that the scenario doesn't have", async () => {
    const { code, stderr } = await command(["run", await scenarioFile(SMALL), "--design", "cahced"]);
    expect(code).toBe(2);
    expect(stderr).toContain('Found "cahced"; allowed: plain, cached. Did you mean cached?');
  });

  test("an answer that would be written over the scenario, which stays as it is", async () => {
    const path = await scenarioFile(SMALL);
    const before = await readFile(path, "utf8");
    const { code, stderr } = await command([
      "run",
      path,
      `--json=${join(dirname(path), ".", "scenario.json")}`,
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("written over a file that this run reads");
    expect(await readFile(path, "utf8")).toBe(before);
  });

  test("an answer that would be written over another scenario", async () => {
    const other = await scenarioFile(SMALL);
    const { code, stderr } = await command(["run", await scenarioFile(SMALL), "--json", other]);
    expect(code).toBe(2);
    expect(stderr).toContain("written over another scenario");
  });

  test("a price that the catalogue does not have, with the names near it", async () => {
    const models = Object.fromEntries(
      Object.entries(SMALL.models).map(([name, model]) => [
        name,
        { ...model, price: "anthropic:claude-sonnet-5-5" },
      ]),
    );
    const { code, stderr } = await command(["run", await scenarioFile({ ...SMALL, models })]);
    expect(code).toBe(2);
    expect(stderr).toContain('has no "anthropic:claude-sonnet-5-5"');
    expect(stderr).toContain("anthropic:claude-sonnet-5");
  });
});

describe("A scenario that is not valid ends with exit code 2", () => {
  test("and every problem has its file, line and column, what was found and what is allowed", async () => {
    const broken = {
      ...SMALL,
      traffic: { usres: 10 },
      value: { keptShare: 1.4 },
      designs: { plain: { mode: "snyc", route: { answer: ["modle"] } } },
    };
    const path = await scenarioFile(broken);
    const { code, stdout, stderr } = await command(["run", path]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    const lines = stderr.trimEnd().split("\n");
    for (const word of ["usres", "keptShare", "snyc", "modle"]) {
      const line = lines.find((each) => each.includes(word)) ?? "";
      expect(line, word).toMatch(/scenario\.json:\d+:\d+ /);
      expect(line.toLowerCase(), word).toMatch(/allowed:|did you mean/);
    }
    expect(lines.at(-1)).toMatch(/^plimsoll: \d+ problems; nothing was simulated\.$/);
  });

  test("also on standard input", async () => {
    const { code, stderr } = await command(["run", "-"], { stdin: "{ nothing" });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^standard input:1:\d+ /);
  });

  test("or where a file that it names is not as it should be, with that file's line", async () => {
    const path = await scenarioFile(withTrace("log.csv"), { "log.csv": "at\n0\nsoon\n" });
    const { code, stderr } = await command(["run", path]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^log\.csv:3:/);
    expect(stderr).toContain("soon");
  });
});

describe("A machine that fails ends with exit code 4", () => {
  test("when there is no such scenario", async () => {
    const { code, stdout, stderr } = await command(["run", "nowhere.json"]);
    expect(code).toBe(4);
    expect(stdout).toBe("");
    expect(stderr).toBe("plimsoll: nowhere.json can't be read: there is no such file.\n");
  });

  test("when a file that the scenario names is missing: where it was looked for, and what to do", async () => {
    const path = await scenarioFile(withTrace("data/log.csv"));
    const { code, stderr } = await command(["run", path]);
    expect(code).toBe(4);
    expect(stderr).toContain(
      `${join(dirname(path), "data", "log.csv")} can't be read: there is no such file.`,
    );
    expect(stderr).toContain('The scenario names it as "data/log.csv", relative to its own folder');
  });
});

describe("An answer that can't be written ends with exit code 4 before anything is simulated", () => {
  test.each([
    ["no/answer.json", "its folder does not exist"],
    [".", "it is a folder"],
  ])("%s: %s", async (name, why) => {
    const path = await scenarioFile(SMALL);
    const target = join(dirname(path), name);
    const { code, stdout, stderr } = await command(["run", path, `--json=${target}`]);
    expect(code).toBe(4);
    expect(stdout).toBe("");
    expect(stderr).toBe(`plimsoll: ${target} can't be written: ${why}.\n`);
  });
});

describe("What is stopped", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ])("by %s ends with exit code %i", async (name, expected) => {
    const { code, stdout } = await command(["run", "-"], { signal: AbortSignal.abort(name) });
    expect(code).toBe(expected);
    expect(stdout).toBe("");
  });
});

describe("Help and schemas go to standard output", () => {
  test("general help names every command, those to come as well", async () => {
    const { code, stdout, stderr } = await command(["--help"]);
    expect(code).toBe(0);
    expect(stderr).toBe("");
    for (const word of ["run FILE", "merge PART", "schema", "--version", "Still to come", "loadline"]) {
      expect(stdout).toContain(word);
    }
  });

  test("help of run names every option and every exit code", async () => {
    const { stdout } = await command(["run", "--help"]);
    const options = ["--design NAME", "--replications N", "--seed N", "--days N", "--workers N", "--load X"];
    options.push("--shard I/N", "--out PART");
    for (const word of [...options, "--precision P", "--json [FILE]", "130"]) expect(stdout).toContain(word);
  });

  test("no line of help is wider than the terminal", async () => {
    for (const args of [["--help"], ["help", "run"], ["merge", "-h"], ["schema", "-h"]]) {
      const { stdout } = await command(args);
      for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  test("schemas are JSON Schemas of scenarios and of answers", async () => {
    const scenario = JSON.parse((await command(["schema"])).stdout);
    expect(scenario).toMatchObject({ title: "Plimsoll scenario", type: "object" });
    expect(scenario.required).toContain("traffic");
    const answer = JSON.parse((await command(["schema", "--of", "run"])).stdout);
    expect(answer).toMatchObject({ title: "Plimsoll answer of a run", type: "object" });
    expect(answer.required).toContain("elapsedSeconds");
    const part = JSON.parse((await command(["schema", "--of", "part"])).stdout);
    expect(part.title).toBe("Plimsoll part of a run: one line of it");
    expect(part.oneOf).toHaveLength(3);
  });
});

test("Today is the date on the user's calendar, not that of Greenwich", () => {
  expect(localDate(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
  expect(localDate(new Date(2026, 11, 31, 0, 0))).toBe("2026-12-31");
});
