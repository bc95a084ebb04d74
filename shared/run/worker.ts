/** The body of a worker, whatever carries its messages: web worker, Node thread, or the same process. */
import { CompiledScenario } from "../simulate/replication.ts";
import type { ReplicationTally } from "../simulate/tally.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

type Job = Extract<ToWorker, { kind: "job" }>;

export class RunWorker {
  private run = -1;
  private compiled: CompiledScenario | undefined;
  private failure: string | undefined;

  /**
   * Answers a job, all at once. A `begin` has no answer (what is wrong with it is said by the jobs that follow), nor has
   * a `drop`: by the time it is heard, the job is done.
   */
  handle(message: ToWorker): FromWorker | undefined {
    if (message.kind === "begin") this.begin(message);
    if (message.kind !== "job") return undefined;
    const slices = this.slices(message, Number.POSITIVE_INFINITY);
    for (;;) {
      const slice = slices.next();
      if (slice.done === true) return slice.value;
    }
  }

  private begin({ run, request }: Extract<ToWorker, { kind: "begin" }>): void {
    this.run = run;
    this.failure = undefined;
    try {
      this.compiled = new CompiledScenario(request);
    } catch (error) {
      this.failure = reasonOf(error);
    }
  }

  /** A job in slices of about so many events, for workers that listen in between. */
  *slices({ run, job, work }: Job, events: number): Generator<undefined, FromWorker> {
    const { compiled, failure } = this;
    if (run !== this.run || compiled === undefined || failure !== undefined)
      return { kind: "failed", run, job, message: failure ?? "the worker was not told what to run" };
    try {
      const tallies: ReplicationTally[] = [];
      for (const { replication, design } of work)
        tallies.push(...(yield* compiled.slices(replication, [design], events)));
      return { kind: "done", run, job, tallies };
    } catch (error) {
      return { kind: "failed", run, job, message: reasonOf(error) };
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
