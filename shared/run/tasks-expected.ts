/** How many tasks and attempts a run will bring, before anything of it is simulated. */
import { type ResolvedDesign, resolveDesigns } from "../scenario/designs.ts";
import type { Scenario } from "../scenario/schema.ts";
import { columnKey, weekdayOf } from "../simulate/compile-traffic.ts";
import { DAYS_PER_MONTH } from "../simulate/happenings.ts";
import { SECONDS_PER_DAY, trafficDays } from "../simulate/rate-curve.ts";
import type { RunRequest } from "./request.ts";
import { meanOf, productOf, type Spread, spreadOf } from "./spread.ts";

const MINUTES_PER_MONTH = DAYS_PER_MONTH * 24 * 60;

/** Tasks that arrive in one replication, over worlds and weekdays. Correlations of the unknowns are left out. */
export function tasksOfReplication(request: RunRequest): Spread {
  const { scenario, columns, days, load } = request;
  const { traffic } = scenario;
  if (traffic.trace !== undefined) return [tasksOfTrace(request)];
  const weekdays = Array.from({ length: 7 }, (_, world) =>
    trafficDays(days, weekdayOf(world, days), traffic.profile?.days, traffic.profile?.hours),
  ).sort((a, b) => a - b);
  return productOf(
    weekdays,
    spreadOf(traffic.users, 0, columns),
    spreadOf(traffic.tasksPerUser, 1, columns),
    spreadOf(traffic.adoption, 1, columns, 1),
    [load * meanOfSpikes(request)],
  );
}

/** What spikes make of the mean rate. */
function meanOfSpikes({ scenario, columns }: RunRequest): number {
  const { spikes } = scenario.traffic;
  if (spikes === undefined) return 1;
  const mean = (quantity: typeof spikes.perMonth) => meanOf(spreadOf(quantity, 0, columns));
  const share = (mean(spikes.perMonth) * mean(spikes.minutes)) / MINUTES_PER_MONTH;
  return Math.max(1, 1 + share * (mean(spikes.multiplier) - 1));
}

/** Rows of the trace that fall within the horizon. */
function tasksOfTrace({ scenario, columns, days, load }: RunRequest): number {
  const { trace } = scenario.traffic;
  if (trace === undefined) return 0;
  const times = columns[columnKey(trace.file, trace.columns.time)] ?? new Float64Array(0);
  const multiple = meanOf(spreadOf(trace.scale, 1, columns)) * load;
  const end = (times[0] ?? 0) + days * SECONDS_PER_DAY * multiple;
  return times[times.length - 1]! <= end ? times.length : times.filter((time) => time <= end).length;
}

/** Calls that a task of a design asks of models, in the mean: those of its steps, less what its cache answers. */
export function callsOfTask(design: ResolvedDesign, { scenario, columns }: RunRequest): number {
  const calls = scenario.task.steps.reduce(
    (sum, step) => sum + Math.max(1, meanOf(spreadOf(step.calls, 1, columns))),
    0,
  );
  const hits = meanOf(spreadOf(design.cache?.hitShare, 0, columns, 1));
  return calls * (1 - hits);
}

/** The designs of a run in which a line may grow as long as there are tasks. */
export function designsThatPileUp({ scenario, designs }: RunRequest): string[] {
  const resolved = resolveDesigns(scenario);
  return designs.filter((name) => {
    const design = resolved[name];
    return design !== undefined && mayPileUp(design, scenario);
  });
}

function mayPileUp(design: ResolvedDesign, scenario: Scenario): boolean {
  const { mode, concurrency, workers, queueLimit, onLimit } = design;
  if (mode === "batch") return true;
  // beyond its workers and its queue an asynchronous design takes nobody in
  if (mode === "async" && workers !== undefined) return queueLimit === undefined;
  if (concurrency !== undefined) return true;
  const entries = new Set(Object.values(design.route).flat());
  const models = Object.entries(scenario.models).filter(([name]) => entries.has(name));
  return models.some(
    ([, model]) =>
      (model.concurrency !== undefined && model.waiting === undefined) ||
      (onLimit === "wait" && model.limits !== undefined),
  );
}
