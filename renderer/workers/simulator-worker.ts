/** A worker that simulates the replications it is given, and listens in between: work that nobody wants is dropped. */
import { buffersOf, type FromWorker, type ToWorker } from "../../shared/run/messages.ts";
import { RunWorker } from "../../shared/run/worker.ts";

/** Events from one look at the messages to the next: some hundredths of a second at most. */
const EVENTS = 10_000;

const worker = new RunWorker();
let current:
  | { readonly run: number; readonly job: number; readonly slices: Generator<undefined, FromWorker> }
  | undefined;

// a message to oneself takes its turn behind those that have come in the meantime
const turn = new MessageChannel();

function answer(message: FromWorker): void {
  current = undefined;
  self.postMessage(message, { transfer: buffersOf(message) });
}

function goOn(): void {
  const slice = current?.slices.next();
  if (slice === undefined) return;
  if (slice.done === true) answer(slice.value);
  else turn.port2.postMessage(undefined);
}

turn.port1.onmessage = goOn;

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "begin") worker.handle(data);
  else if (data.kind === "job") {
    current = { run: data.run, job: data.job, slices: worker.slices(data, EVENTS) };
    goOn();
  } else if (current?.job === data.job) answer({ kind: "dropped", run: current.run, job: current.job });
};
