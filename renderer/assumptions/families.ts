/** The families of distributions as people choose among them: what each is for, and how it may be written. */
import { compile, momentsOf, quantileOf } from "../../shared/distribution/compile.ts";
import { type Family, quantitySchema } from "../../shared/distribution/spec.ts";
import type { Unit } from "../../shared/units/unit.ts";
import { isObject, type Json, type JsonObject } from "../store/json.ts";
import { familyOf, parametersOf } from "./quantity-text.ts";

/** What each family is for, in a line. */
export const FAMILY_WORDS: Readonly<Record<Family, string>> = {
  constant: "always the same number",
  uniform: "anything between two bounds",
  triangular: "lowest, likeliest, highest",
  pert: "the same, but smooth",
  normal: "even around a middle",
  lognormal: "above 0, with a long tail",
  exponential: "waiting for chance",
  gamma: "above 0, with a milder tail",
  weibull: "above 0; lifetimes",
  pareto: "a few very large ones",
  beta: "a share, 0 to 100%",
  geometric: "a count from 1",
  poisson: "a count from 0",
  evaluation: "a test’s result",
  empirical: "your own percentiles",
  mixture: "several kinds, weighted",
};

/** Families whose percentiles can be dragged, with the two that they are written with. */
const FITTED = ["uniform", "normal", "lognormal", "gamma", "weibull", "pareto", "beta"] as const;
export type Fitted = (typeof FITTED)[number];
export const isFitted = (family: Family | undefined): family is Fitted =>
  FITTED.some((name) => name === family);

/** What a distribution amounts to, read off it. */
export interface Summary {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly mean: number;
  readonly sd: number;
  readonly quantile: (share: number) => number;
}

/** Three digits, as a drag or a change of family gives them: more would pretend to know. */
export const tidy = (value: number): number => Number(value.toPrecision(3));

/** A quantity of a file as the library reads it; undefined for what is none (yet). */
export function compiled(value: Json | undefined) {
  const bare = isObject(value) && typeof value["passed"] === "number" ? { evaluation: value } : value;
  const spec = quantitySchema.safeParse(bare);
  if (!spec.success) return undefined;
  try {
    return compile(spec.data, {});
  } catch {
    // Parameters that nothing meets, or a file's column, which is read when it runs.
    return undefined;
  }
}

/** What a quantity amounts to; undefined where that can't be told. */
export function summaryOf(value: Json | undefined): Summary | undefined {
  const quantity = compiled(value);
  if (quantity === undefined) return undefined;
  const at = (share: number): number => quantileOf(quantity, share);
  const { mean, sd } = momentsOf(quantity);
  const summary = { p5: at(0.05), p50: at(0.5), p95: at(0.95), mean, sd, quantile: at };
  return [summary.p5, summary.p50, summary.p95].every(Number.isFinite) ? summary : undefined;
}

/** A summary to begin with where a plain number stood: half as much to twice as much, or as wide as a share allows. */
function aroundNumber(value: number, unit: Unit | undefined): Summary {
  const inShare = unit === "share" && value > 0 && value < 1;
  const odds = value / (1 - value);
  const [p5, p95] = inShare
    ? [odds / (odds + 2), (2 * odds) / (2 * odds + 1)]
    : value > 0
      ? [value / 2, value * 2]
      : [value - 1, value + 1];
  const sd = (p95 - p5) / 3.29;
  return {
    p5,
    p50: value,
    p95,
    mean: value,
    sd,
    quantile: (share) => p5 + ((p95 - p5) * (share - 0.05)) / 0.9,
  };
}

/** The families that make sense in a field of a unit, the usual ones first. */
export function familiesFor(unit: Unit | undefined): readonly Family[] {
  const share: readonly Family[] = [
    "beta",
    "evaluation",
    "uniform",
    "triangular",
    "pert",
    "empirical",
    "mixture",
  ];
  if (unit === "share") return [...share, "normal", "lognormal", "gamma", "weibull", "constant"];
  const usual: readonly Family[] = [
    "lognormal",
    "normal",
    "gamma",
    "weibull",
    "pareto",
    "uniform",
    "triangular",
    "pert",
  ];
  const rest: readonly Family[] = [
    "exponential",
    "geometric",
    "poisson",
    "empirical",
    "mixture",
    "beta",
    "constant",
  ];
  return [...usual, ...rest];
}

/** min, max and scale of a distribution stay when its family changes. */
export function besidesOf(value: Json | undefined): JsonObject {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    ["min", "max", "scale"].flatMap((key) => {
      const item = value[key];
      return item === undefined ? [] : [[key, item] as const];
    }),
  );
}

/** The field's value in another family, about as wide and in about the same place. */
export function inFamily(value: Json | undefined, family: Family | "number", unit: Unit | undefined): Json {
  const read = typeof value === "number" ? aroundNumber(value, unit) : summaryOf(value);
  const summary = read ?? aroundNumber(1, unit);
  if (family === "number") return typeof value === "number" ? value : tidy(summary.p50);
  if (family === familyOf(value)) return value ?? tidy(summary.p50);
  return { [family]: parametersFor(family, summary, value), ...besidesOf(value) };
}

