/** What is wrong with the parameters of one family. */
import type { Problem } from "../errors.ts";
import { empiricalProblems } from "./empirical-problems.ts";
import { LARGEST_BETA_SIZE } from "./fit.ts";
import { given, isRecord, listed, nearestName, numberProblem } from "./problem-parts.ts";
import { type Family, quantitySchema } from "./spec.ts";
import { isTwoParameterSpec, twoParameterFamily } from "./two-parameters.ts";

/** What a family may be given: one of the sets, and besides any of `also`; a fitted one a mean and a spread, or two percentiles. */
interface Parameters {
  readonly sets: readonly (readonly string[])[];
  readonly also?: readonly string[];
  readonly fitted?: true;
}

type Parametric = Exclude<Family, "constant" | "empirical" | "mixture">;

const PARAMETERS: Readonly<Record<Parametric, Parameters>> = {
  uniform: { sets: [["min", "max"]], fitted: true },
  triangular: { sets: [["min", "mode", "max"]] },
  pert: { sets: [["min", "mode", "max"]] },
  normal: { sets: [], fitted: true },
  lognormal: { sets: [["mu", "sigma"]], fitted: true },
  exponential: { sets: [["mean"], ["rate"]] },
  gamma: { sets: [["shape", "scale"]], fitted: true },
  weibull: { sets: [["shape", "scale"]], fitted: true },
  pareto: { sets: [["shape", "scale"]], fitted: true },
  beta: { sets: [["alpha", "beta"]], fitted: true },
  geometric: { sets: [["mean"], ["p"]], also: ["max"] },
  poisson: { sets: [["mean"]] },
  evaluation: { sets: [["passed", "of"]], also: ["shift"] },
};

const SPREADS = [
  ["mean", "sd"],
  ["mean", "cv"],
] as const;
const PERCENTILE = /^p[1-9][0-9]?$/;

/** Problems of the parameters of any family but mixture; those inside a shift are not looked for here. */
export function familyProblems(
  family: Exclude<Family, "mixture">,
  parameters: unknown,
  path: string,
): Problem[] {
  if (family === "constant") return numberProblem(parameters, path);
  if (family === "empirical") return empiricalProblems(parameters, path);
  const taken = PARAMETERS[family];
  if (!isRecord(parameters)) {
    const message = `The parameters of ${family} are missing.`;
    return [{ path, ...given(parameters), message, allowed: allowedText(taken) }];
  }
  const also = taken.also ?? [];
  const names = Object.keys(parameters).filter((name) => !also.includes(name));
  const strangers = names.filter((name) => !isKnown(name, taken));
  if (strangers.length > 0) return strangers.map((name) => strangerProblem(family, name, parameters, path));
  if (!isSet(names, taken)) {
    const message = `${family} can't be described by ${names.length === 0 ? "nothing" : listed(names, "and")}.`;
    return [{ path, value: parameters, message, allowed: allowedText(taken) }];
  }
  const numbers = [...names, ...also.filter((name) => name !== "shift" && parameters[name] !== undefined)];
  const wrong = numbers.flatMap((name) => valueProblems(family, name, parameters[name], `${path}.${name}`));
  if (wrong.length > 0) return wrong;
  const values: Record<string, number> = {};
  for (const name of numbers) values[name] = Number(parameters[name]);
  const together = jointProblems(family, values, path);
  return together.length > 0 ? together : unmetProblems(family, values, path);
}

function isKnown(name: string, { sets, fitted }: Parameters): boolean {
  if (sets.some((set) => set.includes(name))) return true;
  return fitted === true && (PERCENTILE.test(name) || ["mean", "sd", "cv"].includes(name));
}

function isSet(names: readonly string[], { sets, fitted }: Parameters): boolean {
  const possible: (readonly string[])[] = fitted === true ? [...sets, ...SPREADS] : [...sets];
  if (possible.some((set) => set.length === names.length && set.every((name) => names.includes(name))))
    return true;
  return fitted === true && names.length === 2 && names.every((name) => PERCENTILE.test(name));
}

function allowedText({ sets, also, fitted }: Parameters): string {
  const ways = sets.map((set) => listed(set, "and"));
  if (fitted === true) ways.push("mean and sd", "mean and cv", "two of p1 … p99");
  return listed(ways, "or") + (also === undefined ? "" : `; and if need be ${listed(also, "and")}`);
}

