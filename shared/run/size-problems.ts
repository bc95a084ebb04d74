/** Whether a machine can do a run: said before it starts, with what to change. */
import type { Problem } from "../errors.ts";
import { formatCount, formatSeconds } from "../units/format.ts";
import type { RunRequest } from "./request.ts";
import { memoryNeeded, type RunSize } from "./size.ts";

/** What a run is simulated on. */
export interface Machine {
  /** That the run may fill at most. */
  readonly memoryBytes: number;
  /** Replications simulated at once, each on a core of its own. */
  readonly workers: number;
  /** How long one replication of one design may take, seconds: it is one piece, and nothing is seen before its end. */
  readonly longestSeconds: number;
}

/** A machine of which nothing is known, with a person in front of it. */
export const ANY_MACHINE: Machine = { memoryBytes: 4 * 2 ** 30, workers: 1, longestSeconds: 60 };

/** A replication counts in 32 bits. */
const MOST_CALLS = 4_294_967_295;

/** Why a run can't be done on a machine, with what to change; empty where it can. */
export function sizeProblems(request: RunRequest, size: RunSize, machine: Machine): Problem[] {
  return [...pieceProblems(request, size, machine), ...memoryProblems(request, size, machine)];
}

function pieceProblems(request: RunRequest, size: RunSize, { longestSeconds }: Machine): Problem[] {
  const { scenario, days } = request;
  const excess = Math.max(size.highCalls / MOST_CALLS, size.longestSeconds / longestSeconds);
  if (excess <= 1) return [];
  const traced = scenario.traffic.trace !== undefined;
  const most = size.tasks.high / excess;
  return [
    {
      path: traced ? "traffic.trace" : "traffic.users",
      ...(traced ? {} : { value: scenario.traffic.users }),
      message: `This brings up to ${formatCount(size.tasks.high)} tasks to one replication of ${daysText(days)}: about ${formatSeconds(size.longestSeconds)} on one core before there is anything to see. Simulate fewer users, or a shorter horizon (simulation.days: ${daysText(rounded(days / excess))} would do).`,
      allowed: `at most ${formatCount(rounded(most))} tasks in a replication`,
    },
  ];
}

/** Two digits, and not above the value: rounding adds less than what is taken off before. */
function rounded(value: number): number {
  return Number((0.95 * value).toPrecision(2));
}

const daysText = (days: number) => `${days} ${days === 1 ? "day" : "days"}`;

function memoryProblems(request: RunRequest, size: RunSize, machine: Machine): Problem[] {
  const { memoryBytes, workers } = machine;
  const needed = memoryNeeded(size, workers);
  if (needed <= memoryBytes) return [];
  const causes = [
    { bytes: workers * size.pendingBytes, text: pendingText(size, workers) },
    { bytes: size.resultBytes, text: `${formatBytes(size.resultBytes)} of results` },
    {
      bytes: workers * size.columnBytes,
      text: `${formatBytes(size.columnBytes)} of numbers from files${onEach(workers)}`,
    },
  ].filter(({ bytes }) => bytes > 0.1 * needed);
  const why = causes.length === 0 ? "" : `: ${causes.map(({ text }) => text).join(", ")}`;
  return [
    {
      path: "simulation",
      message: `This run may need ${formatBytes(needed)} of memory, and there is ${formatBytes(memoryBytes)}${why}. ${remedies(request, size, machine)}`,
    },
  ];
}

const onEach = (workers: number) => (workers === 1 ? "" : ` on each of ${workers} workers`);

function pendingText({ tasks, pendingBytes, pilingUp }: RunSize, workers: number): string {
  return `${formatBytes(pendingBytes)} if up to ${formatCount(tasks.high)} tasks of a replication wait in ${pilingUp.join(", ")} at once${onEach(workers)}`;
}

/** What would do, each by itself. */
function remedies(request: RunRequest, size: RunSize, { memoryBytes, workers }: Machine): string {
  const { days, replications } = request;
  const fits = (changed: Partial<RunSize>, by = workers) =>
    memoryNeeded({ ...size, ...changed }, by) <= memoryBytes;
  const found: string[] = [];
  const fewer = Array.from({ length: workers - 1 }, (_, i) => workers - 1 - i).find((by) => fits({}, by));
  if (fewer !== undefined) found.push(`${fewer} ${fewer === 1 ? "worker" : "workers"}`);
  const shorter = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01].find((part) =>
    fits({ pendingBytes: part * size.pendingBytes }),
  );
  if (shorter !== undefined && size.pendingBytes > 0)
    found.push(`a horizon of ${daysText(rounded(shorter * days))}`);
  if (size.pendingBytes > 0 && fits({ pendingBytes: 0 }))
    found.push("a bound on every line (waiting, queueLimit)");
  const less = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01].find((part) =>
    fits({ resultBytes: part * size.resultBytes }),
  );
  if (less !== undefined && size.resultBytes > 0.1 * memoryNeeded(size, workers))
    found.push(`${2 * Math.floor((less * replications) / 2)} replications`);
  if (found.length === 0) return "Simulate less at once: fewer users, a shorter horizon, fewer replications.";
  return `What would do: ${found.join("; or ")}.`;
}

/** @example formatBytes(3.2e9) // "3.2 GB" */
export function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  if (bytes < 1e9) return `${Number((bytes / 1e6).toPrecision(2))} MB`;
  return `${formatCount(Number((bytes / 1e9).toPrecision(2)))} GB`;
}
