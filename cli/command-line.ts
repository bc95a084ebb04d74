/** From what was typed to an exit code. */
import { CancelledError, ExpectedError, type Problem, problemText } from "../shared/errors.ts";
import { type Invocation, parseArguments } from "./arguments.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { MachineError } from "./file-errors.ts";
import { helpText, usageHint } from "./help.ts";
import { type Host, tell } from "./host.ts";
import { NamedFileError } from "./scenario-file.ts";
import { harmless, widthOf } from "./terminal.ts";
import { version } from "./version.ts";

/**
 * Does what the arguments ask for. Answers go to the host's standard output, everything else to its standard error.
 *
 * @param args What stands behind `plimsoll`.
 */
export async function commandLine(args: readonly string[], host: Host): Promise<ExitCode> {
  const parsed = parseArguments(args);
  if (!parsed.ok) {
    for (const problem of parsed.error) tell(host, problemText(problem));
    if (args.length === 0) tell(host, usageHint());
    return EXIT.usage;
  }
  try {
    return await carryOut(parsed.value, host);
  } catch (error) {
    return explain(error, parsed.value, host);
  }
}

async function carryOut(invocation: Invocation, host: Host): Promise<ExitCode> {
  switch (invocation.kind) {
    case "help":
      host.stdout.write(helpText(invocation.command, widthOf(host.stdout, host.env)));
      return EXIT.ok;
    case "version":
      host.stdout.write(`plimsoll ${version()}\n`);
      return EXIT.ok;
    case "command":
      return invocation.action.carryOut(host);
  }
}

function explain(error: unknown, invocation: Invocation, host: Host): ExitCode {
  const { file = "", left = "simulated" } = invocation.kind === "command" ? invocation.action : {};
  if (error instanceof CancelledError) {
    tell(host, error.message);
    return host.signal.reason === "SIGTERM" ? EXIT.terminated : EXIT.interrupted;
  }
  if (error instanceof ExpectedError) {
    const where = error instanceof NamedFileError ? error.file : file === "-" ? "standard input" : file;
    for (const problem of error.problems) host.stderr.write(`${harmless(placed(problem, where))}\n`);
    const { length } = error.problems;
    if (length > 1) tell(host, `${length} problems; nothing was ${left}.`);
    return EXIT.usage;
  }
  if (error instanceof MachineError) {
    tell(host, error.message);
    return EXIT.machine;
  }
  const evidence = error instanceof Error ? (error.stack ?? error.message) : String(error);
  tell(
    host,
    "Something happened that should not be possible. This is a mistake in Plimsoll; please report it with:",
  );
  host.stderr.write(`${evidence}\n`);
  return EXIT.machine;
}

/** A problem with its place as terminals and editors link it: `file:line:column`. */
function placed(problem: Problem, file: string): string {
  if (file === "" || problem.path.startsWith("--")) return `plimsoll: ${problemText(problem)}`;
  return problem.line === undefined ? `${file}: ${problemText(problem)}` : `${file}:${problemText(problem)}`;
}
