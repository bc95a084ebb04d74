/** The work of a validation in parts small enough that cores end at about the same time, and what comes of each. */
import { z } from "zod";
import type { CoverageCase } from "../coverage/case.ts";
import { COVERAGE } from "../coverage/cases.ts";
import { titleOf } from "../coverage/results.ts";
import { countCoverage, type Oracle, OracleRun, shownOf } from "./oracle.ts";
import { ORACLES, shownSeed } from "./table.ts";

interface Seeds {
  readonly firstSeed: number;
  readonly seeds: number;
}

/** `shown`: one long run of an oracle; `counted`: short ones; `covered`: draws of a case. Numbers stand for their place. */
export type Job =
  | { readonly kind: "shown"; readonly oracle: number }
  | ({ readonly kind: "counted"; readonly oracle: number } & Seeds)
  | ({ readonly kind: "covered"; readonly case: number } & Seeds);

const number = z.number();
const shownSchema = z.strictObject({ value: number, low: number, high: number, z: number });
const countSchema = z.strictObject({
  runs: number,
  held: number,
  below: number,
  above: number,
  none: number,
  halfWidths: number,
});
const coveredSchema = z.strictObject({ runs: number, held: number, below: number.nullable(), none: number });

/** What a job leaves, as it is kept between runs; one entry for each quantity or interval. */
export const outcomeSchema = z.strictObject({
  shown: z.array(shownSchema).optional(),
  counts: z.array(countSchema).optional(),
  covered: z.array(coveredSchema).optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

const SEEDS_A_JOB = 25;

/** Jobs of seeds 1 to so many. */
function inParts(seeds: number, seedsAJob: number): Seeds[] {
  const parts: Seeds[] = [];
  for (let firstSeed = 1; firstSeed <= seeds; firstSeed += seedsAJob)
    parts.push({ firstSeed, seeds: Math.min(seedsAJob, seeds - firstSeed + 1) });
  return parts;
}

export function jobsOfOracle(oracle: number, seeds: number): Job[] {
  return [
    { kind: "shown", oracle },
    ...inParts(seeds, SEEDS_A_JOB).map((part): Job => ({ kind: "counted", oracle, ...part })),
  ];
}

export function jobsOfCase(at: number, seeds: number): Job[] {
  const { seedsAJob, mostSeeds = seeds } = caseAt(at);
  return inParts(Math.min(seeds, mostSeeds), seedsAJob).map(
    (part): Job => ({ kind: "covered", case: at, ...part }),
  );
}

export function oracleAt(at: number): Oracle {
  const oracle = ORACLES[at];
  if (oracle === undefined) throw new Error(`there is no oracle ${at}`);
  return oracle;
}

export function caseAt(at: number): CoverageCase {
  const found = COVERAGE[at];
  if (found === undefined) throw new Error(`there is no case ${at}`);
  return found;
}

/** The same for the same work of the same code, whatever else there is to do. */
export function keyOf(job: Job): string {
  const of =
    job.kind === "covered"
      ? titleOf(caseAt(job.case))
      : `${oracleAt(job.oracle).name}, ${oracleAt(job.oracle).at}`;
  return job.kind === "shown" ? `${job.kind} ${of}` : `${job.kind} ${of} ${job.firstSeed}+${job.seeds}`;
}

export async function work(job: Job): Promise<Outcome> {
  if (job.kind === "covered") {
    return { covered: [...(await caseAt(job.case).count(job.firstSeed, job.seeds))] };
  }
  const oracle = oracleAt(job.oracle);
  if (job.kind === "counted") return { counts: countCoverage(oracle, job.firstSeed, job.seeds) };
  const answer = new OracleRun(oracle, oracle.shown).answer(shownSeed(job.oracle));
  return { shown: oracle.quantities.map((quantity) => shownOf(quantity, answer)) };
}
