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

interface Timed {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

export async function workersSection(bench: Bench): Promise<Section> {
  if (availableParallelism() < 2) return leftOut(TITLE, "two workers: this machine has one core");
  const text = readFileSync(join(bench.project, "bench", "workload.json"), "utf8");
  const replications = bench.quick ? QUICK_REPLICATIONS : REPLICATIONS;
  const pools = [1, 2].map((workers) => new WorkerPool(() => nodePort(heapLimit(workers)), workers));
  const times: Timed[][] = [[], []];
  try {
    for (let round = -1; round < bench.rounds; round++) {
      const request = requestOf(text, { seed: 1000 + round, replications });
      for (const at of round % 2 === 0 ? [0, 1] : [1, 0]) {
        const timed = await timedRun(pools[at]!, request);
        // The round before the first warms the workers up.
        if (round >= 0) times[at]?.push(timed);
      }
      if (round >= 0)
        bench.say(
          `  workers, round ${round + 1} of ${bench.rounds}: ${times.map((each) => `${digits(each.at(-1)?.wallSeconds ?? 0)} s`).join(", ")}`,
        );
    }
  } finally {
    for (const pool of pools) pool.close();
  }
  const [one = [], two = []] = times.map((each) => each.map(({ wallSeconds }) => wallSeconds));
  const speedup = spreadOf(pairedRatios(one, two));
  const perTask = (seconds: readonly number[]): string =>
    spreadText(spreadOf(seconds.map((each) => (each / replications / 200_000) * 1e9)));
  return {
    title: TITLE,
    meaning: `${replications} replications of W through the pool and threads of Node, as \`plimsoll run\` does; warm workers, wall clock from the request to the last tally folded. Whatever else runs on this machine's ${availableParallelism()} cores counts against two workers.`,
    tables: [
      {
        head: ["workers", "seconds", "ns a task", "processor seconds"],
        rows: times.map((each, at) => [
          String(at + 1),
          spreadText(spreadOf(each.map(({ wallSeconds }) => wallSeconds))),
          perTask(each.map(({ wallSeconds }) => wallSeconds)),
          spreadText(spreadOf(each.map(({ cpuSeconds }) => cpuSeconds))),
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

async function timedRun(pool: WorkerPool, request: RunRequest): Promise<Timed> {
  const fold = new Fold(request.designs);
  const began = performance.now();
  const before = processorSeconds();
  await pool.run(request, { tallies: (tallies) => fold.addAll(tallies) }).finished;
  return { wallSeconds: (performance.now() - began) / 1000, cpuSeconds: processorSeconds() - before };
}
