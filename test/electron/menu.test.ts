import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, test } from "vitest";
import { type MenuState, menuTemplate } from "../../electron/menu.ts";
import { commandNamed } from "../../renderer/store/commands.ts";

function menu(changes: Partial<MenuState> = {}): MenuItemConstructorOptions[] {
  return menuTemplate({
    platform: "linux",
    recent: [],
    send: () => {},
    openRecent: () => {},
    print: () => {},
    ...changes,
  });
}

function flatten(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}

/** Chooses an item as a click does; Electron's own arguments are not used. */
function choose(item: MenuItemConstructorOptions | undefined): void {
  const click: unknown = item?.click;
  if (typeof click !== "function") throw new Error("There is nothing to choose.");
  click();
}

describe.each(["linux", "win32", "darwin"] as const)("The menu on %s", (platform) => {
  const items = flatten(menu({ platform }));

  test("gives no two items the same keys", () => {
    const keys = items.flatMap(
      (item) => item.accelerator?.replace("CmdOrCtrl", platform === "darwin" ? "Cmd" : "Ctrl") ?? [],
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("sends every command that it shows by its own name", () => {
    const sent: string[] = [];
    const commands = flatten(menu({ platform, send: (command) => sent.push(command) })).filter(
      (item) => item.id,
    );
    for (const item of commands) choose(item);
    expect(sent).toEqual(commands.map((item) => item.id));
    expect(sent).toEqual(expect.arrayContaining(["open", "save", "saveAs", "undo", "redo"]));
  });

  test("shows no command that the window does not know", () => {
    for (const item of items.filter((candidate) => candidate.id)) {
      expect(commandNamed(item.id ?? ""), item.label).toBeDefined();
    }
  });

  test("has a way out", () => {
    const roles = items.map((item) => item.role);
    expect(roles.includes("quit") || roles.includes("appMenu")).toBe(true);
  });
});

test("A recent file is shown by its path, ampersand and all, and opens", () => {
  const opened: string[] = [];
  const recent = [{ token: "t", path: "/documents/R&D.json" }];
  const items = flatten(menu({ recent, openRecent: (path) => opened.push(path) }));
  choose(items.find((item) => item.label === "/documents/R&&D.json"));
  expect(opened).toEqual(["/documents/R&D.json"]);
});

test("Without recent files their menu can't be opened", () => {
  expect(flatten(menu()).find((item) => item.label === "Open Recent")).toMatchObject({ enabled: false });
});
