/** A scenario ready to run: compiled once, then asked for any replication of any of its designs. */
import type { Quantity } from "../distribution/spec.ts";
import type { ResolvedPrices } from "../prices/resolve.ts";
import { resolveDesigns } from "../scenario/designs.ts";
import { drawnPath } from "../scenario/drawn-path.ts";
import { findPath } from "../scenario/field-at.ts";
import type { Scenario } from "../scenario/schema.ts";
import { type CompiledDesign, compileDesign } from "./compile-design.ts";
import { compileTraffic, type TrafficSource } from "./compile-traffic.ts";
import { DAYS_PER_MONTH } from "./happenings.ts";
import type { TaskObserver } from "./observer.ts";
import { SECONDS_PER_DAY } from "./rate-curve.ts";
import { Simulation } from "./simulation.ts";
import { type Scalar, Sources, type WorldDraw } from "./sources.ts";
import type { ReplicationTally } from "./tally.ts";

/** What is to be simulated. */
export interface ReplicationSettings {
  readonly scenario: Scenario;
  readonly columns: Readonly<Record<string, Float64Array>>;
  readonly seed: number;
  readonly days: number;
  /** Today, `YYYY-MM-DD`. */
  readonly start: string;
  readonly load: number;
  readonly designs: readonly string[];
  /** Catalogue prices by model; absent where no model names one. */
  readonly prices?: ResolvedPrices;
  /** False: without the express lane, which changes no result. */
  readonly express?: boolean;
  /** Told what tasks go through, without the express lane. */
  readonly observer?: TaskObserver;
}

export class CompiledScenario {
  private readonly sources: Sources;
  private readonly traffic: TrafficSource;
  private readonly designs: ReadonlyMap<string, { compiled: CompiledDesign; simulation: Simulation }>;
  private readonly fixedPerMonth: readonly Scalar[];

  constructor(private readonly settings: ReplicationSettings) {
    const { scenario, columns, start, days, load } = settings;
    const correlations = (scenario.correlations ?? []).map(
      ([a, b, spearman]) => [drawnFor(a, scenario), drawnFor(b, scenario), spearman] as const,
    );
    this.sources = new Sources(columns, correlations);
    this.traffic = compileTraffic(scenario.traffic, days, load, columns, this.sources);
    const resolved = resolveDesigns(scenario);
    const thresholds = (scenario.targets?.latency ?? []).map(({ of, seconds }) => ({
      of: of ?? "result",
      seconds,
    }));
    this.designs = new Map(
      settings.designs.map((name) => {
        const design = resolved[name];
        if (design === undefined) throw new Error(`there is no design ${name}`);
        const compiled = compileDesign(name, design, {
          scenario,
          columns,
          start,
          ...(settings.prices === undefined ? {} : { prices: settings.prices }),
          sources: this.sources,
        });
        return [
          name,
          {
            compiled,
            simulation: new Simulation(compiled.program, thresholds, settings.express, settings.observer),
          },
        ];
      }),
    );
    this.fixedPerMonth = Object.entries(scenario.costs?.monthly ?? {}).map(([name, cost]) =>
      this.sources.scalar(cost, `costs.monthly.${name}`, 0),
    );
  }

  /** One replication of some designs (by default of all): each sees the same world and the same tasks. */
  simulate(replication: number, designs: readonly string[] = this.settings.designs): ReplicationTally[] {
    const slices = this.slices(replication, designs, Number.POSITIVE_INFINITY);
    for (;;) {
      const slice = slices.next();
      if (slice.done === true) return slice.value;
    }
  }

  /** The same in slices of about so many events, so that a worker can listen in between. A later call ends an earlier one. */
  *slices(
    replication: number,
    designs: readonly string[],
    events: number,
  ): Generator<undefined, ReplicationTally[]> {
    const world = replication >> 1;
    this.sources.begin(this.settings.seed, world, replication);
    this.traffic.begin(world);
    const { horizonSeconds, weekday, trafficDays } = this.traffic;
    const perMonth = this.fixedPerMonth.reduce((sum, cost) => sum + cost.value, 0);
    const fixedCost = (perMonth * horizonSeconds) / SECONDS_PER_DAY / DAYS_PER_MONTH;
    const frame = { replication, world, weekday, trafficDays, horizonSeconds, fixedCost };
    const tallies: ReplicationTally[] = [];
    for (const name of designs) {
      const design = this.designs.get(name);
      if (design === undefined) throw new Error(`the run was started without design ${name}`);
      design.compiled.bind(horizonSeconds);
      design.simulation.begin(this.traffic.arrivals(), frame);
      while (!design.simulation.advance(events)) yield;
      tallies.push(design.simulation.finish());
    }
    return tallies;
  }

  /** The unknowns' values in the world of the replication simulated last, by path. */
  worldValues(): ReadonlyMap<string, number> {
    return this.sources.worldValues();
  }

  /** Has one more unknown drawn in every world, which no design asks for. */
  alsoDraw(quantity: Quantity, path: string, lowest: number, highest: number): void {
    this.sources.scalar(quantity, path, 0, lowest, highest);
  }

  /** Draws a world without simulating it: each unknown by itself, by path. */
  drawWorld(world: number): ReadonlyMap<string, WorldDraw> {
    return this.sources.worldDraws(this.settings.seed, world);
  }
}

/** The name under which the unknown at a path of the file is drawn. */
function drawnFor(path: string, scenario: Scenario): string {
  const found = findPath(scenario, path);
  return found === undefined ? path : drawnPath(scenario, found);
}
