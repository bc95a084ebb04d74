/**
 * Writing a text file so that a power cut, a full disk or a crash leaves either the old file or the new one, whole:
 * the text goes to a new file beside it, onto the disk, and only then takes the old one's name.
 */
import { randomBytes } from "node:crypto";
import { type FileHandle, open, realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { done, type FileOutcome, refusalOf, refused, systemCode } from "./file-problem.ts";

/** The part of the file system that is used; a test can put a full disk in its place. */
export interface Disk {
  readonly open: (
    path: string,
    flags: string,
    mode?: number,
  ) => Promise<Pick<FileHandle, "writeFile" | "chmod" | "sync" | "close">>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly unlink: (path: string) => Promise<void>;
}

const REAL_DISK: Disk = { open, rename, unlink };

/** Replaces the file at `path`, or makes it. A link there stays a link; a file's permissions stay as they are. */
export async function writeTextFile(
  path: string,
  text: string,
  disk = REAL_DISK,
): Promise<FileOutcome<string>> {
  try {
    const target = await realpath(path).catch(() => path);
    const old = await stat(target).catch(() => undefined);
    if (old !== undefined && !old.isFile()) return refused("not-a-file", `“${basename(path)}” is no file.`);
    // Taking its name would get around a write protection; whoever set it meant it.
    if (old !== undefined && (old.mode & 0o222) === 0) {
      return refused(
        "read-only",
        `“${basename(path)}” is write-protected. Nothing was changed there, and your work is still open here.`,
      );
    }
    await replace(target, text, old === undefined ? undefined : old.mode & 0o7777, disk);
    return done(target);
  } catch (error) {
    return refusalOf(error, path, "saved");
  }
}

async function replace(target: string, text: string, mode: number | undefined, disk: Disk): Promise<void> {
  const folder = dirname(target);
  const beside = join(folder, `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  const file = await disk.open(beside, "wx");
  try {
    try {
      if (mode !== undefined) await file.chmod(mode);
      await file.writeFile(text, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    await renamePatiently(beside, target, disk);
  } catch (error) {
    await disk.unlink(beside).catch(() => {});
    throw error;
  }
  await syncFolder(folder, disk);
}

/** On Windows a virus scanner or an indexer may hold the old file for a moment. */
async function renamePatiently(from: string, to: string, disk: Disk): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await disk.rename(from, to);
      return;
    } catch (error) {
      const mayPass = ["EPERM", "EACCES", "EBUSY"].includes(systemCode(error) ?? "");
      if (process.platform !== "win32" || !mayPass || attempt === 5) throw error;
      await pause(50 * attempt);
    }
  }
}

/** Makes the new name itself last. Some systems can't do that to a folder; the file is safe there all the same. */
async function syncFolder(folder: string, disk: Disk): Promise<void> {
  try {
    const handle = await disk.open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
}
