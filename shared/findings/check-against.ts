/** What changed since an earlier answer. */
import { z } from "zod";
import type { Problem } from "../errors.ts";
import { fail, type Result, succeed } from "../result.ts";
import { difference } from "../statistics/independent-difference.ts";
import {
  type Estimate,
  estimateSchema,
  type TargetAnswer,
  verdictSchema,
  worldsMeetingSchema,
} from "./answer.ts";
import {
  type Against,
  type Change,
  type CheckAnswer,
  type Compared,
  FIGURES_CHECKED,
} from "./check-answer.ts";
import { finiteOrNull, unknownEstimate } from "./estimates.ts";

/** As much of an answer of `run` or `check` as is needed; what is newer or older may be missing, what is else is left. */
const earlierTarget = z.object({
  name: z.string(),
  limit: z.number().nullable().catch(null),
  worldsMeeting: z.object(worldsMeetingSchema.shape),
  verdict: verdictSchema,
});
const lenientEstimate = z.object(estimateSchema.shape);
const known = lenientEstimate.optional().catch(undefined);
const latencySchema = z.object({ p95: known, p99: known }).optional().catch(undefined);
const earlierDesign = z.object({
  targets: z.array(earlierTarget),
  responseSeconds: latencySchema,
  resultSeconds: latencySchema,
  cost: z.object({ perUnit: known, perMonth: known, loadedPerUnit: known }).optional().catch(undefined),
});
const head = {
  plimsoll: z.literal(1),
  scenario: z.object({ name: z.string(), sha256: z.string() }),
  seed: z.number().nullable().catch(null),
  replications: z.number(),
  start: z.string().nullable().catch(null),
};
const earlierRun = z.object({ ...head, chosen: z.string(), designs: z.record(z.string(), earlierDesign) });
const earlierCheck = z.object({
  ...head,
  design: z.string(),
  targets: z.array(earlierTarget),
  figures: z.record(z.string(), known),
});

/** What an earlier answer said of one design. */
export interface EarlierAnswer extends Pick<Against, "earlier"> {
  readonly targets: readonly z.infer<typeof earlierTarget>[];
  readonly figures: Readonly<Record<string, Estimate | undefined>>;
}

const ALLOWED = "an answer of plimsoll run --json or plimsoll check --json";

/**
 * Reads the answer of an earlier `run` or `check`: of a run the design that is asked for, or where it had none of that
 * name the one it had chosen.
 *
 * @param text of the file @returns what is wrong with it, with `--against` for a path
 */
export function readEarlier(text: string, design: string): Result<EarlierAnswer, readonly Problem[]> {
  const problem = (message: string): Result<never, readonly Problem[]> =>
    fail([{ path: "--against", message, allowed: ALLOWED }]);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return problem("The file is not JSON.");
  }
  const check = earlierCheck.safeParse(json);
  if (check.success) {
    const { targets, figures } = check.data;
    return succeed({ earlier: earlierOf(check.data, check.data.design), targets, figures });
  }
  const run = earlierRun.safeParse(json);
  if (!run.success) return problem("The file is not an answer that this can be held against.");
  const { chosen, designs } = run.data;
  const name = [design, chosen, ...Object.keys(designs)].find((each) => Object.hasOwn(designs, each));
  const found = name === undefined ? undefined : designs[name];
  if (name === undefined || found === undefined) return problem("The answer is about no design.");
  const { targets, cost, responseSeconds, resultSeconds } = found;
  return succeed({
    earlier: earlierOf(run.data, name),
    targets,
    figures: {
      costPerUnit: cost?.perUnit,
      loadedCostPerUnit: cost?.loadedPerUnit,
      monthlyCost: cost?.perMonth,
      "response.p95": responseSeconds?.p95,
      "response.p99": responseSeconds?.p99,
      "result.p95": resultSeconds?.p95,
      "result.p99": resultSeconds?.p99,
    },
  });
}

function earlierOf(
  { scenario, seed, replications, start }: Omit<Against["earlier"], "design">,
  design: string,
): Against["earlier"] {
  return { scenario, design, seed, replications, start };
}

/** Holds what is known now against what was known then. */
export function againstEarlier(
  { scenario, targets, figures }: Pick<CheckAnswer, "scenario" | "targets" | "figures">,
  earlier: EarlierAnswer,
): Against {
  const names = [...new Set([...targets, ...earlier.targets].map(({ name }) => name))];
  return {
    earlier: earlier.earlier,
    sameScenario: scenario.sha256 === earlier.earlier.scenario.sha256,
    targets: names.map((name) =>
      targetAgainst(
        name,
        earlier.targets.find((target) => target.name === name),
        targets.find((target) => target.name === name),
      ),
    ),
    figures: Object.fromEntries(
      FIGURES_CHECKED.map((name) => [
        name,
        compared(earlier.figures[name] ?? unknownEstimate("not in the earlier answer"), figures[name]),
      ]),
    ),
  };
}

function targetAgainst(
  name: string,
  before: z.infer<typeof earlierTarget> | undefined,
  after: TargetAnswer | undefined,
): Against["targets"][number] {
  return {
    name,
    limit: { before: before?.limit ?? null, after: after?.limit ?? null },
    verdict: { before: before?.verdict ?? null, after: after?.verdict ?? null },
    ...(before === undefined || after === undefined
      ? {}
      : { worldsMeeting: compared(before.worldsMeeting, after.worldsMeeting) }),
  };
}

/** Two estimates and their difference. */
export function compared(before: Estimate, after: Estimate): Compared {
  if (before.value === null || after.value === null) {
    const why = `not known ${before.value === null ? "then" : "now"}`;
    return { before, after, difference: unknownEstimate(why), change: "not known" };
  }
  const { value, low, high } = difference(bounded(after, after.value), bounded(before, before.value));
  const ends = { value, low: finiteOrNull(low), high: finiteOrNull(high) };
  const unbounded = ends.low === null || ends.high === null;
  return {
    before,
    after,
    difference: unbounded ? { ...ends, why: "one of them has no bounded interval" } : ends,
    change: changeOf(before, after, low, high),
  };
}

function bounded({ low, high }: Estimate, value: number) {
  return { value, low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY };
}

function changeOf(before: Estimate, after: Estimate, low: number, high: number): Change {
  const same = before.value === after.value && before.low === after.low && before.high === after.high;
  if (same) return "same";
  if (low > 0) return "up";
  if (high < 0) return "down";
  return low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY
    ? "not known"
    : "not distinguishable";
}
