/** A forecast's load points, simulated; and every month as a sample of replications like that of any run. */
import type { PooledSimulator } from "../run/simulator.ts";
import { blendedRow, histogramsOf, type WeightedRow } from "../statistics/blended-rows.ts";
import { DesignSample, type SampledRow } from "../statistics/design-sample.ts";
import { bracketOf, STEP_OF_LOAD } from "./forecast-loads.ts";
import type { ForecastPlan, LoadPoint } from "./forecast-plan.ts";

/** How far straight lines between load points are from what is simulated there. */
export interface InterpolationError {
  /** Load points that have a neighbour on either side, at which it was looked. */
  readonly points: number;
  /** Largest relative error of cash cost and of units at such a point, were it left out. */
  readonly cost: number;
  readonly units: number;
}

type RowsOfPoint = ReadonlyMap<number, SampledRow>;

/**
 * Simulates a plan's load points, one after the other: the same worlds, days and tasks under each.
 *
 * @param before a forecast of the same run, of which whatever is the same is taken over
 * @throws CancelledError when the simulator was stopped @throws Error with the reason when a worker failed for good
 */
export async function simulateForecast(
  plan: ForecastPlan,
  simulator: PooledSimulator,
  before?: SimulatedForecast,
): Promise<SimulatedForecast> {
  const rows: RowsOfPoint[] = [];
  for (const point of plan.points) {
    const { regime, load, replications } = point;
    const { request } = plan.regimes[regime]!;
    const known = before?.rowsAlike(plan, point) ?? new Map<number, SampledRow>();
    const missing = replications.filter((replication) => !known.has(replication));
    const fold = await simulator.simulate({ ...request, load }, missing);
    const all = new Map(known);
    for (const row of fold.of(plan.design).rows) all.set(row.replication, row);
    rows.push(all);
  }
  return new SimulatedForecast(plan, rows);
}

export class SimulatedForecast {
  readonly plan: ForecastPlan;
  readonly #points = new Map<string, RowsOfPoint>();
  readonly #samples = new Map<number, DesignSample>();

  /** @param rows of each of the plan's points, by replication */
  constructor(plan: ForecastPlan, rows: readonly RowsOfPoint[]) {
    this.plan = plan;
    plan.points.forEach((point, i) => {
      this.#points.set(keyOf(point), rows[i] ?? new Map());
    });
  }

  /** What was simulated at the load of another plan's point, with the same models and limits from the same day on. */
  rowsAlike(plan: ForecastPlan, point: LoadPoint): RowsOfPoint | undefined {
    const wanted = circumstancesOf(plan, point.regime);
    const regime = this.plan.regimes.findIndex((_, i) => circumstancesOf(this.plan, i) === wanted);
    return this.#points.get(keyOf({ regime, rung: point.rung }));
  }

  /**
   * A month of the forecast as a sample of replications, like that of a run. Its rows are those simulated where it
   * lies in one regime and on a load point, as month 1 does; its pooled percentiles err by up to 1.6 %, as they come
   * from the replications' coarse histograms, and of the sizes of calls nothing is known.
   */
  sampleOf(month: number): DesignSample {
    const known = this.#samples.get(month);
    if (known !== undefined) return known;
    const { request, design } = this.plan;
    const rows = Array.from({ length: request.replications }, (_, replication) =>
      this.#rowOf(month, replication),
    );
    const multiples = this.plan.multiples.get(month);
    const own = multiples?.some((multiple) => multiple !== 1) === true ? multiples : undefined;
    const sample = new DesignSample(design, { rows, histograms: histogramsOf(rows) }, request.days, own);
    this.#samples.set(month, sample);
    return sample;
  }

  #rowOf(month: number, replication: number): SampledRow {
    const { regimes, multiples, request } = this.plan;
    const multiple = multiples.get(month)?.[replication >> 1] ?? Number.NaN;
    const rows: WeightedRow[] = [];
    regimes.forEach(({ shares }, regime) => {
      const share = shares.get(month);
      if (share === undefined) return;
      for (const { rung, weight } of bracketOf(multiple)) {
        const row = this.#points.get(keyOf({ regime, rung }))?.get(replication);
        if (row !== undefined) rows.push({ row, weight: share * weight });
      }
    });
    // A trace is played faster under a higher load, and so is shorter.
    const traced = request.scenario.traffic.trace !== undefined;
    return traced ? blendedRow(rows, request.days) : blendedRow(rows);
  }

  /**
   * What the straight lines err by with every second load point left out: at each inner point what its neighbours
   * say, against what was simulated. With all points the lines are half as long and err by about a quarter of that,
   * as straight lines do. Undefined where no world was simulated at three loads in a row.
   */
  interpolationError(): InterpolationError | undefined {
    let points = 0;
    let cost = 0;
    let units = 0;
    for (const { regime, rung } of this.plan.points) {
      const [below, here, above] = [-1, 0, 1].map((step) =>
        this.#points.get(keyOf({ regime, rung: rung + step })),
      );
      if (below === undefined || here === undefined || above === undefined) continue;
      const common = [...here.keys()].filter((key) => below.has(key) && above.has(key));
      if (common.length === 0) continue;
      // The weights that make the rung the mean of its neighbours.
      const weight = 1 / (1 + STEP_OF_LOAD);
      const guessed = common.map((key) =>
        blendedRow([
          { row: below.get(key)!, weight: 1 - weight },
          { row: above.get(key)!, weight },
        ]),
      );
      const [guess, truth] = [guessed, common.map((key) => here.get(key)!)].map(
        (rows) => new DesignSample(this.plan.design, { rows, histograms: () => [] }, this.plan.request.days),
      );
      points++;
      cost = Math.max(cost, relativeError(sumOf(guess!.cashCost), sumOf(truth!.cashCost)));
      units = Math.max(units, relativeError(guess!.sum("units"), truth!.sum("units")));
    }
    return points === 0 ? undefined : { points, cost, units };
  }
}

const keyOf = ({ regime, rung }: Pick<LoadPoint, "regime" | "rung">) => `${regime} ${rung}`;

function circumstancesOf({ regimes }: ForecastPlan, regime: number): string {
  const { from, request } = regimes[regime]!;
  const limits = Object.values(request.scenario.models).map(({ limits }) => limits ?? null);
  return `${from} ${JSON.stringify(limits)}`;
}

const sumOf = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0);

/** 0 where both are nothing. */
function relativeError(guess: number, truth: number): number {
  return guess === truth ? 0 : Math.abs(guess - truth) / Math.abs(truth);
}
