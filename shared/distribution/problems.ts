/** What is wrong with a quantity as someone wrote it, in words that help to put it right. */
import type { Problem } from "../errors.ts";
import { familyProblems } from "./family-problems.ts";
import { given, isRecord, nearestName, numberProblem } from "./problem-parts.ts";
import { FAMILIES, type Family } from "./spec.ts";

/** Where a quantity stands, which decides what it may have beside its family. */
type Place = "field" | "scale" | "shift" | "part";

const BESIDE = ["min", "max", "scale"];
const ONE_FAMILY = `a number, or an object with one of ${FAMILIES.join(", ")}`;

/**
 * Every problem of a quantity; none where it can be compiled.
 *
 * @param spec what stands in the file, of any type
 * @param path where it stands, as `task.steps[0].input`
 * @example
 * distributionProblems({ lognormal: { p95: 2, p5: 3 } }, "task.patience")
 * // one: at "task.patience.lognormal", "p5 must be below p95."
 */
export function distributionProblems(spec: unknown, path: string): Problem[] {
  return quantityProblems(spec, path, "field");
}

function quantityProblems(spec: unknown, path: string, place: Place): Problem[] {
  if (typeof spec === "number") return numberProblem(spec, path);
  if (!isRecord(spec)) {
    return [
      { path, ...given(spec), message: "A quantity is a number or a distribution.", allowed: ONE_FAMILY },
    ];
  }
  const families = FAMILIES.filter((family) => Object.hasOwn(spec, family));
  const strangers = Object.keys(spec).filter((key) => !isFamily(key) && !BESIDE.includes(key));
  const unknown = strangers.map((key) => strangerProblem(key, spec, path, families.length === 0));
  if (families.length === 0 && unknown.length > 0) return unknown;
  return [
    ...unknown,
    ...familyCountProblems(families, spec, path),
    ...clipProblems(spec, path),
    ...scaleProblems(spec, path, place, families),
    ...families.flatMap((family) => parametersProblems(family, spec[family], `${path}.${family}`, place)),
  ];
}

function isFamily(key: string): key is Family {
  return FAMILIES.some((family) => family === key);
}

function strangerProblem(
  key: string,
  spec: Record<string, unknown>,
  path: string,
  asFamily: boolean,
): Problem {
  const names = asFamily ? [...FAMILIES, ...BESIDE] : BESIDE;
  const suggestion = nearestName(key, names);
  return {
    path: path === "" ? key : `${path}.${key}`,
    ...given(spec[key]),
    message: asFamily
      ? `There is no family of distributions called ${key}.`
      : `A distribution has no ${key} beside its family; parameters go inside it.`,
    allowed: `one of ${names.join(", ")}`,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function familyCountProblems(families: readonly Family[], spec: unknown, path: string): Problem[] {
  if (families.length === 1) return [];
  const message =
    families.length === 0
      ? "The family of the distribution is missing."
      : `A distribution has one family, and here are ${families.length}: ${families.join(", ")}.`;
  return [{ path, ...given(spec), message, allowed: ONE_FAMILY }];
}

function clipProblems(spec: Record<string, unknown>, path: string): Problem[] {
  const { min, max } = spec;
  const problems = [
    ...(min === undefined ? [] : numberProblem(min, `${path}.min`)),
    ...(max === undefined ? [] : numberProblem(max, `${path}.max`)),
  ];
  if (typeof min === "number" && typeof max === "number" && min > max) {
    problems.push({
      path: `${path}.min`,
      value: min,
      message: "min must not be above max.",
      allowed: `at most ${max}`,
    });
  }
  return problems;
}

function scaleProblems(
  spec: Record<string, unknown>,
  path: string,
  place: Place,
  families: readonly Family[],
): Problem[] {
  if (spec.scale === undefined) return [];
  const at = `${path}.scale`;
  const refused = {
    field: families.includes("evaluation") ? "An evaluation is not scaled; use its shift." : undefined,
    scale: "A scale has no scale of its own.",
    shift: "A shift has no scale.",
    part: "A part of a mixture has no scale; scale the mixture as a whole.",
  }[place];
  if (refused !== undefined) return [{ path: at, ...given(spec.scale), message: refused }];
  return quantityProblems(spec.scale, at, "scale");
}

function parametersProblems(family: Family, parameters: unknown, path: string, place: Place): Problem[] {
  if (family === "mixture") return mixtureProblems(parameters, path);
  const problems = familyProblems(family, parameters, path);
  if (family !== "evaluation" || !isRecord(parameters) || parameters.shift === undefined) return problems;
  const at = `${path}.shift`;
  if (place !== "field") {
    return [
      ...problems,
      { path: at, ...given(parameters.shift), message: `No shift is possible inside a ${place}.` },
    ];
  }
  return [...problems, ...quantityProblems(parameters.shift, at, "shift")];
}

function mixtureProblems(parts: unknown, path: string): Problem[] {
  const allowed = "a list of { weight, of }";
  if (!Array.isArray(parts) || parts.length === 0) {
    return [{ path, ...given(parts), message: "A mixture is a list of parts, at least one.", allowed }];
  }
  const problems = parts.flatMap((part: unknown, i) => partProblems(part, `${path}[${i}]`));
  const weights = parts.map((part: unknown) => (isRecord(part) ? part.weight : undefined));
  if (problems.length === 0 && weights.every((weight) => weight === 0)) {
    problems.push({ path, message: "At least one part of a mixture needs a weight above 0." });
  }
  return problems;
}

function partProblems(part: unknown, path: string): Problem[] {
  if (!isRecord(part)) {
    return [
      {
        path,
        ...given(part),
        message: "A part of a mixture has a weight and a quantity.",
        allowed: "{ weight, of }",
      },
    ];
  }
  const problems: Problem[] = Object.keys(part)
    .filter((key) => key !== "weight" && key !== "of")
    .map((key) => ({
      path: `${path}.${key}`,
      ...given(part[key]),
      message: `A part of a mixture has no ${key}.`,
      allowed: "weight, of",
    }));
  const { weight } = part;
  if (typeof weight !== "number" || !(weight >= 0 && weight < Infinity)) {
    problems.push({
      path: `${path}.weight`,
      ...given(weight),
      message: "A weight is a number, not negative.",
      allowed: "0 or more",
    });
  }
  if (part.of === undefined) {
    problems.push({
      path: `${path}.of`,
      message: "A part of a mixture needs a quantity.",
      allowed: ONE_FAMILY,
    });
    return problems;
  }
  return [...problems, ...quantityProblems(part.of, `${path}.of`, "part")];
}
