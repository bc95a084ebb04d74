/** What is wrong with a distribution taken from data. */
import type { Problem } from "../errors.ts";
import { given, isRecord, numberProblem } from "./problem-parts.ts";

const WAYS = "values, quantiles, or file and column";

export function empiricalProblems(parameters: unknown, path: string): Problem[] {
  if (!isRecord(parameters)) {
    return [{ path, ...given(parameters), message: "The data are missing.", allowed: WAYS }];
  }
  const names = Object.keys(parameters).sort().join(" ");
  if (names === "values") return valuesProblems(parameters.values, `${path}.values`);
  if (names === "quantiles") return quantilesProblems(parameters.quantiles, `${path}.quantiles`);
  if (names === "column file") {
    return ["file", "column"].flatMap((name) => nameProblems(parameters[name], `${path}.${name}`));
  }
  const message = "Data come in one of three ways.";
  return [{ path, value: parameters, message, allowed: WAYS }];
}

function nameProblems(value: unknown, path: string): Problem[] {
  if (typeof value === "string" && value !== "") return [];
  return [{ path, ...given(value), message: "Here belongs a name.", allowed: "text" }];
}

function valuesProblems(values: unknown, path: string): Problem[] {
  if (!Array.isArray(values) || values.length === 0) {
    return [
      { path, ...given(values), message: "At least one value is needed.", allowed: "a list of numbers" },
    ];
  }
  return values.flatMap((value: unknown, i) => numberProblem(value, `${path}[${i}]`));
}

function quantilesProblems(points: unknown, path: string): Problem[] {
  if (!Array.isArray(points) || points.length < 2) {
    const allowed = "a list of [share, value], from share 0 to share 1";
    return [{ path, ...given(points), message: "At least two points are needed.", allowed }];
  }
  const problems: Problem[] = [];
  let before: readonly [share: number, value: number] | undefined;
  points.forEach((point: unknown, i) => {
    const at = `${path}[${i}]`;
    if (!isPoint(point)) {
      problems.push({
        path: at,
        ...given(point),
        message: "A point is a pair of numbers.",
        allowed: "[share, value]",
      });
      return;
    }
    problems.push(...pointProblems(point, before, at));
    before = point;
  });
  return problems.length > 0 ? problems : endProblems(points, path);
}

function isPoint(point: unknown): point is readonly [share: number, value: number] {
  return Array.isArray(point) && point.length === 2 && point.every((number) => Number.isFinite(number));
}

function pointProblems(
  [share, value]: readonly [share: number, value: number],
  before: readonly [share: number, value: number] | undefined,
  path: string,
): Problem[] {
  if (share < 0 || share > 1) {
    return [
      { path: `${path}[0]`, value: share, message: "A share lies between 0 and 1.", allowed: "from 0 to 1" },
    ];
  }
  if (before === undefined) return [];
  if (share <= before[0]) {
    return [
      { path: `${path}[0]`, value: share, message: "Shares must rise.", allowed: `above ${before[0]}` },
    ];
  }
  if (value < before[1]) {
    return [
      { path: `${path}[1]`, value, message: "Quantiles must not fall.", allowed: `at least ${before[1]}` },
    ];
  }
  return [];
}

function endProblems(points: readonly unknown[], path: string): Problem[] {
  const ends = [
    { index: 0, share: 0, name: "first" },
    { index: points.length - 1, share: 1, name: "last" },
  ];
  return ends.flatMap(({ index, share, name }) => {
    const point = points[index];
    if (!isPoint(point) || point[0] === share) return [];
    const message = `The ${name} share must be ${share}: the ${share === 0 ? "smallest" : "largest"} value belongs there.`;
    return [{ path: `${path}[${index}][0]`, value: point[0], message, allowed: String(share) }];
  });
}
