/**
 * `npm run mutations [-- --only TEXT]`: puts each deliberate fault of mutations/list.mjs into a copy of the project and
 * requires that the test named with it fails. Writes the table into docs/validation.md, unless only some were tried.
 */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MUTATIONS } from "./mutations/list.mjs";
import { sectionOf, withSection } from "./mutations/section.mjs";
import { runQuietly } from "./setup/child.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { PROJECT } from "./setup/project.mjs";
import { runScript, SetupProblem, say } from "./setup/say.mjs";

/** @typedef {import("./mutations/list.mjs").Mutation} Mutation */

const COPIED = [
  "shared",
  "test",
  "scripts",
  "scenarios",
  "package.json",
  "vitest.config.ts",
  "tsconfig.base.json",
  // what the tests' own tsconfig refers to
  ...["bench", "cli", "electron", "renderer"].map((folder) => join(folder, "tsconfig.json")),
];
/** Seconds after which a run of tests has gone wrong. */
const SLOWEST = 120;

/** @returns {Promise<string>} the folder of a copy that is enough for the tests of the engine */
async function copyOfProject() {
  const folder = await mkdtemp(join(tmpdir(), "plimsoll-mutations-"));
  for (const name of COPIED) await cp(join(PROJECT, name), join(folder, name), { recursive: true });
  await symlink(join(PROJECT, "node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}

/**
 * Titles of the tests in a file that failed, and of those that passed.
 * @param {string} folder
 * @param {string} file below `test`
 * @returns {Promise<{ failed: string[], passed: string[] }>}
 */
async function testsOf(folder, file) {
  const report = join(folder, "report.json");
  await rm(report, { force: true });
  const vitest = join(folder, "node_modules", "vitest", "vitest.mjs");
  const args = [vitest, "run", "--root", folder, "--project", "fast", `test/${file}`];
  const child = await runQuietly(process.execPath, [...args, "--reporter=json", `--outputFile=${report}`], {
    doing: `testing ${file}`,
    cwd: folder,
    timeoutSeconds: SLOWEST,
  });
  if (child.timedOut) throw new SetupProblem(`The tests of ${file} did not come to an end.`);
  /** @type {{ testResults: { assertionResults: { title: string, status: string }[] }[] }} */
  const { testResults } = JSON.parse(await readFile(report, "utf8"));
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const titles = (/** @type {string} */ wanted) =>
    results.filter(({ status }) => status === wanted).map(({ title }) => title);
  return { failed: titles("failed"), passed: titles("passed") };
}

/**
 * Every test that is to notice something passes without any fault.
 * @param {string} folder
 * @param {readonly Mutation[]} mutations
 */
async function expectSound(folder, mutations) {
  for (const file of new Set(mutations.map(({ test }) => test[0]))) {
    const { passed } = await testsOf(folder, file);
    const missing = mutations.filter(({ test }) => test[0] === file && !passed.includes(test[1]));
    if (missing.length > 0)
      throw new SetupProblem(`${file} does not pass: ${missing.map(({ test }) => test[1]).join("; ")}`);
  }
}

/**
 * @param {string} folder
 * @param {Mutation} mutation
 * @returns {Promise<string | undefined>} what is wrong: the fault does not fit, or nobody noticed
 */
async function tryMutation(folder, { file, from, to, test: [testFile, title] }) {
  const path = join(folder, "shared", "simulate", file);
  const text = await readFile(path, "utf8");
  if (text.split(from).length !== 2) return `its text does not stand in ${file} exactly once`;
  await writeFile(
    path,
    text.replace(from, () => to),
  );
  try {
    const { failed } = await testsOf(folder, testFile);
    return failed.includes(title)
      ? undefined
      : `${testFile} did not notice (failed: ${failed.join("; ") || "none"})`;
  } finally {
    await writeFile(path, text);
  }
}

await runScript(async () => {
  await ensurePackages();
  const at = process.argv.indexOf("--only");
  const only = at < 0 ? "" : (process.argv[at + 1] ?? "");
  const mutations = MUTATIONS.filter(({ fault }) => fault.includes(only));
  const folder = await copyOfProject();
  const survivors = [];
  try {
    await expectSound(folder, mutations);
    for (const mutation of mutations) {
      const problem = await tryMutation(folder, mutation);
      say(
        `${problem === undefined ? "✓" : "✕"} ${mutation.fault}${problem === undefined ? "" : `: ${problem}`}`,
      );
      if (problem !== undefined) survivors.push(mutation);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  if (survivors.length > 0)
    throw new SetupProblem(`${survivors.length} of ${mutations.length} faults went unnoticed.`);
  const section = sectionOf(mutations);
  process.stdout.write(`${section}\n`);
  if (only !== "") return;
  const document = join(PROJECT, "docs", "validation.md");
  await writeFile(document, withSection(await readFile(document, "utf8"), section));
});
