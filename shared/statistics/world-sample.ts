/**
 * The sample design of a run. What was drawn at random is the *world*: the replications of one world share all that
 * we don't know, so they are one cluster, and thousands of tasks in few worlds are still few. A horizon shorter than
 * a week starts on a weekday that follows from the world's number, not from chance: weekdays are strata, and each
 * counts as much as the others however many worlds it has.
 */
import { power } from "../distribution/special.ts";
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

/** How far from an estimate the truth may lie, to each side; not negative, Infinity with a single world. */
export interface Reach {
  readonly below: number;
  readonly above: number;
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
    let variance = 0;
    let squares = 0;
    let fourths = 0;
    this.#deviations(sums).forEach((deviation, world) => {
      const n = this.worldsLike(world);
      const square = deviation * deviation;
      variance += (n / (n - 1)) * square;
      squares += square;
      fourths += square * square;
    });
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

  /**
   * Where the truth may lie around a sum of one (linearised) term a replication: the two-sided t interval, corrected for
   * skewness by Hall's transformation (Journal of the Royal Statistical Society B 54, 1992). With t = (sum − truth) /
   * standard error and a the skewness of the sum, `t + a t²/3 + a² t³/27 + a/6` is about Student's. A few worlds that
   * stand out to one side make the interval long on that side and short on the other: there may well be more of them, but
   * the truth can't be far below what all others show. No side is longer than with two degrees of freedom: that much is
   * left open by one such world (a single event of Poisson's law has a mean of 0.03 to 5.6, 4.6 above what was seen).
   *
   * @param level 0…1
   */
  reachOf(terms: ArrayLike<number>, level: number): Reach {
    const { degreesOfFreedom } = this;
    if (degreesOfFreedom < 1) return { below: Number.POSITIVE_INFINITY, above: Number.POSITIVE_INFINITY };
    let variance = 0;
    let squares = 0;
    let cubes = 0;
    this.#deviations(this.sumByWorld(terms)).forEach((deviation, world) => {
      const n = this.worldsLike(world);
      const square = deviation * deviation;
      variance += (n / (n - 1)) * square;
      squares += square;
      cubes += square * deviation;
    });
    if (!(squares > 0)) return { below: 0, above: 0 };
    const skewness = cubes / (squares * Math.sqrt(squares));
    const t = multiplier(degreesOfFreedom, level);
    const most = Math.max(t, multiplier(Math.min(2, degreesOfFreedom), level));
    const error = Math.sqrt(variance);
    return {
      below: error * Math.min(most, Math.max(0, untransformed(t, skewness))),
      above: error * Math.min(most, Math.max(0, -untransformed(-t, skewness))),
    };
  }

  /** How many worlds there are in the stratum of a world. */
  worldsLike(world: number): number {
    return this.stratified ? (this.#worldsOnWeekday[this.weekdayOf[world] ?? 0] ?? 0) : this.worlds;
  }

  /** Distances from the mean of the stratum. */
  #deviations(sums: ArrayLike<number>): Float64Array {
    const totals = new Float64Array(7);
    for (let world = 0; world < this.worlds; world++) {
      const stratum = this.#stratumOf(world);
      totals[stratum] = (totals[stratum] ?? 0) + (sums[world] ?? 0);
    }
    return Float64Array.from(
      { length: this.worlds },
      (_, world) => (sums[world] ?? 0) - (totals[this.#stratumOf(world)] ?? 0) / this.worldsLike(world),
    );
  }

  #stratumOf(world: number): number {
    return this.stratified ? (this.weekdayOf[world] ?? 0) : 0;
  }
}

/** With less skewness the transformation is the identity to all digits that matter, and its inverse loses them. */
const NOT_SKEWED = 1e-6;

/** The t whose transform is y: the transformation is a cube, (a t/3 + 1)³ = 1 + a (y − a/6). */
function untransformed(y: number, skewness: number): number {
  if (Math.abs(skewness) < NOT_SKEWED) return y;
  const cube = 1 + skewness * (y - skewness / 6);
  return (3 / skewness) * (Math.sign(cube) * power(Math.abs(cube), 1 / 3) - 1);
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
