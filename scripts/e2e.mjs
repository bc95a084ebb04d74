/** `npm run e2e [-- vitest's filters]`: only the journeys through the built app, in a real Chromium. */
import { ensureChromium } from "./setup/browser.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { runScript } from "./setup/say.mjs";
import { runSteps, STEPS } from "./setup/steps.mjs";
import { ensureBuilt } from "./setup/targets.mjs";

await runScript(async () => {
  await ensurePackages();
  const browser = await ensureChromium();
  await ensureBuilt(["renderer", "cli", "electron"]);
  const step = { ...STEPS.browser, command: [...STEPS.browser.command, ...process.argv.slice(2)] };
  await runSteps([step], { ...process.env, PLIMSOLL_BROWSER: browser });
});
