/** What `--help` says. */
import { COMMANDS, type CommandName, STILL_TO_COME, SUMMARIES } from "./commands.ts";
import { EXPLAIN_NUMBERS } from "./explain-arguments.ts";
import { hanging, tableLines, wrap } from "./layout.ts";
import { NUMBER_OPTIONS, type NumberOption } from "./run-options.ts";

interface OptionHelp {
  readonly option: string;
  readonly explains: string;
}

const LETTERS: Readonly<Record<NumberOption, string>> = {
  replications: "N",
  seed: "N",
  days: "N",
  load: "X",
  precision: "P",
  workers: "N",
};

const RUN_OPTIONS: readonly OptionHelp[] = [
  { option: "--design NAME", explains: "only this design; may be given several times; default: all of them" },
  ...NUMBER_OPTIONS.map(({ name, explain }) => ({ option: `--${name} ${LETTERS[name]}`, explains: explain })),
  {
    option: "--shard I/N",
    explains:
      "simulates only the I-th of N parts of the run, I from 1 to N, whole worlds and of all weekdays alike; with --out",
  },
  {
    option: "--out PART",
    explains:
      "the file that a part is written to; a part that was stopped goes on from PART.progress when the same command is given again",
  },
  {
    option: "--json [FILE]",
    explains:
      "prints the answer as JSON instead of the table, or writes it to FILE beside the table; a word behind --json is FILE where another word is left to be the scenario (--json=FILE is never in doubt)",
  },
  { option: "-h, --help", explains: "prints this" },
];

const EXPLAIN_OPTIONS: readonly OptionHelp[] = [
  { option: "--design NAME", explains: "the design to look into; default: the chosen one" },
  { option: "--slowest N", explains: "the N slowest tasks that have a result, 1 to 5; default: the slowest" },
  { option: "--costliest N", explains: "the N costliest tasks, 1 to 5" },
  { option: "--most-tried N", explains: "the N tasks with the most attempts, failed ones too, 1 to 5" },
  {
    option: "--task R:N",
    explains:
      "task N of replication R, both counted from 0, as the others are named here and in the JSON of run; may be given several times",
  },
  ...EXPLAIN_NUMBERS.map(({ name, explain }) => ({
    option: `--${name} ${LETTERS[name]}`,
    explains: explain,
  })),
  {
    option: "--json [FILE]",
    explains:
      "prints the lives as JSON instead of the text, or writes it to FILE beside the text; --json=FILE is never in doubt",
  },
  { option: "-h, --help", explains: "prints this" },
];

const EXPLAIN_EXAMPLES = [
  "plimsoll explain scenarios/support-assistant.json --design sync",
  "plimsoll explain support.json --design sync --slowest 3 --most-tried 1",
  "plimsoll explain support.json --design sync --task 12:4711 --json",
];

const MERGE_OPTIONS: readonly OptionHelp[] = [
  {
    option: "--json [FILE]",
    explains:
      "prints the answer as JSON instead of the table, or writes it to FILE beside the table; --json=FILE is never taken for a part",
  },
  { option: "-h, --help", explains: "prints this" },
];

const EXIT_CODES: readonly OptionHelp[] = [
  { option: "0", explains: "done, whatever the verdict" },
  {
    option: "2",
    explains: "wrong usage, or a scenario that is not valid: every problem is listed on standard error",
  },
  { option: "4", explains: "the machine failed: a file, memory, a worker" },
  { option: "130", explains: "stopped with Ctrl+C" },
];

const EXAMPLES = [
  "plimsoll run scenarios/support-assistant.json",
  "plimsoll run support.json --design sync --design queued --load 2",
  "plimsoll run support.json --precision 2% --json answer.json",
  "plimsoll run - --json < support.json | jq .designs.sync.cost.perUnit",
  "plimsoll run support.json --shard 3/8 --out support-3.part",
];

const MERGE_EXIT_CODES: readonly OptionHelp[] = [
  { option: "0", explains: "done, whatever the verdict" },
  {
    option: "2",
    explains:
      "a part is missing or not finished, belongs to another run, or is none: each is named on standard error",
  },
  { option: "4", explains: "the machine failed: a part is damaged or can't be read" },
];

