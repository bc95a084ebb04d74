/** `plimsoll new`: a scenario from four numbers, to be run at once and made true bit by bit. */
import { ExpectedError, type Problem } from "../shared/errors.ts";
import { fail, type Result, succeed } from "../shared/result.ts";
import { type PilotNumbers, scenarioFromPilot } from "../shared/scenario/from-pilot.ts";
import { parseScenario } from "../shared/scenario/parse.ts";
import { parseTyped } from "../shared/units/typed.ts";
import type { Unit } from "../shared/units/unit.ts";
import { type Command, HELP_OPTION } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Host } from "./host.ts";
import { hanging, wrap } from "./layout.ts";
import { writeNew } from "./new-file.ts";
import { harmless, widthOf } from "./terminal.ts";
import { ownValue, type Token, tokensOf, unknownOption } from "./tokens.ts";

interface NumberField {
  readonly option: string;
  readonly field: "calls" | "cost" | "usersPerDay" | "callsPerUser" | "budget";
  readonly unit: Unit;
  readonly explains: string;
}

const NEEDED: readonly NumberField[] = [
  { option: "pilot-calls", field: "calls", unit: "calls", explains: "model calls that the pilot made" },
  { option: "pilot-cost", field: "cost", unit: "currency", explains: "what the pilot paid for them" },
  { option: "users", field: "usersPerDay", unit: "users", explains: "people who will use it on a day" },
  {
    option: "calls-per-user",
    field: "callsPerUser",
    unit: "factor",
    explains: "model calls that one of them makes on a day",
  },
];
const BUDGET: NumberField = {
  option: "budget",
  field: "budget",
  unit: "currency",
  explains: "what a month may cost; default: no target is set",
};
const NUMBERS: readonly NumberField[] = [...NEEDED, BUDGET];

const WORDS = [
  { option: "currency", letter: "CODE", explains: "three letters; default: USD" },
  { option: "unit", letter: "NAME", explains: "what one useful answer is called; default: answer" },
  { option: "name", letter: "NAME", explains: "what the scenario is called" },
  {
    option: "out",
    letter: "FILE",
    explains: "the file to write, which must be new; default: standard output",
  },
] as const;
type WordOption = (typeof WORDS)[number]["option"];

export const NEW: Command = {
  name: "new",
  usage: "--pilot-calls N --pilot-cost C --users N --calls-per-user N [options]",
  does: "writes a scenario from four numbers",
  help: {
    about:
      "Writes a scenario that answers at once: one model whose calls cost what the pilot's did, asked synchronously and streamed. Sizes, price and latency are usual ones, and marked as guesses: replace them by what you know.",
    options: [
      ...NUMBERS.map(({ option, explains }) => ({ option: `--${option} N`, explains })),
      ...WORDS.map(({ option, letter, explains }) => ({ option: `--${option} ${letter}`, explains })),
      HELP_OPTION,
    ],
    exitCodes: [
      { option: "0", explains: "written" },
      { option: "2", explains: "wrong usage, a number that can't be, or a file that is there already" },
      { option: "4", explains: "the machine failed: the file can't be written" },
    ],
    examples: [
      "plimsoll new --pilot-calls 3100 --pilot-cost 30 --users 100k --calls-per-user 0.5 --out support.json",
      "plimsoll new --pilot-calls 400 --pilot-cost 9 --users 2k --calls-per-user 3 | plimsoll run -",
    ],
  },
  parse(args) {
    const parsed = parseNew(args);
    if (!parsed.ok) return parsed;
    const { value } = parsed;
    return succeed({ left: "written", carryOut: (host) => carryOut(value, host) });
  },
};

interface NewArguments {
  readonly text: string;
  readonly out?: string;
}

