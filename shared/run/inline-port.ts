import type { FromWorker, ToWorker, WorkerPort } from "./messages.ts";
import { RunWorker } from "./worker.ts";

/** A worker in the same process and thread: for tests, for machines without threads. Answers after the caller is done. */
export function inlinePort(): WorkerPort {
  const worker = new RunWorker();
  let deliver: ((message: FromWorker) => void) | undefined;
  let alive = true;
  return {
    post(message: ToWorker) {
      void Promise.resolve().then(() => {
        if (!alive) return;
        const answer = worker.handle(message);
        if (answer !== undefined) deliver?.(answer);
      });
    },
    listen(onMessage) {
      deliver = onMessage;
    },
    terminate() {
      alive = false;
    },
  };
}