function strangerProblem(family: Parametric, name: string, parameters: object, path: string): Problem {
  const taken = PARAMETERS[family];
  const known = [
    ...taken.sets.flat(),
    ...(taken.also ?? []),
    ...(taken.fitted === true ? ["mean", "sd", "cv"] : []),
  ];
  const isPercentile = taken.fitted === true && /^p\d/.test(name);
  const suggestion = isPercentile ? undefined : nearestName(name, [...new Set(known)]);
  return {
    path: `${path}.${name}`,
    ...given(Reflect.get(parameters, name)),
    message: isPercentile
      ? "Percentiles are whole numbers from p1 to p99."
      : `${family} has no parameter called ${name}.`,
    allowed: allowedText(taken),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** A range of numbers, in words and as a test. */
interface Allowed {
  readonly words: string;
  readonly holds: (value: number) => boolean;
}
const ABOVE_ZERO: Allowed = { words: "a number above 0", holds: (value) => value > 0 };
const NOT_NEGATIVE: Allowed = { words: "0 or more", holds: (value) => value >= 0 };
const SHAPE_OF_BETA: Allowed = {
  words: "a number above 0, at most 1e8",
  holds: (value) => value > 0 && value <= LARGEST_BETA_SIZE,
};
const CASES: Allowed = { words: "from 0 to 1e8", holds: (value) => value >= 0 && value <= LARGEST_BETA_SIZE };
const INSIDE_SHARE: Allowed = { words: "a number between 0 and 1", holds: (value) => value > 0 && value < 1 };
const ONE_OR_MORE: Allowed = { words: "1 or more", holds: (value) => value >= 1 };
const TRY_SHARE: Allowed = { words: "above 0 and at most 1", holds: (value) => value > 0 && value <= 1 };

/** Ranges of parameters whatever the family. */
const RANGES: Readonly<Record<string, Allowed>> = {
  sd: NOT_NEGATIVE,
  cv: NOT_NEGATIVE,
  sigma: NOT_NEGATIVE,
  passed: CASES,
  of: CASES,
  shape: ABOVE_ZERO,
  scale: ABOVE_ZERO,
  rate: ABOVE_ZERO,
  alpha: SHAPE_OF_BETA,
  beta: SHAPE_OF_BETA,
  p: TRY_SHARE,
};
/** Range of a mean, and of the values at percentiles, where the family doesn't take every number. */
const VALUES: Partial<Record<Parametric, Allowed>> = {
  lognormal: ABOVE_ZERO,
  exponential: ABOVE_ZERO,
  gamma: ABOVE_ZERO,
  weibull: ABOVE_ZERO,
  pareto: ABOVE_ZERO,
  beta: INSIDE_SHARE,
  geometric: ONE_OR_MORE,
  poisson: NOT_NEGATIVE,
};

function valueProblems(family: Parametric, name: string, value: unknown, path: string): Problem[] {
  const noNumber = numberProblem(value, path);
  if (typeof value !== "number" || noNumber.length > 0) return noNumber;
  const isValue = name === "mean" || PERCENTILE.test(name) || (family === "geometric" && name === "max");
  const allowed = isValue ? VALUES[family] : RANGES[name];
  if (allowed === undefined || allowed.holds(value)) return [];
  return [{ path, value, message: `${name} of ${family} is out of range.`, allowed: allowed.words }];
}

/** Parameters that are right by themselves and wrong together. */
function jointProblems(
  family: Parametric,
  values: Readonly<Record<string, number>>,
  path: string,
): Problem[] {
  const { min, mode, max, mean, sd, cv, passed, of } = values;
  if (passed !== undefined && of !== undefined && passed > of) {
    return [
      {
        path: `${path}.passed`,
        value: passed,
        message: "More cases passed than there were.",
        allowed: `at most ${of}`,
      },
    ];
  }
  if (min !== undefined && max !== undefined && min > max) {
    return [
      { path: `${path}.min`, value: min, message: "min must not be above max.", allowed: `at most ${max}` },
    ];
  }
  if (min !== undefined && max !== undefined && mode !== undefined && (mode < min || mode > max)) {
    return [
      {
        path: `${path}.mode`,
        value: mode,
        message: "The mode lies outside.",
        allowed: `from ${min} to ${max}`,
      },
    ];
  }
  if (mean === 0 && cv !== undefined) {
    return [{ path: `${path}.cv`, value: cv, message: "A cv says nothing about a mean of 0; give an sd." }];
  }
  const spread = sd ?? (cv === undefined || mean === undefined ? undefined : cv * mean);
  if (
    family === "beta" &&
    mean !== undefined &&
    spread !== undefined &&
    spread * spread >= mean * (1 - mean)
  ) {
    const most = Math.sqrt(mean * (1 - mean)) / (cv === undefined ? 1 : mean);
    const name = cv === undefined ? "sd" : "cv";
    const message = `No share of mean ${mean} varies that much.`;
    return [
      {
        path: `${path}.${name}`,
        value: values[name],
        message,
        allowed: `below ${Number(most.toPrecision(4))}`,
      },
    ];
  }
  return percentileOrderProblems(values, path);
}

function percentileOrderProblems(values: Readonly<Record<string, number>>, path: string): Problem[] {
  const [low, high] = Object.keys(values)
    .filter((name) => PERCENTILE.test(name))
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  if (low === undefined || high === undefined) return [];
  if ((values[low] ?? 0) < (values[high] ?? 0)) return [];
  const message = `${low} must be below ${high}.`;
  return [{ path, value: { [low]: values[low], [high]: values[high] }, message }];
}

/** What no parameters of the family can meet, although nothing in it is wrong by itself. */
function unmetProblems(
  family: Parametric,
  values: Readonly<Record<string, number>>,
  path: string,
): Problem[] {
  const parsed = quantitySchema.safeParse({ [family]: values });
  if (!parsed.success || typeof parsed.data === "number" || !isTwoParameterSpec(parsed.data)) return [];
  if (twoParameterFamily(parsed.data) !== undefined) return [];
  const asked = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  const message = `No ${family} distribution has ${listed(asked, "and")}.`;
  return [{ path, value: values, message, allowed: "a wider or a narrower spread, or another family" }];
}
