/** `npm run build`: builds everything, or the targets named (renderer, cli, electron), whether stale or not. */
import { ensurePackages } from "./setup/packages.mjs";
import { runScript, SetupProblem, say } from "./setup/say.mjs";
import { build, ensureBuilt, TARGETS } from "./setup/targets.mjs";

/** @typedef {import("./setup/targets.mjs").TargetName} TargetName */

/** @param {string} name @returns {TargetName} */
function targetNamed(name) {
  if (name === "renderer" || name === "cli" || name === "electron") return name;
  throw new SetupProblem(`There is no build target "${name}"; there are ${Object.keys(TARGETS).join(", ")}.`);
}

await runScript(async () => {
  const args = process.argv.slice(2);
  const onlyStale = args.includes("--stale");
  const named = args.filter((arg) => arg !== "--stale");
  const names = (named.length > 0 ? named : Object.keys(TARGETS)).map(targetNamed);
  await ensurePackages();
  if (onlyStale) {
    await ensureBuilt(names);
    return;
  }
  for (const name of names) {
    say(`Building ${TARGETS[name].says} …`);
    await build(name);
  }
});
