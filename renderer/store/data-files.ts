/** The data files that a scenario names, read through the host and kept as long as they are named. */
import type { Problem } from "../../shared/errors.ts";
import { readColumns } from "../../shared/logs/columns.ts";
import { fail, type Result, succeed } from "../../shared/result.ts";
import type { FileColumns } from "../../shared/run/request.ts";
import { type FileNeeded, filesNeeded } from "../../shared/scenario/files-needed.ts";
import type { Scenario } from "../../shared/scenario/schema.ts";
import type { Host } from "../host/host.ts";

export class DataFiles {
  private kept = new Map<string, Promise<Result<FileColumns, readonly Problem[]>>>();
  private keptFor: unknown;

  constructor(private readonly host: Pick<Host, "readBeside">) {}

  /** True when a run of this scenario needs no file. */
  needsNone(scenario: Scenario): boolean {
    return filesNeeded(scenario).length === 0;
  }

  /** The columns that the scenario needs, or what is wrong with its files. `handle` is the scenario's own file. */
  async columns(scenario: Scenario, handle: unknown): Promise<Result<FileColumns, readonly Problem[]>> {
    if (handle !== this.keptFor) this.kept.clear();
    this.keptFor = handle;
    const read = await Promise.all(filesNeeded(scenario).map((needed) => this.once(needed, handle)));
    const problems = read.flatMap((result) => (result.ok ? [] : result.error));
    if (problems.length > 0) return fail(problems);
    return succeed(Object.assign({}, ...read.map((result) => (result.ok ? result.value : {}))));
  }

  private once(needed: FileNeeded, handle: unknown): Promise<Result<FileColumns, readonly Problem[]>> {
    const key = JSON.stringify(needed);
    const kept = this.kept.get(key) ?? this.read(needed, handle);
    this.kept.set(key, kept);
    // What failed may be put right on the disk: it is tried again.
    void kept.then((result) => {
      if (!result.ok) this.kept.delete(key);
    });
    return kept;
  }

  private async read(needed: FileNeeded, handle: unknown): Promise<Result<FileColumns, readonly Problem[]>> {
    const outcome = await this.host.readBeside(handle, needed.file);
    if (outcome.kind !== "done") {
      const message = outcome.kind === "refused" ? outcome.message : "The file was not read.";
      return fail([{ path: "", value: needed.file, message }]);
    }
    const read = readColumns(needed.file, outcome.value, needed.columns);
    return read.ok ? succeed(read.value.columns) : read;
  }
}
