/** The built command line, run as a process of its own. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT } from "../../scripts/setup/project.mjs";
import { temporaryFolder } from "../electron/temporary-folder.ts";

export interface Ended {
  /** Undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: string;
}

/** Starts it, without colour and at 100 columns unless told otherwise. */
export function start(
  args: readonly string[],
  { env, cwd }: Surroundings = {},
): ChildProcessWithoutNullStreams {
  const { FORCE_COLOR: _force, COLUMNS: _columns, ...inherited } = process.env;
  const main = join(PROJECT, "dist", "cli", "main.js");
  return spawn(process.execPath, [main, ...args], {
    cwd: cwd ?? PROJECT,
    env: { ...inherited, NO_COLOR: "1", ...env },
  });
}

/** Waits for its end and takes what it wrote. */
export function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? undefined, stdout, stderr }));
  });
}

/** Runs it to its end; a run gets one worker, which is the cheapest for what is small, unless the arguments say more. */
export function plimsoll(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  const isFree = args[0] === "run" && !args.some((arg) => arg.startsWith("--workers"));
  const child = start(isFree ? [...args, "--workers=1"] : args, surroundings);
  // A command that doesn't read its input may be gone before it is written.
  child.stdin.on("error", () => {});
  child.stdin.end(surroundings.stdin ?? "");
  return ended(child);
}

/** A scenario that is simulated in milliseconds; two designs, so that there is something to compare. */
export const SMALL = {
  plimsoll: 1,
  name: "Small",
  traffic: { users: { uniform: { min: 300, max: 500 } } },
  task: {
    unit: "answer",
    steps: [{ name: "answer", input: { lognormal: { p50: 800, p95: 3000 } }, output: 100 }],
  },
  models: {
    model: { price: { input: 1, output: 4 }, latency: { firstToken: 0.5, perOutputToken: 0.01 } },
  },
  designs: {
    plain: { mode: "sync", route: { answer: ["model"] } },
    cached: { like: "plain", cache: { hitShare: 0.3, seconds: 0.05 } },
  },
  targets: { costPerUnit: 0.01, latency: [{ percentile: 50, seconds: 3 }] },
  simulation: { start: "2026-12-01", replications: 8, seed: 5 },
};

/** Writes a scenario into a folder of this test's own. */
export async function scenarioFile(
  scenario: unknown,
  beside: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(beside)) await writeFile(join(folder, name), text);
  const path = join(folder, "scenario.json");
  await writeFile(path, typeof scenario === "string" ? scenario : JSON.stringify(scenario, null, 2));
  return path;
}
