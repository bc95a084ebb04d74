/** One run on threads of this machine, from the request to the tallies. */
import { availableParallelism } from "node:os";
import { CancelledError } from "../shared/errors.ts";
import { Fold } from "../shared/run/fold.ts";
import { WorkerPool } from "../shared/run/pool.ts";
import type { RunRequest } from "../shared/run/request.ts";
import { isLook } from "../shared/run/schedule.ts";
import { MachineError } from "./file-errors.ts";
import { heapLimit, nodePort } from "./node-port.ts";

export interface SimulateOptions {
  /** Threads; absent = as many as the machine runs at once. */
  readonly workers?: number | undefined;
  /** Asked at doubling numbers of replications: true ends the run there. */
  readonly enough?: ((fold: Fold) => boolean) | undefined;
  readonly onProgress?: ((done: number) => void) | undefined;
  /** Aborted when the user stops the run. */
  readonly signal: AbortSignal;
}

/**
 * Simulates a request. The same replications come out whatever the number of threads.
 *
 * @returns All replications, or those up to the look at which they were enough.
 * @throws CancelledError when the user stopped it
 * @throws MachineError when a worker failed for good
 */
export async function simulate(request: RunRequest, options: SimulateOptions): Promise<Fold> {
  const { enough, onProgress, signal } = options;
  const threads = Math.min(options.workers ?? availableParallelism(), request.replications);
  const heap = heapLimit(threads);
  const fold = new Fold(request.designs);
  const pool = new WorkerPool(() => nodePort(heap), threads);
  let stopped = false;
  /** What went wrong on this side: tallies come in from events, where nobody would catch it. */
  let mistake: { readonly error: unknown } | undefined;
  const run = pool.run(request, {
    tallies(tallies, done, planned) {
      try {
        fold.addAll(tallies);
        onProgress?.(done);
        stopped = done < planned && isLook(done, planned) && (enough?.(fold) ?? false);
      } catch (error) {
        mistake = { error };
      }
      if (stopped || mistake !== undefined) run.cancel();
    },
  });
  signal.addEventListener("abort", () => run.cancel(), { once: true });
  if (signal.aborted) run.cancel();
  try {
    await run.finished;
  } catch (error) {
    if (mistake !== undefined) throw mistake.error;
    if (stopped) return fold;
    if (error instanceof CancelledError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new MachineError(`The simulation could not be finished: ${reason}.`, { cause: error });
  } finally {
    pool.close();
  }
  return fold;
}
