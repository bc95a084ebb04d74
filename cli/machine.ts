/** What this machine can do, and what it says of a run that asks much of it. */
import { availableParallelism, totalmem } from "node:os";
import type { Shard } from "../shared/run/shard.ts";
import { memoryNeeded, type RunSize } from "../shared/run/size.ts";
import { formatBytes, type Machine } from "../shared/run/size-problems.ts";
import { formatCount, formatSeconds } from "../shared/units/format.ts";

/** How long one replication of one design may take, seconds: it is neither shared between cores nor kept halfway. */
const LONGEST_PIECE = 3600;
/** From here on a run's time is told before it starts, seconds. */
const LONG = 3600;

/** Memory that this process may fill, bytes: the machine's, or what its container is given. */
export function memoryBytes(): number {
  const constrained = process.constrainedMemory() ?? 0;
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

/** Memory that nobody uses now, bytes. */
export function freeBytes(): number {
  return Math.min(process.availableMemory(), memoryBytes());
}

/** @param workers threads asked for; absent = as many as the machine runs at once */
export function thisMachine(workers = availableParallelism()): Machine {
  return { memoryBytes: memoryBytes(), workers, longestSeconds: LONGEST_PIECE };
}

/**
 * What should be known before a long run starts, or one that may fill the memory that is free; empty for others.
 *
 * @param freeBytes memory that nobody uses now
 */
export function forewarnings(
  size: RunSize,
  workers: number,
  shard: Shard | undefined,
  freeBytes: number,
): string[] {
  const told: string[] = [];
  const seconds = size.cpuSeconds / workers;
  if (seconds > LONG) {
    const cores = `${workers} ${workers === 1 ? "core" : "cores"}`;
    const work = `${formatCount(size.totalTasks)} tasks, ${formatCount(size.totalAttempts)} attempts`;
    const spread = shard === undefined ? "--shard to spread it over machines" : "more parts (--shard)";
    told.push(
      `About ${formatSeconds(seconds)} on ${cores} (${work}). To make it shorter: fewer --replications, fewer --days, or ${spread}.`,
    );
  }
  const needed = memoryNeeded(size, workers);
  if (needed > freeBytes)
    told.push(
      `This may need up to ${formatBytes(needed)} of memory, and ${formatBytes(freeBytes)} are free; fewer --workers need less.`,
    );
  return told;
}
