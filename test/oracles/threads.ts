/** Jobs on threads that run this very program. */
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { type Job, type Outcome, work } from "./jobs.ts";

/** Runs jobs on threads, telling of each that is done. @param program the file that the threads run */
export async function runAll(
  jobs: readonly Job[],
  threads: number,
  program: string,
  tell: (job: Job, outcome: Outcome) => void,
): Promise<void> {
  let next = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(program);
      let job: Job | undefined;
      const employ = () => {
        job = jobs[next++];
        if (job === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage(job);
      };
      worker.on("message", (outcome: Outcome) => {
        if (job !== undefined) tell(job, outcome);
        employ();
      });
      worker.on("error", reject);
      employ();
    });
  await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, one));
}

/** What a thread does: one job after the other, until it is ended. @returns false in the main thread */
export function isThreadAtWork(): boolean {
  if (isMainThread || parentPort === null) return false;
  const port = parentPort;
  port.on("message", (job: Job) => {
    work(job).then(
      (outcome) => port.postMessage(outcome),
      (error: unknown) => {
        // as the error of the thread, so that the whole ends
        setImmediate(() => {
          throw error;
        });
      },
    );
  });
  return true;
}
