/**
 * Tallies of replications that were never simulated: worlds, days and tasks drawn from distributions whose answers
 * are known in closed form. What statistics and findings say of them can be checked against the truth.
 */
import {
  FIGURE,
  FIGURES,
  type Figure,
  type QuotaUse,
  type ReplicationTally,
  type SparseHistogram,
} from "../../shared/simulate/tally.ts";
import { binOf } from "../../shared/statistics/histogram.ts";

export interface SyntheticDesign {
  readonly name: string;
  /** Tasks on an average day in an average world. */
  readonly tasks: number;
  /** Mean variable cost of a task in an average world, and its coefficient of variation from task to task. */
  readonly cost: number;
  readonly costCv: number;
  /** Share of the served tasks that are right; all of them are units. */
  readonly unitShare: number;
  /** Result: lognormal from task to task. */
  readonly medianSeconds: number;
  readonly sigma: number;
  /** Share of the tasks that are never answered. */
  readonly failedShare: number;
  readonly offeredLoad: number;
}

export interface SyntheticRun {
  readonly seed: number;
  readonly replications: number;
  readonly days: number;
  readonly designs: readonly SyntheticDesign[];
  /** Standard deviations of the logarithm of cost, seconds and traffic: of worlds, and of days in a world. */
  readonly worldSd: number;
  readonly daySd: number;
  readonly trafficSd: number;
  readonly fixedPerDay: number;
  readonly wrongOutput: number;
  /** Monday first, mean 1. */
  readonly weekdayWeights: readonly number[];
  /** Promised seconds of the latency targets, all of the result. */
  readonly targetSeconds: readonly number[];
}

export const PLAIN_DESIGN: SyntheticDesign = {
  name: "plain",
  tasks: 200,
  cost: 0.05,
  costCv: 0.8,
  unitShare: 0.8,
  medianSeconds: 4,
  sigma: 0.6,
  failedShare: 0,
  offeredLoad: 0.6,
};

export const PLAIN_RUN: SyntheticRun = {
  seed: 1,
  replications: 64,
  days: 1,
  designs: [PLAIN_DESIGN],
  worldSd: 0.05,
  daySd: 0.05,
  trafficSd: 0.05,
  fixedPerDay: 0,
  wrongOutput: 0,
  weekdayWeights: [1, 1, 1, 1, 1, 1, 1],
  targetSeconds: [],
};

/** A small seeded generator: uniform and standard normal numbers, the same for the same key. */
export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(...key: readonly number[]) {
    const [a = 0, b = 0, c = 0] = key;
    this.#a = Math.imul(a + 1, 0x9e3779b1);
    this.#b = Math.imul(b + 1, 0x85ebca77);
    this.#c = Math.imul(c + 1, 0xc2b2ae3d);
    for (let i = 0; i < 15; i++) this.uniform();
  }

  /** Uniform on 0…1, ends excluded (sfc32). */
  uniform(): number {
    const sum = (this.#a + this.#b + this.#counter++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return ((sum >>> 0) + 0.5) / 2 ** 32;
  }

  /** Standard normal (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Lognormal with mean 1. */
  factor(sd: number): number {
    return Math.exp(sd * this.normal() - (sd * sd) / 2);
  }

  poisson(mean: number): number {
    if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    let count = -1;
    let product = 1;
    do {
      product *= this.uniform();
      count++;
    } while (product > Math.exp(-mean));
    return count;
  }
}

/** The sparse histogram of some values; Infinity is counted apart. */
export function histogramOf(values: readonly number[]): SparseHistogram {
  const finite = values.filter((value) => value !== Number.POSITIVE_INFINITY);
  const sorted = Uint16Array.from(finite, binOf).sort();
  const bins: number[] = [];
  const counts: number[] = [];
  for (const bin of sorted) {
    if (bins[bins.length - 1] === bin) counts[counts.length - 1] = (counts[counts.length - 1] ?? 0) + 1;
    else {
      bins.push(bin);
      counts.push(1);
    }
  }
  return {
    bins: Uint16Array.from(bins),
    counts: Uint32Array.from(counts),
    infinite: values.length - finite.length,
    max: finite.reduce((max, value) => Math.max(max, value), 0),
  };
}

/** Figures by name; what is not named is 0. */
export function figuresOf(named: Partial<Record<Figure, number>>): Float64Array {
  return Float64Array.from(FIGURES, (name) => named[name] ?? 0);
}

export interface PlainTally {
  readonly replication: number;
  readonly design?: string;
  readonly weekday?: number;
  readonly trafficDays?: number;
  readonly figures?: Partial<Record<Figure, number>>;
  readonly result?: readonly number[];
  readonly response?: readonly number[];
  readonly withinTarget?: readonly number[];
  readonly quota?: readonly QuotaUse[];
}

