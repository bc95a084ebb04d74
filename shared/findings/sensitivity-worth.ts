/**
 * What knowing an assumption before deciding would be worth, in currency a month.
 *
 * The decision: ship one of the designs, or none. Shipping a design brings every month what its units are worth, less
 * its loaded cost; shipping none brings nothing and costs nothing. One-off costs are left out: they are paid once,
 * and how many months they are spread over is for the forecast.
 */
import type { RunRequest } from "../run/request.ts";
import { isUncertain, type WorldInput } from "../run/world-inputs.ts";
import { costByReplication, DAYS_PER_MONTH } from "../statistics/cost-by-world.ts";
import { type DesignSample, LEVEL } from "../statistics/design-sample.ts";
import { valueOfKnowing, worthOfEverything, worthOfNothing } from "../statistics/value-of-information.ts";
import type { ValueOfInformation } from "./sensitivity-answer.ts";
import { candidatesOf, FEWEST_WORLDS, strataOf } from "./sensitivity-drivers.ts";
import { meanByWorld } from "./sensitivity-outcomes.ts";

/** To ship nothing. */
export const NONE = "none";

const NOTHING: Pick<ValueOfInformation, "options" | "leftOut" | "inputs"> = {
  options: [],
  leftOut: [],
  inputs: [],
};

/** The field that says what a unit is worth: what it brings, or else what it saves. */
export function worthOfUnit({
  scenario,
}: RunRequest): "value.perUnit" | "value.manualCostPerUnit" | undefined {
  if (scenario.value?.perUnit !== undefined) return "value.perUnit";
  return scenario.value?.manualCostPerUnit === undefined ? undefined : "value.manualCostPerUnit";
}

/**
 * @param samples of the designs, in any order @param inputs all unknowns, in the worlds of `worlds`
 * @param worlds numbers of the worlds looked at
 */
export function valueOfInformation(
  request: RunRequest,
  samples: readonly DesignSample[],
  inputs: readonly WorldInput[],
  worlds: readonly number[],
): ValueOfInformation {
  const field = worthOfUnit(request);
  if (field === undefined) {
    const why =
      "the scenario doesn't say what a unit is worth: give value.perUnit, or value.manualCostPerUnit";
    return { why, ...NOTHING };
  }
  const leftOut = samples
    .filter(({ stable }) => !stable)
    .map(({ design }) => ({ design, why: "unstable: more work arrives than can be done" }))
    .sort((a, b) => (a.design < b.design ? -1 : 1));
  const ships = [...samples.filter(({ stable }) => stable)].sort((a, b) => (a.design < b.design ? -1 : 1));
  const head = { worthOfUnit: field, ...NOTHING, leftOut };
  if (ships.length === 0) return { ...head, why: "no design is stable" };
  const worth = worthByWorld(request, field, inputs, worlds);
  const benefits = ships.map((sample) => netBenefits(sample, worth, worlds));
  if (benefits.some((benefit) => !benefit.every(Number.isFinite)))
    return { ...head, why: "the designs have not been simulated in the same worlds" };
  const names = [...ships.map(({ design }) => design), NONE];
  const all = [...benefits, new Float64Array(worlds.length)];
  if (worlds.length < FEWEST_WORLDS) return { ...head, why: `fewer than ${FEWEST_WORLDS} worlds` };
  return { ...head, ...decided(names, all, inputs, field, weekdaysOf(ships, worlds), request.seed) };
}

