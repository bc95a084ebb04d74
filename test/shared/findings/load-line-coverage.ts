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

/** Worlds' multiples are lognormal around 1.3, standard deviation 0.3 of the logarithm; 90 % of worlds are wanted. */
const MEDIAN = 1.3;
const SPREAD = 0.3;
const WANTED = 0.9;

/**
 * Draws 64 worlds with each of some seeds, looks at multiples 5 % apart, and counts how often the interval of the line
 * holds the multiple that 90 % of all worlds survive. 2,000 seeds take some seconds.
 */
export function loadLineCoverage(firstSeed: number, seeds: number): LineCoverage {
  const truth = MEDIAN * Math.exp(SPREAD * normalQuantile(1 - WANTED));
  const counts = { runs: 0, held: 0, below: 0, above: 0 };
  const grid = multiples(1.05);
  const around = grid.filter((multiple) => multiple === 1 || (multiple > truth / 2 && multiple < 2 * truth));
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const chance = new Chance(seed, 0, 0);
    const breaks = Array.from({ length: 64 }, () => MEDIAN * Math.exp(SPREAD * chance.normal()));
    const { line } = lineOf(
      around.map((multiple) => promiseAt(multiple, breaks, WANTED)),
      WANTED,
    );
    counts.runs++;
    if (line.high !== null && line.high < truth) counts.below++;
    else if (line.low !== null && line.low > truth) counts.above++;
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