/** One tally written out by hand: results and responses as values, figures by name. */
export function tallyOf(plain: PlainTally): ReplicationTally {
  const result = plain.result ?? [];
  const response = plain.response ?? result;
  const finite = (values: readonly number[]) => values.filter(Number.isFinite);
  const sum = (values: readonly number[]) => finite(values).reduce((total, value) => total + value, 0);
  return {
    replication: plain.replication,
    world: Math.floor(plain.replication / 2),
    weekday: plain.weekday ?? 0,
    trafficDays: plain.trafficDays ?? 1,
    design: plain.design ?? "plain",
    figures: figuresOf({
      arrived: result.length,
      delivered: finite(result).length,
      servedResponse: finite(response).length,
      responseSeconds: sum(response),
      servedResult: finite(result).length,
      resultSeconds: sum(result),
      ...plain.figures,
    }),
    histograms: {
      response: histogramOf(response),
      result: histogramOf(result),
      wait: histogramOf(result.map(() => 0)),
      inputTokens: histogramOf([]),
      outputTokens: histogramOf([]),
    },
    withinTarget: Float64Array.from(plain.withinTarget ?? []),
    quota: plain.quota ?? [],
    time: { bins: new Uint16Array(), counts: new Float64Array(), microseconds: new Float64Array() },
    exemplars: { slowest: [], costliest: [], mostTried: [] },
  };
}

/** All replications of all designs, in replication order. */
export function syntheticTallies(run: SyntheticRun): ReplicationTally[] {
  const tallies: ReplicationTally[] = [];
  for (let replication = 0; replication < run.replications; replication++) {
    for (const design of run.designs) tallies.push(syntheticTally(run, design, replication));
  }
  return tallies;
}

/** Weekday of a world, and the days of traffic in its horizon. */
function calendar(run: SyntheticRun, world: number): { weekday: number; trafficDays: number } {
  const weekday = run.days >= 7 ? 0 : world % 7;
  let trafficDays = 0;
  for (let day = 0; day < run.days; day++) {
    trafficDays += (run.weekdayWeights[(weekday + day) % 7] ?? 1) * Math.min(1, run.days - day);
  }
  return { weekday, trafficDays };
}

function syntheticTally(run: SyntheticRun, design: SyntheticDesign, replication: number): ReplicationTally {
  const world = Math.floor(replication / 2);
  const { weekday, trafficDays } = calendar(run, world);
  const ofWorld = new Chance(run.seed, world, 1);
  const ofDay = new Chance(run.seed, replication, 2);
  const cost = design.cost * ofWorld.factor(run.worldSd) * ofDay.factor(run.daySd);
  const level = design.medianSeconds * Math.exp(run.worldSd * ofWorld.normal() + run.daySd * ofDay.normal());
  const traffic = ofWorld.factor(run.trafficSd);
  const chance = new Chance(run.seed, replication, 3);
  const tasks = chance.poisson(design.tasks * traffic * trafficDays);

  const costSigma = Math.sqrt(Math.log(1 + design.costCv ** 2));
  const results: number[] = [];
  let spent = 0;
  let squared = 0;
  let ofUnits = 0;
  let units = 0;
  let failed = 0;
  for (let task = 0; task < tasks; task++) {
    const taskCost = cost * chance.factor(costSigma);
    const seconds = level * Math.exp(design.sigma * chance.normal());
    const answered = chance.uniform() >= design.failedShare;
    const right = chance.uniform() < design.unitShare && answered;
    spent += taskCost;
    squared += taskCost * taskCost;
    if (right) {
      units++;
      ofUnits += taskCost;
    }
    if (!answered) failed++;
    results.push(answered ? seconds : Number.POSITIVE_INFINITY);
  }
  const served = tasks - failed;
  return tallyOf({
    replication,
    design: design.name,
    weekday,
    trafficDays,
    result: results,
    response: results.map((seconds) => seconds / 4),
    withinTarget: run.targetSeconds.map((limit) => results.filter((seconds) => seconds <= limit).length),
    figures: {
      delivered: served,
      failed,
      right: units,
      units,
      calls: tasks,
      attempts: tasks + failed,
      costOutput: spent,
      costFixed: run.fixedPerDay * run.days,
      costWrongOutputs: run.wrongOutput * (served - units),
      taskCostSquared: squared,
      taskCostOfUnits: ofUnits,
      offeredLoad: design.offeredLoad,
    },
  });
}

/** One figure of a tally. */
export function figureOf(tally: ReplicationTally, figure: Figure): number {
  return tally.figures[FIGURE[figure]] ?? 0;
}
