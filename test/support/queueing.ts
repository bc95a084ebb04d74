/**
 * Queues whose answers are known in closed form, and how far a start with nobody there puts a finite run from them.
 * Rates are per second, times seconds. Nothing here is shared with the code under test.
 */

/** Blocking probability of M/M/c/c (Erlang 1917), by its recursion over servers. @param offered work, erlangs */
export function erlangB(servers: number, offered: number): number {
  let blocking = 1;
  for (let c = 1; c <= servers; c++) blocking = (offered * blocking) / (c + offered * blocking);
  return blocking;
}

/** Probability of waiting in M/M/c (Erlang 1917), from {@link erlangB}; `offered` below `servers`. */
export function erlangC(servers: number, offered: number): number {
  const blocking = erlangB(servers, offered);
  return blocking / (1 - (offered / servers) * (1 - blocking));
}

/** M/M/c, first come, first served: waits are 0, or exponential with rate cμ − λ. */
export class Mmc {
  readonly waiting: number;
  /** Rate at which waits end, cμ − λ. */
  readonly slack: number;

  constructor(
    readonly servers: number,
    readonly arrivalRate: number,
    readonly serviceSeconds: number,
  ) {
    this.waiting = erlangC(servers, arrivalRate * serviceSeconds);
    this.slack = servers / serviceSeconds - arrivalRate;
  }

  get meanWait(): number {
    return this.waiting / this.slack;
  }

  /** The wait that the share p of tasks does not exceed: P(W > t) = C e^(−(cμ − λ)t). */
  waitQuantile(p: number): number {
    return Math.max(0, Math.log(this.waiting / (1 - p)) / this.slack);
  }
}

/** Time to a k-th event at rate μ is longer than t: fewer than k events by then (Erlang). */
export function erlangTail(k: number, rate: number, t: number): number {
  let term = Math.exp(-rate * t);
  let sum = 0;
  for (let j = 0; j < k; j++) {
    sum += term;
    term *= (rate * t) / (j + 1);
  }
  return sum;
}

/**
 * A birth–death chain on 0 … n: how many there are. (Kleinrock, Queueing Systems I, 3; for what a start at 0 does,
 * Poisson's equation, as in Whitt, Operations Research 40, 1992.)
 */
export class BirthDeath {
  readonly probabilities: Float64Array;
  readonly #births: readonly number[];

  /** @param births rate from i to i + 1 @param deaths rate from i + 1 to i */
  constructor(births: readonly number[], deaths: readonly number[]) {
    const weights = new Float64Array(births.length + 1);
    weights[0] = 1;
    for (let i = 0; i < births.length; i++) weights[i + 1] = (weights[i]! * births[i]!) / deaths[i]!;
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    this.probabilities = weights.map((weight) => weight / all);
    this.#births = births;
  }

  /** M/M/c with room for `room` in all, in service or waiting. */
  static queue(servers: number, arrivalRate: number, serviceSeconds: number, room: number): BirthDeath {
    const births = new Array<number>(room).fill(arrivalRate);
    return new BirthDeath(
      births,
      births.map((_, i) => Math.min(servers, i + 1) / serviceSeconds),
    );
  }

  mean(of: (state: number) => number): number {
    return this.probabilities.reduce((sum, probability, state) => sum + probability * of(state), 0);
  }

  /**
   * What a start at 0 adds to the integral over time of a function of the state: ∫ (E₀ f(Xₜ) − f̄) dt over all time.
   * Divided by the length of a run it is how far the run's mean is off (by no more, as the means rise to their limit).
   */
  fromEmpty(of: (state: number) => number): number {
    const { probabilities } = this;
    const mean = this.mean(of);
    let chanceAbove = 0;
    let excessAbove = 0;
    let sum = 0;
    // From the top, where the terms are smallest: their sums keep all digits.
    for (let state = this.#births.length - 1; state >= 0; state--) {
      const next = probabilities[state + 1]!;
      chanceAbove += next;
      excessAbove += next * (of(state + 1) - mean);
      const flow = this.#births[state]! * probabilities[state]!;
      if (flow > 1e-200) sum -= (chanceAbove * excessAbove) / flow;
    }
    return sum;
  }
}

/** The first three moments of a service time. */
export interface Moments {
  readonly first: number;
  readonly second: number;
  readonly third: number;
}

export const constantMoments = (seconds: number): Moments => ({
  first: seconds,
  second: seconds ** 2,
  third: seconds ** 3,
});

