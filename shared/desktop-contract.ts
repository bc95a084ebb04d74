/**
 * What the window may ask of the desktop, and what the desktop tells the window: the one contract between
 * `electron/` and `renderer/`, and both ends are typed from it. In a browser `window.plimsoll` is absent, and the
 * renderer does with what browsers have.
 *
 * The window never names a path. It holds a token ({@link OpenDocument.document}) that the desktop gave it for a
 * file that a person chose.
 */

/** Why a file could not be read or written. */
export type FileProblem =
  | "missing"
  | "folder-missing"
  | "not-allowed"
  | "read-only"
  | "disk-full"
  | "too-large"
  | "not-text"
  | "not-a-file"
  | "outside"
  | "changed-on-disk"
  | "unknown-document"
  | "failed";

/**
 * How every request ends. `cancelled` is a person who closed the dialog, `refused` what can happen to anybody's
 * files, with a sentence for that person; anything else is a bug, and rejects the promise.
 */
export type DesktopOutcome<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "cancelled" }
  | { readonly kind: "refused"; readonly problem: FileProblem; readonly message: string };

/** Where a document stands on the disk, without its text. */
export interface SavedDocument {
  /** Token of the file for later requests of this window; says nothing about its place. */
  readonly document: string;
  /** File name without its folder, for titles. */
  readonly name: string;
  /** Folder and name as people write them, only to be shown. */
  readonly place: string;
}

/** A file that is open in the window. */
export interface OpenDocument extends SavedDocument {
  readonly text: string;
}

/** A file opened or saved before; `recent` is its token for `openRecent`. */
export interface RecentFile {
  readonly recent: string;
  readonly name: string;
  readonly place: string;
}

/** Largest scenario text, in UTF-16 code units; real ones are some kilobytes. */
export const SCENARIO_SIZE_LIMIT = 16 * 1024 * 1024;

type Nothing = Readonly<Record<never, never>>;

/** Every request that the window can make: what it sends, and what comes back when all goes well. */
export interface DesktopRequests {
  /** Asks a person for a scenario file and reads it. */
  readonly openScenario: { readonly request: Nothing; readonly response: OpenDocument };
  /** Files opened or saved before, the newest first, at most ten. */
  readonly recentFiles: { readonly request: Nothing; readonly response: readonly RecentFile[] };
  readonly openRecent: { readonly request: { readonly recent: string }; readonly response: OpenDocument };
  /** Reads a file that was dropped on the window; only the preload knows its path. */
  readonly openDropped: { readonly request: { readonly path: string }; readonly response: OpenDocument };
  /**
   * Writes where the document came from: the whole new text, or the old file is left as it was. Refused with
   * `changed-on-disk` where another program has written since, unless `overwrite`.
   */
  readonly saveScenario: {
    readonly request: {
      readonly document: string;
      readonly text: string;
      readonly overwrite?: boolean | undefined;
    };
    readonly response: SavedDocument;
  };
  /** Asks a person where, and writes there. `document` is what is saved under a new name, where there is one. */
  readonly saveScenarioAs: {
    readonly request: {
      readonly document?: string | undefined;
      readonly suggestedName: string;
      readonly text: string;
    };
    readonly response: SavedDocument;
  };
  /** Reads a text file that the scenario names, in the scenario's folder or below it and nowhere else. */
  readonly readBeside: {
    readonly request: { readonly document: string; readonly file: string };
    readonly response: { readonly file: string; readonly text: string };
  };
  /** Whether there are edits that would be lost if the window closed; the desktop then asks first. */
  readonly setEdited: { readonly request: { readonly edited: boolean }; readonly response: Nothing };
}

export type DesktopRequestName = keyof DesktopRequests;
export type DesktopRequest<Name extends DesktopRequestName> = DesktopRequests[Name]["request"];
export type DesktopResponse<Name extends DesktopRequestName> = DesktopRequests[Name]["response"];

/** What a person chose in the menu, for the window to carry out by its command of that name. */
export type MenuCommand = "open" | "save" | "saveAs" | "undo" | "redo" | "find" | "stop";

/** Everything that the desktop tells the window unasked. */
export interface DesktopEvents {
  readonly menu: MenuCommand;
  /** A file opened from outside: from the menu's recent files, or by a double click on it. */
  readonly opened: DesktopOutcome<OpenDocument>;
}
export type DesktopEventName = keyof DesktopEvents;

/** Name of the channel between the processes that a request or an event travels on. */
export function channelOf(name: DesktopRequestName | DesktopEventName): string {
  return `plimsoll:${name}`;
}

type Ask<Name extends DesktopRequestName> = (
  request: DesktopRequest<Name>,
) => Promise<DesktopOutcome<DesktopResponse<Name>>>;
/** Calls `listener` at every event; what it returns ends that. */
type Tell<Name extends DesktopEventName> = (listener: (event: DesktopEvents[Name]) => void) => () => void;

/** What stands at `window.plimsoll` in the desktop app; `Dropped` is the DOM's `File`. */
export type DesktopApi<Dropped> = {
  readonly [Name in Exclude<DesktopRequestName, "openDropped">]: Ask<Name>;
} & {
  readonly platform: "mac" | "windows" | "linux";
  readonly openDropped: (file: Dropped) => Promise<DesktopOutcome<OpenDocument>>;
  readonly onMenu: Tell<"menu">;
  readonly onOpened: Tell<"opened">;
};
