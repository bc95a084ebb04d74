import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { columnsOf } from "../../cli/terminal.ts";
import { ensureBuilt } from "../../scripts/setup/targets.mjs";
import { runAnswerSchema } from "../../shared/findings/answer.ts";
import { ended, plimsoll, SMALL, scenarioFile, start } from "./built-cli.ts";

// Processes take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(() => ensureBuilt(["cli"]), 120_000);

/** The text of an answer without the one field that may differ between two runs. */
const timeless = (text: string) => text.replace(/"elapsedSeconds": [\d.]+/, '"elapsedSeconds": 0');

describe("A run", () => {
  test("prints a report on standard output, and nothing on standard error", async () => {
    const { code, stdout, stderr } = await plimsoll(["run", await scenarioFile(SMALL)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const parts = [
      "Small",
      "8 replications of 1 day in 4 worlds, from 2026-12-01, seed 5",
      "Promises of plain",
    ];
    expect(stdout).not.toContain("\u001b");
    for (const part of [...parts, "Designs side by side", "cost per answer"]) expect(stdout).toContain(part);
  });

  test("prints its answer as JSON that fits the schema, in the documented order", async () => {
    const path = await scenarioFile(SMALL);
    const { code, stdout, stderr } = await plimsoll(["run", path, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const answer = runAnswerSchema.parse(JSON.parse(stdout));
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
    const order = ["plimsoll", "scenario", "seed", "replications", "days", "start", "chosen", "designs"];
    expect(Object.keys(JSON.parse(stdout))).toEqual([...order, "comparisons", "elapsedSeconds"]);
    const sha256 = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
    expect(answer).toMatchObject({
      scenario: { name: "Small", sha256 },
      seed: 5,
      replications: 8,
      chosen: "plain",
    });
    expect(Object.keys(answer.designs)).toEqual(["plain", "cached"]);
  });

  test("gives the same bytes on 1, 2 and 8 workers", async () => {
    const path = await scenarioFile(SMALL);
    const runs = [1, 2, 8].map((workers) => plimsoll(["run", path, "--json", `--workers=${workers}`]));
    const [one, two, eight] = (await Promise.all(runs)).map(({ stdout }) => timeless(stdout));
    expect(one).toContain('"arrived"');
    expect(two).toBe(one);
    expect(eight).toBe(one);
  });

  test("does as its options say", async () => {
    const options = [
      "--design",
      "cached",
      "--replications",
      "4",
      "--seed",
      "9",
      "--days",
      "0.5",
      "--load",
      "2",
    ];
    const { stdout } = await plimsoll(["run", await scenarioFile(SMALL), "--json", ...options]);
    const answer = runAnswerSchema.parse(JSON.parse(stdout));
    expect(answer).toMatchObject({ replications: 4, seed: 9, days: 0.5 });
    expect(Object.keys(answer.designs)).toEqual(["cached"]);
  });

  test("reads its scenario from standard input", async () => {
    const { code, stdout } = await plimsoll(["run", "-"], { stdin: JSON.stringify(SMALL) });
    expect(code).toBe(0);
    expect(stdout).toContain("Small");
  });

  test("is as wide as the terminal, in colour where that is wanted", async () => {
    const env = { COLUMNS: "60", FORCE_COLOR: "1" };
    const { stdout } = await plimsoll(["run", await scenarioFile(SMALL)], { env });
    expect(stdout).toContain("\u001b[1mSmall\u001b[22m");
    for (const line of stdout.split("\n")) expect(columnsOf(line)).toBeLessThanOrEqual(60);
  });
});

describe("A file for the answer", () => {
  test("gets the JSON, and the report is printed all the same", async () => {
    const path = await scenarioFile(SMALL);
    const target = join(dirname(path), "answer.json");
    const { code, stdout, stderr } = await plimsoll(["run", path, "--json", target]);
    expect(code).toBe(0);
    expect(stdout).toContain("Designs side by side");
    expect(stderr).toBe(`plimsoll: The answer is in ${target}.\n`);
    runAnswerSchema.parse(JSON.parse(await readFile(target, "utf8")));
    expect(await readdir(dirname(path))).toEqual(["answer.json", "scenario.json"]);
  });

  test("is looked for where the user stands, the scenario's files beside the scenario", async () => {
    const trace = { file: "log.csv", columns: { time: "at" }, step: "answer" };
    const scenario = { ...SMALL, traffic: { trace } };
    const times = Array.from({ length: 50 }, (_, i) => String(i * 7));
    const path = await scenarioFile(scenario, { "log.csv": `at\n${times.join("\n")}\n` });
    const cwd = join(dirname(path), "elsewhere");
    await mkdir(cwd);
    const { code, stderr } = await plimsoll(["run", path, "--json", "answer.json"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "plimsoll: The answer is in answer.json.\n" });
    expect(await readdir(cwd)).toEqual(["answer.json"]);
  });
});

describe("A run with a precision", () => {
  test("stops at the first look that is precise enough, on any number of workers, and says so", async () => {
    const args = ["run", await scenarioFile(SMALL), "--json", "--replications", "64", "--precision", "20%"];
    const [one, four] = await Promise.all([
      plimsoll([...args, "--workers=1"]),
      plimsoll([...args, "--workers=4"]),
    ]);
    const { replications } = runAnswerSchema.parse(JSON.parse(one.stdout));
    expect(one.code).toBe(0);
    expect([4, 8, 16, 32]).toContain(replications);
    expect(one.stderr).toBe(`plimsoll: Reached a precision of 20% after ${replications} replications.\n`);
    expect(timeless(four.stdout)).toBe(timeless(one.stdout));
  });

  test("says when it was not reached, and how far it came", async () => {
    const args = ["run", await scenarioFile(SMALL), "--precision", "0.001%"];
    const { code, stderr } = await plimsoll(args);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^plimsoll: Did not reach a precision of 0\.001% in 8 replications: the widest .* ± /,
    );
  });
});

describe("A run that is left alone", () => {
  test("by its reader, as head does, is silent", async () => {
    const child = start(["run", await scenarioFile(SMALL), "--json"]);
    child.stdin.end();
    const end = ended(child);
    child.stdout.destroy();
    expect(await end).toMatchObject({ code: 0, stderr: "" });
  });

  test("by its user, with Ctrl+C, stops and says how far it came", async () => {
    // So much that it fits into no pipe: when all is taken, the process is there and listens for signals.
    const stdin = JSON.stringify({ ...SMALL, traffic: { users: 100_000 } }) + " ".repeat(4_000_000);
    const child = start(["run", "-", "--replications", "1000"]);
    const end = ended(child);
    await new Promise<void>((resolve) => {
      child.stdin.end(stdin, resolve);
    });
    child.kill("SIGINT");
    const { code, stdout, stderr } = await end;
    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
    expect(stderr).toMatch(
      /^plimsoll: Stopped (after \d+ of 1000 replications|before anything was read)\.\n$/,
    );
  });
});
