/** The desktop app under Electron itself. */
import { fileURLToPath } from "node:url";
import { _electron as electron } from "playwright-core";
import { findElectron, noWindowBecause } from "../../scripts/setup/desktop.mjs";
import type { DesktopUnderTest } from "./desktop-under-test.ts";

const MAIN = fileURLToPath(new URL("../../dist/electron/main.js", import.meta.url));
const isRoot = process.getuid?.() === 0;

/**
 * Electron's program, where its journeys can run: it is there and can open a window. PLIMSOLL_ELECTRON=1 insists.
 * @throws where it is insisted upon and there is none
 */
export function electronToTest(): string | undefined {
  const program = findElectron();
  if (process.env["PLIMSOLL_ELECTRON"] === "1") {
    if (program !== undefined) return program;
    throw new Error(
      "PLIMSOLL_ELECTRON=1, but Electron's program is not there: npx install-electron fetches it.",
    );
  }
  return noWindowBecause({ platform: process.platform, env: process.env, isRoot }) === undefined
    ? program
    : undefined;
}

export async function startElectron(
  executablePath: string,
  data: string,
  args: readonly string[] = [],
): Promise<DesktopUnderTest> {
  const app = await electron.launch({
    executablePath,
    args: [...(isRoot ? ["--no-sandbox"] : []), MAIN, ...args],
    env: { ...definedOnly(process.env), PLIMSOLL_DATA: data },
  });
  const ended = new Promise<void>((resolve) => app.once("close", () => resolve()));
  const page = await app.firstWindow();
  return {
    page,
    webPreferences: undefined,
    nextOpen: (path) =>
      app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({
          canceled: chosen === undefined,
          filePaths: chosen === undefined ? [] : [chosen],
        });
      }, path),
    nextSave: (path) =>
      app.evaluate(({ dialog }, chosen) => {
        dialog.showSaveDialog = async () => ({ canceled: chosen === undefined, filePath: chosen ?? "" });
      }, path),
    nextAnswer: (button) =>
      app.evaluate(({ dialog }, response) => {
        dialog.showMessageBox = async () => ({ response, checkboxChecked: false });
      }, button),
    // Its dialogs are answered at once, in the app itself.
    answersHeard: () => app.evaluate(() => undefined),
    chooseMenu: (command) =>
      app.evaluate(({ Menu }, id) => {
        Menu.getApplicationMenu()?.getMenuItemById(id)?.click();
      }, command),
    closeWindow: async () => {
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    },
    ended,
    kill: async () => {
      app.process().kill("SIGKILL");
      await ended;
    },
  };
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
