/** Keeps an answer from being written over what it was made from. */
import { realpath } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ExpectedError } from "../shared/errors.ts";
import { filesNeeded } from "../shared/scenario/files-needed.ts";
import type { Scenario } from "../shared/scenario/schema.ts";

/**
 * Refuses a target of `--json` that is the scenario itself or a file that it names.
 *
 * @throws ExpectedError
 */
export async function guardTarget(target: string, scenarioFile: string, scenario: Scenario): Promise<void> {
  const folder = scenarioFile === "-" ? process.cwd() : dirname(resolve(scenarioFile));
  const named = filesNeeded(scenario).map(({ file }) => resolve(folder, file));
  const read = scenarioFile === "-" ? named : [scenarioFile, ...named];
  const wanted = await real(target);
  for (const path of read) {
    if ((await real(path)) !== wanted) continue;
    const message = "The answer would be written over a file that this run reads.";
    throw new ExpectedError([{ path: "--json", value: target, message, allowed: "another file" }]);
  }
}

async function real(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}
