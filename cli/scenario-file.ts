/** A scenario and the files that it names, as the core wants them. */
import { createHash } from "node:crypto";
import { dirname, resolve } from "node:path";
import type { Readable } from "node:stream";
import { ExpectedError, type Problem } from "../shared/errors.ts";
import { readColumns } from "../shared/logs/columns.ts";
import type { Catalogue } from "../shared/prices/catalogue.ts";
import { loadCatalogue } from "../shared/prices/genai-prices.ts";
import { namesCatalogue } from "../shared/prices/resolve.ts";
import type { FileColumns } from "../shared/run/request.ts";
import { type FileNeeded, filesNeeded } from "../shared/scenario/files-needed.ts";
import { parseScenario } from "../shared/scenario/parse.ts";
import type { Scenario } from "../shared/scenario/schema.ts";
import { LARGEST_COLUMNS, LARGEST_SCENARIO, readStream, readText } from "./read-file.ts";

/** What is wrong in a file that the scenario names; the lines are that file's. */
export class NamedFileError extends ExpectedError {
  readonly file: string;

  constructor(file: string, problems: readonly Problem[]) {
    super(problems);
    this.file = file;
  }
}

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly text: string;
  /** Of the file's text, in hexadecimal digits. */
  readonly sha256: string;
  readonly columns: FileColumns;
  /** Where its catalogue prices are looked up; absent where it names none. */
  readonly catalogue: Catalogue | undefined;
}

/**
 * Reads a scenario and all that it names, relative to its own folder (for standard input: to the current one).
 *
 * @param file A path, or `-` for what comes in on `input`.
 * @throws MachineError where a file can't be read
 * @throws ExpectedError with every problem of the scenario
 * @throws NamedFileError with the problems of the first file that it names and that has any
 * @throws CancelledError when `signal` is aborted while it waits for `input`
 */
export async function loadScenario(
  file: string,
  input: Readable,
  signal: AbortSignal,
): Promise<LoadedScenario> {
  const fromInput = file === "-";
  const text = fromInput
    ? await readStream(input, LARGEST_SCENARIO, signal)
    : await readText(file, LARGEST_SCENARIO);
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new ExpectedError(parsed.error);
  const folder = fromInput ? process.cwd() : dirname(resolve(file));
  const sha256 = createHash("sha256").update(text, "utf8").digest("hex");
  const scenario = parsed.value;
  const columns = await loadColumns(scenario, folder);
  const catalogue = namesCatalogue(scenario) ? await loadCatalogue() : undefined;
  return { scenario, text, sha256, columns, catalogue };
}

async function loadColumns(scenario: Scenario, folder: string): Promise<FileColumns> {
  const all: Record<string, Float64Array> = {};
  for (const needed of filesNeeded(scenario)) {
    const path = resolve(folder, needed.file);
    const text = await readText(path, LARGEST_COLUMNS, adviceFor(needed));
    const read = readColumns(needed.file, text, needed.columns);
    if (!read.ok) throw new NamedFileError(needed.file, read.error);
    Object.assign(all, read.value.columns);
  }
  return all;
}

function adviceFor({ file, columns }: FileNeeded): string {
  const names = columns.map(({ name }) => name).join(", ");
  return `The scenario names it as "${file}", relative to its own folder, for the columns ${names}: put it there, or correct the name in the scenario.`;
}
