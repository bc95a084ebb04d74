/** At which traffic a commitment is cheaper than paying as one goes. */
import type { ReplicationRow } from "../run/fold.ts";
import type { RunRequest } from "../run/request.ts";
import { FIGURE } from "../simulate/tally.ts";
import { DAYS_PER_MONTH } from "../statistics/cost-by-world.ts";
import { DesignSample, LEVEL, type SampledDesign } from "../statistics/design-sample.ts";
import type { Estimated } from "../statistics/interval.ts";
import { pairedSumDifference, type RatioColumns } from "../statistics/paired-difference.ts";
import type { BreakEvenPlan } from "./break-even-plan.ts";

/** What a commitment saves a month at a traffic multiple of the request's; negative: what it costs more. */
export interface SavingPoint {
  readonly multiple: number;
  readonly saving: Estimated;
}

export interface BreakEven {
  /** NaN where it is beyond what was looked at; 0 and Infinity are ends that were not found. */
  readonly multiple: Estimated;
  /** At today's traffic. */
  readonly today: Estimated;
  /** Tasks a month at today's traffic. */
  readonly tasksToday: number;
  /** In the order of traffic. */
  readonly points: readonly SavingPoint[];
}

/** What simulates a request: a `Simulator`, or a test's. */
export interface Simulates {
  simulate(request: RunRequest): Promise<{ of(design: string): SampledDesign<ReplicationRow> }>;
}

/**
 * How far traffic is followed, as a multiple, and how often a bracket is halved on the scale of ratios: a line further
 * and to more digits than simulations are worth.
 */
const LINE = { reach: 4096, halvings: 20 } as const;
const SIMULATED = { reach: 8, halvings: 3 } as const;

/**
 * Where the saving turns positive. Where cost is a straight line in traffic one simulation at today's tells all;
 * otherwise traffic is doubled or halved until the sign changes, and the bracket is halved. Both sides are simulated on
 * the same worlds and tasks, and the saving's interval is that of a paired difference; the multiple's holds all at
 * which the saving is not certainly of one sign (Fieller's way of bounding where a line crosses zero).
 *
 * @throws what the simulator throws
 */
export async function breakEvenOf(plan: BreakEvenPlan, simulator: Simulates): Promise<BreakEven> {
  const { design, days } = termsOf(plan);
  const at = async (multiple: number) => {
    const [committed, without] = await simulateBoth(plan, multiple, simulator);
    return { committed: committed.of(design), without: without.of(design) };
  };
  const now = await at(1);
  const committedNow = new DesignSample(design, now.committed, days);
  const tasksToday = perMonth(committedNow, committedNow.column("arrived"));
  const savingOf = async (multiple: number): Promise<Estimated> => {
    if (multiple === 1) return savingPerMonth(committedNow, new DesignSample(design, now.without, days));
    if (plan.linear)
      return savingPerMonth(
        new DesignSample(design, scaledRows(now.committed.rows, multiple), days),
        new DesignSample(design, scaledRows(now.without.rows, multiple), days),
      );
    const there = await at(multiple);
    return savingPerMonth(
      new DesignSample(design, there.committed, days),
      new DesignSample(design, there.without, days),
    );
  };
  const points = await searched(savingOf, plan.linear);
  return {
    multiple: crossing(points),
    today: points.find(({ multiple }) => multiple === 1)!.saving,
    tasksToday,
    points,
  };
}

function termsOf({ committed }: BreakEvenPlan): { readonly design: string; readonly days: number } {
  return { design: committed.designs[0] ?? "", days: committed.days };
}

async function simulateBoth({ committed, without }: BreakEvenPlan, multiple: number, simulator: Simulates) {
  const load = committed.load * multiple;
  return [
    await simulator.simulate({ ...committed, load }),
    await simulator.simulate({ ...without, load }),
  ] as const;
}

/** What a month costs without, less what it costs with the commitment. */
export function savingPerMonth(committed: DesignSample, without: DesignSample): Estimated {
  return pairedSumDifference(committed.worlds, monthOf(committed), monthOf(without), LEVEL);
}

function monthOf(sample: DesignSample): readonly RatioColumns[] {
  const scaled = (column: Float64Array) => column.map((cost) => cost * DAYS_PER_MONTH);
  const days = new Float64Array(sample.rows.length).fill(sample.days);
  return [
    { numerator: scaled(sample.variableCost), denominator: sample.trafficDays },
    { numerator: scaled(sample.fixedCost), denominator: days },
  ];
}

