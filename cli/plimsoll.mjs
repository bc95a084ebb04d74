#!/usr/bin/env node
/**
 * The `plimsoll` command. It runs the built command line; in a clone, where that may be missing or older than its
 * sources, it builds first and says so on standard error.
 */
import { existsSync } from "node:fs";

const built = new URL("../dist/cli/main.js", import.meta.url);
const setup = new URL("../scripts/setup/targets.mjs", import.meta.url);

async function upToDate() {
  if (!existsSync(setup)) return true;
  const { runScript } = await import("../scripts/setup/say.mjs");
  const { ensurePackages } = await import("../scripts/setup/packages.mjs");
  const { ensureBuilt } = await import("../scripts/setup/targets.mjs");
  await runScript(async () => {
    await ensurePackages();
    await ensureBuilt(["cli"]);
  });
  return process.exitCode === undefined;
}

if (await upToDate()) await import(built.href);
// 4: the machine failed us, as for every command.
else process.exitCode = 4;
