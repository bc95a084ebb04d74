/** Worlds that each break a promise at a multiple of their own, and how often the line's interval holds the truth. */
import { normalQuantile } from "../../../shared/distribution/special.ts";
import { lineOf } from "../../../shared/findings/load-line.ts";
import type { PromiseAt } from "../../../shared/findings/load-line-crossings.ts";
import type { Kept } from "../../../shared/findings/target-answers.ts";
import { errorAtLook } from "../../../shared/statistics/error-spending.ts";
import { clopperPearson } from "../../../shared/statistics/share-interval.ts";
import { Chance } from "../../support/synthetic-tallies.ts";

/** What becomes of one promise at a multiple, its worlds breaking it at these. */
export function promiseAt(multiple: number, breaks: readonly number[], wanted: number): PromiseAt {
  const worlds = breaks.map((at): Kept => (at >= multiple ? "met" : "missed"));
  const margins = breaks.map((at) => Math.log(at / multiple));
  return { multiple, worlds, margins, ...judged(worlds, wanted) };
}

/** The same of worlds that keep it from a multiple of their own on. */
function promiseFrom(multiple: number, begins: readonly number[], wanted: number): PromiseAt {
  const worlds = begins.map((at): Kept => (at <= multiple ? "met" : "missed"));
  const margins = begins.map((at) => Math.log(multiple / at));
  return { multiple, worlds, margins, ...judged(worlds, wanted) };
}

/** The share of worlds that meet a promise as runs judge it, at a planned number of replications. */
export function judged(
  worlds: readonly Kept[],
  wanted: number,
): Pick<PromiseAt, "worldsMeeting" | "verdict"> {
  const met = worlds.filter((kept) => kept === "met").length;
  const missed = worlds.filter((kept) => kept === "missed").length;
  const level = 1 - errorAtLook(2 * worlds.length, 2 * worlds.length, 0.05);
  const { low } = clopperPearson(met, worlds.length, level);
  const { high } = clopperPearson(worlds.length - missed, worlds.length, level);
  const verdict = low >= wanted ? "pass" : high < wanted ? "fail" : "inconclusive";
  return { worldsMeeting: { value: met / (met + missed), low, high }, verdict };
}

/** Multiples from 1/8 to 8, each so many times the one before; 1 is among them. */
export function multiples(factor: number): number[] {
  const steps = Math.round(Math.log(8) / Math.log(factor));
  return Array.from({ length: 2 * steps + 1 }, (_, i) => Math.exp(((i - steps) / steps) * Math.log(8)));
}

export interface LineCoverage {
  runs: number;
  held: number;
  /** Lines whose interval lay wholly below the truth, or wholly above it. */
  below: number;
  above: number;
}

/** Worlds that each break a promise at a multiple of their own, or keep it from there on. */
export interface LineCase {
  readonly worlds: number;
  /** Share of worlds that is wanted. */
  readonly wanted: number;
  /** With growing traffic: `down` = it is kept below and broken above. */
  readonly direction: "down" | "up";
}

export const PLAIN_LINE: LineCase = { worlds: 64, wanted: 0.9, direction: "down" };

/** Worlds' multiples are lognormal, standard deviation of the logarithm; around 1.3 where traffic breaks the promise. */
const SPREAD = 0.3;
const medianOf = ({ direction }: LineCase): number => (direction === "down" ? 1.3 : 0.5);

/** The multiple at which the wanted share of all worlds keeps the promise. */
export function lineTruth(of: LineCase): number {
  const { wanted, direction } = of;
  return medianOf(of) * Math.exp(SPREAD * normalQuantile(direction === "down" ? 1 - wanted : wanted));
}

/**
 * Draws worlds with each of some seeds, looks at multiples 5 % apart, and counts how often the interval of the line
 * holds the multiple at which the wanted share of all worlds keeps the promise. 2,000 seeds take some seconds.
 */
export function loadLineCoverage(firstSeed: number, seeds: number, of: LineCase = PLAIN_LINE): LineCoverage {
  const { worlds, wanted, direction } = of;
  const truth = lineTruth(of);
  const counts = { runs: 0, held: 0, below: 0, above: 0 };
  const grid = multiples(1.05);
  const around = grid.filter((multiple) => multiple === 1 || (multiple > truth / 2 && multiple < 2 * truth));
  const promised = direction === "down" ? promiseAt : promiseFrom;
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const chance = new Chance(seed, 0, 0);
    const own = Array.from({ length: worlds }, () => medianOf(of) * Math.exp(SPREAD * chance.normal()));
    const found = lineOf(
      around.map((multiple) => promised(multiple, own, wanted)),
      wanted,
    );
    const { low, high } = (direction === "down" ? found.line : found.from) ?? { low: null, high: null };
    counts.runs++;
    if (high !== null && high < truth) counts.below++;
    else if (low !== null && low > truth) counts.above++;
    else counts.held++;
  }
  return counts;
}

/** How often the interval should hold the truth were there no brackets: the binomial chance of its order statistics. */
export function chanceOfVerdicts(worlds: number, wanted: number): number {
  let chance = 0;
  for (let met = 0; met <= worlds; met++) {
    const kept = Array.from({ length: worlds }, (_, i): Kept => (i < met ? "met" : "missed"));
    if (judged(kept, wanted).verdict === "inconclusive") chance += binomial(worlds, met, wanted);
  }
  return chance;
}

function binomial(n: number, k: number, p: number): number {
  let log = 0;
  for (let i = 1; i <= k; i++) log += Math.log((n - k + i) / i);
  return Math.exp(log + k * Math.log(p) + (n - k) * Math.log(1 - p));
}
