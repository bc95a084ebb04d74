/** The built app in a real Chromium: served as `npm start` serves it, and watched for every complaint. */
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { launchChromium } from "../../scripts/setup/chromium.mjs";
import { PROJECT } from "../../scripts/setup/project.mjs";
import { type Served, serve } from "../../scripts/setup/serve.mjs";

export interface Look {
  readonly colorScheme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
}

/** Serves the app and starts Chromium once for a file's tests; what it returns opens a fresh page of it. */
export function appInBrowser(): (look?: Look) => Promise<Page> {
  let served: Served;
  let browser: Browser;
  beforeAll(async () => {
    served = await serve({ folder: join(PROJECT, "dist", "renderer"), port: 0 });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  return async ({ colorScheme = "light", width = 1280, height = 800 } = {}) => {
    // A context of its own: nothing is kept from one test to the next.
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height },
      reducedMotion: "reduce",
    });
    // Without the system's dialogs, which nobody could answer here, saving gives a download.
    await context.addInitScript(() => {
      for (const name of ["showSaveFilePicker", "showOpenFilePicker"]) {
        Object.defineProperty(window, name, { value: undefined });
      }
    });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    onTestFinished(async () => {
      const heard = [...complaints];
      await context.close();
      expect(heard, "what the page complained about").toEqual([]);
    });
    await page.goto(served.url);
    return page;
  };
}

/** Errors and warnings of a page and of its workers, from now on; a breach of the security policy is one. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // The page itself gave it up: a worker that is no longer wanted was still loading.
    if (reason !== "net::ERR_ABORTED") complaints.push(`${request.url()}: ${reason}`);
  });
  page.on("crash", () => complaints.push("The page crashed."));
  return complaints;
}

/** The card of one promise in the overview. */
export function promiseCard(page: Page, title: string): Locator {
  return page.getByRole("article").filter({ has: page.getByRole("heading", { name: title }) });
}

/** The estimate of a currency amount in a card: `$0.067 ± 0.013` is 0.067, `$26k` is 26,000; NaN without one. */
export async function amountIn(card: Locator): Promise<number> {
  const text = (await card.getByRole("paragraph").first().textContent()) ?? "";
  const [, digits = "-", unit = ""] = /\$([\d.,]+)([kM]?)/.exec(text) ?? [];
  const scale = { k: 1e3, M: 1e6 }[unit] ?? 1;
  return Number(digits.replaceAll(",", "")) * scale;
}

/** Every rule that axe-core finds broken as it comes, in words: WCAG A and AA up to 2.1, and good practice. */
export async function brokenRules(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const found = await window.axe.run();
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ html }) => html),
    }));
  });
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.join("\n  ")}`);
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
