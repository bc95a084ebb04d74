import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { command } from "./in-process.ts";

const FOUR = "--pilot-calls 3.1k --pilot-cost $30 --users 40 --calls-per-user 2.5";
const typed = (line: string) => command(["new", ...line.split(" ").filter((word) => word !== "")]);

describe("plimsoll new", () => {
  test("prints a scenario that the next command runs", async () => {
    const { stdout, code } = await typed(`${FOUR} --budget 900 --unit summary`);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      pilot: { calls: 3100, cost: 30 },
      targets: { monthlyCost: 900 },
      task: { unit: "summary" },
    });
    const run = await command(["run", "-", "--replications", "16"], { stdin: stdout });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("Can 40 users a day be served for 900 USD a month?");
    expect(run.stdout.replaceAll(/\s+/g, " ")).toContain(
      "The pilot paid $0.0097 a call, as the model of streamed expects",
    );
  });

  test("writes a new file whole, says what it guessed, and leaves a file that is there as it is", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plimsoll-new-"));
    const file = join(folder, "mine.json");
    const made = await typed(`${FOUR} --out ${file}`);
    expect([made.code, made.stderr]).toEqual([0, ""]);
    expect(made.stdout).toContain("models.model.price.input: what makes a call cost what the pilot's did");
    expect(await readFile(file, "utf8")).toBe((await typed(FOUR)).stdout);
    await writeFile(file, "mine");
    const again = await typed(`${FOUR} --out ${file}`);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain("There is a file of this name already");
    expect(await readFile(file, "utf8")).toBe("mine");
    expect(await readdir(folder)).toEqual(["mine.json"]);
    const nowhere = await typed(`${FOUR} --out ${join(folder, "no", "mine.json")}`);
    expect(nowhere.code).toBe(4);
  });

  test("names every number that is missing or can't be", async () => {
    const none = await typed("--pilot-calls 10 --user 5");
    expect(none.code).toBe(2);
    expect(none.stderr.split("\n").slice(0, 4)).toEqual([
      "plimsoll: There is no option --user. Did you mean --users?",
      "plimsoll: --pilot-cost: This number is missing. Allowed: what the pilot paid for them.",
      "plimsoll: --users: This number is missing. Allowed: people who will use it on a day.",
      "plimsoll: --calls-per-user: This number is missing. Allowed: model calls that one of them makes on a day.",
    ]);
    const wrong = await typed(
      "--pilot-calls 2.5 --pilot-cost 0 --users 5 --calls-per-user many --budget 1 to 2",
    );
    expect(wrong.stderr).toContain("--calls-per-user");
    const zero = await typed("--pilot-calls 2.5 --pilot-cost 0 --users 5 --calls-per-user 1");
    expect(zero.stderr).toContain("--pilot-calls: A pilot makes whole calls, at least one.");
    expect(zero.stderr).toContain("--pilot-cost: Without a cost the pilot says nothing about prices.");
  });
});