function perMonth(sample: DesignSample, column: Float64Array): number {
  const { weights } = sample.worlds;
  let above = 0;
  let below = 0;
  weights.forEach((weight, row) => {
    above += weight * (column[row] ?? 0);
    below += weight * (sample.trafficDays[row] ?? 0);
  });
  return (above / below) * DAYS_PER_MONTH;
}

/** What is paid by the day, and does not grow with the tasks. */
const BY_THE_DAY: readonly number[] = [FIGURE.costFixed, FIGURE.costCommitments];

/** Replications as they would be with so many times the traffic, where nothing depends on how busy it is. */
export function scaledRows(rows: readonly ReplicationRow[], multiple: number): SampledDesign<ReplicationRow> {
  const scaled = rows.map(({ committed, ...row }) => ({
    ...row,
    figures: row.figures.map((figure, at) => (BY_THE_DAY.includes(at) ? figure : figure * multiple)),
    ...(committed === undefined
      ? {}
      : { committed: committed.map((one) => ({ ...one, spent: one.spent * multiple })) }),
  }));
  return { rows: scaled, histograms: () => [] };
}

type SavingOf = (multiple: number) => Promise<Estimated>;

/**
 * Points around the place where the saving turns positive, and around where either end of its interval does: to the
 * same digits where cost is a line, at one doubling more where each look is a simulation.
 */
async function searched(savingOf: SavingOf, linear: boolean): Promise<SavingPoint[]> {
  const points = new Map<number, Estimated>();
  const look = async (multiple: number): Promise<Estimated> => {
    const known = points.get(multiple);
    if (known !== undefined) return known;
    const saving = await savingOf(multiple);
    points.set(multiple, saving);
    return saving;
  };
  const { reach, halvings } = linear ? LINE : SIMULATED;
  const narrow = async (end: keyof Estimated): Promise<readonly [below: number, above: number]> => {
    let below = 1;
    let above = 1;
    while ((await look(above))[end] <= 0 && above < reach) above *= 2;
    while ((await look(below))[end] > 0 && below > 1 / reach) below /= 2;
    if ((await look(above))[end] <= 0 || (await look(below))[end] > 0) return [below, above];
    // from neighbours that are known already
    const known = [...points.keys()].sort((a, b) => a - b);
    above = (await firstAbove(known, end)) ?? above;
    below = known[known.indexOf(above) - 1] ?? below;
    for (let step = 0; step < halvings; step++) {
      const middle = Math.sqrt(below * above);
      if ((await look(middle))[end] > 0) above = middle;
      else below = middle;
    }
    return [below, above];
  };
  const firstAbove = async (known: readonly number[], end: keyof Estimated) => {
    for (const multiple of known) if ((await look(multiple))[end] > 0) return multiple;
    return undefined;
  };
  const [below, above] = await narrow("value");
  if (linear) {
    await narrow("high");
    await narrow("low");
  } else {
    if ((await look(below)).high > 0 && below > 1 / reach) await look(below / 2);
    if ((await look(above)).low <= 0 && above < reach) await look(2 * above);
  }
  return [...points]
    .map(([multiple, saving]) => ({ multiple, saving }))
    .sort((a, b) => a.multiple - b.multiple);
}

/** Where the saving, and the ends of its interval, turn positive for the first time; straight between points. */
export function crossing(points: readonly SavingPoint[]): Estimated {
  const at = (end: keyof Estimated, never: number, always: number): number => {
    const next = points.findIndex(({ saving }) => saving[end] > 0);
    const after = points[next];
    if (after === undefined) return never;
    const before = points[next - 1];
    if (before === undefined) return always;
    const a = before.saving[end];
    const b = after.saving[end];
    if (!Number.isFinite(a) || !Number.isFinite(b)) return end === "high" ? before.multiple : after.multiple;
    return before.multiple + ((after.multiple - before.multiple) * -a) / (b - a);
  };
  return {
    value: at("value", Number.NaN, 0),
    low: at("high", points.at(-1)?.multiple ?? 0, 0),
    high: at("low", Number.POSITIVE_INFINITY, 0),
  };
}
