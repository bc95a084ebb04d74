/** From a changed scenario to the first estimate. */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { heapLimit, nodePort } from "../../cli/node-port.ts";
import { contextOf } from "../../shared/findings/context.ts";
import { snapshotOf } from "../../shared/findings/snapshot.ts";
import { Fold } from "../../shared/run/fold.ts";
import { type PoolRun, WorkerPool } from "../../shared/run/pool.ts";
import { prepareRun } from "../../shared/run/prepare.ts";
import { isLook } from "../../shared/run/schedule.ts";
import { parseScenario } from "../../shared/scenario/parse.ts";
import type { Bench } from "../bench.ts";
import { digits, spreadText } from "../format.ts";
import { TODAY } from "../measure.ts";
import type { Section } from "../report.ts";
import { spreadOf } from "../spread.ts";

/** "Answers within a tenth of a second." */
const SOON = 0.1;
/** More would wait for memory; the app has as many. */
const MOST_WORKERS = 8;
const EDITS = 20;
const QUICK_EDITS = 5;
/** Between two edits: long enough for whatever is under way to end, milliseconds. */
const REST = 400;
/** Into a run that is under way. */
const HASTE = 150;

interface Answered {
  readonly seconds: number;
  readonly run: PoolRun;
}

interface Times {
  /** The very first, with threads that have just been started. */
  readonly cold: number;
  readonly idle: readonly number[];
  readonly busy: readonly number[];
}

export async function firstEstimateSection(bench: Bench): Promise<Section> {
  const workers = Math.min(MOST_WORKERS, availableParallelism());
  const { cold, idle, busy } = await timesOf(bench, workers);
  const milliseconds = (values: readonly number[]): string =>
    spreadText(spreadOf(values.map((value) => value * 1000)));
  return {
    title: "From a changed scenario to the first estimate",
    meaning: `The example with another number of users, as after an edit: from its text through parse, prepare, a pool of ${workers} threads of Node with the chosen design first, to the first snapshot (two worlds of the chosen design, with its interval). The app's window adds drawing. The hasty edits come ${HASTE} ms into the run before, and the command line's threads, unlike the app's workers, finish what they are at. Wall clock.`,
    tables: [
      {
        head: ["edit", "ms to the first estimate", "edits"],
        rows: [
          ["the first, with new threads", digits(cold * 1000), "1"],
          ["threads idle and warm", milliseconds(idle), String(idle.length)],
          ["in the middle of a run", milliseconds(busy), String(busy.length)],
        ],
      },
    ],
    verdicts: [
      {
        claim: "the first estimate after an edit, idle and warm",
        measured: `${milliseconds(idle)} ms`,
        bar: `at most ${SOON * 1000} ms`,
        reached: spreadOf(idle).median <= SOON,
      },
    ],
    leftOut: [],
    data: { cold, idle, busy },
  };
}

async function timesOf({ project, quick, say }: Bench, workers: number): Promise<Times> {
  const example = readFileSync(join(project, "scenarios", "support-assistant.json"), "utf8");
  const pool = new WorkerPool(() => nodePort(heapLimit(workers)), workers);
  const idle: number[] = [];
  const busy: number[] = [];
  try {
    const { seconds: cold, run } = await firstEstimate(pool, edited(example, 0));
    run.cancel();
    await pause(REST);
    for (let edit = 1; edit <= (quick ? QUICK_EDITS : EDITS); edit++) {
      idle.push((await firstEstimate(pool, edited(example, edit))).seconds);
      await pause(HASTE);
      const hasty = await firstEstimate(pool, edited(example, edit + 0.5));
      busy.push(hasty.seconds);
      hasty.run.cancel();
      await pause(REST);
    }
    say(`  ${idle.length} edits: ${digits(spreadOf(idle).median * 1000)} ms to the first estimate`);
    return { cold, idle, busy };
  } finally {
    pool.close();
  }
}

/** The example with a few more users, as a person would change it: by hundreds. @throws Error where they are not found */
function edited(text: string, edit: number): string {
  const users = /"users": 100000\b/;
  if (!users.test(text)) throw new Error("the example's users are not where the benchmark looks for them");
  return text.replace(users, `"users": ${100_000 + 100 * edit}`);
}

/** As the app's conductor does it. */
function firstEstimate(pool: WorkerPool, text: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const parsed = parseScenario(text);
    if (!parsed.ok) throw new Error("the example is not valid");
    const prepared = prepareRun(parsed.value, {}, { today: TODAY });
    if (!prepared.ok) throw new Error("the example can't be run");
    const context = contextOf(prepared.value, "");
    const { request } = prepared.value;
    const fold = new Fold(request.designs);
    let answered = false;
    const run = pool.run(
      { ...request, first: context.chosen },
      {
        tallies: (tallies, done, planned) => {
          fold.addAll(tallies);
          const early = done === 0 && fold.completed(context.chosen) === 2;
          if (answered || !(early || isLook(done, planned))) return;
          answered = true;
          snapshotOf(context, fold, planned, 0);
          resolve({ seconds: (performance.now() - began) / 1000, run });
        },
      },
    );
    run.finished.catch((error: unknown) => {
      if (!answered) reject(error);
    });
  });
}
