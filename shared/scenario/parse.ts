/** From the text of a scenario file to a scenario, or to everything that is wrong with it. */
import type { Problem } from "../errors.ts";
import { fail, type Result, succeed } from "../result.ts";
import { kindText } from "./allowed.ts";
import { assumptionProblems, correlationProblems } from "./correlation-problems.ts";
import { designProblems } from "./design-problems.ts";
import { type JsonText, readJson } from "./json-text.ts";
import { modelProblems } from "./model-problems.ts";
import { outlineOf } from "./outline.ts";
import { formatPath, parsePath } from "./path.ts";
import { isRawObject, memberOf } from "./raw.ts";
import { routeProblems } from "./route-problems.ts";
import { FORMAT_VERSION, type Scenario, scenarioSchema } from "./schema.ts";
import { type ShapeProblem, shapeProblems } from "./shape-problems.ts";
import { trafficProblems } from "./traffic-problems.ts";

/**
 * Reads a scenario file.
 *
 * @param text The file's text: strict JSON in UTF-8, without comments, at most 50 million characters.
 * @returns The scenario as written, or every problem at once, in the order of the text, each with its path, the
 *   value found, what is allowed, a suggestion where one is likely, and its line and column.
 */
export function parseScenario(text: string): Result<Scenario, Problem[]> {
  const json = readJson(text);
  if (!json.ok) return json;
  const { value, problems } = json.value;
  const found = [
    ...problems,
    ...listed(scenarioProblems(value)).map((problem) => placed(problem, json.value)),
  ];
  if (found.length > 0) return fail(inOrder(found));
  const parsed = scenarioSchema.safeParse(value);
  if (parsed.success) return succeed(parsed.data);
  return fail(parsed.error.issues.map((issue) => placed(unexplained(issue), json.value)));
}

/**
 * Everything that is wrong with a value that should be a scenario, however it came about: what `parseScenario`
 * says, without positions. Empty where it is a scenario.
 */
export function scenarioProblems(value: unknown): Problem[] {
  if (!isRawObject(value)) {
    return [
      { path: "", message: `A scenario is an object in { }, not ${kindText(value)}.`, allowed: "an object" },
    ];
  }
  const version = memberOf(value, "plimsoll");
  if (typeof version === "number" && version > FORMAT_VERSION && Number.isInteger(version))
    return [newer(version)];
  const outline = outlineOf(value);
  return unique([
    ...shapeProblems(value, scenarioSchema),
    ...trafficProblems(outline),
    ...modelProblems(outline),
    ...designProblems(outline),
    ...routeProblems(outline),
    ...assumptionProblems(value),
    ...correlationProblems(value),
  ]);
}

function newer(version: number): Problem {
  return {
    path: "plimsoll",
    value: version,
    message: `The file is in version ${version} of the format, which is newer than this Plimsoll: it reads version ${FORMAT_VERSION}. Update Plimsoll to open it.`,
    allowed: String(FORMAT_VERSION),
  };
}

/** One cause is one problem: designs that are like each other would repeat it. */
function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ path, message }) => {
    const key = `${path}\n${message}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function placed({ of, ...problem }: ShapeProblem, text: JsonText): Problem {
  return { ...problem, ...text.positionOf(parsePath(problem.path) ?? [], of ?? "value") };
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

/** So many problems have one cause, and nobody reads them all. */
const MOST_PROBLEMS = 1000;

function listed(problems: ShapeProblem[]): ShapeProblem[] {
  const more = problems.length - MOST_PROBLEMS;
  if (more <= 0) return problems;
  return [...problems.slice(0, MOST_PROBLEMS), { path: "", message: `There are ${more} more problems.` }];
}

/** Should the schema ever refuse what the comparison above let pass, it is still a problem and no exception. */
function unexplained(issue: { readonly path: readonly PropertyKey[]; readonly message: string }): Problem {
  const path = issue.path.map((segment) => (typeof segment === "number" ? segment : String(segment)));
  return { path: formatPath(path), message: issue.message };
}
