/** In which order the replications of a run are simulated, and when somebody may look at what there is so far. */
import type { Work } from "./messages.ts";

/** Weekdays in an order in which any beginning is spread over the week. */
const SPREAD = [0, 6, 3, 5, 1, 4, 2];

/** Replications at the beginning that are simulated design by design where one is waited for. */
const EARLY = 4;

/**
 * The replications 0 … n − 1 in the order of their simulation: world by world, both of a pair together, and within
 * seven worlds (seven weekdays) spread, so that the first few say something about the whole week.
 */
export function replicationOrder(replications: number): number[] {
  const worlds = Math.ceil(replications / 2);
  const order: number[] = [];
  for (let week = 0; week < worlds; week += 7) {
    for (const day of SPREAD) {
      const world = week + day;
      if (world >= worlds) continue;
      order.push(2 * world);
      if (2 * world + 1 < replications) order.push(2 * world + 1);
    }
  }
  return order;
}

/**
 * All the work of a run, in order: replication by replication, design by design. Where a design is waited for, its part
 * of the first replications comes first, one of each world before the other.
 *
 * @param order replications, none twice
 */
export function scheduleOf(
  order: readonly number[],
  designs: readonly string[],
  first: string | undefined,
): Work[] {
  const all = (some: readonly number[], these: readonly string[]): Work[] =>
    some.flatMap((replication) => these.map((design) => ({ replication, design })));
  if (first === undefined || !designs.includes(first)) return all(order, designs);
  const early = order.slice(0, EARLY).sort((a, b) => (a % 2) - (b % 2));
  const others = designs.filter((design) => design !== first);
  return [...all(early, [first]), ...all(early, others), ...all(order.slice(EARLY), designs)];
}

/** Looks are taken at doubling sizes from four replications (two worlds) on, and at the end. */
export function isLook(done: number, planned: number): boolean {
  return done === planned || (done >= 4 && (done & (done - 1)) === 0);
}
