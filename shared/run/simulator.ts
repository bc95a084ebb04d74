/**
 * What a study is lent by its host: the same worlds and tasks simulated under one request after the other (other
 * traffic, another date, an outage), on workers that stay warm in between.
 */
import { CancelledError } from "../errors.ts";
import { Fold } from "./fold.ts";
import type { WorkerPort } from "./messages.ts";
import { type PoolRun, WorkerPool } from "./pool.ts";
import type { RunRequest } from "./request.ts";
import { replicationOrder } from "./schedule.ts";

export interface SimulatorOptions {
  /** Told how many replications are done, of all requests together. */
  readonly onReplication?: (done: number) => void;
  /** As the pool's. */
  readonly later?: (callback: () => void) => void;
}

/** A simulator on a pool that others use too, one after the other. */
export class PooledSimulator {
  readonly #pool: Pick<WorkerPool, "run">;
  readonly #options: SimulatorOptions;
  #current: PoolRun | undefined;
  #stopped = false;
  #done = 0;

  constructor(pool: Pick<WorkerPool, "run">, options: SimulatorOptions = {}) {
    this.#pool = pool;
    this.#options = options;
  }

  /**
   * Simulates some replications of a request. One at a time: await one before the next.
   *
   * @param replications none twice; absent = all of the request
   * @param fold takes them, beside what it holds of the same request; absent = a new one
   * @throws CancelledError when it was stopped @throws Error with the reason when a worker failed for good
   */
  async simulate(
    request: RunRequest,
    replications: readonly number[] = replicationOrder(request.replications),
    fold = new Fold(request.designs),
  ): Promise<Fold> {
    if (this.#stopped) throw new CancelledError();
    if (replications.length === 0) return fold;
    const before = this.#done;
    this.#current = this.#pool.run(
      request,
      {
        tallies: (tallies, done) => {
          fold.addAll(tallies);
          this.#done = before + done;
          this.#options.onReplication?.(this.#done);
        },
      },
      replications,
    );
    await this.#current.finished;
    return fold;
  }

  /** Stops what is under way, and all that would follow. */
  stop(): void {
    this.#stopped = true;
    this.#current?.cancel();
  }
}

/** A simulator with workers of its own. */
export class Simulator extends PooledSimulator {
  readonly #own: WorkerPool;

  /** @param size number of workers, at least 1 */
  constructor(spawn: () => WorkerPort, size: number, options: SimulatorOptions = {}) {
    const pool = new WorkerPool(spawn, size, options.later);
    super(pool, options);
    this.#own = pool;
  }

  /** Ends the workers. */
  close(): void {
    this.stop();
    this.#own.close();
  }
}
