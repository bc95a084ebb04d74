/** Electron's program: is it there, can it be had, can it open a window here. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runQuietly } from "./child.mjs";
import { PROJECT } from "./project.mjs";
import { say } from "./say.mjs";

const PACKAGE = join(PROJECT, "node_modules", "electron");

/**
 * Electron's program, where it has been fetched.
 * @returns {string | undefined}
 */
export function findElectron() {
  const note = join(PACKAGE, "path.txt");
  if (!existsSync(note)) return undefined;
  const folder = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? join(PACKAGE, "dist");
  const program = join(folder, readFileSync(note, "utf8"));
  return existsSync(program) ? program : undefined;
}

/**
 * Electron's program, fetched if need be.
 * @returns {Promise<string | undefined>} undefined where it can't be had; a line has then been said
 */
export async function ensureElectron() {
  const found = findElectron();
  if (found !== undefined) return found;
  say("Fetching Electron, the desktop shell (about 110 MB, once) …");
  const outcome = await runQuietly(process.execPath, [join(PACKAGE, "install.js")], {
    doing: "fetching Electron",
    cwd: PROJECT,
    timeoutSeconds: 600,
  });
  const fetched = outcome.ok ? findElectron() : undefined;
  if (fetched === undefined) {
    say(
      "Electron could not be fetched (no way to its download server?), so the app opens in the browser instead.",
    );
  }
  return fetched;
}

/**
 * Why a desktop window can't be opened on this machine, or undefined where it can.
 * @param {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv, isRoot: boolean }} machine
 * @returns {string | undefined}
 */
export function noWindowBecause({ platform, env, isRoot }) {
  if (platform !== "linux") return undefined;
  if (!env["DISPLAY"] && !env["WAYLAND_DISPLAY"]) return "there is no display here";
  if (isRoot) return "Electron's sandbox doesn't run as root";
  return undefined;
}
