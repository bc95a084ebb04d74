/**
 * Writing a file so that there is either the old one or the new one, whole, whatever happens: the text (or bytes as they
 * come) goes into a new file beside it, onto the disk, and only then takes its name.
 */
import { randomBytes } from "node:crypto";
import { type FileHandle, open, realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { MachineError, machineError } from "./file-errors.ts";

type Content = string | AsyncIterable<Uint8Array>;

/**
 * Replaces the file at `path`, or makes it. A link stays a link, permissions stay as they are. What is no plain file
 * (a pipe, `/dev/stdout`) is written to directly: there is nothing to keep whole.
 *
 * @throws MachineError where it can't be written
 */
export async function writeWhole(path: string, content: Content): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path);
    const old = await stat(target).catch(() => undefined);
    if (old?.isDirectory()) throw new MachineError(`${path} can't be written: it is a folder.`);
    if (old !== undefined && !old.isFile()) await writeDirectly(target, content);
    else {
      // Taking its name would get around a write protection; whoever set it meant it.
      if (old !== undefined && (old.mode & 0o222) === 0) {
        throw new MachineError(`${path} can't be written: it is write-protected.`);
      }
      await replace(target, content, old === undefined ? undefined : old.mode & 0o7777);
    }
  } catch (error) {
    if (error instanceof MachineError) throw error;
    throw machineError(error, path, "written");
  }
}

async function replace(target: string, content: Content, mode: number | undefined): Promise<void> {
  const folder = dirname(target);
  const beside = join(folder, `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  const file = await open(beside, "wx");
  try {
    try {
      if (mode !== undefined) await file.chmod(mode);
      await put(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (error) {
    await unlink(beside).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
}

async function put(file: FileHandle, content: Content): Promise<void> {
  if (typeof content === "string") await file.writeFile(content, "utf8");
  else for await (const bytes of content) await file.writeFile(bytes);
}

async function writeDirectly(target: string, content: Content): Promise<void> {
  const file = await open(target, "w");
  try {
    await put(file, content);
  } finally {
    await file.close();
  }
}

/** Makes the new name itself last. Some systems can't do that to a folder; the file is safe there all the same. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** Takes a file away, where there is one. */
export async function removeFile(path: string): Promise<void> {
  await unlink(path).catch(() => {});
}
