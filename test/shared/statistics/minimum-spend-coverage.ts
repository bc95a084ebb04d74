/** How often the interval of a month's cost holds the truth where a minimum is promised. */
import { costEstimate } from "../../../shared/findings/cost-answer.ts";
import type { ReplicationRow } from "../../../shared/run/fold.ts";
import { DesignSample } from "../../../shared/statistics/design-sample.ts";
import { type Count, NO_COUNT } from "../../oracles/oracle.ts";
import { normalCdf } from "../../support/moments.ts";
import { Chance, figuresOf } from "../../support/synthetic-tallies.ts";

const DAYS_PER_MONTH = 30.4375;
const WEEK = [1.15, 1.18, 1.15, 1.12, 1.05, 0.7, 0.65];
const NONE = { first: 0, cumulative: new Uint32Array(), infinite: 0, max: 0 };

export interface Promised {
  readonly replications: number;
  /** Mean usage a month, and its standard deviations on the scale of logarithms: of worlds, of days in a world. */
  readonly usage: number;
  readonly worldSd: number;
  readonly daySd: number;
  readonly minimum: number;
}

/** Usage and nothing else, on days of the week in turn. */
export function sampleOf(promised: Promised, seed: number): DesignSample<ReplicationRow> {
  const { replications, usage, worldSd, daySd, minimum } = promised;
  const chance = new Chance(seed, replications, minimum);
  const rows: ReplicationRow[] = [];
  for (let world = 0; 2 * world < replications; world++) {
    const ofWorld = usage * chance.factor(worldSd);
    const weekday = world % 7;
    const trafficDays = WEEK[weekday] ?? 1;
    for (const replication of [2 * world, 2 * world + 1]) {
      const spent = (ofWorld / DAYS_PER_MONTH) * trafficDays * chance.factor(daySd);
      rows.push({
        ...{ replication, world, weekday, trafficDays },
        figures: figuresOf({ costInput: spent, arrived: 1 }),
        withinTarget: new Float64Array(),
        quota: [],
        committed: [{ model: "m", spent, minimumPerMonth: minimum }],
        coarse: { response: NONE, result: NONE, wait: NONE },
      });
    }
  }
  return new DesignSample("only", { rows, histograms: () => [] }, 1);
}

/**
 * The mean of what is paid in a month: usage, and what a lognormal month falls short of the minimum (the price of a
 * put: Black 1976). A month's own luck is that of its days, averaged.
 */
export function paidPerMonth({ usage, worldSd, daySd, minimum }: Promised): number {
  const ofDays = Math.log(1 + Math.expm1(daySd * daySd) / DAYS_PER_MONTH);
  const sd = Math.sqrt(worldSd * worldSd + ofDays);
  const d = (Math.log(minimum / usage) + (sd * sd) / 2) / sd;
  return usage + minimum * normalCdf(d) - usage * normalCdf(d - sd);
}

/** @param seeds how many runs @param first the first of them */
export function coverage(promised: Promised, seeds: number, first = 0): Count {
  const truth = paidPerMonth(promised);
  const counted: Count = { ...NO_COUNT };
  for (let seed = first; seed < first + seeds; seed++) {
    const { value, low, high } = costEstimate(sampleOf(promised, seed), "perMonth");
    counted.runs++;
    if (value === null || low === null || high === null) counted.none++;
    else if (high < truth) counted.below++;
    else if (low > truth) counted.above++;
    else counted.held++;
    counted.halfWidths += ((high ?? 0) - (low ?? 0)) / 2;
  }
  return counted;
}
