/** How often the interval of a break-even holds the truth: a fee against a discount, in worlds that differ. */
import {
  type BreakEven,
  breakEvenOf,
  savingPerMonth,
  scaledRows,
} from "../../../shared/findings/break-even.ts";
import type { BreakEvenPlan } from "../../../shared/findings/break-even-plan.ts";
import { DesignFold, type ReplicationRow } from "../../../shared/run/fold.ts";
import type { RunRequest } from "../../../shared/run/request.ts";
import { DesignSample } from "../../../shared/statistics/design-sample.ts";
import { type Count, NO_COUNT } from "../../oracles/oracle.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { Chance, tallyOf } from "../../support/synthetic-tallies.ts";

const DAYS_PER_MONTH = 30.4375;

/** Usage a month costs so much at list prices, and a fee buys a discount of it. */
export interface Terms {
  readonly replications: number;
  readonly usage: number;
  readonly worldSd: number;
  readonly daySd: number;
  readonly fee: number;
  readonly discount: number;
}

function requestOf(replications: number): RunRequest {
  const scenario = plainScenario({});
  return {
    scenario,
    columns: {},
    seed: 1,
    replications,
    days: 1,
    start: "2026-12-01",
    load: 1,
    designs: ["only"],
  };
}

/** What a simulation would have left behind. */
function rowsOf(terms: Terms, seed: number, committed: boolean): readonly ReplicationRow[] {
  const { replications, usage, worldSd, daySd, fee, discount } = terms;
  const chance = new Chance(seed, replications, 7);
  const fold = new DesignFold("only");
  for (let world = 0; 2 * world < replications; world++) {
    const ofWorld = (usage * chance.factor(worldSd)) / DAYS_PER_MONTH;
    for (const replication of [2 * world, 2 * world + 1]) {
      const spent = ofWorld * chance.factor(daySd);
      const costInput = committed ? spent * (1 - discount) : spent;
      const costCommitments = committed ? fee / DAYS_PER_MONTH : 0;
      fold.add(
        tallyOf({ replication, design: "only", figures: { arrived: 100, costInput, costCommitments } }),
      );
    }
  }
  return fold.rows;
}

/** As found by a simulator that knows the answers. @param linear whether one look is to tell all */
export async function foundIn(terms: Terms, seed: number, linear: boolean): Promise<BreakEven> {
  const committed = requestOf(terms.replications);
  const without = { ...committed };
  const plan: BreakEvenPlan = { model: "model", committed, without, instead: "list price", linear };
  // every traffic is asked for with the commitment first, and then without
  let asked = 0;
  const simulate = async ({ load }: RunRequest) => {
    const rows = scaledRows(rowsOf(terms, seed, asked++ % 2 === 0), load);
    return { of: () => rows };
  };
  return breakEvenOf(plan, { simulate });
}

/** @param seeds how many runs @param first the first of them */
export async function coverage(terms: Terms, seeds: number, linear = true, first = 0): Promise<Count> {
  const truth = terms.fee / (terms.discount * terms.usage);
  const counted: Count = { ...NO_COUNT };
  for (let seed = first; seed < first + seeds; seed++) {
    const { value, low, high } = (await foundIn(terms, seed, linear)).multiple;
    counted.runs++;
    if (Number.isNaN(value)) counted.none++;
    else if (high < truth) counted.below++;
    else if (low > truth) counted.above++;
    else counted.held++;
    counted.halfWidths += (high - low) / 2;
  }
  return counted;
}

/** What the commitment saves a month at today's traffic. */
export function savingCoverage(terms: Terms, seeds: number, first = 0): Count {
  const truth = terms.discount * terms.usage - terms.fee;
  const sampleOf = (seed: number, committed: boolean) =>
    new DesignSample("only", { rows: rowsOf(terms, seed, committed), histograms: () => [] }, 1);
  const counted: Count = { ...NO_COUNT };
  for (let seed = first; seed < first + seeds; seed++) {
    const { low, high } = savingPerMonth(sampleOf(seed, true), sampleOf(seed, false));
    counted.runs++;
    if (high < truth) counted.below++;
    else if (low > truth) counted.above++;
    else counted.held++;
    counted.halfWidths += (high - low) / 2;
  }
  return counted;
}
