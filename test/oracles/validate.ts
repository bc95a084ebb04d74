/**
 * `npm run validate`: every oracle, one long run and many short ones, on all cores; writes the figures for the app and
 * the table of the documents. Built and started by scripts/validate.mjs; its threads run this same file.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import type { DesignAnswer } from "../../shared/findings/answer.ts";
import type { ValidatedFigure, Validation } from "../../shared/findings/validation.ts";
import { addCounts, type Count, countCoverage, OracleRun } from "./oracle.ts";
import { figuresOf, keepsPromise, moduleOf, rowOf, withTable } from "./results.ts";
import { isInShortForm, ORACLES, shownSeed } from "./table.ts";

/** A part of the work, small enough that cores end at about the same time. */
type Job =
  | { readonly kind: "shown"; readonly oracle: number }
  | { readonly kind: "counted"; readonly oracle: number; readonly firstSeed: number; readonly seeds: number };

type Done =
  | { readonly job: Job & { kind: "shown" }; readonly answer: DesignAnswer }
  | { readonly job: Job & { kind: "counted" }; readonly counts: readonly Count[] };

const SEEDS_A_JOB = 25;
const RESULTS = join("shared", "findings", "validation-results.ts");
const DOCUMENT = join("docs", "validation.md");

function work(job: Job): Done {
  const oracle = ORACLES[job.oracle]!;
  if (job.kind === "shown")
    return { job, answer: new OracleRun(oracle, oracle.shown).answer(shownSeed(job.oracle)) };
  return { job, counts: countCoverage(oracle, job.firstSeed, job.seeds) };
}

/** What has come back of one oracle; sums of jobs in the order of their seeds. */
class Progress {
  answer: DesignAnswer | undefined;
  readonly #counts = new Map<number, readonly Count[]>();
  #left: number;

  constructor(jobs: readonly Job[]) {
    this.#left = jobs.length;
  }

  take(done: Done): boolean {
    if ("answer" in done) this.answer = done.answer;
    else this.#counts.set(done.job.firstSeed, done.counts);
    this.#left--;
    return this.#left === 0;
  }

  /** One count for each quantity; of no runs where there were none. */
  get counts(): readonly Count[] | undefined {
    const parts = [...this.#counts.entries()].sort(([a], [b]) => a - b).map(([, counts]) => counts);
    const [first, ...others] = parts;
    return others.reduce((sums, counts) => sums?.map((sum, i) => addCounts(sum, counts[i]!)), first);
  }
}

function jobsOf(oracle: number, seeds: number): Job[] {
  const jobs: Job[] = [{ kind: "shown", oracle }];
  for (let first = 1; first <= seeds; first += SEEDS_A_JOB)
    jobs.push({ kind: "counted", oracle, firstSeed: first, seeds: Math.min(SEEDS_A_JOB, seeds - first + 1) });
  return jobs;
}

/** Runs jobs on threads, telling of each that is done. */
function runAll(jobs: readonly Job[], threads: number, tell: (done: Done) => void): Promise<void> {
  let next = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(fileURLToPath(import.meta.url));
      const employ = () => {
        const job = jobs[next++];
        if (job === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage(job);
      };
      worker.on("message", (done: Done) => {
        tell(done);
        employ();
      });
      worker.on("error", reject);
      employ();
    });
  return Promise.all(Array.from({ length: threads }, one)).then(() => undefined);
}

const say = (line: string) => process.stderr.write(`${line}\n`);

interface Options {
  readonly seeds: number;
  readonly workers: number;
  /** Only oracles whose name or load holds this. */
  readonly only: string | undefined;
  /** Counts only the intervals of a few small oracles. */
  readonly short: boolean;
}

async function validate({ seeds, workers, only, short }: Options): Promise<ValidatedFigure[]> {
  const began = Date.now();
  const chosen = ORACLES.flatMap((oracle, i) => {
    if (only !== undefined && !`${oracle.name} ${oracle.at}`.includes(only)) return [];
    return [{ i, jobs: jobsOf(i, short && !isInShortForm(oracle) ? 0 : seeds) }];
  });
  const progress = new Map(chosen.map(({ i, jobs }) => [i, new Progress(jobs)]));
  const figures = new Map<number, readonly ValidatedFigure[]>();
  await runAll(
    chosen.flatMap(({ jobs }) => jobs),
    workers,
    (done) => {
      const { oracle: i } = done.job;
      const of = progress.get(i)!;
      if (!of.take(done)) return;
      const each = figuresOf(ORACLES[i]!, of.answer!, of.counts);
      figures.set(i, each);
      for (const figure of each) say(rowOf(figure));
      say(`  ${figures.size} of ${chosen.length}, ${Math.round((Date.now() - began) / 1000)} s`);
    },
  );
  return chosen.flatMap(({ i }) => figures.get(i) ?? []);
}

function write(figures: readonly ValidatedFigure[]): void {
  const { version }: { readonly version: string } = JSON.parse(readFileSync("package.json", "utf8"));
  const validation: Validation = { date: new Date().toISOString().slice(0, 10), version, figures };
  writeFileSync(RESULTS, moduleOf(validation));
  writeFileSync(DOCUMENT, withTable(readFileSync(DOCUMENT, "utf8"), validation));
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${text} is no whole number above 0`);
  return value;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "2000" },
      workers: { type: "string", default: String(availableParallelism()) },
      only: { type: "string" },
      short: { type: "boolean", default: false },
      json: { type: "string" },
    },
  });
  const { only, short, json } = values;
  const figures = await validate({
    seeds: whole(values.seeds),
    workers: whole(values.workers),
    only,
    short,
  });
  const counted = figures.filter(({ seeds }) => seeds > 0);
  const kept = counted.filter(keepsPromise);
  say(`${kept.length} of ${counted.length} intervals keep their promise.`);
  if (json !== undefined) writeFileSync(json, JSON.stringify(figures));
  else if (only === undefined && !short) write(figures);
  else say("Nothing is written: not all was run.");
}

if (isMainThread) await main();
else parentPort?.on("message", (job: Job) => parentPort?.postMessage(work(job)));
