/** What stands behind `plimsoll explain`. */
import type { Problem } from "../shared/errors.ts";
import { fail, type Result, succeed } from "../shared/result.ts";
import type { ExemplarKind } from "../shared/simulate/tally.ts";
import { filesOf, takeJson, type Words } from "./json-option.ts";
import { isNumberOption, NUMBER_OPTIONS, type NumberOption, numberOption } from "./run-options.ts";
import { ownValue, type Token, tokensOf, unknownOption } from "./tokens.ts";

/** A task by its replication and its number in the order of arrivals, both from 0. */
export interface NamedTask {
  readonly replication: number;
  readonly task: number;
}

export interface ExplainArguments {
  /** The scenario's path; `-` is standard input. */
  readonly file: string;
  /** Absent = the chosen one. */
  readonly design?: string;
  /** How many of each kind; one of the slowest where nothing is asked for. */
  readonly picks: Readonly<Partial<Record<ExemplarKind, number>>>;
  readonly tasks: readonly NamedTask[];
  readonly replications?: number;
  readonly seed?: number;
  readonly days?: number;
  readonly workers?: number;
  readonly load?: number;
  /** Absent = text only; `-` = JSON on standard output instead of it; otherwise the file to write beside it. */
  readonly json?: string;
}

/** Options that pick the tasks which stand out, and what they stand out by. */
export const PICKS = [
  { option: "slowest", kind: "slowest" },
  { option: "costliest", kind: "costliest" },
  { option: "most-tried", kind: "mostTried" },
] as const satisfies readonly { readonly option: string; readonly kind: ExemplarKind }[];

/** A run keeps so many of each kind. */
const MOST = 5;
const PICK_ALLOWED = `a whole number from 1 to ${MOST} (a run keeps ${MOST} of each kind)`;
const TASK_ALLOWED = "REPLICATION:NUMBER, both counted from 0, such as 12:4711";

/** Options of `run` that `explain` takes too. */
export const EXPLAIN_NUMBERS: typeof NUMBER_OPTIONS = NUMBER_OPTIONS.filter(
  ({ name }) => name !== "precision",
);
const VALUED: readonly string[] = [
  "design",
  ...PICKS.map(({ option }) => option),
  "task",
  ...EXPLAIN_NUMBERS.map(({ name }) => name),
];

interface Found extends Words {
  readonly problems: Problem[];
  design: string | undefined;
  readonly picks: Partial<Record<ExemplarKind, number>>;
  readonly tasks: NamedTask[];
  readonly numbers: Partial<Record<NumberOption, number>>;
}

/** @returns What is to be explained, or every problem with what was typed. */
export function parseExplain(args: readonly string[]): Result<ExplainArguments, readonly Problem[]> {
  const found: Found = {
    problems: [],
    design: undefined,
    picks: {},
    tasks: [],
    numbers: {},
    positionals: [],
    behindJson: undefined,
    json: undefined,
  };
  const tokens = tokensOf(args, VALUED);
  tokens.forEach((token, i) => {
    if (token.kind === "positional") found.positionals.push(token.text);
    else if (token.text === "json") takeJson(token, tokens[i + 1], found, found.problems);
    else takeOption(token, found);
  });
  const { problems, design, picks, tasks, numbers } = found;
  const unknown = problems.some(({ path }) => path === "");
  const { files, json } = filesOf(found);
  const [file, ...more] = files;
  if (file === undefined) {
    const message =
      "A scenario file is missing: plimsoll explain FILE, or - to read one from standard input.";
    problems.push({ path: "", message });
  } else if (more.length > 0 && !unknown)
    problems.push({ path: "", message: `explain takes one scenario file; found ${files.join(", ")}.` });
  if (problems.length > 0 || file === undefined) return fail(problems);
  const nothing = Object.keys(picks).length === 0 && tasks.length === 0;
  return succeed({
    file,
    ...(design === undefined ? {} : { design }),
    picks: nothing ? { slowest: 1 } : picks,
    tasks,
    ...numbers,
    ...(json === undefined ? {} : { json }),
  });
}

function takeOption(token: Token, found: Found): void {
  const { problems } = found;
  const { text, typed } = token;
  if (!VALUED.includes(text) || !typed.startsWith("--")) {
    problems.push(unknownOption(typed, [...VALUED, "json", "help"]));
    return;
  }
  const value = ownValue(token);
  const pick = PICKS.find(({ option }) => option === text);
  if (value === undefined)
    problems.push({ path: typed, message: "A value is missing behind it.", allowed: allowedBehind(text) });
  else if (pick !== undefined) takePick(pick, value, found);
  else if (text === "task") takeTask(value, found);
  else if (isNumberOption(text)) {
    const number = numberOption(text, value);
    if (number.ok) found.numbers[text] = number.value;
    else problems.push(number.error);
  } else if (found.design === undefined || found.design === value) found.design = value;
  else {
    const message = `explain looks into one design at a time; found ${found.design} and ${value}.`;
    problems.push({ path: "--design", message });
  }
}

function takePick({ option, kind }: (typeof PICKS)[number], value: string, found: Found): void {
  const count = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (count >= 1 && count <= MOST) found.picks[kind] = count;
  else {
    const suggestion = count > MOST ? { suggestion: String(MOST) } : {};
    const about = { path: `--${option}`, value, allowed: PICK_ALLOWED, ...suggestion };
    found.problems.push({ ...about, message: "This value is not allowed." });
  }
}

function takeTask(value: string, found: Found): void {
  const [, first, second] = /^(\d{1,9}):(\d{1,9})$/.exec(value) ?? [];
  if (first === undefined || second === undefined) {
    const message = "This is not the name of a task.";
    found.problems.push({ path: "--task", value, message, allowed: TASK_ALLOWED });
    return;
  }
  const named = { replication: Number(first), task: Number(second) };
  const known = found.tasks.some(
    ({ replication, task }) => replication === named.replication && task === named.task,
  );
  if (!known) found.tasks.push(named);
}

function allowedBehind(option: string): string {
  if (option === "task") return TASK_ALLOWED;
  if (PICKS.some((pick) => pick.option === option)) return PICK_ALLOWED;
  return NUMBER_OPTIONS.find(({ name }) => name === option)?.allowed ?? "the name of a design";
}
