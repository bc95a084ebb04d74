/** What `--help` says. */
import { type Command, EXIT_CODES, type OptionHelp } from "./command.ts";
import { COMMAND_NAMES, COMMANDS, STILL_TO_COME } from "./commands.ts";
import { hanging, tableLines, wrap } from "./layout.ts";

/**
 * @param command undefined: all of them
 * @param width Columns to write to.
 */
export function helpText(command: Command | undefined, width: number): string {
  const lines = command === undefined ? generalHelp(width) : commandHelp(command, width);
  return `${lines.join("\n")}\n`;
}

function generalHelp(width: number): string[] {
  const summaries = COMMANDS.map(({ name, usage, does }) => ({ option: `${name} ${usage}`, explains: does }));
  const help = { option: "help [COMMAND]", explains: "says how a command is used" };
  return [
    ...wrap(
      "plimsoll: what a feature built on a language model will cost, and how slow its tail will be, before you ship it.",
      width,
    ),
    "",
    "Usage: plimsoll COMMAND [options]",
    "",
    ...listed([...summaries, help], width),
    "",
    ...listed(
      [
        { option: "--help", explains: "prints this; plimsoll COMMAND --help says more about a command" },
        { option: "--version", explains: "prints the version" },
      ],
      width,
    ),
    ...(STILL_TO_COME.length === 0
      ? []
      : ["", ...hanging(`Still to come: ${STILL_TO_COME.join(", ")}.`, width, 0)]),
  ];
}

function commandHelp({ name, usage, help }: Command, width: number): string[] {
  return [
    `Usage: plimsoll ${name} ${usage}`,
    "",
    ...wrap(help.about, width),
    "",
    ...listed(help.options, width),
    "",
    "Exit codes",
    ...listed(help.exitCodes ?? EXIT_CODES, width),
    "",
    "Examples",
    ...help.examples.map((example) => `  ${example}`),
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
  return `Usage: plimsoll COMMAND [options], with COMMAND one of ${COMMAND_NAMES.join(", ")}. Try plimsoll --help.`;
}
