import { CancelledError } from "../errors.ts";
import { FIGURE, type ReplicationTally } from "../simulate/tally.ts";
import type { FromWorker, Work, WorkerPort } from "./messages.ts";
import type { RunRequest } from "./request.ts";
import { replicationOrder, scheduleOf } from "./schedule.ts";

/** Told of a run's tallies as they come. */
export interface PoolListener {
  /**
   * Tallies of one whole replication, in the order of the schedule without gaps: the `done`th of `planned`. Before the
   * first is whole (`done` 0): tallies of the design that is waited for, as they come.
   */
  tallies(tallies: readonly ReplicationTally[], done: number, planned: number): void;
}

export interface PoolRun {
  /** Fulfilled when all is simulated and told; rejected when cancelled, or when a job failed for good. */
  readonly finished: Promise<void>;
  /** Stops at once: nothing more is told, and `finished` is rejected as cancelled. */
  cancel(): void;
}

interface Job {
  readonly number: number;
  readonly work: readonly Work[];
  /** Position of the job's first piece in the schedule. */
  readonly at: number;
  /** How often a worker died of it. */
  deaths: number;
}

interface Worker {
  readonly port: WorkerPort;
  job: Job | undefined;
  /** The run whose request it was given last. */
  run: number;
}

/**
 * About how many attempts a job should hold: a few hundredths of a second of work. Long enough that messages are few,
 * short enough that a worker is soon free for something newer.
 */
const ATTEMPTS_PER_JOB = 50_000;
const LARGEST_JOB = 64;

/**
 * A set of workers that runs one request at a time; a new one cancels the one before.
 *
 * A job that fails ends its run with the reason. A worker that dies is replaced and its job given out once more; if
 * that kills a worker again, the run ends with the reason.
 *
 * @example
 * const pool = new WorkerPool(inlinePort, 2);
 * const fold = new Fold(request.designs);
 * const run = pool.run(request, { tallies: (tallies) => fold.addAll(tallies) });
 * await run.finished;
 */
export class WorkerPool {
  private readonly workers: Worker[] = [];
  private current: ActiveRun | undefined;
  private runs = 0;

  /**
   * @param later calls back after the time that a worker may go on with work nobody wants any more; where it is given,
   * a worker that is still at it then is replaced. (It is asked to drop the work first: one that does is worth keeping,
   * for all that is compiled and warm in it.)
   */
  constructor(
    private readonly spawn: () => WorkerPort,
    size: number,
    private readonly later?: (callback: () => void) => void,
  ) {
    for (let i = 0; i < size; i++) this.workers.push(this.hire());
  }

  private hire(): Worker {
    const worker: Worker = { port: this.spawn(), job: undefined, run: -1 };
    worker.port.listen(
      (message) => this.onMessage(worker, message),
      (reason) => this.onDeath(worker, reason),
    );
    return worker;
  }

  /** @param replications those that are simulated, in this order, none twice; absent = all of the request */
  run(
    request: RunRequest,
    listener: PoolListener,
    replications: readonly number[] = replicationOrder(request.replications),
  ): PoolRun {
    this.current?.fail(new CancelledError());
    this.endStragglers();
    const run = new ActiveRun(this.runs++, request, listener, replications);
    this.current = run;
    for (const worker of this.workers) this.employ(worker);
    return {
      finished: run.finished,
      cancel: () => {
        run.fail(new CancelledError());
        this.endStragglers();
      },
    };
  }

  /** Tells those who are at work that nobody wants it any more; replaces who is, a while later, still at it. */
  private endStragglers(): void {
    for (const worker of this.workers) {
      const { job } = worker;
      if (job === undefined) continue;
      worker.port.post({ kind: "drop", job: job.number });
      this.later?.(() => {
        if (worker.job === job && this.workers.includes(worker)) this.replace(worker);
      });
    }
  }

  /** Ends a worker and puts a new one in its place. */
  private replace(worker: Worker): void {
    worker.port.terminate();
    const replacement = this.hire();
    this.workers[this.workers.indexOf(worker)] = replacement;
    this.employ(replacement);
  }

  /** Ends all workers; a run under way is cancelled. */
  close(): void {
    this.current?.fail(new CancelledError());
    this.current = undefined;
    for (const worker of this.workers) worker.port.terminate();
    this.workers.length = 0;
  }

