/**
 * How large a run will be: tasks, attempts, time, memory. All of it is an estimate from the scenario's own numbers:
 * retries and hedges, which follow from the simulation, are left out.
 */
import { resolveDesigns } from "../scenario/designs.ts";
import { MEASURES } from "../simulate/tally.ts";
import { BINS } from "../statistics/histogram.ts";
import type { RunRequest } from "./request.ts";
import type { Shard } from "./shard.ts";
import { highOf, meanOf } from "./spread.ts";
import { callsOfTask, designsThatPileUp, tasksOfReplication } from "./tasks-expected.ts";

/**
 * Processor time of an attempt, and as much again of a task's arrival and end, nanoseconds. Measured with the example
 * scenario (1.1 µs) on one core of a machine of 2026; a design with one model and one step takes half of it.
 */
export const NANOSECONDS_AN_ATTEMPT = 1000;

/** Processor time of one replication of one design in which nothing happens, seconds: beginning, counting, telling. */
export const SECONDS_A_REPLICATION = 0.001;

/**
 * What a task takes that has arrived and not ended, bytes: its record, its attempt's, its place in the line; and these
 * twice more while their arrays grow. Measured at the worst moment.
 */
export const BYTES_A_PENDING_TASK = 900;

/** What is kept of one replication of one design until the end of a run, bytes; measured (7 to 10 KiB). */
export const BYTES_A_ROW = 10_240;

/** The histograms of a design: a count for every bin, measure and weekday. */
const BYTES_A_DESIGN = 7 * MEASURES.length * BINS * Float64Array.BYTES_PER_ELEMENT;
/** The program itself, and each of its workers, before there is any task. */
const BYTES_A_PROCESS = 80 * 2 ** 20;
const BYTES_A_WORKER = 32 * 2 ** 20;

export interface RunSize {
  /** Tasks of one replication of one design: the mean, and what all but 5 % of the worlds stay below. */
  readonly tasks: { readonly mean: number; readonly high: number };
  /** Calls in a replication of the design with the most, in such a high world. */
  readonly highCalls: number;
  /** Processor time of that replication, seconds. */
  readonly longestSeconds: number;
  /** Tasks and attempts of all that is simulated here. */
  readonly totalTasks: number;
  readonly totalAttempts: number;
  /** Processor time of all that, seconds. */
  readonly cpuSeconds: number;
  /** What is kept until the end, bytes. */
  readonly resultBytes: number;
  /** The numbers read from files, bytes; every worker has its own. */
  readonly columnBytes: number;
  /** What one worker takes if all tasks of a replication wait at once, bytes; 0 where no line can grow so long. */
  readonly pendingBytes: number;
  /** The designs in which that may happen. */
  readonly pilingUp: readonly string[];
}

/** @param shard the part that is simulated here, which keeps no results in memory; absent = all of it */
export function runSize(request: RunRequest, shard?: Shard): RunSize {
  const { scenario, columns, designs } = request;
  const spread = tasksOfReplication(request);
  const tasks = { mean: meanOf(spread), high: highOf(spread) };
  const resolved = resolveDesigns(scenario);
  const calls = designs.map((name) => {
    const design = resolved[name];
    return design === undefined ? 0 : callsOfTask(design, request);
  });
  const replications = request.replications / (shard?.of ?? 1);
  const perDesign = tasks.mean * replications;
  const totalTasks = perDesign * designs.length;
  const totalAttempts = perDesign * calls.reduce((sum, each) => sum + each, 0);
  const pilingUp = designsThatPileUp(request);
  return {
    tasks,
    highCalls: tasks.high * Math.max(1, ...calls),
    longestSeconds: secondsFor(1, tasks.high * (1 + Math.max(0, ...calls))),
    totalTasks,
    totalAttempts,
    cpuSeconds: secondsFor(replications * designs.length, totalTasks + totalAttempts),
    resultBytes: shard === undefined ? resultBytes(request.replications, designs.length) : 0,
    columnBytes: Object.values(columns).reduce((sum, { byteLength }) => sum + byteLength, 0),
    pendingBytes: pilingUp.length === 0 ? 0 : tasks.high * BYTES_A_PENDING_TASK,
    pilingUp,
  };
}

const secondsFor = (replications: number, attempts: number) =>
  replications * SECONDS_A_REPLICATION + attempts * NANOSECONDS_AN_ATTEMPT * 1e-9;

/** What the results of a run take in memory, bytes. */
export function resultBytes(replications: number, designs: number): number {
  return designs * (BYTES_A_DESIGN + replications * BYTES_A_ROW);
}

/** Memory that a run takes at worst on so many workers, bytes. */
export function memoryNeeded(size: RunSize, workers: number): number {
  const perWorker = BYTES_A_WORKER + size.columnBytes + size.pendingBytes;
  return BYTES_A_PROCESS + size.columnBytes + size.resultBytes + workers * perWorker;
}
