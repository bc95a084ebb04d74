/**
 * The answer of `plimsoll explain`: the lives of some tasks of a run. This schema is its one definition: the type and the
 * published JSON Schema both come from it.
 */
import { z } from "zod";
import type { ExplainedTask } from "../run/explain.ts";
import { EXEMPLAR_KINDS } from "../simulate/tally.ts";
import { timePartsSchema } from "./answer.ts";
import type { RunContext } from "./context.ts";

const number = z.number();
const seconds = number.describe("Seconds since the task's arrival.");
const until = seconds;
const attempt = number.describe("In the order in which they were made for the task, 429s included; from 1.");
const at = seconds;

function moment<What extends string, Shape extends z.core.$ZodLooseShape>(what: What, shape: Shape) {
  return z.strictObject({ at, what: z.literal(what), ...shape });
}

const abandoned = {
  attempt,
  hedge: z.boolean(),
  inLine: z.boolean().describe("Before it had a slot of the model."),
  runsUntil: seconds
    .nullable()
    .describe("Until when the model works on it though nobody waits; null = it stops."),
  cost: number,
};

const momentSchema = z.discriminatedUnion("what", [
  moment("arrives", {}),
  moment("turnedAway", {}),
  moment("outside", { step: z.string(), until }),
  moment("call", {
    step: z.string(),
    call: number,
    input: number,
    cached: number,
    output: number,
    reasoning: number,
  }),
  moment("waits", {
    for: z.enum(["worker", "slot", "quota", "model", "batch"]),
    hedge: z.boolean(),
    until,
  }),
  moment("throttled", {
    attempt,
    model: z.string(),
    hedge: z.boolean(),
    lineFull: z.boolean(),
    inDebt: z.boolean(),
    short: z.array(z.strictObject({ limit: z.string(), needs: number, seconds: number.nullable() })),
    heardAt: seconds,
    retryAfter: number.nullable(),
  }),
  moment("backsOff", { until }),
  moment("leaves", {
    model: z.string(),
    because: z.enum(["breaker", "giveUpAfter", "triesUsed", "onLimit"]),
  }),
  moment("sent", { attempt, model: z.string(), try: number, hedge: z.boolean(), probe: z.boolean() }),
  moment("hedgeNotSent", { because: z.enum(["slot", "quota"]) }),
  moment("begins", { attempt }),
  moment("firstToken", { attempt }),
  moment("answers", {
    attempt,
    model: z.string(),
    hedge: z.boolean(),
    tokens: number,
    cut: z.boolean(),
    use: z.enum(["used", "escalated", "triedAgain"]),
    cost: number,
  }),
  moment("errors", { attempt, hedge: z.boolean() }),
  moment("timesOut", abandoned),
  moment("givenUp", abandoned),
  moment("collected", { attempt, model: z.string() }),
  moment("expires", { collected: z.boolean() }),
  moment("lastResort", { by: z.enum(["human", "cached", "canned", "error"]), took: z.boolean() }),
  moment("ends", {
    outcome: z.enum(["delivered", "degraded", "late", "failed", "rejected"]),
    by: z.enum(["models", "cache", "human", "cached", "canned", "nobody"]),
  }),
]);

const pickSchema = z.strictObject({
  by: z.enum(EXEMPLAR_KINDS),
  /** From 1. */
  rank: number,
  value: number,
});

const explainedTaskSchema = z.strictObject({
  replication: number,
  world: number,
  task: number.describe("Number in the order of arrivals of the replication, from 0."),
  picked: z
    .array(pickSchema)
    .describe("What it stands out by among the tasks of the run; empty where it was named."),
  arrivedAt: number.describe("Seconds since the horizon's start."),
  outcome: z.enum(["delivered", "degraded", "late", "failed", "rejected"]),
  by: z.enum(["models", "cache", "human", "cached", "canned", "nobody"]),
  right: z.boolean().nullable().describe("Null where nobody ever knows."),
  unit: z.boolean(),
  responseSeconds: number.nullable().describe("Null = never."),
  resultSeconds: number.nullable().describe("Null = never."),
  waitSeconds: number,
  seconds: timePartsSchema,
  calls: number,
  attempts: number,
  throttled: number,
  errored: number,
  timedOut: number,
  hedged: number,
  cash: number,
  cost: z.strictObject({
    input: number,
    cachedInput: number,
    output: number,
    wasted: number,
    fallback: number,
    review: number,
    human: number,
    wrongOutputs: number,
    perTask: number,
  }),
  moments: z.array(momentSchema),
});

export const explainAnswerSchema = z.strictObject({
  plimsoll: z.literal(1),
  scenario: z.strictObject({ name: z.string(), sha256: z.string() }),
  seed: number,
  replications: number.describe("That were looked through; those of the run where tasks were named."),
  days: number,
  start: z.string(),
  load: number,
  design: z.string(),
  tasks: z.array(explainedTaskSchema),
  elapsedSeconds: number,
});

export type ExplainAnswer = z.infer<typeof explainAnswerSchema>;
export type ExplainedTaskAnswer = z.infer<typeof explainedTaskSchema>;
export type Pick = z.infer<typeof pickSchema>;

/** A life, and what its task was picked for. */
export interface PickedTask {
  readonly task: ExplainedTask;
  readonly picked: readonly Pick[];
}

/** What was asked and what came out. Only `elapsedSeconds` may differ between two answers to one question. */
export function explainAnswerOf(
  context: RunContext,
  asked: { readonly load: number; readonly design: string },
  tasks: readonly PickedTask[],
  elapsedSeconds: number,
): ExplainAnswer {
  return {
    plimsoll: 1,
    scenario: { name: context.name, sha256: context.sha256 },
    seed: context.seed,
    replications: context.replications,
    days: context.days,
    start: context.start,
    load: asked.load,
    design: asked.design,
    tasks: tasks.map(({ task, picked }) => taskAnswer(task, picked)),
    elapsedSeconds,
  };
}

function taskAnswer(life: ExplainedTask, picked: readonly Pick[]): ExplainedTaskAnswer {
  const { replication, world, task, moments, cost, seconds: parts, ...rest } = life;
  return {
    replication,
    world,
    task,
    picked: [...picked],
    ...rest,
    seconds: { ...parts },
    cost: { ...cost },
    moments: [...moments],
  };
}
