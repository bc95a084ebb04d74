/**
 * The scenario file: the one definition that types, validation, the published JSON Schema, and the labels and
 * units on the screen come from. {@link Scenario} is the file as written: what a file may leave out is optional,
 * and a design's `like` is not merged yet (see designs.ts).
 */
import { z } from "zod";
import { costsSchema, pilotSchema, targetsSchema, valueSchema } from "./accounts-schema.ts";
import { designSchema } from "./design-schema.ts";
import { choice, date, plain, whole, words } from "./fields.ts";
import { modelSchema } from "./model-schema.ts";
import { taskSchema } from "./task-schema.ts";
import { trafficSchema } from "./traffic-schema.ts";

/** The version of the format that this code reads and writes. */
export const FORMAT_VERSION = 1;

/** The last entries of a route that are no models. */
export const LAST_RESORTS = ["human", "cached", "canned", "error"] as const;
export type LastResort = (typeof LAST_RESORTS)[number];

const simulationSchema = z
  .strictObject({
    days: plain(
      "Days",
      "days",
      { exclusiveMinimum: 0, maximum: 366 },
      "Length of the horizon; may be a fraction; absent = 1, or the whole of a trace. A shorter trace ends it.",
    ).optional(),
    replications: whole(
      "Replications",
      "count",
      { minimum: 2, maximum: 100_000, multipleOf: 2 },
      "Simulated horizons, two a world: an even number; absent = 256.",
    ).optional(),
    seed: whole(
      "Seed",
      "count",
      { minimum: 0, maximum: 4_294_967_295 },
      "Another seed, other chances; absent = 1.",
    ).optional(),
    start: date("Start", "Today, for prices and retirements; absent = the day of the run.").optional(),
    precision: plain(
      "Precision",
      "share",
      { exclusiveMinimum: 0, exclusiveMaximum: 1 },
      "Relative half-width of the intervals at which a run may stop early.",
    ).optional(),
  })
  .meta({ label: "Simulation", description: "How much is simulated." });

const by = words("By", "Who says so: a role, such as engineering or finance.").optional();
const note = words("Note", "Anything worth knowing about it.").optional();
const on = date("On", "The day it was said.").optional();

const assumptionSchema = z
  .strictObject({
    source: choice(
      ["measured", "vendor", "contract", "guess"],
      "Source",
      "Where the figure comes from.",
    ).optional(),
    by,
    note,
    on,
  })
  .meta({ label: "Assumption", description: "Where a figure comes from, and who stands for it." });

const readinessSchema = z
  .strictObject({
    answer: choice(["yes", "no", "partly", "not applicable"], "Answer", "The answer to the question."),
    by,
    on,
    note,
  })
  .meta({ label: "Answer", description: "An answer that a person stands for." });

export const scenarioSchema = z
  .strictObject({
    $schema: words("Schema", "The JSON Schema that an editor checks the file with.").optional(),
    plimsoll: z
      .literal(FORMAT_VERSION)
      .meta({ label: "Format", kind: "version", certainty: "plain", description: "Version of the format." }),
    name: words("Name", "What the scenario is called.").optional(),
    question: words("Question", "What the simulation is to answer.").optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .meta({
        label: "Currency",
        kind: "currency code",
        certainty: "plain",
        description: "Three-letter code of the currency of all money in the file; absent = USD.",
      })
      .optional(),
    chosen: words("Chosen design", "The design that is judged; absent = the first.").optional(),
    pilot: pilotSchema.optional(),
    traffic: trafficSchema,
    task: taskSchema,
    models: z.record(z.string(), modelSchema).meta({ label: "Models", description: "The models by name." }),
    designs: z
      .record(z.string(), designSchema)
      .meta({ label: "Designs", description: "The designs by name." }),
    value: valueSchema.optional(),
    costs: costsSchema.optional(),
    correlations: z
      .array(z.tuple([z.string(), z.string(), z.number().min(-1).max(1)]))
      .meta({
        label: "Correlations",
        description: "Pairs of unknowns that go together: path, path, rank correlation.",
      })
      .optional(),
    targets: targetsSchema.optional(),
    simulation: simulationSchema.optional(),
    assumptions: z
      .record(z.string(), assumptionSchema)
      .meta({ label: "Assumptions", description: "Where the figures come from, by path." })
      .optional(),
    readiness: z
      .record(z.string(), readinessSchema)
      .meta({ label: "Readiness", description: "What people stand for, by question." })
      .optional(),
  })
  .meta({
    label: "Scenario",
    description: "What is simulated: traffic, tasks, models, designs and promises.",
  });

export type Scenario = z.infer<typeof scenarioSchema>;

export type Traffic = Scenario["traffic"];
export type LevelNoise = NonNullable<Traffic["levelNoise"]>;
export type Spikes = NonNullable<Traffic["spikes"]>;
export type Trace = NonNullable<Traffic["trace"]>;
export type Task = Scenario["task"];
export type Step = Task["steps"][number];
export type Model = Scenario["models"][string];
/** The prices as figures; a model's `price` may be a catalogue id instead. */
export type Price = Exclude<NonNullable<Model["price"]>, string>;
/** The limits as figures; a model's `limits` may be a preset's id instead. */
export type Limits = Exclude<NonNullable<Model["limits"]>, string>;
export type Latency = Model["latency"];
export type Failures = NonNullable<Model["failures"]>;
export type Incidents = NonNullable<Failures["incidents"]>;
export type SuccessShare = NonNullable<Model["success"]>;
export type Commitment = NonNullable<Model["commitment"]>;
/** A design as written; see designs.ts for the one with `like` merged. */
export type Design = Scenario["designs"][string];
export type Mode = NonNullable<Design["mode"]>;
export type Retry = NonNullable<Design["retry"]>;
export type Breaker = NonNullable<Design["breaker"]>;
export type Batch = NonNullable<Design["batch"]>;
export type Value = NonNullable<Scenario["value"]>;
export type Costs = NonNullable<Scenario["costs"]>;
export type Targets = NonNullable<Scenario["targets"]>;
export type LatencyTarget = NonNullable<Targets["latency"]>[number];
export type Pilot = NonNullable<Scenario["pilot"]>;
export type Simulation = NonNullable<Scenario["simulation"]>;
export type Assumption = NonNullable<Scenario["assumptions"]>[string];
export type ReadinessAnswer = NonNullable<Scenario["readiness"]>[string];
