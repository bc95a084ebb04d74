/** Reading parts of runs: whole ones (packed with gzip), and those under way (as plain lines). */
import { type FileHandle, open, stat } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { LINE_START } from "../shared/run/part-line.ts";
import { PartReader } from "../shared/run/part-reader.ts";
import type { PartHeader } from "../shared/run/part-schema.ts";
import type { ReplicationTally } from "../shared/simulate/tally.ts";
import { MachineError, machineError, systemCode } from "./file-errors.ts";

/** Why a part can't be read to its end. The message is a sentence that goes on "FILE …". */
export class PartError extends Error {
  override readonly name = "PartError";

  constructor(
    /** `foreign`: it never was a part. `unfinished`: right as far as it goes. `damaged`: something in it is wrong. */
    readonly kind: "foreign" | "unfinished" | "damaged",
    message: string,
  ) {
    super(message);
  }
}

/** What one line of a part holds. */
export interface PartPiece {
  readonly header: PartHeader;
  /** None from the first line, and from the last. */
  readonly tallies: readonly ReplicationTally[];
  /** Of the part's text, from its beginning to this line's end. */
  readonly bytes: number;
  /** Replications so far. */
  readonly done: number;
}

/**
 * The lines of a part, checked one by one; comes to an end after the last line of a whole part only.
 *
 * @throws PartError where it doesn't go on; what came before is right all the same
 * @throws MachineError where the file can't be read
 */
export async function* piecesOfPart(path: string): AsyncGenerator<PartPiece, void> {
  const reader = new PartReader();
  let bytes = 0;
  let number = 0;
  for await (const { text, torn } of linesOf(path)) {
    number++;
    if (torn) throw unfinished(reader, number);
    const taken = reader.take(text);
    if (!taken.ok) {
      const kind = number === 1 ? "foreign" : "damaged";
      throw new PartError(
        kind,
        `is ${kind === "foreign" ? "no part of a run" : "damaged"}: line ${number} ${taken.error}.`,
      );
    }
    bytes += text.length + 1;
    const { header, done } = reader;
    if (header !== undefined) yield { header, tallies: taken.value, bytes, done };
  }
  if (!reader.whole) throw unfinished(reader, number);
}

/** The first line of a part. @throws PartError, MachineError */
export async function headerOfPart(path: string): Promise<PartHeader> {
  for await (const { header } of piecesOfPart(path)) return header;
  throw new PartError("foreign", "is no part of a run: it is empty.");
}

function unfinished({ header, done, planned }: PartReader, lines: number): PartError {
  if (header === undefined)
    return new PartError(
      "foreign",
      `is no part of a run: ${lines === 0 ? "it is empty" : "its first line is torn"}.`,
    );
  return new PartError("unfinished", `is not finished: it has ${done} of ${planned} replications.`);
}

interface Line {
  /** Without its end. */
  readonly text: string;
  /** True for a last line that has no end. */
  readonly torn: boolean;
}

const LINE_END = 10;
const GZIP_MAGIC = [0x1f, 0x8b];

/** The lines of a file of ASCII characters, unpacked where it is packed. */
async function* linesOf(path: string): AsyncGenerator<Line, void> {
  const file = await opened(path);
  try {
    let pending: Buffer[] = [];
    let first = true;
    for await (const chunk of await textStream(file)) {
      let rest: Buffer = chunk;
      // whatever else a file may hold, it could be endless
      if (first && !LINE_START.startsWith(rest.toString("latin1", 0, LINE_START.length)))
        throw new PartError("foreign", "is no part of a run.");
      first = false;
      for (let end = rest.indexOf(LINE_END); end >= 0; end = rest.indexOf(LINE_END)) {
        pending.push(rest.subarray(0, end));
        yield { text: Buffer.concat(pending).toString("latin1"), torn: false };
        pending = [];
        rest = rest.subarray(end + 1);
      }
      if (rest.length > 0) pending.push(rest);
    }
    if (pending.length > 0) yield { text: Buffer.concat(pending).toString("latin1"), torn: true };
  } catch (error) {
    if (error instanceof PartError) throw error;
    if (systemCode(error)?.startsWith("Z_") === true)
      throw new PartError("damaged", "is damaged: it can't be unpacked.");
    throw machineError(error, path, "read");
  } finally {
    await file.close();
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    if ((await stat(path)).isDirectory()) throw new MachineError(`${path} can't be read: it is a folder.`);
    return await open(path, "r");
  } catch (error) {
    if (error instanceof MachineError) throw error;
    throw machineError(error, path, "read");
  }
}

async function textStream(file: FileHandle): Promise<AsyncIterable<Buffer>> {
  const start = Buffer.alloc(GZIP_MAGIC.length);
  await file.read(start, 0, start.length, 0);
  const bytes = file.createReadStream({ autoClose: false, start: 0 });
  if (!GZIP_MAGIC.every((byte, at) => start[at] === byte)) return bytes;
  const unpacked = createGunzip();
  // what goes wrong comes out where it is read
  pipeline(bytes, unpacked, () => {});
  return unpacked;
}
