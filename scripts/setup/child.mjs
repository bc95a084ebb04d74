/** Child processes that never leave a person in front of a silent terminal. */
import { spawn } from "node:child_process";
import { say } from "./say.mjs";

const SECONDS_BETWEEN_SIGNS_OF_LIFE = 15;
/** Characters of a failed command's output that are worth showing. */
const OUTPUT_KEPT = 8000;

/**
 * @typedef {object} ChildOutcome
 * @property {boolean} ok exit code 0 in time
 * @property {string} output the end of what it wrote, both streams
 * @property {boolean} timedOut
 */

/**
 * Runs a command quietly: its output is kept for the case that it fails, and while it takes long a line says so.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ doing: string, cwd: string, timeoutSeconds?: number, env?: NodeJS.ProcessEnv, shell?: boolean }} options
 *   `doing` ends the sentence "still …"
 * @returns {Promise<ChildOutcome>} never rejects: a command that can't start is one that failed
 */
export function runQuietly(command, args, options) {
  return new Promise((resolve) => {
    let output = "";
    let timedOut = false;
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk.toString()).slice(-OUTPUT_KEPT);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const began = Date.now();
    const heartbeat = setInterval(
      () => say(`  … still ${options.doing} (${Math.round((Date.now() - began) / 1000)} s)`),
      SECONDS_BETWEEN_SIGNS_OF_LIFE * 1000,
    );
    const limit =
      options.timeoutSeconds === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill("SIGKILL");
          }, options.timeoutSeconds * 1000);
    /** @param {boolean} ok */
    const end = (ok) => {
      clearInterval(heartbeat);
      clearTimeout(limit);
      resolve({ ok, output: output.trimEnd(), timedOut });
    };
    child.on("error", (error) => {
      output += error.message;
      end(false);
    });
    child.on("close", (code) => end(code === 0));
  });
}

/**
 * Runs a command in front of the person, with this process's terminal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<boolean>} whether it ended with exit code 0
 */
export function runAloud(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: "inherit",
    });
    child.on("error", (error) => {
      say(error.message);
      resolve(false);
    });
    child.on("close", (code) => resolve(code === 0));
  });
}
