/** Reading text that people name: a file, or what comes in on standard input. */
import { open, stat } from "node:fs/promises";
import { addAbortSignal, type Readable } from "node:stream";
import { CancelledError } from "../shared/errors.ts";
import { MachineError, machineError, systemCode } from "./file-errors.ts";

const MEGABYTE = 2 ** 20;

/** The largest scenario that is read, bytes. */
export const LARGEST_SCENARIO = 64 * MEGABYTE;
/** The largest file of columns that is read, bytes. */
export const LARGEST_COLUMNS = 512 * MEGABYTE;

/**
 * A whole file as text; a byte order mark is dropped.
 *
 * @param limit Bytes that it may have.
 * @param advice What to do where there is no such file.
 * @throws MachineError where it can't be read, is too large, or is no text
 */
export async function readText(path: string, limit: number, advice = ""): Promise<string> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new MachineError(`${path} can't be read: it is a folder.`);
    const file = await open(path, "r");
    try {
      if ((await file.stat()).size > limit) throw tooLarge(path, limit);
      const chunks: Buffer[] = [];
      let size = 0;
      // It may grow while it is read, or be a pipe, whose length nobody knows.
      for await (const chunk of file.createReadStream({ autoClose: false })) {
        size += chunk.length;
        if (size > limit) throw tooLarge(path, limit);
        chunks.push(chunk);
      }
      return textOf(path, Buffer.concat(chunks));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof MachineError) throw error;
    throw machineError(error, path, "read", systemCode(error) === "ENOENT" ? advice : "");
  }
}

/**
 * Everything that comes in on a stream, as text.
 *
 * @throws MachineError where it is too large, or no text
 * @throws CancelledError when `signal` is aborted before its end
 */
export async function readStream(stream: Readable, limit: number, signal: AbortSignal): Promise<string> {
  addAbortSignal(signal, stream);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      size += bytes.length;
      if (size > limit) throw tooLarge("What came in", limit);
      chunks.push(bytes);
    }
  } catch (error) {
    if (signal.aborted) throw new CancelledError("Stopped before anything was read.");
    if (error instanceof MachineError) throw error;
    throw machineError(error, "Standard input", "read");
  }
  return textOf("What came in", Buffer.concat(chunks));
}

function tooLarge(path: string, limit: number): MachineError {
  return new MachineError(`${path} is too large: at most ${limit / MEGABYTE} MB are read.`);
}

function textOf(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new MachineError(`${path} is no text in UTF-8.`, { cause: error });
    throw error;
  }
}