function parseNew(args: readonly string[]): Result<NewArguments, readonly Problem[]> {
  const known = [...NUMBERS.map(({ option }) => option), ...WORDS.map(({ option }) => option)];
  const problems: Problem[] = [];
  const numbers: Partial<Record<NumberField["field"], number>> = {};
  const words: Partial<Record<WordOption, string>> = {};
  const strays: string[] = [];
  for (const token of tokensOf(args, known)) {
    const number = NUMBERS.find(({ option }) => option === token.text);
    const word = WORDS.find(({ option }) => option === token.text)?.option;
    if (token.kind === "positional") strays.push(token.text);
    else if (number !== undefined) takeNumber(token, number, numbers, problems);
    else if (word !== undefined) takeWord(token, word, words, problems);
    else problems.push(unknownOption(token.typed, [...known, "help"]));
  }
  // Behind an option that there is not, a word is most likely its value.
  if (strays.length > 0 && !problems.some(({ path }) => path === "")) {
    const message = `new reads no file; found ${strays.join(", ")}. --out names the one to write.`;
    problems.push({ path: "", message });
  }
  for (const { option, explains, field } of NEEDED) {
    const isThere = numbers[field] !== undefined || problems.some(({ path }) => path === `--${option}`);
    if (!isThere)
      problems.push({ path: `--${option}`, message: "This number is missing.", allowed: explains });
  }
  const { calls, cost, usersPerDay, callsPerUser, budget } = numbers;
  const isWhole =
    calls !== undefined && cost !== undefined && usersPerDay !== undefined && callsPerUser !== undefined;
  if (problems.length > 0 || !isWhole) return fail(problems);
  const { out, ...said } = words;
  return textOf(
    { calls, cost, usersPerDay, callsPerUser, ...(budget === undefined ? {} : { budget }), ...said },
    out,
  );
}

function textOf(numbers: PilotNumbers, out: string | undefined): Result<NewArguments, readonly Problem[]> {
  const made = scenarioFromPilot(numbers);
  if (made.ok) return succeed({ text: made.value, ...(out === undefined ? {} : { out }) });
  const optionOf = (field: string) => NUMBERS.find((number) => number.field === field)?.option ?? field;
  return fail(made.error.map((problem) => ({ ...problem, path: `--${optionOf(problem.path)}` })));
}

function takeNumber(
  token: Token,
  { field, unit, explains }: NumberField,
  numbers: Partial<Record<NumberField["field"], number>>,
  problems: Problem[],
): void {
  const path = token.typed;
  const value = ownValue(token);
  if (value === undefined) {
    problems.push({ path, message: "A number is missing behind it.", allowed: explains });
    return;
  }
  const typed = parseTyped(value, unit);
  if (!typed.ok) problems.push({ path, value, message: typed.error.message, allowed: "a number above 0" });
  else if (typed.value.kind === "range")
    problems.push({ path, value, message: "One number is wanted here, not a range." });
  else numbers[field] = typed.value.value;
}

function takeWord(
  token: Token,
  option: WordOption,
  words: Partial<Record<WordOption, string>>,
  problems: Problem[],
): void {
  const value = ownValue(token);
  if (value === undefined) problems.push({ path: token.typed, message: "A value is missing behind it." });
  else words[option] = value;
}

async function carryOut({ text, out }: NewArguments, host: Host): Promise<ExitCode> {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new ExpectedError(parsed.error);
  if (out === undefined) {
    host.stdout.write(text);
    return EXIT.ok;
  }
  await writeNew(out, text);
  const guesses = Object.entries(parsed.value.assumptions ?? {}).map(
    ([path, { note = "" }]) => `${path}: ${note}`,
  );
  const width = widthOf(host.stdout, host.env);
  const file = harmless(out);
  const lines = [
    ...wrap(`${file} is written. Ask it: plimsoll run ${file}`, width),
    "",
    ...wrap(
      `${guesses.length} figures are guesses, marked so in its assumptions. Replace first what you know:`,
      width,
    ),
    ...guesses.flatMap((guess) => hanging(guess, width, 4, 2)),
    "",
    ...wrap(
      "It has no rate limits, no timeouts, and takes every answer for right: add limits, success and targets before you rely on it.",
      width,
    ),
  ];
  host.stdout.write(`${lines.join("\n")}\n`);
  return EXIT.ok;
}
