/** The parts that a merge was given: whether they are one whole run, and what is in them. */
import { CancelledError, ExpectedError, type Problem } from "../shared/errors.ts";
import { differences, missingParts, rangesText } from "../shared/run/part-run.ts";
import type { PartHeader } from "../shared/run/part-schema.ts";
import type { ReplicationTally } from "../shared/simulate/tally.ts";
import { MachineError } from "./file-errors.ts";
import { type Host, tell } from "./host.ts";
import { headerOfPart, PartError, piecesOfPart } from "./part-file.ts";

export interface NamedPart {
  readonly file: string;
  readonly header: PartHeader;
}

/**
 * The first lines of all files.
 *
 * @throws ExpectedError with every file that is no part
 * @throws MachineError for a file that can't be read so far
 */
export async function headersOf(files: readonly string[]): Promise<NamedPart[]> {
  const problems: Problem[] = [];
  const parts: NamedPart[] = [];
  for (const file of files) {
    try {
      parts.push({ file, header: await headerOfPart(file) });
    } catch (error) {
      if (!(error instanceof PartError)) throw error;
      if (error.kind === "damaged") throw new MachineError(`${file} ${error.message}`);
      problems.push({ path: file, message: `This file ${error.message}` });
    }
  }
  if (problems.length > 0) throw new ExpectedError(problems);
  return parts;
}

/** The files of each shard. */
export type ByShard = ReadonlyMap<number, readonly NamedPart[]>;

/**
 * The parts by their shard, all of one run and every one there.
 *
 * @throws ExpectedError with all that belongs to another run than most do, or with what is missing
 */
export function oneRun(parts: readonly NamedPart[]): {
  readonly header: PartHeader;
  readonly byShard: ByShard;
} {
  const runs: NamedPart[][] = [];
  for (const part of parts) {
    const own = runs.find(
      ([first]) => first !== undefined && differences(part.header, first.header).length === 0,
    );
    if (own === undefined) runs.push([part]);
    else own.push(part);
  }
  const most = runs.reduce((largest, run) => (run.length > largest.length ? run : largest));
  const [first] = most;
  if (first === undefined) throw new ExpectedError([{ path: "", message: "There are no parts." }]);
  const strangers = runs.filter((run) => run !== most).flat();
  if (strangers.length > 0) throw new ExpectedError(strangers.map((part) => strangerProblem(part, first)));
  const byShard = new Map<number, NamedPart[]>();
  for (const part of parts) {
    const { index } = part.header.shard;
    byShard.set(index, [...(byShard.get(index) ?? []), part]);
  }
  const { of } = first.header.shard;
  const missing = missingParts(byShard.keys(), of);
  if (missing.length > 0) throw new ExpectedError([missingProblem(missing, of)]);
  return { header: first.header, byShard };
}

function strangerProblem({ file, header }: NamedPart, most: NamedPart): Problem {
  const what = differences(header, most.header).join("; ");
  return { path: file, message: `This part belongs to another run than ${most.file}: ${what}.` };
}

function missingProblem(missing: readonly number[], of: number): Problem {
  const one = missing.length === 1;
  const which = `${one ? "part" : "parts"} ${rangesText(missing)} of ${of} ${one ? "is" : "are"} missing`;
  const how = `plimsoll run FILE --shard ${missing[0]}/${of} --out PART`;
  return {
    path: "",
    message: `This is no whole run: ${which}. ${how} simulates ${one ? "it" : "the first of them"}.`,
  };
}

/**
 * Reads every shard from the first of its files that is whole.
 *
 * @throws MachineError where one is damaged, ExpectedError where one is not finished; all of them are named
 */
export async function readAll(
  byShard: ByShard,
  take: (tallies: readonly ReplicationTally[]) => void,
  host: Host,
): Promise<void> {
  const unfinished: Problem[] = [];
  const damaged: string[] = [];
  for (const same of byShard.values()) {
    const troubles: { readonly file: string; readonly header: PartHeader; readonly error: PartError }[] = [];
    for (const { file, header } of same) {
      const error = await read(file, take, host);
      if (error === undefined) {
        troubles.length = 0;
        break;
      }
      troubles.push({ file, header, error });
    }
    for (const { file, header, error } of troubles) {
      const again = `the command that began part ${header.shard.index} of ${header.shard.of}, given again,`;
      if (error.kind === "unfinished")
        unfinished.push({
          path: file,
          message: `This part ${error.message} ${capitalised(again)} goes on with it.`,
        });
      else damaged.push(`${file} ${error.message} ${capitalised(again)} simulates it anew.`);
    }
  }
  const last = damaged.pop();
  if (last === undefined) {
    if (unfinished.length > 0) throw new ExpectedError(unfinished);
    return;
  }
  for (const { path, message } of unfinished) tell(host, `${path}: ${message}`);
  for (const line of damaged) tell(host, line);
  throw new MachineError(last);
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

async function read(
  file: string,
  take: (tallies: readonly ReplicationTally[]) => void,
  { signal }: Host,
): Promise<PartError | undefined> {
  try {
    for await (const { tallies } of piecesOfPart(file)) {
      if (signal.aborted) throw new CancelledError("Stopped before all parts were read.");
      take(tallies);
    }
    return undefined;
  } catch (error) {
    if (error instanceof PartError) return error;
    throw error;
  }
}
