/** One run on threads of this machine, from the request to the tallies. */
import { availableParallelism } from "node:os";
import { CancelledError } from "../shared/errors.ts";
import { Fold } from "../shared/run/fold.ts";
import { WorkerPool } from "../shared/run/pool.ts";
import type { RunRequest } from "../shared/run/request.ts";
import { isLook, replicationOrder } from "../shared/run/schedule.ts";
import type { ReplicationTally } from "../shared/simulate/tally.ts";
import { MachineError } from "./file-errors.ts";
import type { Host } from "./host.ts";
import { heapLimit } from "./node-port.ts";

interface ThreadOptions {
  /** Threads; absent = as many as the machine runs at once. */
  readonly workers?: number | undefined;
  /** Starts threads, and is aborted when the user stops the run. */
  readonly host: Pick<Host, "signal" | "startWorker">;
}

export interface EachOptions extends ThreadOptions {
  /** Takes one replication, all its designs, in the order of the list; true ends the run there. */
  readonly take: (tallies: readonly ReplicationTally[]) => boolean;
}

/**
 * Simulates some replications of a request, in this order.
 *
 * @throws CancelledError when the user stopped it
 * @throws MachineError when a worker failed for good
 * @throws what `take` throws
 */
export async function simulateEach(
  request: RunRequest,
  replications: readonly number[],
  { workers, host, take }: EachOptions,
): Promise<void> {
  if (replications.length === 0) return;
  const threads = Math.min(workers ?? availableParallelism(), replications.length);
  const heap = heapLimit(threads);
  const { signal, startWorker } = host;
  const pool = new WorkerPool(() => startWorker(heap), threads);
  let stopped = false;
  /** What went wrong on this side: tallies come in from events, where nobody would catch it. */
  let mistake: { readonly error: unknown } | undefined;
  const run = pool.run(
    request,
    {
      tallies(tallies) {
        try {
          stopped = take(tallies);
        } catch (error) {
          mistake = { error };
        }
        if (stopped || mistake !== undefined) run.cancel();
      },
    },
    replications,
  );
  signal.addEventListener("abort", () => run.cancel(), { once: true });
  if (signal.aborted) run.cancel();
  try {
    await run.finished;
  } catch (error) {
    if (mistake !== undefined) throw mistake.error;
    if (stopped) return;
    if (error instanceof CancelledError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new MachineError(`The simulation could not be finished: ${reason}.`, { cause: error });
  } finally {
    pool.close();
  }
}

export interface SimulateOptions extends ThreadOptions {
  /** Asked at doubling numbers of replications: true ends the run there. */
  readonly enough?: ((fold: Fold) => boolean) | undefined;
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Simulates a request. The same replications come out whatever the number of threads.
 *
 * @returns All replications, or those up to the look at which they were enough.
 * @throws CancelledError when the user stopped it
 * @throws MachineError when a worker failed for good
 */
export async function simulate(request: RunRequest, options: SimulateOptions): Promise<Fold> {
  const { enough, onProgress, workers, host } = options;
  const planned = request.replications;
  const fold = new Fold(request.designs);
  let done = 0;
  await simulateEach(request, replicationOrder(planned), {
    workers,
    host,
    take(tallies) {
      fold.addAll(tallies);
      onProgress?.(++done);
      return done < planned && isLook(done, planned) && (enough?.(fold) ?? false);
    },
  });
  return fold;
}
