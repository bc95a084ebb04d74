/** Cost a task, from a thousand tasks to a hundred million. */
import type { Bench } from "../bench.ts";
import { digits, spreadText } from "../format.ts";
import { BASE, type Horizon, horizonOf, label, MOST_IN_ONE, simulateHorizon, sizesOf } from "../horizons.ts";
import { nanosecondsPerTask } from "../measurement.ts";
import type { Section } from "../report.ts";
import { pairedRatios, spreadOf } from "../spread.ts";

/** Flat: no size costs more than this times the base, a task. */
const FLAT = 1.5;
const ROUNDS = 3;
/** So many tasks at least are simulated for one figure. */
const LEAST_TASKS = 2e6;
const QUICK_LEAST_TASKS = 2e5;

/** As much for every size: what a compiler does once is no cost a task. The largest warm themselves up. */
function warmUp({ inOne }: Horizon, least: number): number {
  return inOne < MOST_IN_ONE ? Math.ceil(least / 4 / inOne) : 0;
}

interface Measured {
  /** Nanoseconds a task of every round, by size. */
  readonly nanoseconds: ReadonlyMap<number, readonly number[]>;
  /** Sizes that the project refuses, and why. */
  readonly refused: ReadonlyMap<number, string>;
}

export async function flatSection(bench: Bench): Promise<Section> {
  const least = bench.quick ? QUICK_LEAST_TASKS : LEAST_TASKS;
  const { nanoseconds, refused } = await measured(bench, least);
  const base = nanoseconds.get(BASE) ?? [];
  const rows = [...nanoseconds].map(([tasks, each]) => ({
    tasks,
    spread: spreadOf(each),
    ratio: spreadOf(pairedRatios(each, base.slice(0, each.length))).median,
  }));
  const dearest = Math.max(...rows.map(({ ratio }) => ratio));
  const leftOut = [...refused].map(([tasks, why]) => `${label(tasks)} tasks: ${why}`);
  return {
    title: "Cost a task by the number of tasks",
    meaning: `Workload W over longer and longer horizons, so many tasks in one replication (${label(1e8)}: ten of ${label(MOST_IN_ONE)}), each in a warm process of its own; short ones are repeated until ${digits(least, 1)} tasks are done, and bear what a replication costs by itself. Processor time.`,
    tables: [
      {
        head: ["tasks", "ns a task", `beside ${label(BASE)}`],
        rows: rows.map(({ tasks, spread, ratio }) => [label(tasks), spreadText(spread), digits(ratio)]),
      },
    ],
    verdicts: [
      {
        claim: "flat: the dearest size beside a million tasks",
        measured: digits(dearest),
        bar: `at most ${FLAT} ×`,
        reached: dearest <= FLAT,
      },
    ],
    leftOut: sizesOf(bench).includes(1e8) ? leftOut : [...leftOut, `${label(1e8)} tasks: --full has them`],
    data: Object.fromEntries(nanoseconds),
  };
}

async function measured(bench: Bench, least: number): Promise<Measured> {
  const nanoseconds = new Map<number, number[]>();
  const refused = new Map<number, string>();
  for (let round = 0; round < Math.min(bench.quick ? 1 : ROUNDS, bench.rounds); round++) {
    for (const tasks of sizesOf(bench)) {
      // The largest takes long: once is enough.
      if (tasks > MOST_IN_ONE && round > 0) continue;
      const horizon = horizonOf(tasks, least);
      const done = await simulateHorizon(bench, horizon, 1000 + round, warmUp(horizon, least));
      if (typeof done === "string") {
        refused.set(tasks, done);
        continue;
      }
      const taken = nanosecondsPerTask(done.first);
      nanoseconds.set(tasks, [...(nanoseconds.get(tasks) ?? []), taken]);
      bench.say(`  ${label(tasks)} tasks: ${digits(taken)} ns a task`);
    }
  }
  return { nanoseconds, refused };
}
