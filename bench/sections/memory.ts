/** Memory, from a thousand tasks to a hundred million. */
import type { Bench } from "../bench.ts";
import { digits, spreadText } from "../format.ts";
import { BASE, horizonOf, label, MOST_IN_ONE, simulateHorizon, sizesOf } from "../horizons.ts";
import type { Memory } from "../measure.ts";
import type { Section, Verdict } from "../report.ts";
import { median, spreadOf } from "../spread.ts";

/** Constant: the peak at the most tasks over that at the base, beyond what collection leaves to chance. */
const CONSTANT = 1.25;
const ROUNDS = 3;

export async function memorySection(bench: Bench): Promise<Section> {
  const memories = new Map<number, Memory[]>();
  const refused = new Map<number, string>();
  for (const tasks of sizesOf(bench)) {
    const rounds = bench.quick || tasks > MOST_IN_ONE ? 1 : ROUNDS;
    for (let round = 0; round < rounds && !refused.has(tasks); round++) {
      const done = await simulateHorizon(bench, horizonOf(tasks, 0), 1000 + round, 0);
      if (typeof done === "string") {
        refused.set(tasks, done);
        continue;
      }
      memories.set(tasks, [...(memories.get(tasks) ?? []), done.memory]);
      bench.say(`  ${label(tasks)} tasks: at most ${digits(done.memory.peak)} MiB`);
    }
  }
  return {
    title: "Memory by the number of tasks",
    meaning:
      "The same horizons, once, in a fresh process: the most memory that the process held, and what was in use at the end in the heap and in typed arrays. An empty Node process holds some 40 to 50 MiB.",
    tables: [
      {
        head: ["tasks", "peak, MiB", "in use at the end, MiB"],
        rows: [...memories].map(([tasks, each]) => [
          label(tasks),
          spreadText(spreadOf(each.map(({ peak }) => peak))),
          spreadText(spreadOf(each.map(({ heap }) => heap))),
        ]),
      },
    ],
    verdicts: [constancy(memories)],
    leftOut: [...refused].map(([tasks, why]) => `${label(tasks)} tasks: ${why}`),
    data: Object.fromEntries(memories),
  };
}

/** The most tasks beside a million; where a million is the most, beside a tenth of it. */
function constancy(memories: ReadonlyMap<number, readonly Memory[]>): Verdict {
  const peak = (tasks: number): number => median((memories.get(tasks) ?? []).map((memory) => memory.peak));
  const most = Math.max(...memories.keys());
  const base = most > BASE ? BASE : most / 10;
  const growth = peak(most) / peak(base);
  return {
    claim: `constant: the peak of ${label(most)} tasks beside that of ${label(base)}`,
    measured: digits(growth),
    bar: `at most ${CONSTANT} ×`,
    reached: growth <= CONSTANT,
  };
}