/** E Xᵏ = mᵏ (1 + cv²)^(k(k − 1)/2). */
export const lognormalMoments = (mean: number, cv: number): Moments => ({
  first: mean,
  second: mean ** 2 * (1 + cv ** 2),
  third: mean ** 3 * (1 + cv ** 2) ** 3,
});

/** Mean wait of M/G/1, λ E S² / 2(1 − ρ) (Pollaczek 1930, Khinchine 1932). */
export function pollaczekKhinchine(arrivalRate: number, service: Moments): number {
  return (arrivalRate * service.second) / (2 * (1 - arrivalRate * service.first));
}

/**
 * What a start with an empty M/G/1 adds to the integral of the mean wait over time: −W²/(1 − ρ) − λ E S³ / 6(1 − ρ)².
 * From Takács' transform of the chance to find it empty (Introduction to the Theory of Queues, 1962), by expanding
 * it at 0: the mean work at t is the integral of that chance less 1 − ρ.
 */
export function mg1FromEmpty(arrivalRate: number, service: Moments): number {
  const idle = 1 - arrivalRate * service.first;
  const wait = pollaczekKhinchine(arrivalRate, service);
  return -(wait ** 2) / idle - (arrivalRate * service.third) / (6 * idle ** 2);
}

/**
 * The solution of G(x) = 1 + λ ∫₀ˣ G(x − u) P(S > u) du for services of one second: Σ (−λ(x − k))ᵏ/k! e^(λ(x − k)).
 * (1 − λ) G(x) is the chance that a wait of M/D/1 is at most x (Erlang 1909).
 */
function erlangSeries(arrivalRate: number, x: number): number {
  let sum = 0;
  for (let k = 0; k <= x; k++) {
    const rest = arrivalRate * (x - k);
    let term = Math.exp(rest);
    for (let j = 1; j <= k; j++) term *= -rest / j;
    sum += term;
  }
  return sum;
}

/**
 * Share of Poisson requests that a bucket admits which holds `capacity` and refills one a second: what the bucket
 * lacks is the work of an M/D/1 queue that takes a request only while its wait would be at most capacity − 1. Below
 * that the work has the law of M/D/1 but for a constant (level crossings, as in Cohen, The Single Server Queue, III.5),
 * and work done equals work admitted: G/(1 + λG), G at capacity − 1. Any arrival rate.
 *
 * @param capacity 1 or more
 */
export function bucketAdmits(arrivalRate: number, capacity: number): number {
  const series = erlangSeries(arrivalRate, capacity - 1);
  return series / (1 + arrivalRate * series);
}

/** Steps a second in which {@link bucketFromFull} follows a bucket. */
const STEPS = 64;

/**
 * What a full bucket at the start adds to the integral over time of the share admitted, by following the chances of
 * its levels in steps of 1/64 s until they are the same from second to second. (Within a second they need not be: a
 * bucket that is never full again keeps the rhythm of its refills.)
 */
export function bucketFromFull(arrivalRate: number, capacity: number): number {
  const threshold = Math.round((capacity - 1) * STEPS);
  const comes = 1 - Math.exp(-arrivalRate / STEPS);
  let lacking = new Float64Array(threshold + STEPS + 1);
  lacking[0] = 1;
  const admitted: number[] = [];
  for (let second = 0; second < 1000; second++) {
    let share = 0;
    for (let step = 0; step < STEPS; step++) {
      for (let i = 0; i <= threshold; i++) share += lacking[i]! / STEPS;
      lacking = afterStep(lacking, threshold, comes);
    }
    const before = admitted[second - 1];
    admitted.push(share);
    if (before !== undefined && Math.abs(share - before) < 1e-6) break;
  }
  const limit = admitted[admitted.length - 1]!;
  return admitted.reduce((sum, share) => sum + share - limit, 0);
}

/** A step refills a bucket by one place; a request takes a second's places where the bucket lacks few enough. */
function afterStep(lacking: Float64Array, threshold: number, comes: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(lacking.length);
  for (let i = 0; i < lacking.length; i++) {
    const chance = lacking[i]!;
    const taken = i <= threshold ? chance * comes : 0;
    const refilled = Math.max(0, i - 1);
    next[refilled] = next[refilled]! + chance - taken;
    if (taken > 0) next[refilled + STEPS] = next[refilled + STEPS]! + taken;
  }
  return next;
}
