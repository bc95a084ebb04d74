import type { Problem } from "../errors.ts";
import type { Catalogue } from "../prices/catalogue.ts";
import type { PricesUsed } from "../prices/price-used.ts";
import { fail, type Result, succeed } from "../result.ts";
import { problemsAt, retirementNotes, scenarioAt } from "../scenario/at-date.ts";
import { resolveDesigns } from "../scenario/designs.ts";
import type { Scenario } from "../scenario/schema.ts";
import { horizonDays } from "../simulate/compile-traffic.ts";
import { reasonsNotSimulated } from "../simulate/not-simulated.ts";
import { lookUpPrices, pricesAsked } from "./prices-asked.ts";
import type { FileColumns, RunRequest } from "./request.ts";
import { type Shard, shardProblems } from "./shard.ts";
import { runSize } from "./size.ts";
import { ANY_MACHINE, type Machine, sizeProblems } from "./size-problems.ts";

/** What a user may ask of a run beside the scenario; absent = as the scenario says. */
export interface RunOptions {
  readonly designs?: readonly string[];
  readonly replications?: number;
  readonly seed?: number;
  readonly days?: number;
  /** Traffic multiple; absent = 1. */
  readonly load?: number;
  /** The host's date, `YYYY-MM-DD`: today, where the scenario names no start. */
  readonly today: string;
  /** Only this part of the run is simulated here. */
  readonly shard?: Shard;
  /** What the run is simulated on; absent = {@link ANY_MACHINE}. */
  readonly machine?: Machine;
  /** Where catalogue prices are looked up; without it designs that name one are not simulated. */
  readonly catalogue?: Catalogue | undefined;
}

export interface PreparedRun {
  readonly request: RunRequest;
  /** The design that is judged. */
  readonly chosen: string;
  /** Designs that were asked for and can't be simulated yet, with the reasons. */
  readonly notSimulated: Readonly<Record<string, readonly string[]>>;
  /** What the request has that the scenario as written has not, a sentence each: successors of retired models. */
  readonly notes: readonly string[];
  /** Catalogue prices, by model: what was taken, and from where; absent where none was looked up. */
  readonly prices?: PricesUsed;
}

const DEFAULTS = { replications: 256, seed: 1, days: 1 };

/**
 * Settles what is to be run: the scenario's own simulation, overruled by the options, and with the models that there
 * are on its day.
 */
export function prepareRun(
  written: Scenario,
  columns: FileColumns,
  options: RunOptions,
): Result<PreparedRun, readonly Problem[]> {
  const start = written.simulation?.start ?? options.today;
  const scenario = scenarioAt(written, start);
  const resolved = resolveDesigns(scenario);
  const names = Object.keys(resolved);
  const problems = (options.designs ?? [])
    .filter((name) => !names.includes(name))
    .map((name) => ({
      path: "designs",
      value: name,
      message: `There is no design named ${name}.`,
      allowed: names.join(", "),
    }));
  if (problems.length > 0) return fail(problems);

  const looked = lookUpPrices(scenario, options.catalogue, start);
  if (!looked.ok) return looked;
  const prices = looked.value;
  const notSimulated: Record<string, readonly string[]> = {};
  const designs: string[] = [];
  for (const name of names) {
    if (options.designs !== undefined && !options.designs.includes(name)) continue;
    const reasons = [
      ...reasonsNotSimulated(resolved[name]!, scenario, prices?.resolved ?? {}),
      ...problemsAt(written, start, name).map(({ message }) => message),
    ];
    if (reasons.length > 0) notSimulated[name] = reasons;
    else designs.push(name);
  }
  const { simulation } = scenario;
  const load = options.load ?? 1;
  const days =
    options.days ?? simulation?.days ?? (scenario.traffic.trace === undefined ? DEFAULTS.days : 366);
  const request: RunRequest = {
    scenario,
    columns,
    seed: options.seed ?? simulation?.seed ?? DEFAULTS.seed,
    replications: options.replications ?? simulation?.replications ?? DEFAULTS.replications,
    days: horizonDays(scenario.traffic, days, load, columns),
    start,
    load,
    designs,
    ...(prices === undefined ? {} : { prices: prices.resolved }),
  };
  const impossible = [...partProblems(request, options.shard), ...tooLarge(request, options)];
  if (impossible.length > 0) return fail(impossible);
  const notes = retirementNotes(written, start, designs);
  const asking = designs.map((name) => [name, resolved[name]!] as const);
  return succeed({
    request,
    chosen: scenario.chosen ?? names[0]!,
    notSimulated,
    notes,
    ...(prices === undefined ? {} : { prices: pricesAsked(prices.used, asking) }),
  });
}

function partProblems({ replications }: RunRequest, shard: Shard | undefined): Problem[] {
  return shard === undefined ? [] : shardProblems(shard, replications);
}

function tooLarge(request: RunRequest, { shard, machine = ANY_MACHINE }: RunOptions): Problem[] {
  return sizeProblems(request, runSize(request, shard), machine);
}
