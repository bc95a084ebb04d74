/** Finding a Chromium to test with; where there is none, getting one. */
import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { runQuietly } from "./child.mjs";
import { PROJECT } from "./project.mjs";
import { SetupProblem, say } from "./say.mjs";

const NAMES_ON_PATH = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "microsoft-edge-stable",
  "brave-browser",
];

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** @param {NodeJS.ProcessEnv} env @returns {string[]} */
function placesOnPath(env) {
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return NAMES_ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** @param {NodeJS.Platform} platform @param {NodeJS.ProcessEnv} env @param {string} home @returns {string[]} */
function usualPlaces(platform, env, home) {
  if (platform === "darwin") {
    const apps = ["Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser"];
    return ["/Applications", join(home, "Applications")].flatMap((folder) =>
      apps.map((app) => join(folder, `${app}.app`, "Contents", "MacOS", app)),
    );
  }
  if (platform === "win32") {
    const folders = [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]];
    const programs = [
      join("Google", "Chrome", "Application", "chrome.exe"),
      join("Microsoft", "Edge", "Application", "msedge.exe"),
      join("Chromium", "Application", "chrome.exe"),
    ];
    return folders.flatMap((folder) =>
      folder === undefined ? [] : programs.map((program) => join(folder, program)),
    );
  }
  return [];
}

/**
 * Chromiums that Playwright has fetched before, the newest first.
 * @param {NodeJS.Platform} platform @param {NodeJS.ProcessEnv} env @param {string} home
 * @returns {string[]}
 */
function playwrightPlaces(platform, env, home) {
  const caches = {
    darwin: join(home, "Library", "Caches", "ms-playwright"),
    win32: join(env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "ms-playwright"),
  };
  const usual = platform === "darwin" || platform === "win32" ? caches[platform] : undefined;
  const cache = env["PLAYWRIGHT_BROWSERS_PATH"] ?? usual ?? join(home, ".cache", "ms-playwright");
  if (!existsSync(cache)) return [];
  const programs = [
    ["chrome-linux64", "chrome"],
    ["chrome-linux", "chrome"],
    ["chrome-mac-arm64", "Google Chrome for Testing.app", "Contents", "MacOS", "Google Chrome for Testing"],
    ["chrome-mac-x64", "Google Chrome for Testing.app", "Contents", "MacOS", "Google Chrome for Testing"],
    ["chrome-mac", "Chromium.app", "Contents", "MacOS", "Chromium"],
    ["chrome-win64", "chrome.exe"],
    ["chrome-win", "chrome.exe"],
    ["chrome-headless-shell-linux64", "chrome-headless-shell"],
    ["chrome-headless-shell-mac-arm64", "chrome-headless-shell"],
    ["chrome-headless-shell-mac-x64", "chrome-headless-shell"],
    ["chrome-headless-shell-win64", "chrome-headless-shell.exe"],
  ];
  return readdirSync(cache)
    .filter((folder) => folder.startsWith("chromium"))
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
    .flatMap((folder) => programs.map((program) => join(cache, folder, ...program)));
}

/**
 * A Chromium that is already on this machine: PLIMSOLL_BROWSER, the PATH, the usual places, Playwright's cache.
 * @param {{ env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform, home?: string }} [machine]
 * @returns {string | undefined}
 */
export function findChromium({ env = process.env, platform = process.platform, home = homedir() } = {}) {
  const chosen = env["PLIMSOLL_BROWSER"];
  if (chosen !== undefined && chosen !== "") {
    if (isProgram(chosen)) return chosen;
    throw new SetupProblem(`PLIMSOLL_BROWSER is "${chosen}", and that is no program.`);
  }
  const places = [
    ...placesOnPath(env),
    ...usualPlaces(platform, env, home),
    ...playwrightPlaces(platform, env, home),
  ];
  return places.find(isProgram);
}

async function fetchWithPlaywright() {
  const installer = join(PROJECT, "node_modules", "playwright-core", "cli.js");
  const outcome = await runQuietly(process.execPath, [installer, "install", "chromium"], {
    doing: "fetching Chromium",
    cwd: PROJECT,
    timeoutSeconds: 600,
  });
  return outcome.ok;
}

async function installFromDebian() {
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (!mayInstall) return false;
  const options = { doing: "installing Chromium from Debian", cwd: PROJECT, timeoutSeconds: 900 };
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runQuietly("apt-get", ["update"], { ...options, env });
  const outcome = await runQuietly("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], {
    ...options,
    env,
  });
  return outcome.ok;
}

/**
 * A Chromium, fetched if need be.
 * @returns {Promise<string>} path of the program
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  say("There is no Chromium on this machine yet; fetching one for the tests …");
  const fetched = ((await fetchWithPlaywright()) || (await installFromDebian())) && findChromium();
  if (fetched) return fetched;
  throw new SetupProblem(
    [
      "The browser tests need a Chromium, and none could be found or fetched. Any of these helps:",
      "  - install Chrome, Edge or Chromium (Debian: apt-get install chromium),",
      "  - npx playwright-core install chromium,",
      "  - set PLIMSOLL_BROWSER to the program of one you have.",
    ].join("\n"),
  );
}