  private employ(worker: Worker): void {
    const run = this.current;
    if (run === undefined || run.over || worker.job !== undefined) return;
    const job = run.nextJob();
    if (job === undefined) return;
    if (worker.run !== run.number) {
      worker.port.post({ kind: "begin", run: run.number, request: run.request });
      worker.run = run.number;
    }
    worker.job = job;
    worker.port.post({ kind: "job", run: run.number, job: job.number, work: job.work });
  }

  private onMessage(worker: Worker, message: FromWorker): void {
    const { job } = worker;
    worker.job = undefined;
    const run = this.current;
    // what a worker still says about a run that is over is heard, and dropped
    if (run !== undefined && !run.over && message.run === run.number && job?.number === message.job) {
      if (message.kind === "done") run.accept(job, message.tallies);
      else if (message.kind === "failed") run.fail(new Error(message.message));
    }
    this.employ(worker);
  }

  private onDeath(worker: Worker, reason: string): void {
    if (!this.workers.includes(worker)) return;
    const { job } = worker;
    const run = this.current;
    if (run !== undefined && job !== undefined && worker.run === run.number) {
      job.deaths++;
      if (job.deaths > 1) run.fail(new Error(`a worker stopped twice over the same replications: ${reason}`));
      else run.giveBack(job);
    }
    this.replace(worker);
  }
}

/** A run in progress: hands out jobs, and passes tallies on in the order of the schedule. */
class ActiveRun {
  readonly finished: Promise<void>;
  over = false;
  private readonly schedule: readonly Work[];
  private given = 0;
  private told = 0;
  private done = 0;
  /** Attempts, and tasks, of the work told so far: what it cost. */
  private attemptsTold = 0;
  /** Of replications that some designs have done and others not: how many have, and what is held back until all have. */
  private readonly incomplete = new Map<number, { designs: number; readonly held: ReplicationTally[] }>();
  private jobs = 0;
  private readonly returned: Job[] = [];
  /** Tallies that came before their turn, by position in the schedule. */
  private readonly early = new Map<number, { job: Job; tallies: readonly ReplicationTally[] }>();
  private settle: { resolve: () => void; reject: (reason: unknown) => void } | undefined;

  constructor(
    readonly number: number,
    readonly request: RunRequest,
    private readonly listener: PoolListener,
    private readonly replications: readonly number[],
  ) {
    this.schedule = scheduleOf(replications, request.designs, request.first);
    this.finished = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    // a run that nobody awaits may be cancelled without an unhandled rejection
    this.finished.catch(() => {});
  }

  nextJob(): Job | undefined {
    const again = this.returned.shift();
    if (again !== undefined) return again;
    const work = this.schedule.slice(this.given, this.given + this.jobSize());
    if (work.length === 0) return undefined;
    const job: Job = { number: this.jobs++, work, at: this.given, deaths: 0 };
    this.given += work.length;
    return job;
  }

  /** Pieces of work in a job, by what those told so far have cost; one where nothing is known. */
  private jobSize(): number {
    if (this.told === 0) return 1;
    const fitting = Math.floor((ATTEMPTS_PER_JOB * this.told) / this.attemptsTold);
    return Math.min(LARGEST_JOB, Math.max(1, fitting));
  }

  giveBack(job: Job): void {
    this.returned.push(job);
  }

  accept(job: Job, tallies: readonly ReplicationTally[]): void {
    this.early.set(job.at, { job, tallies });
    for (let next = this.early.get(this.told); next !== undefined; next = this.early.get(this.told)) {
      this.early.delete(this.told);
      this.tell(next.job, next.tallies);
      if (this.over) return;
    }
    if (this.told === this.schedule.length) {
      this.over = true;
      this.settle?.resolve();
    }
  }

  private tell({ work }: Job, tallies: readonly ReplicationTally[]): void {
    work.forEach(({ replication, design }, i) => {
      const tally = tallies[i];
      if (this.over || tally === undefined) return;
      this.told++;
      this.attemptsTold += tally.figures[FIGURE.attempts]! + tally.figures[FIGURE.arrived]!;
      const parts = this.incomplete.get(replication) ?? { designs: 0, held: [] };
      this.incomplete.set(replication, parts);
      parts.designs++;
      parts.held.push(tally);
      const complete = parts.designs === this.request.designs.length;
      if (complete) {
        this.done++;
        this.incomplete.delete(replication);
      }
      const awaited = this.done === 0 && design === this.request.first;
      if (complete || awaited)
        this.listener.tallies(parts.held.splice(0), this.done, this.replications.length);
    });
  }

  fail(reason: unknown): void {
    if (this.over) return;
    this.over = true;
    this.settle?.reject(reason);
  }
}
