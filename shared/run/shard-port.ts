import type { WorkerPort } from "./messages.ts";
import { replicationOrder } from "./schedule.ts";

/**
 * A worker for some of a run's replications. The pool counts from 0 and knows no others; the worker is told which ones
 * are meant, and its tallies carry their true numbers.
 *
 * @param replications in the order in which the pool is to tell them; the pool's request asks for as many
 */
export function portForReplications(port: WorkerPort, replications: readonly number[]): WorkerPort {
  const meant = new Map<number, number>();
  replicationOrder(replications.length).forEach((counted, turn) => {
    meant.set(counted, replications[turn] ?? counted);
  });
  return {
    post(message) {
      if (message.kind !== "job") return port.post(message);
      const work = message.work.map(({ replication, design }) => ({
        replication: meant.get(replication) ?? replication,
        design,
      }));
      port.post({ ...message, work });
    },
    listen: (onMessage, onFailure) => port.listen(onMessage, onFailure),
    terminate: () => port.terminate(),
  };
}
