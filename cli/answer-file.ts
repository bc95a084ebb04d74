/** The file for an answer, looked at before anything is simulated for it. */
import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ExpectedError } from "../shared/errors.ts";
import { filesNeeded } from "../shared/scenario/files-needed.ts";
import { parseScenario } from "../shared/scenario/parse.ts";
import type { Scenario } from "../shared/scenario/schema.ts";
import { MachineError, machineError } from "./file-errors.ts";
import { headerOfPart, PartError } from "./part-file.ts";
import { LARGEST_SCENARIO, readText } from "./read-file.ts";

/**
 * Refuses a file that would be a loss (the scenario, a file that it names, another scenario), or that can't be
 * written.
 *
 * @param scenarioFile Where the scenario was read from; `-` is standard input.
 * @throws ExpectedError, MachineError
 */
export async function checkAnswerFile(path: string, scenarioFile: string, scenario: Scenario): Promise<void> {
  const folder = scenarioFile === "-" ? process.cwd() : dirname(resolve(scenarioFile));
  const named = filesNeeded(scenario).map(({ file }) => resolve(folder, file));
  const wanted = await real(path);
  for (const file of scenarioFile === "-" ? named : [scenarioFile, ...named]) {
    if ((await real(file)) === wanted)
      throw refused(path, "The answer would be written over a file that this run reads.");
  }
  await checkTarget(path);
}

/**
 * Refuses a file that would be a loss (a scenario, a part of a run), or that can't be written.
 *
 * @throws ExpectedError, MachineError
 */
export async function checkTarget(path: string): Promise<void> {
  const wanted = await real(path);
  const old = await stat(wanted).catch(() => undefined);
  if (old?.isDirectory()) throw new MachineError(`${path} can't be written: it is a folder.`);
  if (old !== undefined && !old.isFile()) return;
  if (old !== undefined && (await isPart(wanted)))
    throw refused(path, "The answer would be written over a part of a run.");
  if (old !== undefined && (await isScenario(wanted)))
    throw refused(path, "The answer would be written over another scenario.");
  await checkFolder(path);
}

/** @throws MachineError where nothing can be written beside this file */
export async function checkFolder(path: string): Promise<void> {
  const wanted = await real(path);
  try {
    await access(dirname(wanted), constants.W_OK);
  } catch (error) {
    throw machineError(error, path, "written");
  }
}

function refused(path: string, message: string): ExpectedError {
  return new ExpectedError([{ path: "--json", value: path, message, allowed: "a file of its own" }]);
}

async function real(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

async function isScenario(path: string): Promise<boolean> {
  const text = await readText(path, LARGEST_SCENARIO).catch(() => "");
  return parseScenario(text).ok;
}

async function isPart(path: string): Promise<boolean> {
  try {
    await headerOfPart(path);
    return true;
  } catch (error) {
    if (error instanceof PartError) return false;
    throw error;
  }
}
