/**
 * A part under way: beside its file stands one of the same lines that grows replication by replication, and a shard that
 * was stopped goes on behind the last line that is whole.
 */

import { writeSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { textOfLine } from "../shared/run/part-line.ts";
import type { PartHeader } from "../shared/run/part-schema.ts";
import { writtenTally } from "../shared/run/part-tally.ts";
import type { ReplicationTally } from "../shared/simulate/tally.ts";
import { machineError, systemCode } from "./file-errors.ts";
import { PartError, piecesOfPart } from "./part-file.ts";
import { removeFile, writeWhole } from "./write-file.ts";

/** Where a part under way is kept. */
export const progressFile = (part: string) => `${part}.progress`;

/** What is there of a part already. */
export interface PartSoFar {
  readonly header: PartHeader;
  /** Replications that are whole, and the bytes they take with the first line. */
  readonly done: number;
  readonly bytes: number;
  /** Undefined for a part that is whole; otherwise why it isn't. */
  readonly trouble: PartError | undefined;
}

/**
 * Reads a part as far as it is right.
 *
 * @returns undefined where there is no such file, or nothing in it
 * @throws PartError where the file is something else
 * @throws MachineError where it can't be read
 */
export async function partSoFar(path: string): Promise<PartSoFar | undefined> {
  const size = await sizeOf(path);
  if (size === undefined || size === 0) return undefined;
  let found: PartSoFar | undefined;
  try {
    for await (const { header, done, bytes } of piecesOfPart(path)) {
      found = { header, done, bytes, trouble: undefined };
    }
  } catch (error) {
    if (!(error instanceof PartError) || found === undefined) throw error;
    return { ...found, trouble: error };
  }
  return found;
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const file = await open(path, "r");
    try {
      return (await file.stat()).size;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw machineError(error, path, "read");
  }
}

/**
 * A part's file of progress, open for more. Every line has its place: the same run writes the same bytes there, so that
 * a shard that runs twice at once does no harm.
 */
export class PartProgress {
  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private bytes: number,
    private done: number,
  ) {}

  /**
   * @param before what {@link partSoFar} found of the same part; undefined to begin
   * @throws MachineError where it can't be written
   */
  static async open(path: string, header: PartHeader, before: PartSoFar | undefined): Promise<PartProgress> {
    const first = textOfLine(header);
    if (before === undefined) await writeWhole(path, first);
    try {
      return new PartProgress(path, await open(path, "r+"), before?.bytes ?? first.length, before?.done ?? 0);
    } catch (error) {
      throw machineError(error, path, "written");
    }
  }

  /** Adds one replication, all its designs. @throws MachineError where it can't be written */
  add(tallies: readonly ReplicationTally[]): void {
    const [tally] = tallies;
    if (tally === undefined) return;
    const line = { kind: "replication" as const, replication: tally.replication };
    const text = Buffer.from(textOfLine({ ...line, tallies: tallies.map(writtenTally) }), "latin1");
    try {
      for (let written = 0; written < text.length; ) {
        written += writeSync(this.file.fd, text, written, text.length - written, this.bytes + written);
      }
    } catch (error) {
      throw machineError(error, this.path, "written");
    }
    this.bytes += text.length;
    this.done++;
  }

  /** Writes the part, whole, and takes the progress away. @throws MachineError where it can't be written */
  async finish(part: string): Promise<void> {
    const packed = createGzip();
    // what goes wrong comes out where it is written
    pipeline(Readable.from(this.whole()), packed, () => {});
    await writeWhole(part, packed);
    await this.close();
    await removeFile(this.path);
  }

  /** All lines of the part, its end as well. */
  private async *whole(): AsyncGenerator<Buffer, void> {
    yield* this.file.createReadStream({ autoClose: false, start: 0, end: this.bytes - 1 });
    yield Buffer.from(textOfLine({ kind: "end", replications: this.done }), "latin1");
  }

  /** Leaves the file as it is, for whoever goes on. */
  async close(): Promise<void> {
    await this.file.close();
  }
}
