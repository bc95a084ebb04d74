/** Which run a part belongs to: written into its first line, compared with others, and read back. */
import type { Problem } from "../errors.ts";
import { type Result, succeed } from "../result.ts";
import { retirementNotes, scenarioAt } from "../scenario/at-date.ts";
import { parseScenario } from "../scenario/parse.ts";
import { PART_FIGURES, PART_FORMAT, type PartHeader } from "./part-schema.ts";
import type { PreparedRun } from "./prepare.ts";
import type { Shard } from "./shard.ts";

/** What a part tells beside the run itself; the host knows it. */
export interface PartOrigin {
  readonly shard: Shard;
  /** The scenario's text and its SHA-256, in hexadecimal digits. */
  readonly text: string;
  readonly sha256: string;
  /** SHA-256 of the numbers of each column read, by `file#column`. */
  readonly columns: Readonly<Record<string, string>>;
  /** Version of the program. */
  readonly plimsoll: string;
  readonly precision: number | undefined;
}

/** The first line of a part of this run. */
export function partHeader(
  { request, chosen, notSimulated, prices }: PreparedRun,
  origin: PartOrigin,
): PartHeader {
  const { seed, replications, days, start, load, designs } = request;
  const { shard, text, sha256, columns, plimsoll, precision } = origin;
  return {
    kind: "run",
    format: PART_FORMAT,
    plimsoll,
    shard: { index: shard.index, of: shard.of },
    scenario: { sha256, text },
    columns: { ...columns },
    seed,
    replications,
    days,
    start,
    load,
    designs: [...designs],
    chosen,
    notSimulated: Object.fromEntries(Object.entries(notSimulated).map(([name, why]) => [name, [...why]])),
    ...(prices === undefined ? {} : { prices: { ...prices } }),
    ...(precision === undefined ? {} : { precision }),
    figures: [...PART_FIGURES],
  };
}

/** The run that a part belongs to. @returns every problem of the scenario in it, where this version reads it otherwise */
export function preparedRunOf(header: PartHeader): Result<PreparedRun, readonly Problem[]> {
  const scenario = parseScenario(header.scenario.text);
  if (!scenario.ok) return scenario;
  const { seed, replications, days, start, load, designs, chosen, notSimulated, prices } = header;
  const there = scenarioAt(scenario.value, start);
  const request = { scenario: there, columns: {}, seed, replications, days, start, load, designs };
  const notes = retirementNotes(scenario.value, start, designs);
  return succeed({ request, chosen, notSimulated, notes, ...(prices === undefined ? {} : { prices }) });
}

/**
 * What the runs of two parts differ in, in words; empty for parts of the same run, cut into as many.
 *
 * @example differences(found, wanted) // ["seed 8, not 7", "2 days, not 1"]
 */
export function differences(found: PartHeader, wanted: PartHeader): string[] {
  const words: string[] = [];
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  const compare = (name: string, a: number | string, b: number | string) => {
    if (a !== b) words.push(`${name} ${a}, not ${b}`);
  };
  compare("Plimsoll", found.plimsoll, wanted.plimsoll);
  if (found.scenario.sha256 !== wanted.scenario.sha256)
    words.push(
      `another text of the scenario (SHA-256 ${short(found.scenario.sha256)}, not ${short(wanted.scenario.sha256)})`,
    );
  for (const key of Object.keys({ ...wanted.columns, ...found.columns })) {
    if (found.columns[key] !== wanted.columns[key])
      words.push(`other numbers in ${key.replace("#", ", column ")}`);
  }
  compare("seed", found.seed, wanted.seed);
  compare("replications", found.replications, wanted.replications);
  compare("days", found.days, wanted.days);
  compare("start", found.start, wanted.start);
  compare("load", found.load, wanted.load);
  if (differs(found.designs, wanted.designs))
    words.push(`designs ${found.designs.join(", ")}, not ${wanted.designs.join(", ")}`);
  compare("precision", found.precision ?? "none", wanted.precision ?? "none");
  if (differs(found.figures, wanted.figures)) words.push("other figures of a replication");
  compare("number of parts", found.shard.of, wanted.shard.of);
  return words;
}

/** True where nothing differs but the day the run was started on: a scenario without a start takes today. */
export function differsInStartOnly(found: PartHeader, wanted: PartHeader): boolean {
  return found.start !== wanted.start && differences({ ...found, start: wanted.start }, wanted).length === 0;
}

/**
 * Which parts are missing.
 *
 * @param present indices, from 1
 * @example missingParts([1, 2, 6], 8) // [3, 4, 5, 7, 8]
 */
export function missingParts(present: Iterable<number>, of: number): number[] {
  const there = new Set(present);
  return Array.from({ length: of }, (_, i) => i + 1).filter((index) => !there.has(index));
}

/** @example rangesText([3, 4, 5, 7]) // "3–5, 7" */
export function rangesText(ascending: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const number of ascending) {
    const range = ranges.at(-1);
    if (range !== undefined && range.last === number - 1) range.last = number;
    else ranges.push({ first: number, last: number });
  }
  return ranges
    .map(({ first, last }) => {
      if (first === last) return String(first);
      return last === first + 1 ? `${first}, ${last}` : `${first}–${last}`;
    })
    .join(", ");
}

const short = (sha256: string) => `${sha256.slice(0, 8)}…`;
