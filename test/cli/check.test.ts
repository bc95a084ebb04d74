import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { columnsOf } from "../../cli/terminal.ts";
import { checkAnswerSchema } from "../../shared/findings/check-answer.ts";
import { command } from "./in-process.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plimsoll-check-"));
});
afterAll(() => rm(folder, { recursive: true }));

function scenario(targets: object | undefined): string {
  return JSON.stringify({
    plimsoll: 1,
    name: "Gate",
    simulation: { replications: 128, seed: 3, start: "2026-12-01" },
    traffic: { users: 100 },
    task: { unit: "answer", steps: [{ name: "answer", input: 10, output: 10 }] },
    models: { m: { price: { perCall: { uniform: { min: 0.01, max: 0.03 } } }, latency: { total: 1 } } },
    designs: { plain: { mode: "sync", route: { answer: ["m"] } } },
    ...(targets === undefined ? {} : { targets }),
  });
}
const check = (targets: object | undefined, ...more: string[]) =>
  command(["check", "-", ...more], { stdin: scenario(targets) });

describe("plimsoll check", () => {
  it("tells the shell whether promises are kept: 0, 1 and 3", async () => {
    expect((await check({ costPerUnit: 0.05 })).code).toBe(0);
    expect((await check({ costPerUnit: 0.015 })).code).toBe(1);
    expect((await check({ costPerUnit: 0.05 }, "--replications", "8")).code).toBe(3);
  });

  it("says so first, and which promise it is, within the width of the page", async () => {
    const { stdout, stderr } = await check({ costPerUnit: 0.015 });
    expect(stdout.split("\n")[0]).toBe("✕ FAIL: plain does not keep what it promises.");
    expect(stdout).toContain("cost per answer");
    expect(stderr).toBe("");
    expect(Math.max(...stdout.split("\n").map(columnsOf))).toBeLessThanOrEqual(100);
    expect(stdout).not.toMatch(/NaN|undefined|null/);
  });

  it("prints JSON that fits its schema", async () => {
    const { stdout } = await check({ costPerUnit: 0.015 }, "--json");
    expect(checkAnswerSchema.parse(JSON.parse(stdout)).verdict).toBe("fail");
    expect((await command(["schema", "--of", "check"])).stdout).toContain('"replicationsNeeded"');
  });

  it("tells what changed since an earlier answer", async () => {
    const old = join(folder, "old.json");
    await check({ costPerUnit: 0.05 }, "--json", old);
    expect(JSON.parse(await readFile(old, "utf8")).verdict).toBe("pass");
    const { stdout, code } = await check({ costPerUnit: 0.015 }, "--against", old);
    expect(code).toBe(1);
    expect(stdout).toContain("kept then, broken now");
  });

  it("is wrong usage without a promise, or against what is no answer; a missing file is the machine's", async () => {
    const without = await check(undefined);
    expect(without).toMatchObject({ code: 2, stdout: "" });
    expect(without.stderr).toContain("nothing to check");
    const other = join(folder, "other.json");
    await writeFile(other, '{"plimsoll":1}');
    const refused = await check({ costPerUnit: 1 }, "--against", other);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("--against");
    expect((await check({ costPerUnit: 1 }, "--against", join(folder, "none.json"))).code).toBe(4);
  });

  it("judges promises for later months on the forecast", async () => {
    const { stdout } = await check({ monthlyCost: { atMost: 1000, inMonth: 3 } }, "--json");
    const answer = checkAnswerSchema.parse(JSON.parse(stdout));
    expect(answer).toMatchObject({ verdict: "pass", replications: 128 });
    expect(answer.targets[0]!.worldsNotKnown).toBeUndefined();
  });
});
