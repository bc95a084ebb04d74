/** What a person does first, in the built app as the browser gets it. */
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { amountIn, appInBrowser, brokenRules, promiseCard } from "./app-in-browser.ts";

const open = appInBrowser();
const COST = "Cost per resolved ticket";

/** A rough first answer may take this long on a busy machine; the app itself aims for a tenth of a second. */
const PATIENCE = 30_000;

test("An example is open at the first start and answers by itself", async () => {
  const page = await open();
  const card = promiseCard(page, COST);
  await card.waitFor({ timeout: PATIENCE });
  expect(await page.title()).toBe("Support assistant – Plimsoll");
  expect(await amountIn(card)).toBeGreaterThan(0.01);
});

test("A dearer model shows at once in the cost, and undo takes both back", async () => {
  const page = await open();
  const card = promiseCard(page, COST);
  await card.waitFor({ timeout: PATIENCE });
  const before = await amountIn(card);
  const price = page.getByRole("textbox", { name: "Output price, large" });
  expect(await price.inputValue()).toBe("$10");

  await price.fill("$200");
  await price.press("Enter");
  // Twenty times the output price must move the unit by more than any first estimate is off.
  await expect.poll(() => amountIn(card), { timeout: PATIENCE }).toBeGreaterThan(before * 1.3);
  await page.getByText("edited").waitFor();

  await page.getByRole("button", { name: /^Undo/ }).click();
  expect(await price.inputValue()).toBe("$10");
  await expect.poll(() => amountIn(card), { timeout: PATIENCE }).toBeLessThan(before * 1.3);
});

test("Saving gives a file with exactly the edit, and what else stood there as it was", async () => {
  const page = await open();
  const price = page.getByRole("textbox", { name: "Output price, large" });
  await price.fill("12.5");
  await price.press("Enter");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.json$/);
  const saved = await readFile(await download.path(), "utf8");
  const example = await readFile("scenarios/support-assistant.json", "utf8");
  expect(saved).toBe(
    example.replace('"cachedInput": 0.25, "output": 10 }', '"cachedInput": 0.25, "output": 12.5 }'),
  );
  expect(saved).not.toBe(example);
});

describe.each(["light", "dark"] as const)("In %s", (colorScheme) => {
  test("every room opens and breaks no rule of accessibility", async () => {
    const page = await open({ colorScheme });
    await promiseCard(page, COST).waitFor({ timeout: PATIENCE });
    const tabs = await page.getByRole("tablist", { name: "Rooms" }).getByRole("tab").all();
    expect(tabs.length).toBeGreaterThan(2);
    for (const tab of tabs) {
      await tab.click();
      // a room that waits for its study has no heading yet, and must be sound all the same
      await page.getByRole("tabpanel").waitFor({ timeout: PATIENCE });
      expect(await brokenRules(page), (await tab.textContent()) ?? "").toEqual([]);
    }
  });
});
