/** A worker that simulates the replications it is given. */
import { buffersOf, type ToWorker } from "../../shared/run/messages.ts";
import { RunWorker } from "../../shared/run/worker.ts";

const worker = new RunWorker();

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  const answer = worker.handle(data);
  if (answer !== undefined) self.postMessage(answer, { transfer: buffersOf(answer) });
};
