/** Reading text files that people name: not too large, really text, really a file. */
import { open, realpath, stat } from "node:fs/promises";
import { basename, isAbsolute, relative, resolve, sep } from "node:path";
import { done, type FileOutcome, refusalOf, refused } from "./file-problem.ts";

/** The whole file as text; a byte order mark is dropped. `limit` is in bytes. */
export async function readTextFile(path: string, limit: number): Promise<FileOutcome<string>> {
  try {
    // Asked before it is opened: opening a pipe would wait for somebody to write into it.
    const found = await stat(path);
    if (!found.isFile()) return refused("not-a-file", `“${basename(path)}” is no file.`);
    const file = await open(path, "r");
    try {
      const size = (await file.stat()).size;
      if (size > limit) return refused("too-large", tooLarge(path, limit));
      // It may grow while it is read, so the limit is checked on what was read as well.
      const bytes = await file.readFile();
      if (bytes.length > limit) return refused("too-large", tooLarge(path, limit));
      return decode(path, bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    return refusalOf(error, path, "read");
  }
}

function tooLarge(path: string, limit: number): string {
  return `“${basename(path)}” is larger than ${Math.round(limit / 2 ** 20)} MB.`;
}

function decode(path: string, bytes: Uint8Array): FileOutcome<string> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return done(text);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  return refused("not-text", `“${basename(path)}” is no text in UTF-8.`);
}

/**
 * Reads a file that a document names, in the document's folder or below it; links are followed first, so that none
 * leads out. `file` is written as in the document, with `/` or the system's separator.
 */
export async function readFileBeside(
  folder: string,
  file: string,
  limit: number,
): Promise<FileOutcome<string>> {
  const outside = refused(
    "outside",
    `“${file}” is not in the scenario's folder. A scenario may only name files beside it or below it.`,
  );
  if (isAbsolute(file) || file.includes("\0")) return outside;
  const wanted = resolve(folder, file);
  if (!isInside(folder, wanted)) return outside;
  try {
    const real = await realpath(wanted);
    if (!isInside(await realpath(folder), real)) return outside;
    return await readTextFile(real, limit);
  } catch (error) {
    return refusalOf(error, wanted, "read");
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
