/** Editing assumptions in the built app: shapes by hand and by keys, designs as a whole, the file's text. */
import { expect, test } from "vitest";
import { appInBrowser, brokenRules } from "./app-in-browser.ts";

const open = appInBrowser();
const PATIENCE = 30_000;

test("A distribution is pulled by its p95, the field follows, and undo takes the whole pull back", async () => {
  const page = await open();
  const field = page.getByRole("textbox", { name: "Adoption", exact: true }).first();
  await field.waitFor({ timeout: PATIENCE });
  await page.getByRole("button", { name: "Shape of Adoption" }).first().click();
  const knob = page.getByRole("slider", { name: /^p95.*Adoption$/ });
  const box = await knob.boundingBox();
  if (box === null) throw new Error("There is nothing to take hold of.");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
  const pulled = await knob.getAttribute("aria-valuetext");
  expect(Number.parseFloat(pulled ?? "")).toBeGreaterThan(73);
  await knob.press("ArrowLeft");
  expect(await knob.getAttribute("aria-valuetext")).not.toBe(pulled);
  expect(await brokenRules(page)).toEqual([]);
  await page.keyboard.press("Escape");
  expect(await field.inputValue()).not.toBe("35% to 70%");
  for (let step = 0; step < 2; step += 1) await page.getByRole("button", { name: /^Undo/ }).click();
  expect(await field.inputValue()).toBe("35% to 70%");
});

test("A design is duplicated and renamed, each as one step to undo", async () => {
  const page = await open();
  await page.getByRole("button", { name: /^Designs \d/ }).click({ timeout: PATIENCE });
  await page.getByRole("button", { name: "What to do with queued" }).click();
  await page.getByRole("button", { name: "Duplicate" }).click();
  await page.getByRole("button", { name: "What to do with queued 2" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("patient");
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("button", { name: "What to do with patient" }).waitFor();
  await page.getByRole("button", { name: "Undo: Rename “queued 2” to “patient”" }).click();
  await page.getByRole("button", { name: "Undo: Duplicate “queued”" }).click();
  expect(await page.getByRole("button", { name: /What to do with queued 2/ }).count()).toBe(0);
});

test("The file's text says what is wrong at which line, and counts once it is sound", async () => {
  const page = await open();
  await page.getByRole("button", { name: "JSON", exact: true }).click({ timeout: PATIENCE });
  const text = page.getByRole("textbox", { name: "The scenario as JSON" });
  const before = await text.inputValue();
  await text.fill(before.replace('"users": 100000', '"users": -5'));
  await page.getByRole("button", { name: /^Line \d+: Users is too small/ }).waitFor();
  await text.fill(before.replace('"users": 100000', '"users": 120000'));
  await page.getByText("edited").waitFor();
  await page.getByRole("button", { name: "Fields", exact: true }).click();
  expect(await page.getByRole("textbox", { name: "Users" }).first().inputValue()).toBe("120k");
});
