/**
 * `npm run bench`: how fast the engine is, beside a C kernel and SimPy, on one core and more, in Node and Chromium.
 * What it measures is in bench/; `npm run bench -- --help` says what it may be asked.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runQuietly } from "./setup/child.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { PROJECT } from "./setup/project.mjs";
import { runScript, SetupProblem, say } from "./setup/say.mjs";

/**
 * @typedef {object} OpenApp
 * @property {import("playwright-core").Browser} browser
 * @property {string} workerUrl
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<string>} address of the built benchmark */
async function buildBench() {
  const vite = join(PROJECT, "node_modules", "vite", "bin", "vite.js");
  const outcome = await runQuietly(
    process.execPath,
    [vite, "build", "--config", join("bench", "vite.config.ts")],
    { doing: "building", cwd: PROJECT, env: { ...process.env, NODE_ENV: "production" } },
  );
  if (!outcome.ok) throw new SetupProblem(`${outcome.output}\n\nBuilding the benchmark failed.`);
  return pathToFileURL(join(PROJECT, "dist", "bench", "main.js")).href;
}

/**
 * The built app in a Chromium that is already here: a benchmark fetches none.
 * @returns {Promise<OpenApp>}
 */
async function openApp() {
  const { launchChromium } = await import("./setup/chromium.mjs");
  const { serve } = await import("./setup/serve.mjs");
  const { ensureBuilt } = await import("./setup/targets.mjs");
  const browser = await launchChromium();
  try {
    await ensureBuilt(["renderer"]);
    const folder = join(PROJECT, "dist", "renderer");
    const assets = await readdir(join(folder, "assets"));
    const worker = assets.find((name) => /^simulator-worker.*\.js$/.test(name));
    if (worker === undefined) throw new SetupProblem("The built app has no simulator worker.");
    const served = await serve({ folder, port: 0 });
    const close = async () => {
      await browser.close();
      await served.close();
    };
    return { browser, workerUrl: new URL(`assets/${worker}`, served.url).href, close };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

await runScript(async () => {
  await ensurePackages();
  say("Building the benchmark …");
  const { bench } = await import(await buildBench());
  /** @param {string} text */
  const print = (text) => process.stdout.write(text);
  const problem = await bench(process.argv.slice(2), {
    project: PROJECT,
    say,
    print,
    openApp,
    now: new Date(),
  });
  if (problem !== undefined) throw new SetupProblem(problem);
});
