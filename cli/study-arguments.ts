/** What stands behind the commands that study one scenario: `check`, `compare`, `loadline` and their like. */
import type { Problem } from "../shared/errors.ts";
import { fail, type Result, succeed } from "../shared/result.ts";
import type { OptionHelp } from "./command.ts";
import { HELP_OPTION } from "./command.ts";
import { filesOf, takeJson, type Words } from "./json-option.ts";
import { NUMBER_OPTIONS, type NumberOption, numberHelp, numberOption } from "./run-options.ts";
import { ownValue, type Token, tokensOf, unknownOption } from "./tokens.ts";

export interface StudyArguments {
  /** The scenario's path; `-` is standard input. */
  readonly file: string;
  /** In the order typed, each once; empty where none was named. */
  readonly designs: readonly string[];
  readonly replications?: number;
  readonly seed?: number;
  readonly days?: number;
  readonly workers?: number;
  readonly load?: number;
  readonly precision?: number;
  /** Absent = text only; `-` = JSON on standard output instead of it; otherwise the file to write beside it. */
  readonly json?: string;
}

/** An option of one command alone. */
export interface OwnOption {
  readonly name: string;
  /** What stands for the value in help; absent = the option takes none. */
  readonly letter?: string;
  readonly explains: string;
  /** Which values there are, in a person's words. */
  readonly allowed?: string;
  /** Keeps the value (`""` where the option takes none), or says what is wrong with it. */
  readonly take: (value: string) => Omit<Problem, "path"> | undefined;
}

export interface StudyOptions {
  /** The command's name. */
  readonly name: string;
  /** How many times `--design` may be given. */
  readonly designs: "none" | "one" | "many";
  readonly numbers: readonly NumberOption[];
  readonly own?: readonly OwnOption[];
}

interface Found extends Words {
  readonly problems: Problem[];
  readonly designs: string[];
  readonly numbers: Partial<Record<NumberOption, number>>;
}

/** @returns What is to be studied, or every problem with what was typed. */
export function parseStudy(
  args: readonly string[],
  options: StudyOptions,
): Result<StudyArguments, readonly Problem[]> {
  const found: Found = {
    problems: [],
    designs: [],
    numbers: {},
    positionals: [],
    behindJson: undefined,
    json: undefined,
  };
  const tokens = tokensOf(args, valuedOf(options));
  tokens.forEach((token, i) => {
    if (token.kind === "positional") found.positionals.push(token.text);
    else if (token.text === "json") takeJson(token, tokens[i + 1], found, found.problems);
    else takeOption(token, options, found);
  });
  const { problems, designs, numbers } = found;
  const unknown = problems.some(({ path }) => path === "");
  const { files, json } = filesOf(found);
  const [file, ...more] = files;
  if (file === undefined) {
    const message = `A scenario file is missing: plimsoll ${options.name} FILE, or - to read one from standard input.`;
    problems.push({ path: "", message });
  } else if (more.length > 0 && !unknown) {
    problems.push({
      path: "",
      message: `${options.name} takes one scenario file; found ${files.join(", ")}.`,
    });
  }
  if (problems.length > 0 || file === undefined) return fail(problems);
  return succeed({ file, designs, ...numbers, ...(json === undefined ? {} : { json }) });
}

function valuedOf({ designs, numbers, own = [] }: StudyOptions): string[] {
  const valued = own.filter(({ letter }) => letter !== undefined).map(({ name }) => name);
  return [...(designs === "none" ? [] : ["design"]), ...numbers, ...valued];
}

function takeOption(token: Token, options: StudyOptions, found: Found): void {
  const { problems, designs, numbers } = found;
  const { text, typed } = token;
  const valued = valuedOf(options);
  const own = options.own?.find(({ name }) => name === text);
  if (!typed.startsWith("--") || (own === undefined && !valued.includes(text))) {
    const known = [...valued, ...(options.own ?? []).map(({ name }) => name), "json", "help"];
    problems.push(unknownOption(typed, [...new Set(known)]));
    return;
  }
  if (own !== undefined && own.letter === undefined) {
    take(own, "", problems);
    return;
  }
  const value = ownValue(token);
  const number = options.numbers.find((name) => name === text);
  if (value === undefined) {
    const allowed =
      own?.allowed ?? NUMBER_OPTIONS.find(({ name }) => name === text)?.allowed ?? "the name of a design";
    problems.push({ path: typed, message: "A value is missing behind it.", allowed });
  } else if (own !== undefined) take(own, value, problems);
  else if (number !== undefined) {
    const read = numberOption(number, value);
    if (read.ok) numbers[number] = read.value;
    else problems.push(read.error);
  } else if (designs.includes(value)) return;
  else if (options.designs === "one" && designs.length > 0) {
    const message = `${options.name} looks at one design at a time; found ${designs[0]} and ${value}.`;
    problems.push({ path: "--design", message });
  } else designs.push(value);
}

function take({ name, allowed, take }: OwnOption, value: string, problems: Problem[]): void {
  const wrong = take(value);
  if (wrong === undefined) return;
  const typed = value === "" ? {} : { value };
  problems.push({ path: `--${name}`, ...typed, ...(allowed === undefined ? {} : { allowed }), ...wrong });
}

/** How help explains the options of a study. @param answer what the command prints, such as "the load line" */
export function studyHelp({ designs, numbers, own = [] }: StudyOptions, answer: string): OptionHelp[] {
  const design =
    designs === "one"
      ? [{ option: "--design NAME", explains: "the design to look at; default: the chosen one" }]
      : [
          {
            option: "--design NAME",
            explains: "only this design; may be given several times; default: all of them",
          },
        ];
  return [
    ...(designs === "none" ? [] : design),
    ...own.map(({ name, letter, explains }) => ({
      option: letter === undefined ? `--${name}` : `--${name} ${letter}`,
      explains,
    })),
    ...numberHelp(NUMBER_OPTIONS.filter(({ name }) => numbers.includes(name))),
    {
      option: "--json [FILE]",
      explains: `prints ${answer} as JSON instead of the text, or writes it to FILE beside the text; --json=FILE is never in doubt`,
    },
    HELP_OPTION,
  ];
}
