/** Workload W over horizons of other lengths: from a thousand tasks to a hundred million. */
import { join } from "node:path";
import type { Bench } from "./bench.ts";
import { Refused, type ScenarioMeasurement } from "./measure.ts";
import { simulated } from "./programs.ts";

/** Tasks a day of workload W. */
const TASKS_PER_DAY = 557_478.72;

/** The most in one replication: all of them might wait at once, and a machine must have the memory for that. */
export const MOST_IN_ONE = 1e7;

/** The size that the others are held against. */
export const BASE = 1e6;

const SIZES = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

/** Sizes in tasks: up to 10⁶ for a quick look, 10⁷, or with `full` 10⁸. */
export function sizesOf({ quick, full }: Bench): readonly number[] {
  return SIZES.slice(0, quick ? 4 : full ? 6 : 5);
}

/** @example label(1e6) // "10^6" */
export function label(tasks: number): string {
  return `10^${Math.round(Math.log10(tasks))}`;
}

export interface Horizon {
  /** Tasks in one replication. */
  readonly inOne: number;
  readonly replications: number;
}

/** @param least tasks that are simulated in all, in so many replications */
export function horizonOf(tasks: number, least: number): Horizon {
  const inOne = Math.min(tasks, MOST_IN_ONE);
  return { inOne, replications: Math.ceil(Math.max(tasks, least) / inOne) };
}

/** Simulates in a fresh process. Gives the project's own words where it won't. @param warm replications before the clock runs */
export async function simulateHorizon(
  { project }: Bench,
  { inOne, replications }: Horizon,
  seed: number,
  warm: number,
): Promise<ScenarioMeasurement | string> {
  try {
    return await simulated({
      file: join(project, "bench", "workload.json"),
      seed,
      warm,
      replications,
      days: inOne / TASKS_PER_DAY,
    });
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}
