/** One core simulates a scenario through what everybody uses: compiled once, replication by replication, folded. */
import { readFileSync } from "node:fs";
import { thisMachine } from "../cli/machine.ts";
import { Fold } from "../shared/run/fold.ts";
import { prepareRun, type RunOptions } from "../shared/run/prepare.ts";
import type { RunRequest } from "../shared/run/request.ts";
import { parseScenario } from "../shared/scenario/parse.ts";
import { CompiledScenario } from "../shared/simulate/replication.ts";
import { FIGURE, type Figure, type ReplicationTally } from "../shared/simulate/tally.ts";
import { Histogram } from "../shared/statistics/histogram.ts";
import type { Measurement } from "./measurement.ts";

/** Today, for scenarios that name no start: a fixed one, so that prices and retirements are those of every bench. */
export const TODAY = "2026-12-01";

export interface MeasureOptions {
  /** A scenario file that names no other files. */
  readonly file: string;
  readonly seed: number;
  /** Replications before the clock runs. */
  readonly warm: number;
  readonly replications: number;
  /** Length of a replication; absent = as the file says. */
  readonly days?: number;
}

export interface DesignCost {
  readonly tasks: number;
  readonly attempts: number;
  readonly cpuSeconds: number;
}

export interface ScenarioMeasurement {
  /** From the text to the first replication. */
  readonly compileSeconds: number;
  readonly designs: Readonly<Record<string, DesignCost>>;
  readonly notSimulated: readonly string[];
  /** The first design's figures, with the time of all. */
  readonly first: Measurement;
  readonly memory: Memory;
}

export interface Memory {
  /** The most that the process ever held, mebibytes. */
  readonly peak: number;
  /** Of V8's heap and of typed arrays, in use at the end, mebibytes. */
  readonly heap: number;
}

/** The project itself says that it won't run this; its words. */
export class Refused extends Error {
  override name = "Refused";
}

/** What a host does before it runs a scenario. @throws Refused with the problems of the text, or with why it is too large */
export function requestOf(text: string, options: Omit<RunOptions, "today">): RunRequest {
  return preparedOf(text, options).request;
}

function preparedOf(text: string, options: Omit<RunOptions, "today">) {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Refused(parsed.error.map(({ message }) => message).join(" "));
  const prepared = prepareRun(parsed.value, {}, { ...options, today: TODAY, machine: thisMachine(1) });
  if (!prepared.ok) throw new Refused(prepared.error.map(({ message }) => message).join(" "));
  return prepared.value;
}

/** Simulates, and says what it took. Nothing else may run in the process at the time. */
export function measure(options: MeasureOptions): ScenarioMeasurement {
  const { file, seed, warm, replications, days } = options;
  const text = readFileSync(file, "utf8");
  const began = performance.now();
  const { request, notSimulated } = preparedOf(text, {
    seed,
    replications,
    ...(days === undefined ? {} : { days }),
  });
  const compiled = new CompiledScenario(request);
  const compileSeconds = (performance.now() - began) / 1000;
  for (let replication = 0; replication < warm; replication++) compiled.simulate(replication);

  const fold = new Fold(request.designs);
  const seconds = new Map(request.designs.map((design) => [design, 0]));
  const wallBegan = performance.now();
  for (let i = 0; i < replications; i++) {
    for (const design of request.designs) {
      const before = processorSeconds();
      fold.addAll(compiled.simulate(warm + i, [design]));
      seconds.set(design, (seconds.get(design) ?? 0) + processorSeconds() - before);
    }
  }
  const wallSeconds = (performance.now() - wallBegan) / 1000;
  const memory = memoryOf();
  const designs = Object.fromEntries(
    request.designs.map((design) => [design, designCost(fold, design, seconds.get(design) ?? 0)]),
  );
  const cpuSeconds = [...seconds.values()].reduce((sum, each) => sum + each, 0);
  const first = { ...figuresOf(fold, request.designs[0] ?? ""), cpuSeconds, wallSeconds, replications };
  return { compileSeconds, designs, notSimulated: Object.keys(notSimulated), first, memory };
}

/** Processor time of all threads of this process so far. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const MEBIBYTE = 2 ** 20;

/**
 * Linux also counts in a process's largest size what its parent had when it was started (getrusage), so that the
 * system's own book is asked first.
 */
function memoryOf(): Memory {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const heap = (heapUsed + arrayBuffers) / MEBIBYTE;
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kibibytes !== undefined) return { peak: Number(kibibytes) / 1024, heap };
  } catch {
    // not Linux
  }
  return { peak: process.resourceUsage().maxRSS / 1024, heap };
}

function totalOf(fold: Fold, design: string, figure: Figure): number {
  return fold.of(design).rows.reduce((sum, { figures }) => sum + (figures[FIGURE[figure]] ?? 0), 0);
}

function designCost(fold: Fold, design: string, cpuSeconds: number): DesignCost {
  const total = (figure: Figure): number => totalOf(fold, design, figure);
  return { tasks: total("arrived"), attempts: total("attempts"), cpuSeconds };
}

/** Attempts of some tallies. */
export function attemptsOf(tallies: readonly ReplicationTally[]): number {
  return tallies.reduce((sum, { figures }) => sum + (figures[FIGURE.attempts] ?? 0), 0);
}

const CASH: readonly Figure[] = ["costInput", "costCachedInput", "costOutput", "costWasted", "costFallback"];

function figuresOf(
  fold: Fold,
  design: string,
): Omit<Measurement, "cpuSeconds" | "wallSeconds" | "replications"> {
  const total = (figure: Figure): number => totalOf(fold, design, figure);
  const served = new Histogram();
  for (const histogram of fold.of(design).histograms("response"))
    if (histogram !== undefined) served.addSparse({ ...histogram.toSparse(), infinite: 0 });
  const tasks = total("arrived");
  return {
    tasks,
    response: {
      mean: total("responseSeconds") / total("servedResponse"),
      p50: served.quantile(0.5),
      p95: served.quantile(0.95),
      p99: served.quantile(0.99),
      p999: served.quantile(0.999),
    },
    rejectionsPerTask: total("throttled") / tasks,
    failedShare: total("failed") / tasks,
    costPerTask: CASH.reduce((sum, part) => sum + total(part), 0) / tasks,
  };
}
