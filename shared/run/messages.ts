/** What goes between a pool and its workers; both ends are typed from here. Structured-cloneable. */
import type { ReplicationTally } from "../simulate/tally.ts";
import type { RunRequest } from "./request.ts";

/** One replication of one of the request's designs. */
export interface Work {
  readonly replication: number;
  readonly design: string;
}

export type ToWorker =
  /** The jobs that follow with this run's number belong to this request. */
  | { readonly kind: "begin"; readonly run: number; readonly request: RunRequest }
  | { readonly kind: "job"; readonly run: number; readonly job: number; readonly work: readonly Work[] }
  /** Nobody wants this job any more. A worker that listens while it works answers `dropped`; another goes on. */
  | { readonly kind: "drop"; readonly job: number };

export type FromWorker =
  | {
      readonly kind: "done";
      readonly run: number;
      readonly job: number;
      readonly tallies: readonly ReplicationTally[];
    }
  | { readonly kind: "dropped"; readonly run: number; readonly job: number }
  /** The job could not be done; a worker that says so lives on. */
  | { readonly kind: "failed"; readonly run: number; readonly job: number; readonly message: string };

/** One end of a channel to a worker: in process, a web worker, or a thread of Node. */
export interface WorkerPort {
  post(message: ToWorker): void;
  /** Called once, before the first `post`. `onFailure`: the worker itself is gone (crashed, out of memory). */
  listen(onMessage: (message: FromWorker) => void, onFailure: (reason: string) => void): void;
  terminate(): void;
}

/** The buffers of an answer, to be moved rather than copied. */
export function buffersOf(message: FromWorker): ArrayBuffer[] {
  if (message.kind !== "done") return [];
  const buffers = new Set<ArrayBuffer>();
  for (const { figures, histograms, withinTarget, time } of message.tallies) {
    const arrays = [
      figures,
      withinTarget,
      time.bins,
      time.counts,
      time.microseconds,
      ...Object.values(histograms).flatMap(({ bins, counts }) => [bins, counts]),
    ];
    for (const { buffer } of arrays) if (buffer instanceof ArrayBuffer) buffers.add(buffer);
  }
  return [...buffers];
}
