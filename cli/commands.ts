/** The commands by name, those that are there and those that are still to come. */

export interface CommandSummary {
  readonly name: string;
  /** What stands behind the name in a call. */
  readonly usage: string;
  readonly does: string;
}

export const COMMANDS = ["run", "explain", "merge", "schema", "help"] as const;
export type CommandName = (typeof COMMANDS)[number];

export const SUMMARIES: readonly (CommandSummary & { readonly name: CommandName })[] = [
  {
    name: "run",
    usage: "FILE [options]",
    does: "simulates every design of a scenario and prints what comes out",
  },
  {
    name: "explain",
    usage: "FILE [options]",
    does: "tells the life of a design's slowest tasks, attempt by attempt",
  },
  {
    name: "merge",
    usage: "PART... [options]",
    does: "puts together the parts of a run that was spread over machines, and prints what comes out",
  },
  { name: "schema", usage: "[--of run]", does: "prints the JSON Schema of scenario files, or of an answer" },
  { name: "help", usage: "[COMMAND]", does: "says how a command is used" },
];

/** Commands that are announced and not built yet: asking for one is answered plainly, not with a guess at a typo. */
export const STILL_TO_COME: readonly string[] = [
  "check",
  "compare",
  "loadline",
  "sensitivity",
  "forecast",
  "drill",
  "fit",
  "report",
  "prices",
];

export function isCommand(word: string): word is CommandName {
  return COMMANDS.some((name) => name === word);
}
