/**
 * `npm run validate [-- --seeds N] [--workers N]`: holds the engine and its intervals against closed forms, over 2,000
 * seeds each unless told otherwise (long), and writes what came out: docs/validation.md, and the figures that the app
 * shows. `--only NAME` and `--short` (what the tests run) do less and write nothing, or what they find to `--json FILE`.
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
  if (options.some((option) => /^--(only|short|json)/.test(option))) return;
  const biome = join(PROJECT, "node_modules", "@biomejs", "biome", "bin", "biome");
  const written = join("shared", "findings", "validation-results.ts");
  await runAloud(process.execPath, [biome, "format", "--write", written], { cwd: PROJECT });
});
