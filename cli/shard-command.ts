/** `plimsoll run --shard I/N --out PART`: one part of a run, which goes on where it was stopped. */
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { CancelledError, ExpectedError } from "../shared/errors.ts";
import { differences, differsInStartOnly, partHeader } from "../shared/run/part-run.ts";
import type { PartHeader } from "../shared/run/part-schema.ts";
import type { PreparedRun } from "../shared/run/prepare.ts";
import type { FileColumns } from "../shared/run/request.ts";
import { replicationsOfShard, type Shard } from "../shared/run/shard.ts";
import { formatBytes } from "../shared/run/size-problems.ts";
import { checkFolder } from "./answer-file.ts";
import { MachineError } from "./file-errors.ts";
import { type Host, tell } from "./host.ts";
import { PartError } from "./part-file.ts";
import { PartProgress, type PartSoFar, partSoFar, progressFile } from "./part-progress.ts";
import { displayFor } from "./progress.ts";
import type { LoadedScenario } from "./scenario-file.ts";
import { simulateEach } from "./simulate.ts";
import { version } from "./version.ts";
import { removeFile } from "./write-file.ts";

export interface ShardJob {
  readonly loaded: LoadedScenario;
  readonly prepared: PreparedRun;
  readonly shard: Shard;
  /** The part's file. */
  readonly out: string;
  readonly precision: number | undefined;
  readonly workers: number | undefined;
  /** Says what should be known before a long run starts. */
  readonly forewarn: () => void;
}

/** @throws ExpectedError, MachineError, CancelledError */
export async function shardCommand(job: ShardJob, host: Host): Promise<void> {
  const { out, prepared, shard, loaded } = job;
  const wanted = headerOf(job);
  const name = `part ${shard.index} of ${shard.of}`;
  await checkPlain(out);
  const whole = await sameRun(out, wanted, loaded);
  if (whole !== undefined && whole.trouble === undefined) {
    await removeFile(progressFile(out));
    tell(host, `${out} is there already: ${name}, ${whole.done} replications.`);
    return;
  }
  if (whole?.trouble !== undefined) tell(host, `${out} ${whole.trouble.message} It is simulated again.`);
  await checkFolder(out);
  const before = await sameRun(progressFile(out), wanted, loaded);
  if (before === undefined && whole === undefined && loaded.scenario.simulation?.start === undefined)
    tell(host, todayText(wanted));
  const header = before?.header ?? whole?.header ?? wanted;
  job.forewarn();
  if (before !== undefined)
    tell(host, `Goes on with ${name} after ${before.done} replications, from ${progressFile(out)}.`);
  const request = { ...prepared.request, start: header.start };
  const replications = replicationsOfShard(shard, request.replications, request.days);
  const progress = await PartProgress.open(progressFile(out), header, before);
  try {
    await simulateRest(job, request, replications, before?.done ?? 0, progress, host);
    await progress.finish(out);
  } finally {
    await progress.close();
  }
  const { size } = await stat(out);
  tell(host, `${out} is written: ${name}, ${replications.length} replications, ${formatBytes(size)}.`);
}

function headerOf({ prepared, shard, loaded, precision }: ShardJob): PartHeader {
  const { text, sha256, columns } = loaded;
  const plimsoll = version();
  return partHeader(prepared, { shard, text, sha256, columns: checksums(columns), plimsoll, precision });
}

function checksums(columns: FileColumns): Record<string, string> {
  const sums = Object.entries(columns).map(([key, { buffer, byteOffset, byteLength }]): [string, string] => [
    key,
    createHash("sha256")
      .update(new Uint8Array(buffer, byteOffset, byteLength))
      .digest("hex"),
  ]);
  return Object.fromEntries(sums);
}

function todayText({ start }: PartHeader): string {
  return `The scenario names no simulation.start, so that this part takes today, ${start}. Parts of different days don't go together: write the date into the scenario where they may be.`;
}

/** A part must be able to stay: pipes and devices can't be read again. */
async function checkPlain(path: string): Promise<void> {
  const old = await stat(path).catch(() => undefined);
  if (old !== undefined && !old.isFile())
    throw new MachineError(
      `${path} can't be written: ${old.isDirectory() ? "it is a folder" : "it is no plain file"}.`,
    );
}

/**
 * What a file holds of this very part.
 *
 * @returns undefined where there is no such file
 * @throws ExpectedError where it holds anything else: nothing is written over it
 */
async function sameRun(
  path: string,
  wanted: PartHeader,
  { scenario }: LoadedScenario,
): Promise<PartSoFar | undefined> {
  const found = await partSoFar(path).catch((error: unknown) => {
    if (error instanceof PartError) throw refused(path, `This file ${error.message}`);
    throw error;
  });
  if (found === undefined) return undefined;
  const { header } = found;
  const another = differences(header, wanted);
  const onlyToday = scenario.simulation?.start === undefined && differsInStartOnly(header, wanted);
  if (another.length > 0 && !onlyToday)
    throw refused(path, `This file belongs to another run: ${another.join("; ")}.`);
  if (header.shard.index !== wanted.shard.index)
    throw refused(
      path,
      `This file belongs to part ${header.shard.index} of ${header.shard.of} of the same run.`,
    );
  return found;
}

function refused(path: string, message: string): ExpectedError {
  const advice = `${message} Nothing is written over it: delete it, or give the part a file of its own.`;
  return new ExpectedError([{ path: "--out", value: path, message: advice }]);
}

async function simulateRest(
  { workers }: ShardJob,
  request: PreparedRun["request"],
  replications: readonly number[],
  before: number,
  progress: PartProgress,
  host: Host,
): Promise<void> {
  const display = displayFor(host, replications.length, false);
  let done = before;
  try {
    await simulateEach(request, replications.slice(before), {
      workers,
      host,
      take(tallies) {
        progress.add(tallies);
        done++;
        display?.update(done);
        return false;
      },
    });
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    throw new CancelledError(
      `Stopped after ${done} of ${replications.length} replications; the same command goes on from there.`,
    );
  } finally {
    display?.end();
  }
}