function parametersFor(family: Family, summary: Summary, before: Json | undefined): Json {
  const { p5, p50, p95, mean } = summary;
  const above = (value: number): number => tidy(Math.max(value, Number.EPSILON));
  switch (family) {
    case "constant":
      return tidy(p50);
    case "triangular":
    case "pert":
      return { min: tidy(p5), mode: tidy(p50), max: tidy(p95) };
    case "exponential":
      return { mean: above(mean) };
    case "geometric":
      return { mean: Math.max(1, tidy(mean)) };
    case "poisson":
      return { mean: tidy(Math.max(0, mean)) };
    case "evaluation":
      return { passed: Math.round(Math.min(1, Math.max(0, p50)) * 100), of: 100 };
    case "empirical":
      return { quantiles: [0, 0.05, 0.5, 0.95, 1].map((share) => [share, tidy(finite(summary, share))]) };
    case "mixture":
      return [
        { weight: 0.9, of: before ?? tidy(p50) },
        { weight: 0.1, of: tidy(p95) },
      ];
    default:
      return fittedParameters(family, summary);
  }
}

/** Ends of a table of percentiles: tails without end are cut a little behind the last percentile. */
function finite(summary: Summary, share: number): number {
  return summary.quantile(Math.min(0.999, Math.max(0.001, share)));
}

/** Two percentiles that the family can have. */
function fittedParameters(family: Fitted, { p5, p95 }: Summary): JsonObject {
  const positive =
    family === "lognormal" || family === "gamma" || family === "weibull" || family === "pareto";
  const [low, high] = [tidy(p5), tidy(p95)];
  if (family === "beta") {
    const inside = (value: number): number => Math.min(0.999, Math.max(0.001, value));
    return {
      p5: Math.min(inside(low), 0.99),
      p95: high > low ? inside(high) : Math.min(0.999, inside(low) + 0.005),
    };
  }
  if (positive && low <= 0) return high > 0 ? { p5: tidy(high / 20), p95: high } : { p5: 0.5, p95: 2 };
  return { p5: low, p95: high > low ? high : tidy(low + Math.max(Math.abs(low) * 0.1, 0.01)) };
}

/** A way of writing a family's parameters, by their names. */
export type Form = readonly string[];

const BY_SPREAD: readonly Form[] = [
  ["p5", "p95"],
  ["p50", "p95"],
  ["mean", "cv"],
  ["mean", "sd"],
];
const OWN_FORM: Readonly<Record<Fitted, Form>> = {
  uniform: ["min", "max"],
  normal: ["mean", "sd"],
  lognormal: ["mu", "sigma"],
  gamma: ["shape", "scale"],
  weibull: ["shape", "scale"],
  pareto: ["shape", "scale"],
  beta: ["alpha", "beta"],
};

/** The ways in which a value may be written without changing what it says, its present one among them. */
export function formsOf(value: Json | undefined): readonly Form[] {
  const family = familyOf(value);
  const current = formOf(value);
  if (family === "exponential") return [["mean"], ["rate"]];
  if (!isFitted(family)) return current === undefined ? [] : [current];
  const own = OWN_FORM[family];
  const forms = BY_SPREAD.some((form) => sameForm(form, own)) ? BY_SPREAD : [...BY_SPREAD, own];
  return current === undefined || forms.some((form) => sameForm(form, current)) ? forms : [current, ...forms];
}

export const sameForm = (a: Form, b: Form): boolean =>
  a.length === b.length && a.every((name) => b.includes(name));

/** The names of the parameters that stand there. */
export function formOf(value: Json | undefined): Form | undefined {
  const parameters = parametersOf(value);
  return isObject(parameters) ? Object.keys(parameters) : undefined;
}

/** The same distribution, as nearly as four digits say it, written in another way. */
export function inForm(value: Json | undefined, form: Form): Json | undefined {
  const family = familyOf(value);
  const summary = summaryOf(value);
  if (family === undefined || summary === undefined) return undefined;
  const parameters = form.map(
    (name) => [name, Number(parameter(name, family, summary).toPrecision(4))] as const,
  );
  if (parameters.some(([, number]) => !Number.isFinite(number))) return undefined;
  return { [family]: Object.fromEntries(parameters), ...besidesOf(value) };
}

const Z95 = 1.6448536269514722;

function parameter(name: string, family: Family, summary: Summary): number {
  const { p5, p50, p95, mean, sd, quantile } = summary;
  const variance = sd * sd;
  const weibull = Math.log(Math.log(0.05) / Math.log(0.95)) / Math.log(p95 / p5);
  const pareto = Math.log(0.95 / 0.05) / Math.log(p95 / p5);
  const strength = (mean * (1 - mean)) / variance - 1;
  const ofShape = { gamma: (mean * mean) / variance, weibull, pareto };
  const ofScale = {
    gamma: variance / mean,
    weibull: p50 / Math.LN2 ** (1 / weibull),
    pareto: p50 * 0.5 ** (1 / pareto),
  };
  const known: Readonly<Record<string, number>> = {
    mean,
    sd,
    cv: sd / mean,
    rate: 1 / mean,
    min: quantile(0),
    max: quantile(1),
    mu: Math.log(p50),
    sigma: Math.log(p95 / p50) / Z95,
    shape: pick(ofShape, family),
    scale: pick(ofScale, family),
    alpha: mean * strength,
    beta: (1 - mean) * strength,
  };
  return /^p\d+$/.test(name) ? quantile(Number(name.slice(1)) / 100) : (known[name] ?? Number.NaN);
}

const pick = (of: Readonly<Record<string, number>>, family: Family): number => of[family] ?? Number.NaN;
