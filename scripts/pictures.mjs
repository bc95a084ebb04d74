/**
 * `npm run pictures`: photographs every room of the built app, light and dark, in two sizes, into docs/pictures. The
 * example and its seed are fixed, so that the pictures change only when the app does.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureChromium } from "./setup/browser.mjs";
import { launchChromium } from "./setup/chromium.mjs";
import { PROJECT } from "./setup/project.mjs";
import { runScript, say } from "./setup/say.mjs";
import { serve } from "./setup/serve.mjs";
import { smallPng } from "./setup/small-png.mjs";
import { ensureBuilt } from "./setup/targets.mjs";

const FOLDER = join(PROJECT, "docs", "pictures");
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
/** @type {readonly ("light" | "dark")[]} */
const SCHEMES = ["light", "dark"];
/** The example's whole run, on a slow and busy machine. */
const RUN_MINUTES = 30;

/**
 * Opens the app and waits until its first run is whole, so that every picture shows the same numbers.
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 */
async function openFinished(browser, url) {
  const page = await browser.newPage({ reducedMotion: "reduce" });
  // The tour belongs to the first start, not into every picture.
  await page.addInitScript({ content: 'localStorage.setItem("plimsoll.tour", "shown")' });
  await page.goto(url);
  const status = page.getByRole("status").filter({ hasText: /^(?!.* of ).*\d replications$/ });
  const began = Date.now();
  const heartbeat = setInterval(
    () => say(`  … the app is still calculating (${Math.round((Date.now() - began) / 1000)} s)`),
    15_000,
  );
  try {
    await status.waitFor({ timeout: RUN_MINUTES * 60_000 });
  } finally {
    clearInterval(heartbeat);
  }
  return page;
}

/**
 * Looks into every room, so that it asks for its studies, and waits until they are done.
 * @param {import("playwright-core").Page} page
 */
async function finishStudies(page) {
  for (const tab of await page.getByRole("tablist", { name: "Rooms" }).getByRole("tab").all()) {
    await tab.click();
    const underWay = page.locator("progress, .study-waiting p, .study-line[data-status=waiting]").first();
    await underWay.waitFor({ state: "detached", timeout: RUN_MINUTES * 60_000 });
    say(`  … ${await tab.textContent()} is whole`);
  }
}

/**
 * Photographs every room as the page looks now.
 * @param {import("playwright-core").Page} page
 * @param {string} suffix of the files' names
 */
async function photographRooms(page, suffix) {
  for (const tab of await page.getByRole("tablist", { name: "Rooms" }).getByRole("tab").all()) {
    await tab.click();
    // Neither the focus ring nor a hint belongs into the picture.
    await page.mouse.move(0, 0);
    await tab.blur();
    const name = ((await tab.textContent()) ?? "").trim().toLowerCase().replaceAll(/\W+/g, "-");
    const file = `${name}-${suffix}.png`;
    const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
    await writeFile(join(FOLDER, file), smallPng(picture));
    say(`docs/pictures/${file}`);
  }
}

await runScript(async () => {
  await ensureChromium();
  await ensureBuilt(["renderer"]);
  await mkdir(FOLDER, { recursive: true });
  const served = await serve({ folder: join(PROJECT, "dist", "renderer"), port: 0 });
  const browser = await launchChromium();
  try {
    const page = await openFinished(browser, served.url);
    await finishStudies(page);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await photographRooms(page, `${colorScheme}-${size.width}`);
      }
    }
  } finally {
    await browser.close();
    await served.close();
  }
});
