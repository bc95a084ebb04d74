import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FileCheckpoint } from "./checkpoint.ts";
import { jobsOfCase, jobsOfOracle, keyOf } from "./jobs.ts";
import { keptResults, readRows, taken } from "./kept-results.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plimsoll-checkpoint-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fileWith = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const outcome = { covered: [{ runs: 50, held: 48, below: null, none: 0 }] };

describe("what a validation has done", () => {
  it("is there again when it goes on", () => {
    const code = fileWith("code.js", "one");
    new FileCheckpoint(folder, code).put("a", outcome);
    expect(new FileCheckpoint(folder, code).get("a")).toEqual(outcome);
    expect(new FileCheckpoint(folder, code).get("b")).toBeUndefined();
  });

  it("is forgotten when the code is another", () => {
    new FileCheckpoint(folder, fileWith("code.js", "one")).put("a", outcome);
    expect(new FileCheckpoint(folder, fileWith("code.js", "two")).get("a")).toBeUndefined();
  });

  it("survives an end in the middle of a line, but for that line", () => {
    const code = fileWith("code.js", "one");
    const first = new FileCheckpoint(folder, code);
    first.put("a", outcome);
    const [line = ""] = readFileSync(first.path, "utf8").split("\n");
    appendFileSync(first.path, line.replace('"a"', '"b"').slice(0, 30));
    new FileCheckpoint(folder, code).put("c", outcome);
    const last = new FileCheckpoint(folder, code);
    expect([last.get("a"), last.get("b"), last.get("c")]).toEqual([outcome, undefined, outcome]);
  });
});

describe("the jobs of a validation", () => {
  const jobs = [...jobsOfOracle(0, 60), ...jobsOfCase(0, 120)];

  it("hold each seed once, and one long run of an oracle", () => {
    expect(jobs.filter(({ kind }) => kind === "shown")).toHaveLength(1);
    const seeds = jobs.flatMap((job) => (job.kind === "counted" ? [[job.firstSeed, job.seeds]] : []));
    expect(seeds).toEqual([
      [1, 25],
      [26, 25],
      [51, 10],
    ]);
  });

  it("have names of their own", () => {
    expect(new Set(jobs.map(keyOf)).size).toBe(jobs.length);
  });
});

describe("results that are taken in", () => {
  const kept = keptResults("2026-11-23");
  const [figure] = kept.figures;

  it("take the place of those that were there, and nothing else changes", () => {
    const file = fileWith(
      "figures.json",
      JSON.stringify([{ ...figure!, seeds: 2000, held: 1900, date: undefined }]),
    );
    const { figures, intervals } = taken(kept, [readRows(file, "2027-01-31")]);
    expect(figures[0]).toMatchObject({ seeds: 2000, held: 1900, date: "2027-01-31" });
    expect(figures.slice(1)).toEqual(kept.figures.slice(1));
    expect(intervals).toEqual(kept.intervals);
  });

  it("are refused where they are of no oracle, or of one with another truth", () => {
    const rows = (changes: object) => [{ figures: [{ ...figure!, ...changes }], intervals: [] }];
    expect(() => taken(kept, rows({ at: "load 12" }))).toThrow("there is no such oracle");
    expect(() => taken(kept, rows({ exact: 12 }))).toThrow("its exact value is");
  });

  it("are refused where they are something else", () => {
    expect(() => readRows(fileWith("else.json", '{"plimsoll": 1}'), "2027-01-31")).toThrow(
      "holds no figures",
    );
  });
});
