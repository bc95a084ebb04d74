/** What people do without thinking: find by a few letters, begin from four numbers, lose a window and get it back. */
import { expect, test } from "vitest";
import { appInBrowser, brokenRules } from "./app-in-browser.ts";

const open = appInBrowser();
const PATIENCE = 30_000;

test("A few letters lead to an assumption, ready to be typed over", async () => {
  const page = await open();
  await page.getByRole("button", { name: "Skip the tour" }).click();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("backup output price");
  await page.getByRole("option", { name: /Output price/ }).waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await page.keyboard.press("Enter");
  const field = page.locator('[data-path="models.backup.price.output"] input');
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await field.inputValue()).toBe("$4");
});

test("The tour comes at the first start, goes for good, and is found again", async () => {
  const page = await open();
  const tour = page.getByRole("region", { name: "Tour" });
  await tour.waitFor({ timeout: PATIENCE });
  for (let step = 1; step < 5; step += 1) await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await page.reload();
  await page.getByRole("button", { name: "More", exact: true }).click();
  expect(await tour.count()).toBe(0);
  await page.getByRole("menuitem", { name: "Take the tour" }).click();
  await tour.waitFor();
});

test("Four numbers of a pilot give an answer, and what can't be is said at its field", async () => {
  const page = await open();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: /^New/ }).click();
  await page.getByRole("textbox", { name: "Calls in the pilot" }).fill("3.1k");
  await page.getByRole("textbox", { name: "Cost of the pilot" }).fill("$30");
  await page.getByRole("textbox", { name: "Users a day" }).fill("lots");
  await page.getByRole("textbox", { name: "Calls per user" }).fill("0.5");
  await page.getByRole("button", { name: "Answer", exact: true }).click();
  await page.getByText("This is not a number.").waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await page.getByRole("textbox", { name: "Users a day" }).fill("2k");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Set a budget of \$/ }).click({ timeout: PATIENCE });
  await page.getByRole("article").filter({ hasText: "Monthly cost" }).waitFor({ timeout: PATIENCE });
});

test("Edits of a window that is gone are offered by the next one", async () => {
  const page = await open();
  const users = page.getByRole("textbox", { name: "Users", exact: true });
  await users.fill("50k");
  await users.press("Enter");
  // Kept a moment after the edit.
  await page.waitForTimeout(2000);
  const address = page.url();
  const context = page.context();
  await page.close({ runBeforeUnload: false });

  const next = await context.newPage();
  await next.goto(address);
  await next.getByText(/Recovered: Support assistant.*minute old/).waitFor({ timeout: PATIENCE });
  await next.getByRole("button", { name: "Keep" }).click();
  await expect.poll(() => next.getByRole("textbox", { name: "Users", exact: true }).inputValue()).toBe("50k");
  await next.getByText("edited").waitFor();
});
