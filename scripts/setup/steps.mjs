/** The steps of `npm run check` and `npm test`, and how they are run: all of them, then a summary. */
import { join } from "node:path";
import { runAloud } from "./child.mjs";
import { PROJECT } from "./project.mjs";
import { SetupProblem, say } from "./say.mjs";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command a script of an installed package and its arguments, run by this Node
 */

/** @param {...string} path below node_modules */
const script = (...path) => join(PROJECT, "node_modules", ...path);
const vitest = script("vitest", "vitest.mjs");

/** @satisfies {Record<string, Step>} */
export const STEPS = {
  lint: { name: "format and lint", command: [script("@biomejs", "biome", "bin", "biome"), "ci", "."] },
  types: { name: "types", command: [script("typescript", "bin", "tsc"), "-b"] },
  fast: { name: "fast tests", command: [vitest, "run", "--project", "fast"] },
  slow: { name: "slow tests", command: [vitest, "run", "--project", "slow", "--passWithNoTests"] },
  browser: { name: "browser tests", command: [vitest, "run", "--project", "e2e"] },
};

/** @param {number} began @returns {string} */
const secondsSince = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`;

/**
 * Runs every step, even after one that failed: a person wants to know all of it.
 * @param {readonly Step[]} steps
 * @param {NodeJS.ProcessEnv} env
 * @throws {SetupProblem} naming the steps that failed
 */
export async function runSteps(steps, env) {
  const began = Date.now();
  /** @type {string[]} */
  const summary = [];
  /** @type {string[]} */
  const failed = [];
  for (const step of steps) {
    say(`\n── ${step.name}`);
    const stepBegan = Date.now();
    const ok = await runAloud(process.execPath, step.command, { cwd: PROJECT, env });
    summary.push(`${ok ? "✓" : "✕"} ${step.name}, ${secondsSince(stepBegan)}`);
    if (!ok) failed.push(step.name);
  }
  say(`\n${summary.join("\n")}`);
  if (failed.length > 0) throw new SetupProblem(`Failed: ${failed.join(", ")}.`);
  say(`All well, in ${secondsSince(began)}.`);
}
