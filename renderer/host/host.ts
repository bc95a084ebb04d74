/**
 * What the app needs of the place it runs in: files and, on a desktop, a menu. Two implementations: the desktop's
 * window (`desktop-host.ts`) and a browser (`browser-host.ts`).
 */

/** A file that was read. */
export interface OpenedFile {
  readonly name: string;
  readonly text: string;
  /** What the host needs to write it again; undefined where it can't be written in place. */
  readonly handle: unknown;
}

export interface SavedFile {
  readonly name: string;
  readonly handle: unknown;
}

/** How a request ends: done, given up by the person, or refused with a sentence for them. */
export type Outcome<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "cancelled" }
  | { readonly kind: "refused"; readonly message: string; readonly changedOnDisk?: boolean };

/** A file that was opened or saved before. */
export interface RecentFile {
  /** What the host needs to open it again. */
  readonly recent: unknown;
  readonly name: string;
  /** Folder and name, where the host knows them. */
  readonly place: string | undefined;
}

/** Edits that were never saved. */
export interface KeptDraft {
  /** Of the window that made them. */
  readonly id: string;
  readonly title: string;
  readonly fileName: string | undefined;
  readonly handle: unknown;
  /** The file as it was read or written last. */
  readonly savedText: string;
  /** The same with the edits. */
  readonly text: string;
  /** When they were kept, milliseconds since 1970. */
  readonly at: number;
}

/** Where a window keeps its unsaved edits against a crash. */
export interface DraftShelf {
  /** Keeps this window's edits in the place of those it kept before; undefined = there is nothing to lose. */
  readonly put: (draft: Omit<KeptDraft, "id"> | undefined) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** What windows that are gone have left. */
  readonly leftBehind: () => Promise<readonly KeptDraft[]>;
}

/** What a person asked for outside the page, to be carried out by the command of that name. */
export type HostListener = {
  readonly command: (name: string) => void;
  readonly opened: (outcome: Outcome<OpenedFile>) => void;
};

export interface Host {
  readonly kind: "desktop" | "browser";
  /** Asks for a scenario file and reads it. */
  readonly open: () => Promise<Outcome<OpenedFile>>;
  /** Reads a file that was dropped on the window. */
  readonly openDropped: (file: File) => Promise<Outcome<OpenedFile>>;
  /** Writes where the file came from. `overwrite` even if another program wrote it since. */
  readonly save: (
    handle: unknown,
    name: string,
    text: string,
    overwrite: boolean,
  ) => Promise<Outcome<SavedFile>>;
  /** Asks where, and writes there. */
  readonly saveAs: (handle: unknown, name: string, text: string) => Promise<Outcome<SavedFile>>;
  /** Opened or saved before, the newest first. */
  readonly recentFiles: () => Promise<readonly RecentFile[]>;
  readonly openRecent: (recent: unknown) => Promise<Outcome<OpenedFile>>;
  readonly drafts: DraftShelf;
  readonly print: () => void;
  /** Reads a data file that the scenario names, beside it. */
  readonly readBeside: (handle: unknown, file: string) => Promise<Outcome<string>>;
  /** Says whether closing would lose edits. */
  readonly setEdited: (edited: boolean) => void;
  /** Starts to pass on what happens outside the page. */
  readonly listen: (listener: HostListener) => void;
}

export const done = <Value>(value: Value): Outcome<Value> => ({ kind: "done", value });
export const CANCELLED = { kind: "cancelled" } as const;
export const refused = (message: string): Outcome<never> => ({ kind: "refused", message });

/** A file name for a scenario that has none: `support-assistant.json`. */
export function fileNameFor(title: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return `${words === "" ? "scenario" : words}.json`;
}
