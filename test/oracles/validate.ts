/**
 * `npm run validate`: every oracle, one long run and many short ones, and every coverage case of the statistics, on all
 * cores; writes the results for the app and the tables of the documents. Built and started by scripts/validate.mjs; its
 * threads run this same file.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { COVERAGE } from "../coverage/cases.ts";
import { intervalTable, titleOf } from "../coverage/results.ts";
import { type Checkpoint, FileCheckpoint, NO_CHECKPOINT } from "./checkpoint.ts";
import { type Job, jobsOfCase, jobsOfOracle, keyOf } from "./jobs.ts";
import { keptResults, type Rows, readRows, taken, writeResults } from "./kept-results.ts";
import { type Part, Progress } from "./progress.ts";
import { keepsPromise, rowOf } from "./results.ts";
import { isInShortForm, ORACLES } from "./table.ts";
import { isThreadAtWork, runAll } from "./threads.ts";

const CHECKPOINTS = join("node_modules", ".cache", "plimsoll-validate");
const PROGRAM = fileURLToPath(import.meta.url);

const say = (line: string) => process.stderr.write(`${line}\n`);
const today = () => new Date().toISOString().slice(0, 10);

interface Options {
  readonly seeds: number;
  readonly workers: number;
  /** Only what has this in its name. */
  readonly only: string | undefined;
  readonly kind: "oracles" | "statistics" | "both";
  /** Oracles alone, and counts only the intervals of a few small ones. */
  readonly short: boolean;
}

function partsOf({ seeds, only, kind, short }: Options): Part[] {
  const isWanted = (name: string) => only === undefined || name.includes(only);
  const oracles = ORACLES.flatMap((oracle, at): Part[] => {
    if (!isWanted(`${oracle.name} ${oracle.at}`)) return [];
    return [{ of: "oracle", at, jobs: jobsOfOracle(at, short && !isInShortForm(oracle) ? 0 : seeds) }];
  });
  const cases = COVERAGE.flatMap((each, at): Part[] =>
    isWanted(titleOf(each)) ? [{ of: "case", at, jobs: jobsOfCase(at, seeds) }] : [],
  );
  // statistics first: they are done in minutes
  return [...(kind === "oracles" || short ? [] : cases), ...(kind === "statistics" ? [] : oracles)];
}

/** Does what the checkpoint does not hold yet. */
async function validate(options: Options, checkpoint: Checkpoint): Promise<Rows> {
  const began = Date.now();
  const parts = partsOf(options);
  const progress = new Progress(parts);
  const todo: Job[] = [];
  const tell = (job: Job, outcome: Parameters<Progress["take"]>[1]) => {
    const part = progress.take(job, outcome);
    if (part === undefined) return;
    if (part.of === "oracle") for (const figure of progress.figuresOf(part, today())) say(rowOf(figure));
    else say(linesOf(progress, part));
    say(`  ${progress.done} of ${parts.length}, ${Math.round((Date.now() - began) / 1000)} s`);
  };
  for (const job of parts.flatMap(({ jobs }) => jobs)) {
    const known = checkpoint.get(keyOf(job));
    if (known === undefined) todo.push(job);
    else tell(job, known);
  }
  await runAll(todo, options.workers, PROGRAM, (job, outcome) => {
    checkpoint.put(keyOf(job), outcome);
    tell(job, outcome);
  });
  return progress.rows(today());
}

/** Rows of a case as the table has them. */
function linesOf(progress: Progress, part: Part): string {
  return intervalTable(progress.intervalsOf(part, today()))
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| interval "))
    .join("\n");
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${text} is no whole number above 0`);
  return value;
}

function summary({ figures, intervals }: Rows): string {
  const counted = figures.filter(({ seeds }) => seeds > 0);
  const kept = counted.filter(keepsPromise).length + intervals.filter(({ kept }) => kept).length;
  return `${kept} of ${counted.length + intervals.length} intervals keep their promise.`;
}

const OPTIONS = {
  seeds: { type: "string", default: "2000" },
  workers: { type: "string", default: String(availableParallelism()) },
  only: { type: "string" },
  oracles: { type: "boolean", default: false },
  statistics: { type: "boolean", default: false },
  short: { type: "boolean", default: false },
  fresh: { type: "boolean", default: false },
  json: { type: "string" },
  from: { type: "boolean", default: false },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  if (values.from !== positionals.length > 0) throw new Error("files are named after --from, and only there");
  if (values.from) {
    const rows = taken(
      keptResults(today()),
      positionals.map((file) => readRows(file, today())),
    );
    writeResults(rows);
    say(`Taken in: ${positionals.length} files. ${summary(rows)}`);
    return;
  }
  const { only, short, json } = values;
  const kind = values.oracles === values.statistics ? "both" : values.oracles ? "oracles" : "statistics";
  const checkpoint = short || values.fresh ? NO_CHECKPOINT : new FileCheckpoint(CHECKPOINTS, PROGRAM);
  const options = { seeds: whole(values.seeds), workers: whole(values.workers), only, short, kind } as const;
  const rows = await validate(options, checkpoint);
  say(summary(rows));
  if (json !== undefined) writeFileSync(json, JSON.stringify(rows));
  else if (only !== undefined || short) say("Nothing is written: not all was run.");
  else if (kind === "both") writeResults(rows);
  else if (kind === "oracles") writeResults({ ...rows, intervals: keptResults(today()).intervals });
  else writeResults({ ...rows, figures: keptResults(today()).figures });
}

if (!isThreadAtWork()) await main();