const MERGE_EXAMPLES = ["plimsoll merge support-*.part", "plimsoll merge support-*.part --json=answer.json"];

/** @param width Columns to write to. */
export function helpText(command: CommandName | undefined, width: number): string {
  const lines = {
    run: runHelp,
    explain: explainHelp,
    merge: mergeHelp,
    schema: schemaHelp,
    help: generalHelp,
  };
  const text = command === undefined ? generalHelp(width) : lines[command](width);
  return `${text.join("\n")}\n`;
}

function generalHelp(width: number): string[] {
  return [
    ...wrap(
      "plimsoll: what a feature built on a language model will cost, and how slow its tail will be, before you ship it.",
      width,
    ),
    "",
    "Usage: plimsoll COMMAND [options]",
    "",
    ...listed(
      SUMMARIES.map(({ name, usage, does }) => ({ option: `${name} ${usage}`, explains: does })),
      width,
    ),
    "",
    ...listed(
      [
        { option: "--help", explains: "prints this; plimsoll COMMAND --help says more about a command" },
        { option: "--version", explains: "prints the version" },
      ],
      width,
    ),
    "",
    ...hanging(`Still to come: ${STILL_TO_COME.join(", ")}.`, width, 0),
  ];
}

function runHelp(width: number): string[] {
  return [
    "Usage: plimsoll run FILE [options]",
    "",
    ...wrap(
      "Simulates every design of a scenario on the same worlds and tasks, and prints what they cost, how slow they are, and whether the chosen one keeps its promises. FILE is a scenario, or - to read one from standard input. Files that it names are looked for beside it.",
      width,
    ),
    "",
    ...listed(RUN_OPTIONS, width),
    "",
    "Exit codes",
    ...listed(EXIT_CODES, width),
    "",
    "Examples",
    ...EXAMPLES.map((example) => `  ${example}`),
  ];
}

function explainHelp(width: number): string[] {
  return [
    "Usage: plimsoll explain FILE [options]",
    "",
    ...wrap(
      "Simulates one design of a scenario, finds the tasks that stand out, and tells their lives as they were: waits, attempts, rejections, tokens, cost. The same options as in a run find the same tasks.",
      width,
    ),
    "",
    ...listed(EXPLAIN_OPTIONS, width),
    "",
    "Exit codes",
    ...listed(EXIT_CODES, width),
    "",
    "Examples",
    ...EXPLAIN_EXAMPLES.map((example) => `  ${example}`),
  ];
}

function mergeHelp(width: number): string[] {
  return [
    "Usage: plimsoll merge PART... [options]",
    "",
    ...wrap(
      "Puts together the parts of a run that plimsoll run --shard wrote, on this machine or on others, and prints what the run in one piece would print. The parts are all it needs: they hold the scenario, too.",
      width,
    ),
    "",
    ...listed(MERGE_OPTIONS, width),
    "",
    "Exit codes",
    ...listed(MERGE_EXIT_CODES, width),
    "",
    "Examples",
    ...MERGE_EXAMPLES.map((example) => `  ${example}`),
  ];
}

function schemaHelp(width: number): string[] {
  return [
    "Usage: plimsoll schema [--of NAME]",
    "",
    ...wrap("Prints a JSON Schema (draft 2020-12), for editors and other programs.", width),
    "",
    ...listed(
      [
        { option: "--of scenario", explains: "of scenario files (the default)" },
        { option: "--of run", explains: "of the answer that plimsoll run --json prints" },
        { option: "--of explain", explains: "of the lives that plimsoll explain --json prints" },
        { option: "--of part", explains: "of the lines of a part, which gzip -dc shows" },
        { option: "-h, --help", explains: "prints this" },
      ],
      width,
    ),
  ];
}

/** Names on the left, what they mean on the right. */
function listed(options: readonly OptionHelp[], width: number): string[] {
  const widest = Math.max(...options.map(({ option }) => option.length));
  const rows = options.map(({ option, explains }) => [option, explains]);
  return tableLines(rows, [{ align: "left" }, { align: "left", most: Math.max(20, width - widest - 4) }], 2);
}

/** What a person sees who typed nothing. */
export function usageHint(): string {
  return `Usage: plimsoll COMMAND [options], with COMMAND one of ${COMMANDS.join(", ")}. Try plimsoll --help.`;
}
