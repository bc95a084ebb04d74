/**
 * The host in a browser: the File System Access API where there is one, so that saving writes the same file
 * again; otherwise a file chooser to open and a download to save.
 */
import { createBrowserShelf } from "./browser-shelf.ts";
import {
  CANCELLED,
  done,
  type Host,
  type OpenedFile,
  type Outcome,
  refused,
  type SavedFile,
} from "./host.ts";
import {
  allowed,
  type FileHandle,
  isHandle,
  openKnown,
  recentHandles,
  rememberHandle,
} from "./recent-handles.ts";

interface PickerOptions {
  readonly suggestedName?: string;
  readonly types: readonly {
    readonly description: string;
    readonly accept: Record<string, readonly string[]>;
  }[];
}

declare global {
  interface Window {
    readonly showOpenFilePicker?: (options: PickerOptions) => Promise<readonly FileHandle[]>;
    readonly showSaveFilePicker?: (options: PickerOptions) => Promise<FileHandle>;
  }
}

const TYPES: PickerOptions["types"] = [
  { description: "Plimsoll scenario", accept: { "application/json": [".json"] } },
];
/** Larger than any scenario; keeps a film that was dropped by mistake from filling the memory. */
const LARGEST_FILE = 16 * 1024 * 1024;

export function createBrowserHost(): Host {
  let edited = false;
  window.addEventListener("beforeunload", (event) => {
    if (edited) event.preventDefault();
  });
  return {
    kind: "browser",
    open: () => (window.showOpenFilePicker === undefined ? chooseFile() : pickFile()),
    openDropped: (file) => read(file, undefined),
    save: (handle, name, text) => (isHandle(handle) ? writeTo(handle, text) : saveAs(name, text)),
    saveAs: (_handle, name, text) => saveAs(name, text),
    recentFiles: recentHandles,
    openRecent: (recent) => openKnown(recent, (handle) => readHandle(handle)),
    drafts: createBrowserShelf(),
    print: () => window.print(),
    readBeside: async (_handle, file) =>
      refused(`A browser can't read “${file}” beside the scenario; the desktop app can.`),
    setEdited: (now) => {
      edited = now;
    },
    listen: () => {},
  };
}

async function read(file: File, handle: FileHandle | undefined): Promise<Outcome<OpenedFile>> {
  if (file.size > LARGEST_FILE) return refused(`“${file.name}” is too large for a scenario.`);
  return done({ name: file.name, text: await file.text(), handle });
}

/** What a picker throws when the person closes it is no failure. */
function ended(error: unknown, doing: string): Outcome<never> {
  if (error instanceof DOMException && error.name === "AbortError") return CANCELLED;
  return refused(`The file could not be ${doing}: ${error instanceof Error ? error.message : String(error)}`);
}

async function pickFile(): Promise<Outcome<OpenedFile>> {
  try {
    const [handle] = (await window.showOpenFilePicker?.({ types: TYPES })) ?? [];
    return handle === undefined ? CANCELLED : await readHandle(handle);
  } catch (error) {
    return ended(error, "opened");
  }
}

async function readHandle(handle: FileHandle): Promise<Outcome<OpenedFile>> {
  await rememberHandle(handle);
  return read(await handle.getFile(), handle);
}

function chooseFile(): Promise<Outcome<OpenedFile>> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".json,application/json";
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      resolve(file === undefined ? CANCELLED : read(file, undefined));
    });
    input.addEventListener("cancel", () => resolve(CANCELLED));
    input.click();
  });
}

async function writeTo(handle: FileHandle, text: string): Promise<Outcome<SavedFile>> {
  try {
    if (!(await allowed(handle, "readwrite"))) return refused(`“${handle.name}” may not be written.`);
    const stream = await handle.createWritable();
    await stream.write(text);
    await stream.close();
    await rememberHandle(handle);
    return done({ name: handle.name, handle });
  } catch (error) {
    return ended(error, "saved");
  }
}

async function saveAs(name: string, text: string): Promise<Outcome<SavedFile>> {
  if (window.showSaveFilePicker === undefined) {
    download(name, new Blob([text], { type: "application/json" }));
    return done({ name, handle: undefined });
  }
  try {
    return await writeTo(await window.showSaveFilePicker({ suggestedName: name, types: TYPES }), text);
  } catch (error) {
    return ended(error, "saved");
  }
}

/** Gives a file to the person as a download. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser takes the content after this turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
