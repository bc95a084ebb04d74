/** Files that a browser lets the app open again: their handles, kept in the browser's database. */
import { allIn, dropFrom, keepIn } from "./browser-database.ts";
import { type OpenedFile, type Outcome, type RecentFile, refused } from "./host.ts";

/** The part of a file handle that is used, as the File System Access API defines it. */
export interface FileHandle {
  readonly name: string;
  readonly getFile: () => Promise<File>;
  readonly createWritable: () => Promise<{
    readonly write: (text: string) => Promise<void>;
    readonly close: () => Promise<void>;
  }>;
  readonly isSameEntry: (other: FileHandle) => Promise<boolean>;
  /** Asks the person; absent where a browser never asks. */
  readonly requestPermission?: (wish: { readonly mode: "read" | "readwrite" }) => Promise<string>;
}

interface Remembered {
  readonly key: string;
  readonly handle: FileHandle;
  readonly at: number;
}

const MOST = 10;

export const isHandle = (value: unknown): value is FileHandle =>
  typeof value === "object" && value !== null && "createWritable" in value;

const isRemembered = (value: unknown): value is Remembered =>
  typeof value === "object" &&
  value !== null &&
  "key" in value &&
  typeof value.key === "string" &&
  "at" in value &&
  typeof value.at === "number" &&
  "handle" in value &&
  isHandle(value.handle);

async function remembered(): Promise<readonly Remembered[]> {
  const known = (await allIn("recent")).filter(isRemembered);
  return known.sort((a, b) => b.at - a.at);
}

/** Puts a file at the head of the list. */
export async function rememberHandle(handle: FileHandle): Promise<void> {
  const known = await remembered();
  const same = await Promise.all(known.map((each) => handle.isSameEntry(each.handle)));
  const gone = known.filter((_, at) => same[at] === true).concat(known.slice(MOST - 1));
  await Promise.all(gone.map(({ key }) => dropFrom("recent", key)));
  const key = crypto.randomUUID();
  await keepIn("recent", key, { key, handle, at: Date.now() });
}

export async function recentHandles(): Promise<readonly RecentFile[]> {
  return (await remembered()).map(({ handle }) => ({
    recent: handle,
    name: handle.name,
    place: undefined,
  }));
}

/** Whether the person lets the app do that with the file; the browser asks where it has to. */
export async function allowed(handle: FileHandle, mode: "read" | "readwrite"): Promise<boolean> {
  return handle.requestPermission === undefined || (await handle.requestPermission({ mode })) === "granted";
}

export async function openKnown(
  recent: unknown,
  read: (handle: FileHandle) => Promise<Outcome<OpenedFile>>,
): Promise<Outcome<OpenedFile>> {
  if (!isHandle(recent)) return refused("This file is no longer known here: open it once more.");
  try {
    if (!(await allowed(recent, "read"))) return { kind: "cancelled" };
    return await read(recent);
  } catch {
    return refused(`“${recent.name}” is no longer where it was.`);
  }
}