function decided(
  names: readonly string[],
  options: readonly Float64Array[],
  inputs: readonly WorldInput[],
  field: string,
  weekdays: Int32Array,
  seed: number,
): Pick<ValueOfInformation, "options" | "best" | "everything" | "noiseFloor" | "inputs"> {
  const strata = strataOf(weekdays);
  const matters = (input: WorldInput) =>
    isUncertain(input) && (input.inRun || input.path === field || input.path.startsWith(`${field}.`));
  const candidates = candidatesOf(inputs.filter(matters), strata, () => []);
  const means = options.map((benefit) => meanOverStrata(benefit, strata));
  const best = means.indexOf(Math.max(...means));
  const summary = {
    options: names.map((option, i) => ({
      option,
      netBenefit: means[i] ?? 0,
      bestInShare: shareBest(options, i),
    })),
    best: names[best] ?? NONE,
    everything: worthOfEverything(options, (column) => meanOverStrata(column, strata)),
  };
  if (candidates.length === 0) return { ...summary, inputs: [] };
  const curves = candidates.map(({ curve }) => curve);
  const floor = worthOfNothing(curves, strata, options, LEVEL, seed);
  const found = candidates
    .map(({ input, curve }) => {
      const known = valueOfKnowing(curve, options, LEVEL, seed);
      const { low, high, raw, standardError, sure, bestAt } = known;
      // Nothing is worth more than everything.
      const value = Math.min(known.value, Math.max(low, summary.everything));
      return {
        path: input.path,
        value,
        low,
        high,
        standardError,
        told: sure && raw > floor && summary.everything > 0,
        bestAtP10: names[bestAt[0]] ?? NONE,
        bestAtP90: names[bestAt[1]] ?? NONE,
      };
    })
    .sort((a, b) => Number(b.told) - Number(a.told) || b.value - a.value || (a.path < b.path ? -1 : 1));
  return { ...summary, noiseFloor: floor, inputs: found };
}

/** What a unit is worth in each world. */
function worthByWorld(
  { scenario }: RunRequest,
  field: "value.perUnit" | "value.manualCostPerUnit",
  inputs: readonly WorldInput[],
  worlds: readonly number[],
): Float64Array {
  const unknown = inputs.find(({ path }) => path === field);
  if (unknown !== undefined) return unknown.values;
  const { value } = scenario;
  const known = field === "value.perUnit" ? value?.perUnit : value?.manualCostPerUnit;
  return new Float64Array(worlds.length).fill(typeof known === "number" ? known : Number.NaN);
}

/** Currency a month in each world: units × worth − loaded cost, both brought to an average month. */
function netBenefits(sample: DesignSample, worth: Float64Array, worlds: readonly number[]): Float64Array {
  const cash = costByReplication(sample, "perMonth");
  const wrong = sample.column("costWrongOutputs");
  const units = sample.column("units");
  const perMonth = sample.trafficDays.map((days) => DAYS_PER_MONTH / days);
  const unitsByWorld = meanByWorld(
    sample.worlds,
    units.map((count, row) => count * (perMonth[row] ?? 0)),
  );
  const costByWorld = meanByWorld(
    sample.worlds,
    cash.map((cost, row) => cost + (wrong[row] ?? 0) * (perMonth[row] ?? 0)),
  );
  const position = new Map(worldNumbers(sample).map((world, i) => [world, i]));
  return Float64Array.from(worlds, (world, i) => {
    const at = position.get(world);
    return at === undefined
      ? Number.NaN
      : (unitsByWorld[at] ?? 0) * (worth[i] ?? Number.NaN) - (costByWorld[at] ?? 0);
  });
}

/** Numbers of a sample's worlds, in the order of its figures by world. */
export function worldNumbers(sample: Pick<DesignSample, "rows">): number[] {
  return [...new Set(sample.rows.map(({ world }) => world))];
}

function weekdaysOf(samples: readonly DesignSample[], worlds: readonly number[]): Int32Array {
  const weekdays = new Map(samples[0]?.rows.map(({ world, weekday }) => [world, weekday]));
  return Int32Array.from(worlds, (world) => weekdays.get(world) ?? 0);
}

function meanOverStrata(column: Float64Array, strata: Int32Array): number {
  const sums = new Map<number, { sum: number; count: number }>();
  column.forEach((value, row) => {
    const stratum = strata[row] ?? 0;
    const group = sums.get(stratum) ?? { sum: 0, count: 0 };
    sums.set(stratum, { sum: group.sum + value, count: group.count + 1 });
  });
  return [...sums.values()].reduce((total, { sum, count }) => total + sum / count, 0) / sums.size;
}

/** Share of worlds in which an option is better than those before it, and no worse than those behind. */
function shareBest(options: readonly Float64Array[], option: number): number {
  const [first] = options;
  if (first === undefined || first.length === 0) return 0;
  let best = 0;
  for (let world = 0; world < first.length; world++) {
    const benefits = options.map((benefit) => benefit[world] ?? 0);
    if (benefits.indexOf(Math.max(...benefits)) === option) best++;
  }
  return best / first.length;
}
