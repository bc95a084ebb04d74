/** The options of `plimsoll run`: one list, from which they are read, checked and explained. */
import type { Problem } from "../shared/errors.ts";
import { fail, type Result, succeed } from "../shared/result.ts";
import type { Shard } from "../shared/run/shard.ts";
import { parseTyped } from "../shared/units/typed.ts";
import type { Unit } from "../shared/units/unit.ts";
import type { OptionHelp } from "./command.ts";

export interface RunArguments {
  /** The scenario's path; `-` is standard input. */
  readonly file: string;
  /** Empty = every design of the scenario. */
  readonly designs: readonly string[];
  readonly replications?: number;
  readonly seed?: number;
  readonly days?: number;
  readonly workers?: number;
  readonly load?: number;
  readonly precision?: number;
  /** Simulate only this part of the run, and write it to `out`; both or neither. */
  readonly shard?: Shard;
  readonly out?: string;
  /** Absent = the table only; `-` = JSON on standard output instead of it; otherwise the file to write beside it. */
  readonly json?: string;
}

export type NumberOption = "replications" | "seed" | "days" | "workers" | "load" | "precision";

interface NumberRule {
  readonly name: NumberOption;
  /** What stands for the number in help. */
  readonly letter: string;
  readonly unit: Unit;
  readonly allowed: string;
  readonly accepts: (value: number) => boolean;
  /** The nearest value that would do, where that is obvious. */
  readonly mend?: (value: number) => number | undefined;
  readonly explain: string;
}

const MOST_REPLICATIONS = 100_000;
const MOST_WORKERS = 256;
const LARGEST_SEED = 4_294_967_295;
const MOST_DAYS = 366;

const isWhole = Number.isInteger;

export const NUMBER_OPTIONS: readonly NumberRule[] = [
  {
    name: "replications",
    letter: "N",
    unit: "count",
    allowed: "an even number from 2 to 100,000 (two replications share a world)",
    accepts: (n) => isWhole(n) && n % 2 === 0 && n >= 2 && n <= MOST_REPLICATIONS,
    mend: (n) => (n > 0 && n < MOST_REPLICATIONS ? 2 * Math.ceil(n / 2) : undefined),
    explain: "simulated horizons, two a world; default: the scenario's, or 256",
  },
  {
    name: "seed",
    letter: "N",
    unit: "count",
    allowed: "a whole number from 0 to 4,294,967,295",
    accepts: (n) => isWhole(n) && n >= 0 && n <= LARGEST_SEED,
    explain: "another seed, other chances; default: the scenario's, or 1",
  },
  {
    name: "days",
    letter: "N",
    unit: "days",
    allowed: "a number above 0, at most 366; it may be a fraction",
    accepts: (n) => n > 0 && n <= MOST_DAYS,
    explain: "length of the horizon; default: the scenario's, or 1",
  },
  {
    name: "load",
    letter: "X",
    unit: "factor",
    allowed: "a number above 0, at most 1,000",
    accepts: (n) => n > 0 && n <= 1000,
    explain: "that many times the scenario's traffic; default: 1",
  },
  {
    name: "precision",
    letter: "P",
    unit: "share",
    allowed: "a share between 0 and 1, such as 0.02 or 2%",
    accepts: (n) => n > 0 && n < 1,
    explain:
      "stop once the intervals of the chosen design's cost per unit and targets are that narrow, as a share of the value; looks are taken at doubling numbers of replications",
  },
  {
    name: "workers",
    letter: "N",
    unit: "count",
    allowed: "a whole number from 1 to 256",
    accepts: (n) => isWhole(n) && n >= 1 && n <= MOST_WORKERS,
    explain: "threads to simulate on; default: as many as the machine runs at once",
  },
];

/** How help explains these options. */
export function numberHelp(options: readonly NumberRule[]): OptionHelp[] {
  return options.map(({ name, letter, explain }) => ({ option: `--${name} ${letter}`, explains: explain }));
}

export function isNumberOption(name: string): name is NumberOption {
  return NUMBER_OPTIONS.some((option) => option.name === name);
}

/** Reads the value of an option, as people write numbers (`1k`, `2%`, `12 h`), and checks it. */
export function numberOption(name: NumberOption, text: string): Result<number, Problem> {
  const rule = NUMBER_OPTIONS.find((option) => option.name === name);
  if (rule === undefined) return fail({ path: `--${name}`, message: "There is no such option." });
  const { unit, allowed, accepts, mend } = rule;
  const typed = parseTyped(text, unit);
  const about = { path: `--${name}`, value: text, allowed };
  if (!typed.ok) return fail({ ...about, message: typed.error.message });
  if (typed.value.kind === "range")
    return fail({ ...about, message: "One number is wanted here, not a range." });
  const { value } = typed.value;
  if (accepts(value)) return succeed(value);
  const instead = mend?.(value);
  const suggestion = instead === undefined ? {} : { suggestion: String(instead) };
  return fail({ ...about, message: "This value is not allowed.", ...suggestion });
}

export const SHARD_ALLOWED = "I/N, the I-th of N parts, such as 1/8 to 8/8";

/** Reads `I/N`, counted from 1. */
export function shardOption(text: string): Result<Shard, Problem> {
  const about = { path: "--shard", value: text, allowed: SHARD_ALLOWED };
  const [, first, second] = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim()) ?? [];
  if (first === undefined || second === undefined) return fail({ ...about, message: "This is not a part." });
  const [index, of] = [Number(first), Number(second)];
  if (of === 0) return fail({ ...about, message: "A run has one part at least." });
  if (index === 0) return fail({ ...about, message: "Parts are counted from 1.", suggestion: `1/${of}` });
  if (index > of) return fail({ ...about, message: `There is no part ${index} of ${of}.` });
  return succeed({ index, of });
}
