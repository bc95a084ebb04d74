/**
 * `npm test`: everything that must hold, on a machine that has only Node and npm: sets up, finds a Chromium, then
 * format, lint, types, unit tests and the journeys through the built app.
 */
import { ensureChromium } from "./setup/browser.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { runScript, say } from "./setup/say.mjs";
import { runSteps, STEPS } from "./setup/steps.mjs";
import { ensureBuilt } from "./setup/targets.mjs";

await runScript(async () => {
  await ensurePackages();
  const browser = await ensureChromium();
  say(`Browser tests use ${browser}.`);
  await ensureBuilt(["renderer", "cli", "electron"]);
  const steps = [STEPS.lint, STEPS.types, STEPS.fast, STEPS.slow, STEPS.browser];
  await runSteps(steps, { ...process.env, PLIMSOLL_BROWSER: browser });
});
