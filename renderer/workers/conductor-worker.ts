/** The conductor as a worker, with its simulators. */
import type { FromWorker, WorkerPort } from "../../shared/run/messages.ts";
import { WorkerPool } from "../../shared/run/pool.ts";
import { Conductor } from "./conductor.ts";
import type { ToConductor } from "./messages.ts";

/** More of them would wait for memory rather than compute. */
const MOST_SIMULATORS = 8;

/** How long a simulator may go on with a replication that nobody wants any more, milliseconds. */
const LONGEST_FAREWELL = 300;

/** A core is left to the window where there are more than two. */
function simulators(): number {
  const cores = navigator.hardwareConcurrency;
  return Math.max(1, Math.min(MOST_SIMULATORS, cores > 2 ? cores - 1 : cores));
}

function simulatorPort(): WorkerPort {
  const worker = new Worker(new URL("./simulator-worker.ts", import.meta.url), {
    type: "module",
    name: "simulator",
  });
  return {
    post: (message) => worker.postMessage(message),
    listen: (onMessage, onFailure) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => onMessage(data);
      worker.onerror = (event) => onFailure(event.message);
      worker.onmessageerror = () => onFailure("its answer could not be read");
    },
    terminate: () => worker.terminate(),
  };
}

const conductor = new Conductor(
  new WorkerPool(simulatorPort, simulators(), (callback) => setTimeout(callback, LONGEST_FAREWELL)),
  (message) => self.postMessage(message),
  () => performance.now(),
);
self.onmessage = ({ data }: MessageEvent<ToConductor>) => conductor.handle(data);
