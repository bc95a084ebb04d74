/** What each of the programs that simulate workload W says about one of its runs: one line of JSON. */
import { z } from "zod";

const statistics = {
  response: z.object({
    mean: z.number(),
    p50: z.number(),
    p95: z.number(),
    p99: z.number(),
    p999: z.number(),
  }),
  /** Share of the tasks whose first attempt was rejected; the engine's tallies count attempts, not tasks. */
  throttledShare: z.number().optional(),
  rejectionsPerTask: z.number(),
  failedShare: z.number(),
  costPerTask: z.number(),
};

const measurement = z.object({
  /** Tasks simulated while the clock ran. */
  tasks: z.number().positive(),
  replications: z.number().positive(),
  /** Processor time of all threads of the process. */
  cpuSeconds: z.number().nonnegative(),
  wallSeconds: z.number().nonnegative(),
  ...statistics,
});

/** Processor time is of the process; seconds are response times of the served tasks. */
export type Measurement = z.infer<typeof measurement>;

/** @throws Error where the text is not what a program of ours prints */
export function measurementOf(text: string): Measurement {
  return measurement.parse(JSON.parse(text));
}

/** Nanoseconds of processor time a task. */
export function nanosecondsPerTask({ cpuSeconds, tasks }: Measurement): number {
  return (cpuSeconds / tasks) * 1e9;
}

/** The figures of a run that can be held against those of another program, by name. */
export const FIGURES = {
  "mean response, s": (of) => of.response.mean,
  "p50, s": (of) => of.response.p50,
  "p95, s": (of) => of.response.p95,
  "p99, s": (of) => of.response.p99,
  "p99.9, s": (of) => of.response.p999,
  "throttled at least once": (of) => of.throttledShare,
  "rejections a task": (of) => of.rejectionsPerTask,
  failed: (of) => of.failedShare,
  "cost a task": (of) => of.costPerTask,
} as const satisfies Record<string, (of: Measurement) => number | undefined>;

export type FigureName = keyof typeof FIGURES;

export const FIGURE_NAMES = Object.keys(FIGURES) as readonly FigureName[];
