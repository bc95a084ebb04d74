/** Starts the Chromium that journeys and pictures are made with: quiet and alone, the same everywhere. */
import { chromium } from "playwright-core";
import { findChromium } from "./browser.mjs";
import { SetupProblem } from "./say.mjs";

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * @returns {Promise<import("playwright-core").Browser>}
 * @throws {SetupProblem} where there is none
 */
export async function launchChromium() {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new SetupProblem("There is no Chromium here. `npm test` gets one; PLIMSOLL_BROWSER names one.");
  }
  // Chromium's sandbox doesn't run as root.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: isRoot ? [...FLAGS, "--no-sandbox"] : FLAGS });
}
