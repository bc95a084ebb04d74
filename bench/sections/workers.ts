/** One worker and two, through the pool that the command line uses. */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { heapLimit, nodePort } from "../../cli/node-port.ts";
import { Fold } from "../../shared/run/fold.ts";
import { WorkerPool } from "../../shared/run/pool.ts";
import type { RunRequest } from "../../shared/run/request.ts";
import type { Bench } from "../bench.ts";
import { digits, spreadText } from "../format.ts";
import { processorSeconds, requestOf } from "../measure.ts";
import { leftOut, type Section } from "../report.ts";
import { pairedRatios, spreadOf } from "../spread.ts";

const TITLE = "One worker and two";
const LEAST_SPEEDUP = 1.8;
const REPLICATIONS = 32;
const QUICK_REPLICATIONS = 6;
/** Above this share of wall clock over processor time with one worker, others were using the machine. */
const BUSY = 1.15;

interface Timed {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

export async function workersSection(bench: Bench): Promise<Section> {
  if (availableParallelism() < 2) return leftOut(TITLE, "two workers: this machine has one core");
  const replications = bench.quick ? QUICK_REPLICATIONS : REPLICATIONS;
  return sectionOf(await timedRounds(bench, replications), replications);
}

/** Every round's run with one worker, and with two. */
async function timedRounds({ project, rounds, say }: Bench, replications: number): Promise<Timed[][]> {
  const text = readFileSync(join(project, "bench", "workload.json"), "utf8");
  const pools = [1, 2].map((workers) => new WorkerPool(() => nodePort(heapLimit(workers)), workers));
  const times: Timed[][] = [[], []];
  try {
    // The round before the first warms the workers up.
    for (let round = -1; round < rounds; round++) {
      const request = requestOf(text, { seed: 1000 + round, replications });
      for (const at of round % 2 === 0 ? [0, 1] : [1, 0]) {
        const timed = await timedRun(pools[at]!, request);
        if (round >= 0) times[at]?.push(timed);
      }
      const seconds = times.map((each) => `${digits(each.at(-1)?.wallSeconds ?? Number.NaN)} s`);
      if (round >= 0) say(`  workers, round ${round + 1} of ${rounds}: ${seconds.join(", ")}`);
    }
  } finally {
    for (const pool of pools) pool.close();
  }
  return times;
}

async function timedRun(pool: WorkerPool, request: RunRequest): Promise<Timed> {
  const fold = new Fold(request.designs);
  const began = performance.now();
  const before = processorSeconds();
  await pool.run(request, { tallies: (tallies) => fold.addAll(tallies) }).finished;
  return { wallSeconds: (performance.now() - began) / 1000, cpuSeconds: processorSeconds() - before };
}

function sectionOf(times: readonly (readonly Timed[])[], replications: number): Section {
  const wall = times.map((each) => each.map(({ wallSeconds }) => wallSeconds));
  const processor = times.map((each) => each.map(({ cpuSeconds }) => cpuSeconds));
  const speedup = spreadOf(pairedRatios(wall[0] ?? [], wall[1] ?? []));
  const waited = spreadOf(pairedRatios(wall[0] ?? [], processor[0] ?? [])).median;
  const perTask = (seconds: number): number => (seconds / replications / 200_000) * 1e9;
  const busy =
    waited > BUSY
      ? `The machine was busy: with one worker the clock ran ${digits(waited)} × as long as the processor worked, so that this says little.`
      : "";
  return {
    title: TITLE,
    meaning:
      `${replications} replications of W through the pool and threads of Node, as \`plimsoll run\` does; warm workers, wall clock from the request to the last tally folded, on ${availableParallelism()} cores. ${busy}`.trim(),
    tables: [
      {
        head: ["workers", "seconds", "ns a task", "processor seconds"],
        rows: times.map((_, at) => [
          String(at + 1),
          spreadText(spreadOf(wall[at] ?? [])),
          spreadText(spreadOf((wall[at] ?? []).map(perTask))),
          spreadText(spreadOf(processor[at] ?? [])),
        ]),
      },
    ],
    verdicts: [
      {
        claim: "two workers, times faster than one",
        measured: spreadText(speedup),
        bar: `at least ${LEAST_SPEEDUP} ×`,
        reached: speedup.median >= LEAST_SPEEDUP,
      },
    ],
    leftOut: [],
    data: times,
  };
}
