/** A worker thread of Node as one end of the pool's channel. */
import { Worker } from "node:worker_threads";
import type { FromWorker, WorkerPort } from "../shared/run/messages.ts";
import { memoryBytes } from "./machine.ts";

/** The built body of a worker, beside the built command line. */
export const WORKER_FILE = new URL("./worker.js", import.meta.url);

const MEBIBYTE = 2 ** 20;
const LEAST_HEAP = 256;
const LARGEST_HEAP = 4096;

/**
 * Heap that each of `workers` threads may fill, mebibytes: together at most three quarters of the machine, so that a
 * scenario that is too large ends with a sentence and not with the whole process.
 */
export function heapLimit(workers: number, memory = memoryBytes()): number {
  const share = (0.75 * memory) / MEBIBYTE / Math.max(1, workers);
  return Math.floor(Math.min(LARGEST_HEAP, Math.max(LEAST_HEAP, share)));
}

/**
 * Starts a thread.
 *
 * @param heap Mebibytes of heap that it may fill.
 * @param file The module that the thread runs.
 */
export function nodePort(heap: number, file: URL = WORKER_FILE): WorkerPort {
  const thread = new Worker(file, {
    name: "plimsoll simulation",
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heap },
  });
  let over = false;
  const failing = (onFailure: (reason: string) => void) => (reason: string) => {
    // An error is followed by the thread's end: it is told once, and not at all of a thread that was sent away.
    if (over) return;
    over = true;
    onFailure(reason);
  };
  return {
    post: (message) => thread.postMessage(message),
    listen(onMessage, onFailure) {
      const fail = failing(onFailure);
      thread.on("message", (message: FromWorker) => onMessage(message));
      thread.on("messageerror", (error) => fail(`its answer could not be read (${error.message})`));
      thread.on("error", (error) => fail(reasonOf(error)));
      thread.on("exit", (code) => fail(`it ended with code ${code}`));
    },
    terminate() {
      over = true;
      void thread.terminate();
    },
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const outOfMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  return outOfMemory ? "it ran out of memory; fewer --workers leave more for each" : error.message;
}
