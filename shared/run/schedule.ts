/** In which order the replications of a run are simulated, and when somebody may look at what there is so far. */

/** Weekdays in an order in which any beginning is spread over the week. */
const SPREAD = [0, 6, 3, 5, 1, 4, 2];

/**
 * The replications 0 … n − 1 in the order of their simulation: world by world, both of a pair together, and within
 * seven worlds (seven weekdays) spread, so that the first few say something about the whole week.
 */
export function scheduleOf(replications: number): number[] {
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

/** Looks are taken at doubling sizes from four replications (two worlds) on, and at the end. */
export function isLook(done: number, planned: number): boolean {
  return done === planned || (done >= 4 && (done & (done - 1)) === 0);
}
