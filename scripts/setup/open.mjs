/** Opening an address in the browser of the person at this machine. */
import { spawn } from "node:child_process";

/**
 * The command that opens an address here, or undefined where nobody could see it.
 * @param {string} url
 * @param {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv }} machine
 * @returns {{ command: string, args: string[] } | undefined}
 */
export function openCommand(url, { platform, env }) {
  if (platform === "darwin") return { command: "open", args: [url] };
  // `start` is a word of the shell; this is what it does, without a shell that would read the address.
  if (platform === "win32") return { command: "rundll32", args: ["url.dll,FileProtocolHandler", url] };
  if (env["DISPLAY"] || env["WAYLAND_DISPLAY"]) return { command: "xdg-open", args: [url] };
  return undefined;
}

/** An opener that finds no browser says so within this time; one that found it may stay as long as the browser. */
const SECONDS_TO_FAIL = 2;

/**
 * Opens an address, if there is a way.
 * @param {string} url
 * @returns {Promise<boolean>} whether a browser seems to have taken it
 */
export function openInBrowser(url) {
  const way = openCommand(url, process);
  if (way === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(way.command, way.args, { stdio: "ignore", detached: true });
    const patience = setTimeout(() => {
      child.unref();
      resolve(true);
    }, SECONDS_TO_FAIL * 1000);
    child.once("error", () => {
      clearTimeout(patience);
      resolve(false);
    });
    child.once("exit", (code) => {
      clearTimeout(patience);
      resolve(code === 0);
    });
  });
}
