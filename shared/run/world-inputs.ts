/**
 * What we don't know, in every world: the unknowns of a run, drawn without simulating anything.
 *
 * Each counts by itself: a share known from a test set and the shift that production gives it are two unknowns, drawn
 * independently, though the run only sees their sum.
 */
import { type Quantity, quantitySchema } from "../distribution/spec.ts";
import { drawnPath } from "../scenario/drawn-path.ts";
import { fieldAt, findPath, valueAt } from "../scenario/field-at.ts";
import { pathsOf } from "../scenario/known-paths.ts";
import type { Path } from "../scenario/path.ts";
import { isRawObject, memberOf } from "../scenario/raw.ts";
import type { Scenario } from "../scenario/schema.ts";
import { CompiledScenario } from "../simulate/replication.ts";
import type { Unit } from "../units/unit.ts";
import { inputWords } from "./input-words.ts";
import type { RunRequest } from "./request.ts";

/** An unknown in the worlds of a run. */
export interface WorldInput {
  /** Its field; of designs' fields without the design's name, as designs that say the same draw the same. */
  readonly path: string;
  /** In people's words. */
  readonly label: string;
  readonly unit: Unit | undefined;
  /** What the scenario says it was taken from, if anything. */
  readonly source: string | undefined;
  /** Whether the simulation of the request's designs reads it; otherwise it only matters elsewhere. */
  readonly inRun: boolean;
  /** Its value in each world, as the run uses it: with its own scale and shift. */
  readonly values: Float64Array;
  /** What was drawn by itself in each world, and the standard normal score it was drawn at. */
  readonly own: Float64Array;
  readonly scores: Float64Array;
  /** Its own value at a lower tail probability. */
  readonly quantile: (p: number) => number;
}

/** An unknown of a scenario, and where it stands. */
export interface WrittenUnknown {
  /** As it is drawn. */
  readonly path: string;
  readonly at: Path;
  readonly quantity: Quantity;
}

/**
 * The unknowns of a request's designs, and those that stand in the file and no design reads (what a unit is worth, a
 * one-off cost), in some worlds; by path, in the order of its letters.
 *
 * @param worlds their numbers: world k is that of replications 2k and 2k + 1
 */
export function worldInputs(request: RunRequest, worlds: readonly number[]): readonly WorldInput[] {
  const { scenario } = request;
  const compiled = new CompiledScenario(request);
  const inRun = new Set(compiled.drawWorld(0).keys());
  for (const { path, at, quantity } of writtenUnknowns(scenario)) {
    if (inRun.has(path)) continue;
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = fieldAt(at) ?? {};
    compiled.alsoDraw(quantity, path, minimum, maximum);
  }
  const paths = [...compiled.drawWorld(0).keys()].sort();
  const sources = sourcesOf(scenario);
  const inputs = new Map(
    paths.map((path) => [path, blankInput(path, inRun.has(path), sources.get(path), worlds.length)]),
  );
  worlds.forEach((world, i) => {
    for (const [path, draw] of compiled.drawWorld(world)) {
      const input = inputs.get(path);
      if (input === undefined) continue;
      input.values[i] = draw.value;
      input.own[i] = draw.own;
      input.scores[i] = draw.score;
      input.quantile = draw.quantile;
    }
  });
  return [...inputs.values()];
}

/** Whether an unknown has more than one value: some are numbers that were written as distributions. */
export function isUncertain({ quantile }: WorldInput): boolean {
  return quantile(LEAST) < quantile(1 - LEAST);
}

const LEAST = 1e-6;

type Filling = { -readonly [K in keyof WorldInput]: WorldInput[K] };

function blankInput(path: string, inRun: boolean, source: string | undefined, worlds: number): Filling {
  const column = () => new Float64Array(worlds);
  const { label, unit } = inputWords(path);
  const own = { values: column(), own: column(), scores: column(), quantile: () => Number.NaN };
  return { path, label, unit, source, inRun, ...own };
}

/** Where the file says each unknown was taken from, by the path it is drawn under. */
function sourcesOf(scenario: Scenario): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const [text, { source }] of Object.entries(scenario.assumptions ?? {})) {
    const found = source === undefined ? undefined : findPath(scenario, text);
    if (source !== undefined && found !== undefined) sources.set(drawnPath(scenario, found), source);
  }
  return sources;
}

/** Everything in a file that is unknown and written as a distribution, scales and shifts included. */
export function writtenUnknowns(scenario: Scenario): readonly WrittenUnknown[] {
  const found: WrittenUnknown[] = [];
  const visit = (at: Path, value: unknown) => {
    const field = fieldAt(at);
    if (!isRawObject(value) || field === undefined) return;
    // A test set's result may stand without the name of its family.
    const written = memberOf(value, "passed") === undefined ? value : { evaluation: value };
    const parsed = field.certainty === "unknown" ? quantitySchema.safeParse(written) : undefined;
    if (parsed?.success === true) found.push({ path: drawnPath(scenario, at), at, quantity: parsed.data });
    for (const [name, child] of Object.entries(value)) visit([...at, name], child);
  };
  for (const at of pathsOf(scenario)) {
    if (fieldAt(at)?.kind === "quantity") visit(at, at.reduce<unknown>(valueAt, scenario));
  }
  return found;
}
