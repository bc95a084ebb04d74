/** How often the gap between a pilot and the model holds 0, where the pilot is drawn from one more such world. */
import { pilotAnswer } from "../../../shared/findings/pilot-check.ts";
import { DesignSample } from "../../../shared/statistics/design-sample.ts";
import { foldFor } from "../../support/synthetic-context.ts";
import { Chance, PLAIN_DESIGN, PLAIN_RUN } from "../../support/synthetic-tallies.ts";

export interface PilotCase {
  readonly replications: number;
  /** Standard deviation, in logarithms, of the cost of a call between worlds, and from day to day. */
  readonly worldSd: number;
  readonly daySd: number;
  /** Of the pilot. */
  readonly calls: number;
}

export interface PilotCount {
  asExpected: number;
  dearer: number;
  cheaper: number;
  /** Sum of the ratios of the upper to the lower end of what is expected. */
  widths: number;
}

export function countPilots(of: PilotCase, firstSeed: number, seeds: number): PilotCount {
  const count = { asExpected: 0, dearer: 0, cheaper: 0, widths: 0 };
  const { replications, worldSd, daySd, calls } = of;
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const run = { ...PLAIN_RUN, seed, replications, worldSd, daySd };
    const sample = new DesignSample("plain", foldFor(run).of("plain"), 1);
    const cost = calls * pilotCostPerCall(of, seed);
    const { finding, expected } = pilotAnswer(sample, { calls, cost });
    if (finding === "as expected") count.asExpected++;
    else if (finding === "pilot dearer") count.dearer++;
    else count.cheaper++;
    count.widths += expected === null ? 0 : expected.high / expected.low;
  }
  return count;
}

/** One more world, one day of it, and the chance of so many calls. */
function pilotCostPerCall({ worldSd, daySd, calls }: PilotCase, seed: number): number {
  const chance = new Chance(seed, 999_983, 7);
  const mean = PLAIN_DESIGN.cost * chance.factor(worldSd) * chance.factor(daySd);
  const sigma = Math.sqrt(Math.log(1 + PLAIN_DESIGN.costCv ** 2));
  let sum = 0;
  for (let call = 0; call < calls; call++) sum += mean * chance.factor(sigma);
  return sum / calls;
}
