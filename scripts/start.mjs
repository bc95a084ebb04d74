/**
 * `npm start`: installs and builds what is missing, then opens the app: on the desktop where Electron can open a
 * window, otherwise served to the browser of this machine. Says what it does, and where the app is.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureElectron, noWindowBecause } from "./setup/desktop.mjs";
import { openInBrowser } from "./setup/open.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { PROJECT } from "./setup/project.mjs";
import { runScript, SetupProblem, say } from "./setup/say.mjs";
import { serve } from "./setup/serve.mjs";
import { ensureBuilt } from "./setup/targets.mjs";

/** Always the same while it is free: browsers keep a person's drafts by address, port included. */
const USUAL_PORT = 17464;
const PORTS_TRIED = 20;
const HELP = `npm start -- [--browser] [--no-open] [--port N]

  --browser   serve the app to the browser, even where the desktop app could open
  --no-open   the same, and open no browser: only say the address
  --port N    serve on this port (otherwise ${USUAL_PORT}, or the next one that is free)`;

/** An Electron that ends with an error this soon never showed a window. */
const SECONDS_TO_A_WINDOW = 5;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        browser: { type: "boolean", default: false },
        "no-open": { type: "boolean", default: false },
        port: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return values;
  } catch (error) {
    throw new SetupProblem(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  }
}

/** @param {string | undefined} text @returns {number | undefined} */
function readPort(text) {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new SetupProblem(`--port ${text}: a port is a whole number from 1 to 65535.`);
}

/**
 * Opens the desktop app and waits until it is closed.
 * @param {string} program Electron's
 * @returns {Promise<boolean>} false where it ended before it could show a window
 */
function runDesktop(program) {
  return new Promise((resolve) => {
    const began = Date.now();
    const child = spawn(program, [join(PROJECT, "dist", "electron", "main.js")], { stdio: "ignore" });
    let asked = false;
    const stop = () => {
      asked = true;
      child.kill("SIGTERM");
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
    child.once("error", () => resolve(false));
    child.once("exit", (code) => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      resolve(asked || code === 0 || Date.now() - began > SECONDS_TO_A_WINDOW * 1000);
    });
    say("Plimsoll is open in its own window. Ctrl-C here closes it.");
  });
}

/** @param {unknown} error @param {string} code */
const isSystemError = (error, code) => error instanceof Error && "code" in error && error.code === code;

/** @param {number | undefined} wanted */
async function serveSomewhere(wanted) {
  const folder = join(PROJECT, "dist", "renderer");
  const candidates =
    wanted === undefined ? Array.from({ length: PORTS_TRIED }, (_, i) => USUAL_PORT + i) : [wanted];
  for (const port of candidates) {
    try {
      return await serve({ folder, port });
    } catch (error) {
      if (isSystemError(error, "EACCES"))
        throw new SetupProblem(`Port ${port} is not allowed for this user.`);
      if (!isSystemError(error, "EADDRINUSE")) throw error;
    }
  }
  if (wanted !== undefined) throw new SetupProblem(`Port ${wanted} is in use by another program.`);
  return serve({ folder, port: 0 });
}

/** @returns {Promise<void>} resolves at Ctrl-C or a polite request to end */
function untilStopped() {
  return new Promise((resolve) => {
    const stop = () => resolve();
    process.once("SIGINT", stop).once("SIGTERM", stop).once("SIGHUP", stop);
  });
}

/** @param {{ port: number | undefined, open: boolean }} options */
async function runInBrowser({ port, open }) {
  const stopped = untilStopped();
  const served = await serveSomewhere(port);
  const opened = open && (await openInBrowser(served.url));
  say(opened ? `Plimsoll is open in your browser: ${served.url}` : `Plimsoll is ready; open ${served.url}`);
  say("It runs on this machine only. Ctrl-C here stops it.");
  await stopped;
  await served.close();
  say("Stopped.");
}

await runScript(async () => {
  const options = readOptions();
  if (options.help) {
    say(HELP);
    return;
  }
  const port = readPort(options.port);
  await ensurePackages();
  const hindrance = noWindowBecause({
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
  });
  const mayUseDesktop = !options.browser && !options["no-open"] && port === undefined;
  if (mayUseDesktop && hindrance === undefined) {
    const program = await ensureElectron();
    if (program !== undefined) {
      await ensureBuilt(["renderer", "electron"]);
      if (await runDesktop(program)) return;
      say("The desktop window could not be opened, so the app opens in the browser instead.");
    }
  } else if (mayUseDesktop) {
    say(`The app runs in the browser: ${hindrance}.`);
  }
  await ensureBuilt(["renderer"]);
  await runInBrowser({ port, open: !options["no-open"] });
});
