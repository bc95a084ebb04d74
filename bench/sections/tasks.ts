/** Cost a task, and memory, from a thousand tasks to a hundred million. */
import { join } from "node:path";
import type { Bench } from "../bench.ts";
import { digits, spreadText } from "../format.ts";
import type { ScenarioMeasurement } from "../measure.ts";
import { nanosecondsPerTask } from "../measurement.ts";
import { simulated } from "../programs.ts";
import type { Section, Verdict } from "../report.ts";
import { median, pairedRatios, spreadOf } from "../spread.ts";

/** Tasks a day of workload W. */
const TASKS_PER_DAY = 557_478.72;
/** The size that the others are held against: W's own is between this and the next. */
const BASE = 1e6;
/** Flat: no size costs more than this times the base, a task. */
const FLAT = 1.5;
/** Constant: the peak at the most tasks over that at the base, beyond what collection leaves to chance. */
const CONSTANT = 1.25;
/** The scenario reader refuses more than 20 million in one replication. */
const MOST_IN_ONE = 1e7;
/** So many tasks at least are simulated for one figure. */
const LEAST_TASKS = 2e6;
const QUICK_LEAST_TASKS = 2e5;

interface Size {
  readonly tasks: number;
  readonly replications: number;
  readonly inOne: number;
}

function sizes({ quick, full }: Bench): number[] {
  const all = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
  return all.slice(0, quick ? 4 : full ? 6 : 5);
}

/** The most tasks in a replication that are allowed, and as many replications as it takes. */
function split(tasks: number, least: number): Size {
  const inOne = Math.min(tasks, MOST_IN_ONE);
  return { tasks, inOne, replications: Math.ceil(Math.max(tasks, least) / inOne) };
}

function run({ project }: Bench, { inOne, replications }: Size, seed: number, warm: number) {
  return simulated({
    file: join(project, "bench", "workload.json"),
    seed,
    warm,
    replications,
    days: inOne / TASKS_PER_DAY,
  });
}

/** As much for every size: what a compiler does once is no cost a task. The largest warm themselves up. */
function warmUp({ inOne }: Size, least: number): number {
  return inOne < MOST_IN_ONE ? Math.ceil(least / 4 / inOne) : 0;
}

const label = (tasks: number): string => `10^${Math.round(Math.log10(tasks))}`;

export async function flatSection(bench: Bench): Promise<Section> {
  const least = bench.quick ? QUICK_LEAST_TASKS : LEAST_TASKS;
  const rounds = bench.quick ? 1 : Math.min(3, bench.rounds);
  const measured = new Map<number, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const tasks of sizes(bench)) {
      // The largest takes minutes: once is enough.
      if (tasks > MOST_IN_ONE && round > 0) continue;
      const size = split(tasks, least);
      const { first } = await run(bench, size, 1000 + round, warmUp(size, least));
      measured.set(tasks, [...(measured.get(tasks) ?? []), nanosecondsPerTask(first)]);
      bench.say(`  ${label(tasks)} tasks: ${digits(nanosecondsPerTask(first))} ns a task`);
    }
  }
  const base = measured.get(BASE) ?? [];
  const rows = [...measured].map(([tasks, each]) => ({
    tasks,
    nanoseconds: spreadOf(each),
    ratio: spreadOf(pairedRatios(each, base.slice(0, each.length))),
  }));
  const worst = Math.max(...rows.map(({ ratio }) => ratio.median));
  return {
    title: "Cost a task by the number of tasks",
    meaning: `Workload W over longer and longer horizons, so many tasks in one replication (${label(1e8)}: ten of ${label(MOST_IN_ONE)}, since one may hold 20 million at most), each in a warm process of its own; short ones are repeated until ${digits(least)} tasks are done, and bear the cost of a replication by themselves. Processor time.`,
    tables: [
      {
        head: ["tasks", "ns a task", `beside ${label(BASE)}`],
        rows: rows.map(({ tasks, nanoseconds, ratio }) => [
          label(tasks),
          spreadText(nanoseconds),
          digits(ratio.median),
        ]),
      },
    ],
    verdicts: [
      {
        claim: "flat: the dearest size beside a million tasks",
        measured: digits(worst),
        bar: `at most ${FLAT} ×`,
        reached: worst <= FLAT,
      },
    ],
    leftOut: sizes(bench).includes(1e8) ? [] : [`${label(1e8)} tasks (--full)`],
    data: Object.fromEntries(measured),
  };
}

export async function memorySection(bench: Bench): Promise<Section> {
  const rounds = bench.quick ? 1 : 3;
  const measured = new Map<number, ScenarioMeasurement["memory"][]>();
  for (const tasks of sizes(bench)) {
    for (let round = 0; round < (tasks > MOST_IN_ONE ? 1 : rounds); round++) {
      const { memory } = await run(bench, split(tasks, 0), 1000 + round, 0);
      measured.set(tasks, [...(measured.get(tasks) ?? []), memory]);
      bench.say(`  ${label(tasks)} tasks: ${digits(memory.peak)} MiB`);
    }
  }
  const peaks = (tasks: number): number => median((measured.get(tasks) ?? []).map(({ peak }) => peak));
  const largest = Math.max(...measured.keys());
  const base = largest > BASE ? BASE : 1e5;
  const growth = peaks(largest) / peaks(base);
  const verdict: Verdict = {
    claim: `constant: the peak of ${label(largest)} tasks beside that of ${label(base)}`,
    measured: digits(growth),
    bar: `at most ${CONSTANT} ×`,
    reached: growth <= CONSTANT,
  };
  return {
    title: "Memory by the number of tasks",
    meaning:
      "The same horizons, once, in a fresh process: the most memory that the process held, and what was in use at the end in the heap and in typed arrays. An empty Node process holds some 40 to 50 MiB.",
    tables: [
      {
        head: ["tasks", "peak, MiB", "in use at the end, MiB"],
        rows: [...measured].map(([tasks, each]) => [
          label(tasks),
          spreadText(spreadOf(each.map(({ peak }) => peak))),
          spreadText(spreadOf(each.map(({ heap }) => heap))),
        ]),
      },
    ],
    verdicts: [verdict],
    leftOut: [],
    data: Object.fromEntries(measured),
  };
}
