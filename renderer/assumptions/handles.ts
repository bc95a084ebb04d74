/** Percentiles of a distribution that can be taken hold of, and what the distribution becomes when one is moved. */
import type { Family } from "../../shared/distribution/spec.ts";
import { isObject, type Json } from "../store/json.ts";
import { besidesOf, type Fitted, isFitted, summaryOf, tidy } from "./families.ts";
import { familyOf, parametersOf } from "./quantity-text.ts";

export interface Handle {
  readonly name: string;
  /** What it is called to somebody who moves it. */
  readonly label: string;
  readonly value: number;
}

const PERCENTILES: readonly (readonly [name: string, label: string])[] = [
  ["p5", "p5: one in twenty is below"],
  ["p50", "p50: half are below"],
  ["p95", "p95: one in twenty is above"],
];

/** The handles of a quantity: p5, p50 and p95, or the three numbers of a triangle, or a mean; none for the rest. */
export function handlesOf(value: Json | undefined): readonly Handle[] {
  const family = familyOf(value);
  const parameters = parametersOf(value);
  if (family === "triangular" || family === "pert") {
    const labels = { min: "Lowest", mode: "Most likely", max: "Highest" };
    return Object.entries(labels).flatMap(([name, label]) => {
      const at = isObject(parameters) ? parameters[name] : undefined;
      return typeof at === "number" ? [{ name, label, value: at }] : [];
    });
  }
  if (family === "exponential" || family === "geometric" || family === "poisson") {
    const mean = summaryWithoutClip(value)?.mean;
    return mean === undefined ? [] : [{ name: "mean", label: "Mean", value: mean }];
  }
  const summary = isFitted(family) ? summaryWithoutClip(value) : undefined;
  if (summary === undefined) return [];
  const at: Readonly<Record<string, number>> = { p5: summary.p5, p50: summary.p50, p95: summary.p95 };
  return PERCENTILES.map(([name, label]) => ({ name, label, value: at[name] ?? 0 }));
}

/** The distribution as its parameters say, before it is clipped. */
function summaryWithoutClip(value: Json | undefined) {
  if (!isObject(value)) return summaryOf(value);
  const { min: _min, max: _max, ...rest } = value;
  return summaryOf(rest);
}

/**
 * The quantity with one handle moved to a place: p5 and p95 change how wide it is, p50 moves the whole. Undefined
 * where the family can't be there, so that a drag stops instead of tearing it.
 */
export function withHandle(value: Json | undefined, name: string, to: number): Json | undefined {
  const family = familyOf(value);
  const next = family === undefined ? undefined : movedParameters(value, family, name, to);
  if (family === undefined || next === undefined) return undefined;
  const moved = { [family]: next, ...besidesOf(value) };
  return summaryOf(moved) === undefined ? undefined : moved;
}

function movedParameters(
  value: Json | undefined,
  family: Family,
  name: string,
  to: number,
): Json | undefined {
  if (family === "triangular" || family === "pert") return movedCorner(value, name, to);
  if (family === "exponential") return to > 0 ? { mean: tidy(to) } : undefined;
  if (family === "poisson") return to >= 0 ? { mean: tidy(to) } : undefined;
  if (family === "geometric") return to >= 1 ? { ...maxOf(value), mean: tidy(to) } : undefined;
  return isFitted(family) ? movedPercentile(value, family, name, to) : undefined;
}

function maxOf(value: Json | undefined): { readonly max?: Json } {
  const parameters = parametersOf(value);
  const max = isObject(parameters) ? parameters["max"] : undefined;
  return max === undefined ? {} : { max };
}

function movedCorner(value: Json | undefined, name: string, to: number): Json | undefined {
  const parameters = parametersOf(value);
  if (!isObject(parameters)) return undefined;
  const next = { ...parameters, [name]: tidy(to) };
  const [low, mode, high] = ["min", "mode", "max"].map((key) => Number(next[key]));
  const inOrder =
    low !== undefined && mode !== undefined && high !== undefined && low <= mode && mode <= high;
  return inOrder && low < high ? next : undefined;
}

function movedPercentile(
  value: Json | undefined,
  family: Fitted,
  name: string,
  to: number,
): Json | undefined {
  const summary = summaryWithoutClip(value);
  if (summary === undefined) return undefined;
  const written = writtenPair(value);
  if (name === "p50") {
    const moved = written.map(
      (key) => [key, tidy(shiftedBy(family, summary.p50, to, at(summary, key)))] as const,
    );
    return increasing(family, moved);
  }
  // The other end stays; where the middle is what was written, it stays instead.
  const other = written.find((key) => key !== name && (key === "p50" || key === "p5" || key === "p95"));
  const kept = other ?? (name === "p5" ? "p95" : "p5");
  const pair = [[name, tidy(to)] as const, [kept, at(summary, kept)] as const];
  return increasing(
    family,
    pair.map(([key, number]) => [key, key === kept ? exact(number) : number] as const),
  );
}

const exact = (value: number): number => Number(value.toPrecision(6));
const at = (summary: { readonly quantile: (share: number) => number }, name: string): number =>
  summary.quantile(Number(name.slice(1)) / 100);

/** The two percentiles that a quantity is written with; p5 and p95 where it is written otherwise. */
function writtenPair(value: Json | undefined): readonly string[] {
  const parameters = parametersOf(value);
  const names = isObject(parameters) ? Object.keys(parameters) : [];
  return names.length === 2 && names.every((name) => /^p\d+$/.test(name)) ? names : ["p5", "p95"];
}

/** Where a percentile goes when the middle goes from one place to another: families of scale grow, others slide. */
function shiftedBy(family: Fitted, from: number, to: number, value: number): number {
  if (family === "normal" || family === "uniform") return value + to - from;
  if (family !== "beta") return value * (to / from);
  const logit = (share: number): number => Math.log(share / (1 - share));
  return 1 / (1 + Math.exp(-(logit(value) + logit(to) - logit(from))));
}

function increasing(
  family: Fitted,
  pair: readonly (readonly [name: string, value: number])[],
): Json | undefined {
  const sorted = [...pair].sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)));
  const [first, second] = sorted;
  if (first === undefined || second === undefined || !(first[1] < second[1])) return undefined;
  const positive = family !== "normal" && family !== "uniform";
  if (positive && first[1] <= 0) return undefined;
  if (family === "beta" && second[1] >= 1) return undefined;
  return Object.fromEntries(sorted);
}
