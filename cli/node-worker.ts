/** What runs in a worker thread: takes messages, simulates, moves the answers back. */
import { parentPort } from "node:worker_threads";
import { buffersOf, type ToWorker } from "../shared/run/messages.ts";
import { RunWorker } from "../shared/run/worker.ts";

const worker = new RunWorker();

parentPort?.on("message", (message: ToWorker) => {
  const answer = worker.handle(message);
  if (answer !== undefined) parentPort?.postMessage(answer, buffersOf(answer));
});
