import { appendFile, copyFile, readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { runAnswerSchema } from "../../shared/findings/answer.ts";
import { writtenLineSchema } from "../../shared/run/part-schema.ts";
import { temporaryFolder } from "../electron/temporary-folder.ts";
import { SMALL } from "./built-cli.ts";
import { command } from "./in-process.ts";

/** The text of an answer without the one field that may differ between two runs. */
const timeless = (text: string) => text.replace(/"elapsedSeconds": [\d.]+/, '"elapsedSeconds": 0');

interface Run {
  readonly folder: string;
  /** Simulates a part into the folder. */
  shard(shard: string, name: string, more?: readonly string[], today?: string): ReturnType<typeof command>;
  readonly path: (name: string) => string;
}

/** A folder with a scenario in it. */
async function runOf(scenario: unknown = SMALL): Promise<Run> {
  const folder = await temporaryFolder();
  const path = (name: string) => join(folder, name);
  await writeFile(path("s.json"), JSON.stringify(scenario));
  return {
    folder,
    path,
    shard: (shard, name, more = [], today = "2026-12-01") =>
      command(["run", path("s.json"), "--shard", shard, "--out", path(name), ...more], { today }),
  };
}

/** Lines of a part without what packs it. */
async function linesOf(path: string): Promise<string[]> {
  return gunzipSync(await readFile(path))
    .toString()
    .split("\n");
}

describe("A run in parts", () => {
  test("merged is the run in one piece: the same bytes, the same table", async () => {
    const { shard, path, folder } = await runOf();
    const names = ["1.part", "2.part", "3.part"];
    const [whole, ...parts] = await Promise.all([
      command(["run", path("s.json"), `--json=${path("whole.json")}`]),
      ...names.map((name, i) => shard(`${i + 1}/3`, name)),
    ]);
    expect(parts.map(({ code, stdout }) => [code, stdout])).toEqual(names.map(() => [0, ""]));
    expect(parts[0]?.stderr).toMatch(/1\.part is written: part 1 of 3, 4 replications, \d+ kB\.\n$/);
    const merged = await command(["merge", ...names.map(path), `--json=${path("merged.json")}`]);
    expect(merged).toMatchObject({ code: 0, stderr: `plimsoll: The answer is in ${path("merged.json")}.\n` });
    const [one, together] = await Promise.all(
      ["whole.json", "merged.json"].map((name) => readFile(path(name), "utf8")),
    );
    expect(timeless(together ?? "")).toBe(timeless(one ?? "nothing"));
    const undated = (text: string) => text.replace(/Done in [^.]*\.\d? s\./, "");
    expect(undated(merged.stdout)).toBe(undated(whole.stdout));
    // the parts are all that a merge needs
    expect((await readdir(folder)).filter((name) => name.includes("progress"))).toEqual([]);
    const printed = await command(["merge", path("3.part"), path("1.part"), path("2.part"), "--json"]);
    expect(timeless(printed.stdout)).toBe(timeless(one ?? "nothing"));
  });

  test("with the options of a run: designs, seed, length, load, a trace", async () => {
    const trace = { file: "log.csv", columns: { time: "at" }, step: "answer" };
    const { path, shard } = await runOf({ ...SMALL, traffic: { trace } });
    await writeFile(path("log.csv"), `at\n${Array.from({ length: 300 }, (_, i) => i * 7).join("\n")}\n`);
    const options = ["--design", "cached", "--seed", "9", "--load", "2", "--replications", "6"];
    const [whole] = await Promise.all([
      command(["run", path("s.json"), "--json", ...options]),
      shard("1/2", "1.part", options),
      shard("2/2", "2.part", options),
    ]);
    const merged = await command(["merge", path("1.part"), path("2.part"), "--json"]);
    expect(runAnswerSchema.parse(JSON.parse(merged.stdout)).replications).toBe(6);
    expect(timeless(merged.stdout)).toBe(timeless(whole.stdout));
  });

  test("that may stop when it is precise enough stops at the same look", async () => {
    const { path, shard } = await runOf();
    const options = ["--replications", "64", "--precision", "20%"];
    const [whole] = await Promise.all([
      command(["run", path("s.json"), "--json", ...options]),
      shard("1/2", "1.part", options),
      shard("2/2", "2.part", options),
    ]);
    const merged = await command(["merge", path("1.part"), path("2.part"), "--json"]);
    expect(timeless(merged.stdout)).toBe(timeless(whole.stdout));
    expect(merged.stderr).toBe(whole.stderr);
    expect(merged.stderr).toMatch(/Reached a precision of 20% after (4|8|16|32) replications/);
  });

  test("writes lines that fit the schema, and the same bytes each time", async () => {
    const { shard, path } = await runOf();
    await Promise.all([shard("2/3", "a.part"), shard("2/3", "b.part", ["--workers=2"])]);
    const lines = await linesOf(path("a.part"));
    expect(lines.pop()).toBe("");
    const kinds = lines.map((line) => writtenLineSchema.parse(JSON.parse(line)).kind);
    expect(kinds).toEqual(["run", "replication", "replication", "end"]);
    expect(await readFile(path("b.part"))).toEqual(await readFile(path("a.part")));
  });
});

describe("A part that is there already", () => {
  test("is left as it is", async () => {
    const { shard, path } = await runOf();
    await shard("1/2", "1.part");
    const { mtimeMs } = await stat(path("1.part"));
    const again = await shard("1/2", "1.part");
    expect(again).toMatchObject({
      code: 0,
      stderr: `plimsoll: ${path("1.part")} is there already: part 1 of 2, 4 replications.\n`,
    });
    expect((await stat(path("1.part"))).mtimeMs).toBe(mtimeMs);
  });

  test("is not written over by another run, another part, another version of the scenario", async () => {
    const { shard, path } = await runOf();
    await shard("1/2", "1.part");
    const before = await readFile(path("1.part"));
    const refusals = [
      [await shard("1/2", "1.part", ["--seed", "6"]), "belongs to another run: seed 5, not 6."],
      [await shard("1/4", "1.part"), "belongs to another run: number of parts 2, not 4."],
      [await shard("2/2", "1.part"), "belongs to part 1 of 2 of the same run."],
    ] as const;
    for (const [{ code, stderr }, words] of refusals) {
      expect(code).toBe(2);
      expect(stderr).toContain(words);
      expect(stderr).toContain("Nothing is written over it");
    }
    await writeFile(path("s.json"), JSON.stringify({ ...SMALL, name: "Smaller" }));
    expect((await shard("1/2", "1.part")).stderr).toContain("another text of the scenario");
    expect(await readFile(path("1.part"))).toEqual(before);
  });

  test("and is something else altogether is not written over, nor is the scenario", async () => {
    const { shard, path } = await runOf();
    await writeFile(path("letter.txt"), "Dear reader");
    for (const name of ["letter.txt", "s.json"]) {
      const before = await readFile(path(name), "utf8");
      const { code, stderr } = await shard("1/2", name);
      expect([code, stderr.includes("This file is no part of a run")]).toEqual([2, true]);
      expect(await readFile(path(name), "utf8")).toBe(before);
    }
  });

  test("but damaged is simulated again", async () => {
    const { shard, path } = await runOf();
    await shard("1/2", "1.part");
    const good = await readFile(path("1.part"));
    await writeFile(path("1.part"), good.subarray(0, good.length - 20));
    const { code, stderr } = await shard("1/2", "1.part");
    expect([code, stderr.includes("It is simulated again.")]).toEqual([0, true]);
    expect(await readFile(path("1.part"))).toEqual(good);
  });
});

describe("A part that can't be made", () => {
  test.each([
    ["in a folder that isn't there", "no/1.part", "its folder does not exist", 4],
    ["where there is a folder", ".", "it is a folder", 4],
  ])("%s is told before anything is simulated", async (_, name, words, code) => {
    const { shard } = await runOf();
    const found = await shard("1/2", name);
    expect([found.code, found.stderr.includes(words)]).toEqual([code, true]);
  });

  test("because there are fewer worlds than parts is told", async () => {
    const { shard } = await runOf();
    const { code, stderr } = await shard("1/5", "1.part");
    expect(code).toBe(2);
    expect(stderr).toBe(
      'plimsoll: --shard: 8 replications are 4 worlds, and a world is not cut in two. Found "1/5"; allowed: I/N with N at most 4.\n',
    );
  });
});

describe("A part that was stopped", () => {
  test("in the middle of a line loses that line only, whatever stands behind it", async () => {
    const { path, shard } = await runOf();
    await shard("1/2", "good.part");
    const lines = await linesOf(path("good.part"));
    const good = await readFile(path("good.part"));
    const beginnings = [
      [lines.slice(0, 1), "", 0],
      [lines.slice(0, 3), "", 2],
      [lines.slice(0, 3), (lines[3] ?? "").slice(0, 200), 2],
      [lines.slice(0, 2), `${"x".repeat(30_000)}\n${lines[3]}\n`, 1],
      [lines.slice(0, 5), "", 4],
    ] as const;
    for (const [whole, torn, done] of beginnings) {
      await writeFile(path("1.part.progress"), `${whole.join("\n")}\n${torn}`);
      await writeFile(path("1.part"), "");
      const { code, stderr } = await shard("1/2", "1.part");
      expect(code).toBe(0);
      expect(stderr).toContain(`Goes on with part 1 of 2 after ${done} replications`);
      expect(await readFile(path("1.part"))).toEqual(good);
    }
  });

  test("and belongs to another run is not written over", async () => {
    const { path, shard } = await runOf();
    await shard("1/2", "good.part");
    const lines = await linesOf(path("good.part"));
    await writeFile(path("1.part.progress"), `${lines.slice(0, 2).join("\n")}\n`);
    const { code, stderr } = await shard("1/2", "1.part", ["--days", "2"]);
    expect(code).toBe(2);
    expect(stderr).toContain("1.part.progress");
    expect(stderr).toContain("belongs to another run: days 1, not 2");
    expect(await readdir(join(path("s.json"), ".."))).not.toContain("1.part");
  });

  test("goes on with the day on which it was begun, where the scenario names none", async () => {
    const { start: _, ...simulation } = SMALL.simulation;
    const { path, shard } = await runOf({ ...SMALL, simulation });
    const first = await shard("1/2", "west.part", [], "2026-11-22");
    expect(first.stderr).toContain(
      "The scenario names no simulation.start, so that this part takes today, 2026-11-22",
    );
    const lines = await linesOf(path("west.part"));
    await writeFile(path("1.part.progress"), `${lines.slice(0, 2).join("\n")}\n`);
    const resumed = await shard("1/2", "1.part", [], "2026-11-23");
    expect(resumed.stderr).toContain("Goes on with part 1 of 2 after 1 replications");
    expect(await readFile(path("1.part"))).toEqual(await readFile(path("west.part")));
    expect((await shard("1/2", "1.part", [], "2026-11-24")).stderr).toContain("is there already");
  });
});

describe("A merge", () => {
  /** Both parts of a run. */
  async function both(): Promise<Run> {
    const run = await runOf();
    await Promise.all([run.shard("1/2", "1.part"), run.shard("2/2", "2.part")]);
    return run;
  }

  test("names the parts that are missing", async () => {
    const { path, shard } = await runOf();
    await Promise.all([shard("2/4", "2.part"), shard("4/4", "4.part"), shard("2/3", "of3.part")]);
    const two = await command(["merge", path("2.part"), path("4.part")]);
    expect(two).toMatchObject({ code: 2, stdout: "" });
    expect(two.stderr).toContain("This is no whole run: parts 1, 3 of 4 are missing.");
    expect(two.stderr).toContain("plimsoll run FILE --shard 1/4 --out PART simulates the first of them");
    const one = await command(["merge", path("of3.part")]);
    expect(one.stderr).toContain("parts 1, 3 of 3 are missing");
  });

  test("names the parts that belong to another run, and what they differ in", async () => {
    const { path, shard } = await both();
    await Promise.all([
      shard("2/2", "seed.part", ["--seed", "6"]),
      shard("2/2", "load.part", ["--load", "2"]),
    ]);
    const mixed = await command([
      "merge",
      path("seed.part"),
      path("1.part"),
      path("load.part"),
      path("2.part"),
    ]);
    expect(mixed).toMatchObject({ code: 2, stdout: "" });
    const words = `This part belongs to another run than ${path("1.part")}:`;
    expect(mixed.stderr).toBe(
      `plimsoll: ${path("seed.part")}: ${words} seed 6, not 5.\n` +
        `plimsoll: ${path("load.part")}: ${words} load 2, not 1.\n` +
        "plimsoll: 2 problems; nothing was merged.\n",
    );
  });

  test("counts a part that comes twice once, and says so", async () => {
    const { path } = await both();
    await copyFile(path("2.part"), path("copy.part"));
    const once = await command(["merge", path("1.part"), path("2.part"), "--json"]);
    const twice = await command(["merge", ...["1.part", "2.part", "copy.part"].map(path), "--json"]);
    expect(twice.stdout).toBe(once.stdout);
    expect(once.stderr).toBe("");
    expect(twice.stderr).toBe(
      `plimsoll: Part 2 is there 2 times (${path("2.part")}, ${path("copy.part")}); it counts once.\n`,
    );
  });

  test("names the parts that are damaged, and takes a whole copy instead where there is one", async () => {
    const { path } = await both();
    const good = await readFile(path("2.part"));
    await writeFile(path("cut.part"), good.subarray(0, good.length - 30));
    const changed = gunzipSync(good);
    changed[changed.length - 300] = 33;
    await writeFile(path("changed.part"), changed);
    for (const [name, why] of [
      ["cut.part", "it can't be unpacked"],
      ["changed.part", "line 5 is torn or was changed"],
    ] as const) {
      const { code, stdout, stderr } = await command(["merge", path("1.part"), path(name)]);
      expect([code, stdout]).toEqual([4, ""]);
      expect(stderr).toBe(
        `plimsoll: ${path(name)} is damaged: ${why}. The command that began part 2 of 2, given again, simulates it anew.\n`,
      );
      const rescued = await command(["merge", path("1.part"), path(name), path("2.part")]);
      expect(rescued.code).toBe(0);
    }
  });

  test("names the parts that are not finished", async () => {
    const { path } = await both();
    const lines = await linesOf(path("2.part"));
    await writeFile(path("2.part.progress"), `${lines.slice(0, 3).join("\n")}\n`);
    const { code, stderr } = await command(["merge", path("1.part"), path("2.part.progress")]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      `${path("2.part.progress")}: This part is not finished: it has 2 of 4 replications.`,
    );
    expect(stderr).toContain("The command that began part 2 of 2, given again, goes on with it.");
    await appendFile(path("2.part.progress"), (lines[3] ?? "").slice(0, 50));
    const torn = await command(["merge", path("1.part"), path("2.part.progress")]);
    expect([torn.code, torn.stderr]).toEqual([2, stderr]);
  });

  test("names what is no part, and what is not there", async () => {
    const { path } = await both();
    await writeFile(path("empty.part"), "");
    await truncate(path("2.part"), 8);
    const { code, stderr } = await command(["merge", path("1.part"), path("s.json"), path("empty.part")]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${path("s.json")}: This file is no part of a run.`);
    expect(stderr).toContain(`${path("empty.part")}: This file is no part of a run: it is empty.`);
    expect((await command(["merge", path("nowhere.part")])).code).toBe(4);
    const headless = await command(["merge", path("1.part"), path("2.part")]);
    expect(headless.code).toBe(4);
    expect(headless.stderr).toContain("2.part is damaged: it can't be unpacked.");
  });

  test("never writes its answer over a part", async () => {
    const { path } = await both();
    const before = await readFile(path("1.part"));
    const { code, stderr } = await command(["merge", "--json", path("1.part"), path("2.part")]);
    expect(code).toBe(2);
    expect(stderr).toContain("The answer would be written over a part of a run.");
    expect(await readFile(path("1.part"))).toEqual(before);
  });
});
