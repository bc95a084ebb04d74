/** One run with its progress on the terminal. */
import { CancelledError } from "../shared/errors.ts";
import type { Fold } from "../shared/run/fold.ts";
import type { RunRequest } from "../shared/run/request.ts";
import type { Host } from "./host.ts";
import { displayFor } from "./progress.ts";
import { simulate } from "./simulate.ts";

export interface ShownOptions {
  readonly workers: number | undefined;
  readonly host: Host;
  /** Whether it is precise enough to end before all replications are done; absent = it goes through them all. */
  readonly enough?: ((fold: Fold) => boolean) | undefined;
}

/**
 * Simulates a request and shows how far it has come.
 *
 * @throws CancelledError with how far it came, when the user stopped it; and what `simulate` throws
 */
export async function simulateShown(
  request: RunRequest,
  { workers, host, enough }: ShownOptions,
): Promise<Fold> {
  const display = displayFor(host, request.replications, enough !== undefined);
  let done = 0;
  try {
    return await simulate(request, {
      workers,
      host,
      enough,
      onProgress: (replications) => {
        done = replications;
        display?.update(replications);
      },
    });
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    throw new CancelledError(`Stopped after ${done} of ${request.replications} replications.`);
  } finally {
    display?.end();
  }
}
