/** The recipes of docs/scale.md do what they say: their own text is run, with a stand-in that says what it was asked. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseRun } from "../../cli/run-arguments.ts";
import { PROJECT } from "../../scripts/setup/project.mjs";
import {
  BYTES_A_PENDING_TASK,
  BYTES_A_ROW,
  NANOSECONDS_AN_ATTEMPT,
  SECONDS_A_REPLICATION,
} from "../../shared/run/size.ts";
import { temporaryFolder } from "../electron/temporary-folder.ts";

const document = readFileSync(join(PROJECT, "docs", "scale.md"), "utf8");

/** The blocks of code of a section. */
function blocksOf(title: string): string[] {
  const section = document.split(/^## /m).find((text) => text.startsWith(title)) ?? "";
  return [...section.matchAll(/```\w+\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
}

/** The shell script in a manifest: the lines of the block behind `- |`, without their indentation. */
function scriptIn(manifest: string): string {
  const [, indent = "", body = ""] = /^( +)- \|\n((?:\1 {2}.*\n)+)/m.exec(manifest) ?? [];
  return body.replaceAll(new RegExp(`^${indent}  `, "gm"), "");
}

/** Runs a script as sh does, and gives what it asked of plimsoll. */
async function asked(script: string, environments: readonly Readonly<Record<string, string>>[]) {
  const folder = await temporaryFolder();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "plimsoll"), '#!/bin/sh\nprintf "%s\\n" "$@"\n');
  chmodSync(join(bin, "plimsoll"), 0o755);
  return environments.map((variables) => {
    const env = { PATH: `${bin}:${process.env["PATH"]}`, ...variables };
    const { stdout, stderr } = spawnSync("sh", ["-c", script], { cwd: folder, env, encoding: "utf8" });
    expect(stderr).toBe("");
    return runTyped(stdout.trimEnd().split("\n"));
  });
}

function runTyped([name, ...args]: readonly string[]) {
  expect(name).toBe("run");
  const parsed = parseRun(args);
  return parsed.ok ? parsed.value : parsed;
}

const parts = (of: number) =>
  Array.from({ length: of }, (_, i) => ({
    file: "support.json",
    designs: [],
    shard: { index: i + 1, of },
    out: `parts/${i + 1}.part`,
    workers: 1,
  }));

describe("The recipe for", () => {
  test("a Slurm array asks for every part once", async () => {
    const [script = ""] = blocksOf("A Slurm array");
    const [, first, last] = /--array=(\d+)-(\d+)/.exec(script) ?? [];
    expect([first, last]).toEqual(["1", "64"]);
    const tasks = parts(64).map(({ shard }) => ({
      SLURM_ARRAY_TASK_ID: String(shard.index),
      SLURM_CPUS_PER_TASK: "1",
    }));
    expect(await asked(script, tasks)).toEqual(parts(64));
  });

  test("a Kubernetes Job asks for every part once, counting from 0", async () => {
    const [manifest = ""] = blocksOf("A Kubernetes indexed Job");
    const completions = Number(/completions: (\d+)/.exec(manifest)?.[1]);
    const inside = /name: PARTS, value: "(\d+)"/.exec(manifest)?.[1] ?? "";
    expect([completions, inside]).toEqual([64, "64"]);
    // the volume's place is the folder of this test
    const script = scriptIn(manifest).replace("cd /work && ", "");
    const pods = parts(64).map((_, index) => ({ JOB_COMPLETION_INDEX: String(index), PARTS: inside }));
    expect(await asked(script, pods)).toEqual(parts(64));
  });

  test("GNU parallel asks for every part once", () => {
    const [script = ""] = blocksOf("GNU parallel");
    const [, template = "", count] = /'(plimsoll [^']*)' ::: \$\(seq (\d+)\)/.exec(script) ?? [];
    expect(count).toBe("64");
    const runs = parts(64).map(({ shard }) => {
      const line = template.replaceAll("{}", String(shard.index));
      return runTyped(line.split(" ").slice(1));
    });
    expect(runs).toEqual(parts(64));
    expect(script).toContain("--resume-failed");
  });
});

test("The document gives the numbers that sizes are estimated with", () => {
  const words = [
    `**Time**: ${NANOSECONDS_AN_ATTEMPT / 1000} µs for every attempt, as much for every task, and ${1000 * SECONDS_A_REPLICATION} ms a replication`,
    `${BYTES_A_ROW / 1024} KiB of results a replication`,
    `${BYTES_A_PENDING_TASK} bytes for each`,
  ];
  for (const each of words) expect(document.replaceAll(/\s+/g, " ")).toContain(each);
});
