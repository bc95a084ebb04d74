/** The body of a worker, whatever carries its messages: web worker, Node thread, or the same process. */
import { CompiledScenario } from "../simulate/replication.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

export class RunWorker {
  private run = -1;
  private compiled: CompiledScenario | undefined;
  private failure: string | undefined;

  /** Answers a job; a `begin` has no answer (what is wrong with it is said by the jobs that follow). */
  handle(message: ToWorker): FromWorker | undefined {
    if (message.kind === "begin") {
      this.run = message.run;
      this.failure = undefined;
      try {
        this.compiled = new CompiledScenario(message.request);
      } catch (error) {
        this.failure = reasonOf(error);
      }
      return undefined;
    }
    const { run, job, work } = message;
    if (run !== this.run || this.compiled === undefined || this.failure !== undefined)
      return { kind: "failed", run, job, message: this.failure ?? "the worker was not told what to run" };
    try {
      const { compiled } = this;
      const tallies = work.flatMap(({ replication, design }) => compiled.simulate(replication, [design]));
      return { kind: "done", run, job, tallies };
    } catch (error) {
      return { kind: "failed", run, job, message: reasonOf(error) };
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
