/**
 * A part: what one shard of a run leaves behind, as lines of JSON. The first says which run and which shard it belongs
 * to, then comes a line a replication, in the order of the run's schedule, and the last says that it is whole. This
 * schema is the one definition: the types and the published JSON Schema both come from it.
 */
import { z } from "zod";
import { priceUsedSchema } from "../prices/price-used.ts";
import { EXEMPLAR_KINDS, type ExemplarKind, FIGURES, MEASURES, type Measure } from "../simulate/tally.ts";

/** Number of the format; what is written by a later version may have a higher one. */
export const PART_FORMAT = 1;

const count = z.int().nonnegative();
const text = z.string();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A double without loss: JSON has no word for four of them. */
const exactSchema = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity", "-0"])]);

const sparseSchema = z.strictObject({
  /** By turns: how far on the next occupied bin is (from bin 0 on), and what it counts. */
  bins: z.array(z.number()),
  infinite: count,
  max: exactSchema,
});

const exemplarSchema = z.strictObject({ task: count, value: exactSchema });

const ofBins = z.array(z.number());
const daySchema = z.strictObject({
  seconds: z.number().positive(),
  arrived: ofBins,
  throttled: ofBins,
  underWay: ofBins,
  inLine: ofBins,
  quota: z.array(z.strictObject({ model: text, limit: text, shares: ofBins })),
});

const tallySchema = z.strictObject({
  design: text,
  world: count,
  weekday: count,
  trafficDays: exactSchema,
  /** In the order of the first line's `figures`. */
  figures: z.array(exactSchema),
  histograms: z.strictObject(
    Object.fromEntries(MEASURES.map((measure) => [measure, sparseSchema])) as Record<
      Measure,
      typeof sparseSchema
    >,
  ),
  /** Per latency target, in the scenario's order. */
  withinTarget: z.array(exactSchema),
  quota: z.array(
    z.strictObject({ model: text, limit: text, meanShare: exactSchema, peakShare: exactSchema }),
  ),
  committed: z
    .array(z.strictObject({ model: text, spent: exactSchema, minimumPerMonth: exactSchema }))
    .optional(),
  day: daySchema.optional(),
  time: z.strictObject({ bins: z.array(count), counts: z.array(count), microseconds: z.array(count) }),
  exemplars: z.strictObject(
    Object.fromEntries(EXEMPLAR_KINDS.map((kind) => [kind, z.array(exemplarSchema)])) as Record<
      ExemplarKind,
      z.ZodArray<typeof exemplarSchema>
    >,
  ),
});

/** The first line: the run, and the shard. */
export const partHeaderSchema = z.strictObject({
  kind: z.literal("run"),
  format: z.literal(PART_FORMAT),
  /** Version of the program that simulated it. */
  plimsoll: text,
  shard: z.strictObject({ index: z.int().positive(), of: z.int().positive() }),
  /** The scenario's whole text: a merge needs no other file. */
  scenario: z.strictObject({ sha256, text }),
  /** Checksums of the numbers that were read from files, by `file#column`. */
  columns: z.record(text, sha256),
  seed: count,
  /** Replications of the whole run. */
  replications: z.int().positive(),
  days: z.number().positive(),
  start: text,
  load: z.number().positive(),
  designs: z.array(text).min(1),
  chosen: text,
  notSimulated: z.record(text, z.array(text)),
  /** Catalogue prices that were looked up, by model. */
  prices: z.record(text, priceUsedSchema).optional(),
  /** Where a run in one piece would stop at the first look that is so precise. */
  precision: z.number().positive().optional(),
  /** The names of a tally's figures, in order. */
  figures: z.array(text),
});

/** One replication, every design's tally in the run's order. */
export const partReplicationSchema = z.strictObject({
  kind: z.literal("replication"),
  replication: count,
  tallies: z.array(tallySchema).min(1),
});

/** The last line. */
export const partEndSchema = z.strictObject({ kind: z.literal("end"), replications: count });

export const partLineSchema = z.discriminatedUnion("kind", [
  partHeaderSchema,
  partReplicationSchema,
  partEndSchema,
]);

const checked = { check: z.string().regex(/^[0-9a-f]{8}$/) };

/** A line as it stands in the file: before all else the CRC-32 of the rest of its text. */
export const writtenLineSchema = z.discriminatedUnion("kind", [
  partHeaderSchema.extend(checked),
  partReplicationSchema.extend(checked),
  partEndSchema.extend(checked),
]);

export type Exact = z.infer<typeof exactSchema>;
export type WrittenDay = z.infer<typeof daySchema>;
export type WrittenTally = z.infer<typeof tallySchema>;
export type PartHeader = z.infer<typeof partHeaderSchema>;
export type PartReplication = z.infer<typeof partReplicationSchema>;
export type PartLine = z.infer<typeof partLineSchema>;

/** The figures that this version's tallies have. */
export const PART_FIGURES: readonly string[] = FIGURES;
