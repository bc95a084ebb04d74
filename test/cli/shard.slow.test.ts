/** Parts as processes of their own, stopped from outside. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ensureBuilt } from "../../scripts/setup/targets.mjs";
import { temporaryFolder } from "../electron/temporary-folder.ts";
import { ended, plimsoll, SMALL, start } from "./built-cli.ts";

beforeAll(() => ensureBuilt(["cli"]), 120_000);

/** The text of an answer without the one field that may differ between two runs. */
const timeless = (text: string) => text.replace(/"elapsedSeconds": [\d.]+/, '"elapsedSeconds": 0');

/** Work for a second or two. */
const LONGER = {
  ...SMALL,
  traffic: { users: 20_000 },
  simulation: { ...SMALL.simulation, replications: 60 },
};

/** A folder with a scenario in it, and how one of its parts is asked for. */
async function longRun() {
  const folder = await temporaryFolder();
  const path = (name: string) => join(folder, name);
  await writeFile(path("s.json"), JSON.stringify(LONGER));
  const part = (name: string, shard: string) => [
    "run",
    path("s.json"),
    "--shard",
    shard,
    "--out",
    path(name),
  ];
  return { folder, path, part };
}

/** Waits until a part under way has so many replications. */
async function progressed(path: string, replications: number): Promise<void> {
  for (;;) {
    const text = await readFile(path, "utf8").catch(() => "");
    if (text.split("\n").length - 2 >= replications) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe("A part that was stopped", () => {
  test("by being killed, twice, goes on where it was; merged it is the run in one piece", async () => {
    const { folder, path, part } = await longRun();
    const args = [...part("1.part", "1/2"), "--workers=1"];
    for (const replications of [3, 8]) {
      const child = start(args);
      const end = ended(child);
      child.stdin.end();
      await progressed(path("1.part.progress"), replications);
      child.kill("SIGKILL");
      expect((await end).code).toBeUndefined();
      expect((await readdir(folder)).sort()).toEqual(["1.part.progress", "s.json"]);
    }
    const resumed = await plimsoll(args);
    expect(resumed.code).toBe(0);
    const done = Number(/Goes on with part 1 of 2 after (\d+) replications/.exec(resumed.stderr)?.[1]);
    expect(done).toBeGreaterThanOrEqual(8);
    expect(done).toBeLessThan(30);

    await plimsoll([...part("fresh.part", "1/2"), "--workers=2"]);
    expect(await readFile(path("1.part"))).toEqual(await readFile(path("fresh.part")));
    await plimsoll(part("2.part", "2/2"));
    expect((await readdir(folder)).sort()).toEqual(["1.part", "2.part", "fresh.part", "s.json"]);
    const [merged, whole] = await Promise.all([
      plimsoll(["merge", path("1.part"), path("2.part"), "--json"]),
      plimsoll(["run", path("s.json"), "--json"]),
    ]);
    expect(merged.code).toBe(0);
    expect(timeless(merged.stdout)).toBe(timeless(whole.stdout));
  });

  test("with Ctrl+C says that the same command goes on", async () => {
    const { path, part } = await longRun();
    const child = start([...part("1.part", "1/2"), "--workers=1"]);
    const end = ended(child);
    child.stdin.end();
    await progressed(path("1.part.progress"), 1);
    child.kill("SIGINT");
    const { code, stderr } = await end;
    expect(code).toBe(130);
    expect(stderr).toMatch(/Stopped after \d+ of 30 replications; the same command goes on from there\.\n$/);
  });

  test("because it ran twice at once is whole all the same", async () => {
    const { folder, path, part } = await longRun();
    const both = await Promise.all([plimsoll(part("1.part", "1/2")), plimsoll(part("1.part", "1/2"))]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    await plimsoll(part("alone.part", "1/2"));
    expect(await readFile(path("1.part"))).toEqual(await readFile(path("alone.part")));
    expect((await readdir(folder)).sort()).toEqual(["1.part", "alone.part", "s.json"]);
  });
});
