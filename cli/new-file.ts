/** A file that must not be there yet: it appears whole, under a name that nobody else has taken, or not at all. */
import { randomBytes } from "node:crypto";
import { link, open, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ExpectedError } from "../shared/errors.ts";
import { machineError, systemCode } from "./file-errors.ts";

/**
 * @throws ExpectedError where there is something of that name already @throws MachineError where it can't be written
 */
export async function writeNew(path: string, text: string): Promise<void> {
  if ((await stat(path).catch(() => undefined)) !== undefined) throw taken(path);
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await put(beside, text);
    try {
      // Unlike a rename, a link never takes the place of a file that came in between.
      await link(beside, path);
    } catch (error) {
      if (systemCode(error) === "EEXIST") throw taken(path);
      if (!NO_LINKS.includes(systemCode(error) ?? "")) throw error;
      await put(path, text);
    } finally {
      await unlink(beside).catch(() => {});
    }
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    if (systemCode(error) === "EEXIST") throw taken(path);
    throw machineError(error, path, "written");
  }
}

/** What file systems without links say. */
const NO_LINKS: readonly string[] = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"];

async function put(path: string, text: string): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(text, "utf8");
    await file.sync();
  } finally {
    await file.close();
  }
}

function taken(path: string): ExpectedError {
  const message = "There is a file of this name already, and it is left as it is.";
  return new ExpectedError([{ path: "--out", value: path, message, allowed: "the name of a new file" }]);
}
