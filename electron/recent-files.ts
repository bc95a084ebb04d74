/** The last files opened or saved, kept between starts in a small JSON file. */
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { z } from "zod";
import { readTextFile } from "./read-file.ts";
import { writeTextFile } from "./write-file.ts";

const MOST = 10;
const SIZE_LIMIT = 64 * 1024;
const pathsSchema = z.array(z.string()).max(1000);

export interface RecentPath {
  /** Names the path to the window, the same every time. */
  readonly token: string;
  readonly path: string;
}

export class RecentFiles {
  readonly #store: string;
  readonly #changed: (recent: readonly RecentPath[]) => void;
  #paths: Promise<readonly string[]> | undefined;

  /** @param store where the list is kept. @param changed called with the new list after every change. */
  constructor(store: string, changed: (recent: readonly RecentPath[]) => void = () => {}) {
    this.#store = store;
    this.#changed = changed;
  }

  /** The newest first. */
  async list(): Promise<readonly RecentPath[]> {
    return (await this.#load()).map((path) => ({ token: tokenOf(path), path }));
  }

  async pathOf(token: string): Promise<string | undefined> {
    return (await this.list()).find((recent) => recent.token === token)?.path;
  }

  async add(path: string): Promise<void> {
    const full = resolve(path);
    await this.#change((paths) => [full, ...paths.filter((other) => other !== full)].slice(0, MOST));
  }

  async remove(path: string): Promise<void> {
    const full = resolve(path);
    await this.#change((paths) => paths.filter((other) => other !== full));
  }

  #load(): Promise<readonly string[]> {
    this.#paths ??= load(this.#store);
    return this.#paths;
  }

  async #change(edit: (paths: readonly string[]) => readonly string[]): Promise<void> {
    // Taken over before anything is awaited, so that changes at the same time follow one another.
    this.#paths = this.#load().then(edit);
    // A convenience: losing it is no reason to stop anybody's work.
    await writeTextFile(this.#store, `${JSON.stringify(await this.#paths, null, 2)}\n`);
    this.#changed(await this.list());
  }
}

function tokenOf(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 32);
}

/** A list that is missing or damaged is an empty one. */
async function load(store: string): Promise<readonly string[]> {
  const read = await readTextFile(store, SIZE_LIMIT);
  if (read.kind !== "done") return [];
  try {
    const parsed = pathsSchema.safeParse(JSON.parse(read.value));
    return parsed.success ? parsed.data.slice(0, MOST) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
