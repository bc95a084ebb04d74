import { expect, test } from "vitest";
import { createViewStore, PANEL_WIDTH } from "../../../renderer/store/view-store.ts";

function keepIn(map: Map<string, string>) {
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => {
      map.set(key, value);
    },
  };
}

test("The window looks the next time as it was left", () => {
  const kept = new Map<string, string>();
  createViewStore(keepIn(kept)).getState().set({ theme: "dark", panelWidth: 420, room: "cost" });
  expect(createViewStore(keepIn(kept)).getState()).toMatchObject({
    theme: "dark",
    panelWidth: 420,
    room: "cost",
  });
});

test("Settings that make no sense, or none at all, leave the usual ones", () => {
  const kept = new Map([["plimsoll.view", '{"theme":"pink","panelWidth":99999}']]);
  expect(createViewStore(keepIn(kept)).getState()).toMatchObject({
    theme: "system",
    panelWidth: PANEL_WIDTH.largest,
  });
  kept.set("plimsoll.view", "{broken");
  expect(createViewStore(keepIn(kept)).getState().theme).toBe("system");
  expect(createViewStore(undefined).getState().panelWidth).toBe(PANEL_WIDTH.usual);
});
