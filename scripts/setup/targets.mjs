/** What is built from what, and whether it is up to date. No dependencies: it runs before there are any. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runQuietly } from "./child.mjs";
import { PROJECT } from "./project.mjs";
import { SetupProblem, say } from "./say.mjs";

/**
 * @typedef {object} Target
 * @property {string} says what a person calls it
 * @property {string} result a file that is there once it is built
 * @property {readonly string[]} sources files and folders it is made from
 * @property {readonly { config: string, mode?: string }[]} builds
 */

/** @typedef {"renderer" | "cli" | "electron"} TargetName */

/** What every build is made with. */
const RECIPE = ["package-lock.json", "scripts/setup/targets.mjs"];

/** @type {Readonly<Record<TargetName, Target>>} */
export const TARGETS = {
  renderer: {
    says: "the window",
    result: "index.html",
    sources: ["renderer", "shared", "scenarios", "vite.config.ts", ...RECIPE],
    builds: [{ config: "vite.config.ts" }],
  },
  cli: {
    says: "the command line",
    result: "main.js",
    sources: ["cli", "shared", "scenarios", "vite.node.config.ts", ...RECIPE],
    builds: [{ config: "vite.node.config.ts", mode: "cli" }],
  },
  electron: {
    says: "the desktop shell",
    result: "main.js",
    sources: ["electron", "shared", "vite.node.config.ts", ...RECIPE],
    builds: [
      { config: "vite.node.config.ts", mode: "electron" },
      { config: "vite.node.config.ts", mode: "preload" },
    ],
  },
};

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} project
 * @param {string} path relative to the project, with forward slashes
 */
function hashPath(hash, project, path) {
  const full = join(project, path);
  if (!existsSync(full)) return;
  if (statSync(full).isDirectory()) {
    for (const entry of readdirSync(full).sort()) {
      if (!entry.startsWith(".")) hashPath(hash, project, `${path}/${entry}`);
    }
    return;
  }
  const content = readFileSync(full);
  hash.update(`${path}\0${content.length}\0`);
  hash.update(content);
}

/**
 * Fingerprint of everything a target is made from. By content: a checkout, a copy or a touch changes times only.
 * @param {string} project
 * @param {readonly string[]} sources
 */
export function fingerprint(project, sources) {
  const hash = createHash("sha256");
  for (const source of sources) hashPath(hash, project, source);
  return hash.digest("hex");
}

/** @param {string} project @param {TargetName} name */
const stampOf = (project, name) => join(project, "dist", `.built-${name}`);

/**
 * Whether a target was built from exactly the sources that are there.
 * @param {TargetName} name
 * @param {string} [project]
 */
export function isCurrent(name, project = PROJECT) {
  const target = TARGETS[name];
  const stamp = stampOf(project, name);
  if (!existsSync(stamp) || !existsSync(join(project, "dist", name, target.result))) return false;
  return readFileSync(stamp, "utf8") === fingerprint(project, target.sources);
}

/**
 * Builds a target beside its old version, and swaps them once it is whole.
 * @param {TargetName} name
 */
export async function build(name) {
  const target = TARGETS[name];
  const mark = fingerprint(PROJECT, target.sources);
  const dist = join(PROJECT, "dist");
  const fresh = join(dist, `.building-${name}-${process.pid}`);
  await mkdir(dist, { recursive: true });
  try {
    for (const { config, mode } of target.builds) {
      const args = [
        "build",
        "--config",
        config,
        "--outDir",
        fresh,
        ...(mode === undefined ? [] : ["--mode", mode]),
      ];
      const vite = join(PROJECT, "node_modules", "vite", "bin", "vite.js");
      const outcome = await runQuietly(process.execPath, [vite, ...args], {
        doing: "building",
        cwd: PROJECT,
        // Whatever it is outside (a test says "test"), libraries must be built as they run for people.
        env: { ...process.env, NODE_ENV: "production" },
      });
      if (!outcome.ok) throw new SetupProblem(`${outcome.output}\n\nBuilding ${target.says} failed.`);
    }
    await rm(join(dist, name), { recursive: true, force: true });
    await rename(fresh, join(dist, name));
    await writeFile(stampOf(PROJECT, name), mark);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/**
 * Builds those of the targets that are missing or older than their sources.
 * @param {readonly TargetName[]} names
 */
export async function ensureBuilt(names) {
  for (const name of names) {
    if (isCurrent(name)) continue;
    say(`Building ${TARGETS[name].says} …`);
    await build(name);
  }
}
