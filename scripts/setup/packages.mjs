/** The packages that the lock file asks for: are they there, and if not, `npm ci`. */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { runQuietly } from "./child.mjs";
import { PROJECT } from "./project.mjs";
import { SetupProblem, say } from "./say.mjs";

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, peer?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} LockFile
 */

/**
 * Whether what npm noted down in node_modules is what the lock file asks for. Times of files say little after a
 * checkout; versions and checksums do.
 * @param {LockFile} wanted package-lock.json
 * @param {LockFile} installed node_modules/.package-lock.json
 */
export function matches(wanted, installed) {
  const there = installed.packages ?? {};
  return Object.entries(wanted.packages ?? {}).every(([path, locked]) => {
    if (path === "") return true;
    const found = there[path];
    // Optional packages are those of other systems.
    if (found === undefined) return locked.optional === true;
    return found.version === locked.version && found.integrity === locked.integrity;
  });
}

/** @param {string} path @returns {LockFile} */
function readLock(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** @param {string} project */
function areInstalled(project) {
  const noted = join(project, "node_modules", ".package-lock.json");
  if (!existsSync(noted)) return false;
  return matches(readLock(join(project, "package-lock.json")), readLock(noted));
}

/** How to call npm: through the Node that runs, where npm itself started this script. */
function npmCommand() {
  const script = process.env["npm_execpath"];
  if (script !== undefined && basename(script).startsWith("npm-cli")) {
    return { command: process.execPath, first: [script], shell: false };
  }
  return { command: "npm", first: [], shell: process.platform === "win32" };
}

/** The oldest Node that works: package.json says the same. */
const OLDEST_NODE = [20, 19];

/**
 * Whether a version of Node is new enough.
 * @param {string} version such as "20.19.1"
 */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** Installs the packages if they are missing or not those of the lock file. */
export async function ensurePackages() {
  if (!isNodeNewEnough(process.versions.node)) {
    throw new SetupProblem(
      `Plimsoll needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}.`,
    );
  }
  if (areInstalled(PROJECT)) return;
  say("Installing packages (first time: about half a minute) …");
  const npm = npmCommand();
  // Electron's package names Node 22 for its own installer, and works with 20: npm's warning would only worry people.
  const outcome = await runQuietly(npm.command, [...npm.first, "ci", "--loglevel=error"], {
    doing: "installing packages",
    cwd: PROJECT,
    shell: npm.shell,
  });
  if (!outcome.ok) {
    throw new SetupProblem(
      `${outcome.output}\n\nThe packages could not be installed (npm ci); npm says why above.`,
    );
  }
}
