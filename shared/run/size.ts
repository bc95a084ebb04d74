import { compile, quantileOf } from "../distribution/compile.ts";
import type { Quantity } from "../distribution/spec.ts";
import type { Problem } from "../errors.ts";
import type { Scenario } from "../scenario/schema.ts";
import type { FileColumns } from "./request.ts";

/** More tasks than this in one replication would keep a core busy for minutes before anything is known. */
const MOST_TASKS = 20_000_000;

/** A value that all but 5 % of the worlds stay below. */
function high(quantity: Quantity | undefined, missing: number, columns: FileColumns): number {
  return quantity === undefined ? missing : quantileOf(compile(quantity, columns), 0.95);
}

/** Says so, where a scenario brings more tasks to a replication than can be simulated in one piece. */
export function sizeProblems(
  scenario: Scenario,
  columns: FileColumns,
  days: number,
  load: number,
): Problem[] {
  const { traffic } = scenario;
  if (traffic.trace !== undefined) return [];
  const at = (quantity: Quantity | undefined, missing: number) => high(quantity, missing, columns);
  const perDay = at(traffic.users, 0) * at(traffic.tasksPerUser, 1) * at(traffic.adoption, 1) * load;
  const tasks = perDay * days;
  if (tasks <= MOST_TASKS) return [];
  return [
    {
      path: "traffic.users",
      value: traffic.users,
      message: `This brings up to ${tasks.toPrecision(2)} tasks to one replication of ${days} days; simulate fewer users, or a shorter horizon (simulation.days).`,
      allowed: `at most ${(MOST_TASKS / 1e6).toFixed()} million tasks in a replication`,
    },
  ];
}
