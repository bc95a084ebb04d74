/**
 * How a quantity is written in a scenario: a number, or a distribution with one family name as its key.
 * This file is the form only; what is wrong with a specification, in words, is told by `problems.ts`, and what
 * it means is in `compile.ts`.
 */
import { z } from "zod";

/** Values at percentiles, `p1` … `p99` (whole percents). A two-parameter family takes exactly two of them. */
export interface Percentiles {
  readonly [percentile: `p${number}`]: number;
}

/** A spread given as a standard deviation, or as a coefficient of variation (standard deviation / mean). */
export type MeanAndSpread =
  | { readonly mean: number; readonly sd: number }
  | { readonly mean: number; readonly cv: number };

type Fitted = MeanAndSpread | Percentiles;

export interface UniformParameters {
  readonly min: number;
  readonly max: number;
}
/** Lowest, most likely and highest value. */
export interface ModeParameters {
  readonly min: number;
  readonly mode: number;
  readonly max: number;
}
/** Mean and standard deviation of the logarithm. */
export interface LognormalParameters {
  readonly mu: number;
  readonly sigma: number;
}
/** gamma: mean = shape · scale. weibull: scale = the 63.2nd percentile. pareto: scale = the smallest value, shape = the tail index. */
export interface ShapeAndScale {
  readonly shape: number;
  readonly scale: number;
}
export interface BetaParameters {
  readonly alpha: number;
  readonly beta: number;
}
/** Starts at 1; `max` is the same hard clip as the one beside the family's name. */
export type GeometricParameters =
  | { readonly mean: number; readonly max?: number | undefined }
  | { readonly p: number; readonly max?: number | undefined };

/** A share known only from a test set: `passed` of `of` cases, and what production does to the share. */
export interface EvaluationParameters {
  readonly passed: number;
  readonly of: number;
  readonly shift?: Quantity | undefined;
}

export type EmpiricalParameters =
  | { readonly values: readonly number[] }
  | { readonly quantiles: readonly (readonly [share: number, value: number])[] }
  | { readonly file: string; readonly column: string };

export interface MixturePart {
  readonly weight: number;
  readonly of: Quantity;
}

/** The family and its parameters, without clip and scale. */
export type FamilySpec =
  | { readonly constant: number }
  | { readonly uniform: UniformParameters | Fitted }
  | { readonly triangular: ModeParameters }
  | { readonly pert: ModeParameters }
  | { readonly normal: Fitted }
  | { readonly lognormal: LognormalParameters | Fitted }
  | { readonly exponential: { readonly mean: number } | { readonly rate: number } }
  | { readonly gamma: ShapeAndScale | Fitted }
  | { readonly weibull: ShapeAndScale | Fitted }
  | { readonly pareto: ShapeAndScale | Fitted }
  | { readonly beta: BetaParameters | Fitted }
  | { readonly geometric: GeometricParameters }
  | { readonly poisson: { readonly mean: number } }
  | { readonly evaluation: EvaluationParameters }
  | { readonly empirical: EmpiricalParameters }
  | { readonly mixture: readonly MixturePart[] };

/** A hard clip to [min, max], and an unknown that multiplies before the clip. */
export interface Clip {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly scale?: Quantity | undefined;
}

export type DistributionSpec = FamilySpec & Clip;

/** What a field of a scenario that varies or is unknown may hold. */
export type Quantity = number | DistributionSpec;

/** Every family, in the order in which they are offered. */
export const FAMILIES = [
  "constant",
  "uniform",
  "triangular",
  "pert",
  "normal",
  "lognormal",
  "exponential",
  "gamma",
  "weibull",
  "pareto",
  "beta",
  "geometric",
  "poisson",
  "evaluation",
  "empirical",
  "mixture",
] as const;
export type Family = (typeof FAMILIES)[number];

const number = z.number();
const positive = z.number().positive();
const nonNegative = z.number().nonnegative();
const quantityReference: z.ZodType<Quantity> = z.lazy(() => quantitySchema);

const percentiles = z
  .record(z.string().regex(/^p[1-9][0-9]?$/), number)
  .refine((values) => Object.keys(values).length === 2, "exactly two percentiles are needed")
  .meta({ minProperties: 2, maxProperties: 2, description: "Values at two of p1 … p99" });
const fitted = [
  z.strictObject({ mean: number, sd: nonNegative }),
  z.strictObject({ mean: number, cv: nonNegative }),
  percentiles,
] as const;
const modeParameters = z.strictObject({ min: number, mode: number, max: number });
const shapeAndScale = z.strictObject({ shape: positive, scale: positive });

/** The parameters of `evaluation`; a model's `success` may be written as these alone. */
export const evaluationSchema = z.strictObject({
  passed: nonNegative,
  of: nonNegative,
  shift: quantityReference.optional(),
});

const empirical = z.union([
  z.strictObject({ values: z.array(number).min(1) }),
  z.strictObject({ quantiles: z.array(z.tuple([z.number().min(0).max(1), number])).min(2) }),
  z.strictObject({ file: z.string().min(1), column: z.string().min(1) }),
]);

const clip = { min: number.optional(), max: number.optional(), scale: quantityReference.optional() };

const distributionSchema = z.union([
  z.strictObject({ constant: number, ...clip }),
  z.strictObject({ uniform: z.union([z.strictObject({ min: number, max: number }), ...fitted]), ...clip }),
  z.strictObject({ triangular: modeParameters, ...clip }),
  z.strictObject({ pert: modeParameters, ...clip }),
  z.strictObject({ normal: z.union(fitted), ...clip }),
  z.strictObject({
    lognormal: z.union([z.strictObject({ mu: number, sigma: nonNegative }), ...fitted]),
    ...clip,
  }),
  z.strictObject({
    exponential: z.union([z.strictObject({ mean: positive }), z.strictObject({ rate: positive })]),
    ...clip,
  }),
  z.strictObject({ gamma: z.union([shapeAndScale, ...fitted]), ...clip }),
  z.strictObject({ weibull: z.union([shapeAndScale, ...fitted]), ...clip }),
  z.strictObject({ pareto: z.union([shapeAndScale, ...fitted]), ...clip }),
  z.strictObject({
    beta: z.union([z.strictObject({ alpha: positive, beta: positive }), ...fitted]),
    ...clip,
  }),
  z.strictObject({
    geometric: z.union([
      z.strictObject({ mean: z.number().min(1), max: number.optional() }),
      z.strictObject({ p: z.number().positive().max(1), max: number.optional() }),
    ]),
    ...clip,
  }),
  z.strictObject({ poisson: z.strictObject({ mean: nonNegative }), ...clip }),
  z.strictObject({ evaluation: evaluationSchema, ...clip }),
  z.strictObject({ empirical, ...clip }),
  z.strictObject({
    mixture: z.array(z.strictObject({ weight: nonNegative, of: quantityReference })).min(1),
    ...clip,
  }),
]);

/** A number, or a distribution. In the JSON Schema it is the definition `Quantity`, which refers to itself. */
export const quantitySchema: z.ZodType<Quantity> = z.union([number, distributionSchema]).meta({
  id: "Quantity",
  description: `A number, or an object with exactly one of ${FAMILIES.join(", ")} as its key, and min, max or scale beside it`,
});
