/** Words for a person at a terminal. Standard error, so that standard output stays free for answers. */

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A failure of the set-up that its message explains fully; anything else that is thrown is a bug. */
export class SetupProblem extends Error {
  /** @override */
  name = "SetupProblem";
}

/**
 * Runs a command's body: a problem is said in its own words, a bug with its trace, and either ends with exit code 1.
 * @param {() => Promise<void>} body
 */
export async function runScript(body) {
  try {
    await body();
  } catch (error) {
    say(error instanceof SetupProblem ? error.message : String(error instanceof Error ? error.stack : error));
    process.exitCode = 1;
  }
}
