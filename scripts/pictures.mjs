/**
 * `npm run pictures`: photographs every room of the built app, light and dark, in two sizes, into docs/pictures. The
 * example and its seed are fixed, so that the pictures change only when the app does.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ensureChromium } from "./setup/browser.mjs";
import { launchChromium } from "./setup/chromium.mjs";
import { PROJECT } from "./setup/project.mjs";
import { runScript, say } from "./setup/say.mjs";
import { serve } from "./setup/serve.mjs";
import { ensureBuilt } from "./setup/targets.mjs";

const FOLDER = join(PROJECT, "docs", "pictures");
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
/** @type {readonly ("light" | "dark")[]} */
const SCHEMES = ["light", "dark"];
/** The example's whole run, on a slow machine. */
const RUN_MILLISECONDS = 300_000;

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {{ size: { width: number, height: number }, colorScheme: "light" | "dark" }} look
 */
async function photograph(browser, url, { size, colorScheme }) {
  const page = await browser.newPage({ viewport: size, colorScheme, reducedMotion: "reduce" });
  await page.goto(url);
  const status = page.getByRole("status").filter({ hasText: /^[\d,]+ replications$/ });
  await status.waitFor({ timeout: RUN_MILLISECONDS });
  const tabs = await page.getByRole("tablist", { name: "Rooms" }).getByRole("tab").all();
  for (const tab of tabs) {
    await tab.click();
    // Neither the focus ring nor a hint belongs into the picture.
    await page.mouse.move(0, 0);
    await tab.blur();
    const name = ((await tab.textContent()) ?? "").trim().toLowerCase().replaceAll(/\W+/g, "-");
    const file = `${name}-${colorScheme}-${size.width}.png`;
    await page.screenshot({ path: join(FOLDER, file), animations: "disabled", caret: "hide" });
    say(`docs/pictures/${file}`);
  }
  await page.close();
}

await runScript(async () => {
  await ensureChromium();
  await ensureBuilt(["renderer"]);
  await mkdir(FOLDER, { recursive: true });
  const served = await serve({ folder: join(PROJECT, "dist", "renderer"), port: 0 });
  const browser = await launchChromium();
  try {
    for (const size of SIZES) {
      for (const colorScheme of SCHEMES) await photograph(browser, served.url, { size, colorScheme });
    }
  } finally {
    await browser.close();
    await served.close();
  }
});
