/**
 * `npm run validate`: holds the engine and its intervals against closed forms, over 2,000 seeds each (long), and writes
 * what came out: docs/validation.md, and the figures that the app shows. What is done is kept as it goes in
 * `node_modules/.cache`; stopped, the same command goes on where it was, as long as the code is the same.
 *
 * - `--seeds N`, `--workers N`, `--fresh` (forget what was done before)
 * - `--statistics`, `--oracles`: only intervals on drawn worlds, or only whole runs against closed forms
 * - `--only NAME`: what has this in its name; writes nothing, or what it finds to `--json FILE`
 * - `--from FILE…`: runs nothing, and takes in files of `--json`
 * - `--short`: what the tests run
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { runAloud } from "./setup/child.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { PROJECT } from "./setup/project.mjs";
import { runScript, SetupProblem } from "./setup/say.mjs";

// Of its own: the tests may build it while somebody's long run is under way.
const OUT = join(PROJECT, "dist", `validate-${process.pid}`);

await runScript(async () => {
  await ensurePackages();
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: PROJECT,
    publicDir: false,
    logLevel: "warn",
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr: join(PROJECT, "test", "oracles", "validate.ts"),
      outDir: OUT,
      emptyOutDir: true,
      target: "node20",
      minify: false,
    },
  });
  const options = process.argv.slice(2);
  const args = [join(OUT, "validate.js"), ...options];
  const ended = await runAloud(process.execPath, args, { cwd: PROJECT });
  await rm(OUT, { recursive: true });
  if (!ended) throw new SetupProblem("The validation did not end well.");
});
