/** What a command is: a name, how it is called, how its words are read, and what it does. */
import type { Problem } from "../shared/errors.ts";
import type { Result } from "../shared/result.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { Host } from "./host.ts";

export interface OptionHelp {
  readonly option: string;
  readonly explains: string;
}

export interface CommandHelp {
  /** What it does, in a few sentences. */
  readonly about: string;
  readonly options: readonly OptionHelp[];
  /** Absent = {@link EXIT_CODES}. */
  readonly exitCodes?: readonly OptionHelp[];
  readonly examples: readonly string[];
}

/** A call whose words are right, ready to be carried out. */
export interface Action {
  /** The scenario's path, to name the place of its problems; `-` is standard input; absent where none is read. */
  readonly file?: string;
  /** What is not done where there are problems: "nothing was simulated". Absent = simulated. */
  readonly left?: string;
  /** @throws ExpectedError, MachineError, CancelledError */
  readonly carryOut: (host: Host) => Promise<ExitCode>;
}

export interface Command {
  readonly name: string;
  /** What stands behind the name in a call. */
  readonly usage: string;
  readonly does: string;
  readonly help: CommandHelp;
  /** @returns What is to be done, or every problem with what was typed. */
  readonly parse: (args: readonly string[]) => Result<Action, readonly Problem[]>;
}

/** Of commands that give no verdict. */
export const EXIT_CODES: readonly OptionHelp[] = [
  { option: "0", explains: "done, whatever the verdict" },
  {
    option: "2",
    explains: "wrong usage, or a scenario that is not valid: every problem is listed on standard error",
  },
  { option: "4", explains: "the machine failed: a file, memory, a worker" },
  { option: "130", explains: "stopped with Ctrl+C" },
];

export const HELP_OPTION: OptionHelp = { option: "-h, --help", explains: "prints this" };
