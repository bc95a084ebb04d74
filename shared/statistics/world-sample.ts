/**
 * The sample design of a run. What was drawn at random is the *world*: the replications of one world share all that
 * we don't know, so they are one cluster, and thousands of tasks in few worlds are still few. A horizon shorter than
 * a week starts on a weekday that follows from the world's number, not from chance: weekdays are strata, and each
 * counts as much as the others however many worlds it has.
 */
import { studentTQuantile } from "./student-t.ts";

/** Where a replication belongs. */
export interface Placed {
  readonly world: number;
  /** 0…6; the same for all replications of a world. */
  readonly weekday: number;
}

/** Positions of the two replications of one world. */
export interface Pair {
  readonly world: number;
  readonly first: number;
  readonly second: number;
}

/** How uncertain an estimate is. */
export interface Spread {
  /** Its variance; Infinity with a single world. */
  readonly variance: number;
  /** How well that variance is known; 0 with a single world. */
  readonly degreesOfFreedom: number;
}

export class WorldSample {
  /** One weight a replication, mean 1, with the same sum for every weekday present. */
  readonly weights: Float64Array;
  /** Position (0 … worlds − 1, in order of appearance) of the world of each replication. */
  readonly worldOf: Int32Array;
  readonly worlds: number;
  /** Weekday (0…6) of each world. */
  readonly weekdayOf: Int32Array;
  /** Weekdays are strata where each one present has two worlds or more. */
  readonly stratified: boolean;
  /** Worlds less strata; 0 where there is only one world. */
  readonly degreesOfFreedom: number;
  /** Worlds with both of their replications. */
  readonly pairs: readonly Pair[];
  /** Weight of a replication that starts on each weekday; 0 where there is none. */
  readonly weekdayWeights: Float64Array;
  readonly #worldsOnWeekday = new Float64Array(7);

  constructor(rows: readonly Placed[]) {
    const positions = new Map<number, number[]>();
    const rowsOnWeekday = new Float64Array(7);
    rows.forEach(({ world, weekday }, row) => {
      rowsOnWeekday[weekday] = (rowsOnWeekday[weekday] ?? 0) + 1;
      const members = positions.get(world);
      if (members === undefined) positions.set(world, [row]);
      else members.push(row);
    });
    const present = rowsOnWeekday.filter((count) => count > 0).length;
    this.weekdayWeights = rowsOnWeekday.map((count) => (count > 0 ? rows.length / (present * count) : 0));
    this.weights = Float64Array.from(rows, ({ weekday }) => this.weekdayWeights[weekday] ?? 0);
    this.worlds = positions.size;
    this.worldOf = new Int32Array(rows.length);
    this.weekdayOf = new Int32Array(this.worlds);
    const pairs: Pair[] = [];
    let world = 0;
    for (const members of positions.values()) {
      const [first = 0, second] = members;
      const weekday = rows[first]?.weekday ?? 0;
      this.weekdayOf[world] = weekday;
      this.#worldsOnWeekday[weekday] = (this.#worldsOnWeekday[weekday] ?? 0) + 1;
      for (const row of members) this.worldOf[row] = world;
      if (second !== undefined) pairs.push({ world, first, second });
      world++;
    }
    this.pairs = pairs;
    this.stratified = present > 1 && this.#worldsOnWeekday.every((count) => count !== 1);
    this.degreesOfFreedom = Math.max(0, this.worlds - (this.stratified ? present : 1));
  }

  /** Number of replications. */
  get size(): number {
    return this.weights.length;
  }

  /** Sums by world of one number a replication. */
  sumByWorld(terms: ArrayLike<number>): Float64Array {
    const sums = new Float64Array(this.worlds);
    for (let row = 0; row < this.size; row++) {
      const world = this.worldOf[row] ?? 0;
      sums[world] = (sums[world] ?? 0) + (terms[row] ?? 0);
    }
    return sums;
  }

  /** How uncertain a sum of one (weighted) term a replication is: {@link spreadOfWorlds} of its sums by world. */
  spreadOf(terms: ArrayLike<number>): Spread {
    return this.spreadOfWorlds(this.sumByWorld(terms));
  }

  /**
   * Variance of a sum of one term a world: over strata, n/(n − 1) times the squared deviations from the stratum's
   * mean (Cochran, Sampling Techniques, 5.4 and 9.2). For the linearised terms of a smooth estimate it is the
   * estimate's variance. A few worlds that stand out make it less certain than their number says, and have fewer
   * degrees of freedom: 2/(kurtosis − 1) for each (the variance of a variance, matched as Satterthwaite does).
   */
  spreadOfWorlds(sums: ArrayLike<number>): Spread {
    if (this.degreesOfFreedom < 1) return { variance: Number.POSITIVE_INFINITY, degreesOfFreedom: 0 };
    const totals = new Float64Array(7);
    for (let world = 0; world < this.worlds; world++) {
      const stratum = this.#stratumOf(world);
      totals[stratum] = (totals[stratum] ?? 0) + (sums[world] ?? 0);
    }
    let variance = 0;
    let squares = 0;
    let fourths = 0;
    for (let world = 0; world < this.worlds; world++) {
      const stratum = this.#stratumOf(world);
      const n = this.worldsLike(world);
      const square = ((sums[world] ?? 0) - (totals[stratum] ?? 0) / n) ** 2;
      variance += (n / (n - 1)) * square;
      squares += square;
      fourths += square * square;
    }
    const kurtosis = (this.worlds * fourths) / (squares * squares);
    const shrunk = kurtosis > 3 ? (2 / (kurtosis - 1)) * this.degreesOfFreedom : this.degreesOfFreedom;
    return { variance, degreesOfFreedom: Math.max(1, shrunk) };
  }

  /**
   * Half the width of the two-sided t interval of something with this spread; Infinity with a single world, from
   * which nothing can be said of others.
   *
   * @param level 0…1
   */
  halfWidth(spread: Spread, level: number): number {
    if (spread.degreesOfFreedom < 1) return Number.POSITIVE_INFINITY;
    return multiplier(roundedDown(spread.degreesOfFreedom), level) * Math.sqrt(spread.variance);
  }

  /** How many worlds there are in the stratum of a world. */
  worldsLike(world: number): number {
    return this.stratified ? (this.#worldsOnWeekday[this.weekdayOf[world] ?? 0] ?? 0) : this.worlds;
  }

  #stratumOf(world: number): number {
    return this.stratified ? (this.weekdayOf[world] ?? 0) : 0;
  }
}

/** Student's t by level and degrees of freedom, remembered: a screen asks for the same few hundred all the time. */
const multipliers = new Map<number, Map<number, number>>();

function multiplier(degreesOfFreedom: number, level: number): number {
  const ofLevel = multipliers.get(level) ?? new Map<number, number>();
  multipliers.set(level, ofLevel);
  const known = ofLevel.get(degreesOfFreedom);
  if (known !== undefined) return known;
  const found = studentTQuantile((1 + level) / 2, degreesOfFreedom);
  ofLevel.set(degreesOfFreedom, found);
  return found;
}

/** To quarters below 10, to whole numbers from there on: down is the safe side, and few quantiles have to be found. */
function roundedDown(degreesOfFreedom: number): number {
  return degreesOfFreedom < 10 ? Math.floor(4 * degreesOfFreedom) / 4 : Math.floor(degreesOfFreedom);
}
