/**
 * The files that the window works with. The window knows them by tokens; the paths stay here, so that a page gone
 * astray can reach no file that a person didn't choose.
 */
import { createHash, randomUUID } from "node:crypto";
import { homedir } from "node:os";
import { basename, dirname, join, sep } from "node:path";
import type {
  DesktopOutcome,
  DesktopRequest,
  DesktopResponse,
  OpenDocument,
  RecentFile,
  SavedDocument,
} from "../shared/desktop-contract.ts";
import { SCENARIO_SIZE_LIMIT } from "../shared/desktop-contract.ts";
import { done, type FileOutcome, refused } from "./file-problem.ts";
import { readFileBeside, readTextFile } from "./read-file.ts";
import type { RecentFiles } from "./recent-files.ts";
import { writeTextFile } from "./write-file.ts";

/** Logs and traces beside a scenario, bytes; a week of a large service is some hundred megabytes. */
const BESIDE_SIZE_LIMIT = 512 * 1024 * 1024;

/** Asks a person for a place; undefined = they closed the dialog. */
export interface FileDialogs {
  readonly askOpen: () => Promise<string | undefined>;
  readonly askSave: (suggestedPath: string) => Promise<string | undefined>;
}

interface KnownFile {
  readonly path: string;
  /** What we read or wrote there last. */
  readonly fingerprint: string;
}

const CANCELLED = { kind: "cancelled" } as const;
const UNKNOWN = refused(
  "unknown-document",
  "The app no longer knows where this document was. Save it as a new file.",
);

export class Documents {
  readonly #files = new Map<string, KnownFile>();
  readonly #dialogs: FileDialogs;
  readonly #recent: RecentFiles;

  constructor(dialogs: FileDialogs, recent: RecentFiles) {
    this.#dialogs = dialogs;
    this.#recent = recent;
  }

  async openChosen(): Promise<DesktopOutcome<OpenDocument>> {
    const path = await this.#dialogs.askOpen();
    return path === undefined ? CANCELLED : this.openPath(path);
  }

  /** Opens a path that a person gave: a dropped file, a double click, an argument. */
  async openPath(path: string): Promise<FileOutcome<OpenDocument>> {
    const read = await readTextFile(path, SCENARIO_SIZE_LIMIT);
    if (read.kind !== "done") return read;
    await this.#recent.add(path);
    return done({ ...this.#remember(undefined, path, read.value), text: read.value });
  }

  async openRecent({ recent }: DesktopRequest<"openRecent">): Promise<FileOutcome<OpenDocument>> {
    const path = await this.#recent.pathOf(recent);
    if (path === undefined) return refused("missing", "That file is no longer among the recent ones.");
    const outcome = await this.openPath(path);
    if (outcome.kind === "refused" && outcome.problem === "missing") await this.#recent.remove(path);
    return outcome;
  }

  async recentFiles(): Promise<readonly RecentFile[]> {
    return (await this.#recent.list()).map(({ token, path }) => ({
      recent: token,
      name: basename(path),
      place: placeOf(path),
    }));
  }

  async save(request: DesktopRequest<"saveScenario">): Promise<FileOutcome<SavedDocument>> {
    const known = this.#files.get(request.document);
    if (known === undefined) return UNKNOWN;
    if (request.overwrite !== true) {
      const there = await readTextFile(known.path, SCENARIO_SIZE_LIMIT);
      const changed =
        there.kind === "done"
          ? fingerprintOf(there.value) !== known.fingerprint
          : there.problem !== "missing";
      if (changed) {
        return refused(
          "changed-on-disk",
          `“${basename(known.path)}” was changed by another program since it was opened.`,
        );
      }
    }
    return this.#write(request.document, known.path, request.text);
  }

  async saveAs(request: DesktopRequest<"saveScenarioAs">): Promise<DesktopOutcome<SavedDocument>> {
    const from = request.document === undefined ? undefined : this.#files.get(request.document);
    const name = basename(request.suggestedName.replaceAll("\\", "/"));
    const path = await this.#dialogs.askSave(from === undefined ? name : join(dirname(from.path), name));
    if (path === undefined) return CANCELLED;
    return this.#write(undefined, path, request.text);
  }

  async readBeside(
    request: DesktopRequest<"readBeside">,
  ): Promise<FileOutcome<DesktopResponse<"readBeside">>> {
    const known = this.#files.get(request.document);
    if (known === undefined) return UNKNOWN;
    const read = await readFileBeside(dirname(known.path), request.file, BESIDE_SIZE_LIMIT);
    return read.kind === "done" ? done({ file: request.file, text: read.value }) : read;
  }

  async #write(token: string | undefined, path: string, text: string): Promise<FileOutcome<SavedDocument>> {
    const written = await writeTextFile(path, text);
    if (written.kind !== "done") return written;
    await this.#recent.add(path);
    return done(this.#remember(token, path, text));
  }

  #remember(token: string | undefined, path: string, text: string): SavedDocument {
    const document = token ?? randomUUID();
    this.#files.set(document, { path, fingerprint: fingerprintOf(text) });
    return { document, name: basename(path), place: placeOf(path) };
  }
}

function fingerprintOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A path as people write it, with `~` for their own folder. */
function placeOf(path: string): string {
  const home = homedir();
  return path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path;
}
