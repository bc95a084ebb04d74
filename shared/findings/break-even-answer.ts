/** Where commitments break even, as `plimsoll prices --break-even FILE --json` prints it. */
import { z } from "zod";
import { estimateSchema } from "./answer.ts";
import type { BreakEven } from "./break-even.ts";
import type { BreakEvenPlan } from "./break-even-plan.ts";
import type { RunContext } from "./context.ts";
import { estimate, finiteOrNull } from "./estimates.ts";
import { studyHeadOf, studyHeadSchema } from "./study-head.ts";

const number = z.number();

const commitmentSchema = z.strictObject({
  model: z.string(),
  /** What happens without it: other models of the routes get its calls, or it gets them at its list price. */
  instead: z.enum(["other models", "list price"]),
  /** Whether cost is a straight line in traffic, so that one simulation tells all. */
  linear: z.boolean(),
  /**
   * Traffic from which on it is cheaper than paying as one goes, as a multiple of today's. 0: at any traffic that was
   * looked at. Null where it is beyond all that was; `low` then says from where on it lies.
   */
  multiple: estimateSchema,
  /** The same in tasks a month, at the mean of today's. */
  tasksPerMonth: number.nullable(),
  /** What it saves a month at today's traffic, currency; negative: what it costs more. */
  savingToday: estimateSchema,
  /** What it saves a month at the multiples that were looked at. */
  points: z.array(z.strictObject({ multiple: number, saving: estimateSchema })),
});

export const breakEvenAnswerSchema = z.strictObject({
  ...studyHeadSchema.shape,
  design: z.string(),
  /** Traffic multiple that counts as today's. */
  load: number,
  commitments: z.array(commitmentSchema),
  elapsedSeconds: number,
});
export type BreakEvenAnswer = z.infer<typeof breakEvenAnswerSchema>;
export type CommitmentAnswer = z.infer<typeof commitmentSchema>;

/** Points of a line are as many as one likes: so many are told. */
const TOLD_OF_A_LINE = [0.25, 0.5, 1, 2, 4, 8];

export function breakEvenAnswerOf(
  context: RunContext,
  plans: readonly (readonly [BreakEvenPlan, BreakEven])[],
  elapsedSeconds: number,
): BreakEvenAnswer {
  const [first] = plans;
  return {
    ...studyHeadOf(context),
    design: first?.[0].committed.designs[0] ?? context.chosen,
    load: first?.[0].committed.load ?? 1,
    commitments: plans.map(([plan, found]) =>
      commitmentAnswer(plan, found, Math.ceil(context.replications / 2)),
    ),
    elapsedSeconds,
  };
}

function commitmentAnswer(plan: BreakEvenPlan, found: BreakEven, worlds: number): CommitmentAnswer {
  const { multiple, today, tasksToday, points } = found;
  const beyond = Number.isNaN(multiple.value);
  const told = points.filter((point) => !plan.linear || TOLD_OF_A_LINE.includes(point.multiple));
  return {
    model: plan.model,
    instead: plan.instead,
    linear: plan.linear,
    multiple: beyond
      ? {
          value: null,
          low: finiteOrNull(multiple.low),
          high: null,
          why: "not at any traffic that was looked at",
        }
      : estimate(multiple, "", worlds),
    tasksPerMonth: beyond ? null : finiteOrNull(multiple.value * tasksToday),
    savingToday: estimate(today, "no traffic in the horizon", worlds),
    points: told.map((point) => ({
      multiple: point.multiple,
      saving: estimate(point.saving, "no traffic in the horizon", worlds),
    })),
  };
}
