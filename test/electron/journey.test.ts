/**
 * The desktop app as a person uses it: the built main process and preload, under Electron where its program is there
 * and can open a window (PLIMSOLL_ELECTRON=1 insists), and under its stand-in everywhere.
 */
import { chmod, copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import type {} from "../../renderer/host/desktop-host.ts";
import { PROJECT } from "../../scripts/setup/project.mjs";
import { complaintsOf } from "../e2e/app-in-browser.ts";
import type { DesktopUnderTest } from "./desktop-under-test.ts";
import { electronToTest, startElectron } from "./real-electron.ts";
import { startStandIn } from "./stand-in/chromium-host.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const EXAMPLE = join(PROJECT, "scenarios", "support-assistant.json");
const PATIENCE = { timeout: 30_000 };

type Start = (data: string, args?: readonly string[]) => Promise<DesktopUnderTest>;

const electron = electronToTest();
const ways: readonly { readonly way: string; readonly start: Start }[] = [
  { way: "Electron's stand-in", start: startStandIn },
  ...(electron === undefined
    ? []
    : [
        {
          way: "Electron",
          start: (data: string, args?: readonly string[]) => startElectron(electron, data, args),
        },
      ]),
];

interface Desk {
  readonly app: DesktopUnderTest;
  readonly page: Page;
  /** A scenario of the person's own. */
  readonly path: string;
  readonly folder: string;
}

async function desk(start: Start, args: (path: string) => readonly string[] = () => []): Promise<Desk> {
  const folder = await temporaryFolder();
  const path = join(folder, "mine.json");
  await copyFile(EXAMPLE, path);
  const app = await start(join(folder, "app"), args(path));
  const complaints = complaintsOf(app.page);
  onTestFinished(async () => {
    const heard = [...complaints];
    await app.kill();
    expect(heard, "what the page complained about").toEqual([]);
  });
  return { app, page: app.page, path, folder };
}

/** Opens the person's scenario by the menu. */
async function openMine({ app, page, path }: Desk): Promise<void> {
  await app.nextOpen(path);
  await app.chooseMenu("open");
  await page.getByRole("banner").getByText("mine.json").waitFor(PATIENCE);
}

async function setOutputPrice(page: Page, price: string): Promise<void> {
  const field = page.getByRole("textbox", { name: "Output price, large" });
  await field.fill(price);
  await field.press("Enter");
}

async function outputPriceIn(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8")).models.large.price.output;
}

/** Waits until the header no longer says that there are edits. */
async function untilSaved(page: Page): Promise<void> {
  await page
    .getByRole("banner")
    .getByText("edited")
    .waitFor({ ...PATIENCE, state: "detached" });
}

describe.each(ways)("Under $way", ({ start }) => {
  test("the window has no way to the machine but the contract", async () => {
    const { app, page } = await desk(start);
    expect(
      app.webPreferences ?? { sandbox: true, contextIsolation: true, nodeIntegration: false },
    ).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    });
    const seen = await page.evaluate(() => ({
      require: typeof Reflect.get(window, "require"),
      process: typeof Reflect.get(window, "process"),
      contract: Object.keys(Reflect.get(window, "plimsoll") ?? {}).sort(),
    }));
    expect(seen.require).toBe("undefined");
    expect(seen.process).toBe("undefined");
    expect(seen.contract).toEqual(
      expect.arrayContaining([
        "openScenario",
        "saveScenario",
        "saveScenarioAs",
        "readBeside",
        "onMenu",
        "platform",
      ]),
    );
  });

  test("a scenario is opened, edited, saved and opened again", async () => {
    const at = await desk(start);
    await openMine(at);
    await setOutputPrice(at.page, "12.5");
    await at.page.getByRole("banner").getByText("edited").waitFor(PATIENCE);
    await at.app.chooseMenu("save");
    await untilSaved(at.page);
    expect(await outputPriceIn(at.path)).toBe(12.5);

    await at.page.reload();
    const price = at.page.getByRole("textbox", { name: "Output price, large" });
    await expect.poll(() => price.inputValue(), PATIENCE).toBe("$10");
    await openMine(at);
    await expect.poll(() => price.inputValue(), PATIENCE).toBe("$12.5");
    await setOutputPrice(at.page, "99");
    await at.app.chooseMenu("undo");
    await expect.poll(() => price.inputValue(), PATIENCE).toBe("$12.5");
  });

  test("a scenario is saved under another name, and from then on there", async () => {
    const at = await desk(start);
    await openMine(at);
    await setOutputPrice(at.page, "12.5");
    const copy = join(at.folder, "copy.json");
    await at.app.nextSave(copy);
    await at.app.chooseMenu("saveAs");
    await at.page.getByRole("banner").getByText("copy.json").waitFor(PATIENCE);
    await setOutputPrice(at.page, "13.5");
    await at.app.chooseMenu("save");
    await untilSaved(at.page);
    expect([await outputPriceIn(at.path), await outputPriceIn(copy)]).toEqual([10, 13.5]);
  });

  test("a file that was open is among the recent ones at the next start", async () => {
    const at = await desk(start);
    await openMine(at);
    await at.app.kill();
    const app = await start(join(at.folder, "app"));
    onTestFinished(() => app.kill());
    const recent = await app.page.evaluate(() => window.plimsoll?.recentFiles({}));
    expect(recent).toMatchObject({ kind: "done", value: [{ name: "mine.json" }] });
  });

  test("a scenario given at the start is open", async () => {
    const { page } = await desk(start, (path) => [path]);
    await page.getByRole("banner").getByText("mine.json").waitFor(PATIENCE);
  });

  test("a save that fails is said, loses nothing, and succeeds once its reason is gone", async () => {
    const at = await desk(start);
    await openMine(at);
    await setOutputPrice(at.page, "12.5");
    await chmod(at.path, 0o444);
    await at.app.chooseMenu("save");
    await at.page.getByText(/“mine\.json” is write-protected/).waitFor(PATIENCE);
    expect(await outputPriceIn(at.path)).toBe(10);
    expect(await at.page.getByRole("textbox", { name: "Output price, large" }).inputValue()).toBe("$12.5");
    await chmod(at.path, 0o644);
    await at.app.chooseMenu("save");
    await untilSaved(at.page);
    expect(await outputPriceIn(at.path)).toBe(12.5);
  });

  test("a file that another program wrote meanwhile is not written over without a question", async () => {
    const at = await desk(start);
    await openMine(at);
    await setOutputPrice(at.page, "12.5");
    await writeFile(at.path, (await readFile(at.path, "utf8")).replace('"output": 10 }', '"output": 11 }'));
    await at.app.chooseMenu("save");
    await at.page.getByRole("alertdialog").or(at.page.getByRole("dialog")).waitFor(PATIENCE);
    expect(await outputPriceIn(at.path)).toBe(11);
    await at.page.getByRole("button", { name: "Write over it" }).click();
    await untilSaved(at.page);
    expect(await outputPriceIn(at.path)).toBe(12.5);
  });

  test("a window with edits asks before it closes, saves, and is gone", async () => {
    const at = await desk(start);
    await openMine(at);
    await setOutputPrice(at.page, "12.5");
    await at.page.getByRole("banner").getByText("edited").waitFor(PATIENCE);
    await at.app.nextAnswer(2);
    await at.app.closeWindow();
    await at.app.answersHeard();
    expect(await at.page.getByRole("textbox", { name: "Output price, large" }).inputValue()).toBe("$12.5");
    await at.app.nextAnswer(0);
    await at.app.closeWindow();
    await at.app.ended;
    expect(await outputPriceIn(at.path)).toBe(12.5);
  });
});
