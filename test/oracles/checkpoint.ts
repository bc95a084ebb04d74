/** What a validation has done so far, kept in a file, so that one that was stopped goes on. */
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { type Outcome, outcomeSchema } from "./jobs.ts";

const lineSchema = z.strictObject({ key: z.string(), outcome: outcomeSchema });

/** Jobs that are done, by their keys. */
export interface Checkpoint {
  get(key: string): Outcome | undefined;
  put(key: string, outcome: Outcome): void;
}

/** Keeps nothing. */
export const NO_CHECKPOINT: Checkpoint = { get: () => undefined, put: () => undefined };

/**
 * A line for each job; a line that was cut off by the end of the process is left out. Code that differs by a byte has a
 * file of its own: what it would find may differ, too.
 */
export class FileCheckpoint implements Checkpoint {
  readonly path: string;
  readonly #done = new Map<string, Outcome>();

  /** @param folder where such files are kept @param code the file whose work it is */
  constructor(folder: string, code: string) {
    const version = createHash("sha256").update(readFileSync(code)).digest("hex").slice(0, 16);
    this.path = join(folder, `${version}.jsonl`);
    if (!existsSync(this.path)) return;
    for (const line of readFileSync(this.path, "utf8").split("\n")) {
      const read = lineOf(line);
      if (read !== undefined) this.#done.set(read.key, read.outcome);
    }
    // what follows a line that was cut off must not become part of it
    appendFileSync(this.path, "\n");
  }

  get(key: string): Outcome | undefined {
    return this.#done.get(key);
  }

  put(key: string, outcome: Outcome): void {
    this.#done.set(key, outcome);
    mkdirSync(dirname(this.path), { recursive: true });
    appendFileSync(this.path, `${JSON.stringify({ key, outcome })}\n`);
  }
}

function lineOf(line: string): z.infer<typeof lineSchema> | undefined {
  if (line === "") return undefined;
  try {
    return lineSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
