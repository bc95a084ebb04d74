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
