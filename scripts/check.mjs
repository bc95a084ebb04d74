/** `npm run check`: format, lint, types and the fast tests; what to run before every commit. */
import { ensurePackages } from "./setup/packages.mjs";
import { runScript } from "./setup/say.mjs";
import { runSteps, STEPS } from "./setup/steps.mjs";
import { ensureBuilt } from "./setup/targets.mjs";

await runScript(async () => {
  await ensurePackages();
  // Some tests of the command line run it as people do.
  await ensureBuilt(["cli"]);
  await runSteps([STEPS.lint, STEPS.types, STEPS.fast], process.env);
});
