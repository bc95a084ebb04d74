import { describe, expect, test } from "vitest";
import { COMMANDS, commandFor, keysText } from "../../../renderer/store/commands.ts";

const press = (
  key: string,
  more: Partial<{ metaKey: boolean; ctrlKey: boolean; shiftKey: boolean }> = {},
) => ({
  key,
  metaKey: false,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

describe("keys", () => {
  test("mean what they mean in every program", () => {
    expect(commandFor(press("s", { ctrlKey: true }), false)?.id).toBe("save");
    expect(commandFor(press("S", { ctrlKey: true, shiftKey: true }), false)?.id).toBe("saveAs");
    expect(commandFor(press("z", { metaKey: true }), true)?.id).toBe("undo");
    expect(commandFor(press("Z", { metaKey: true, shiftKey: true }), true)?.id).toBe("redo");
    expect(commandFor(press("y", { ctrlKey: true }), false)?.id).toBe("redo");
  });

  test("are left alone without the system's own modifier", () => {
    expect(commandFor(press("s"), false)).toBeUndefined();
    expect(commandFor(press("s", { ctrlKey: true }), true)).toBeUndefined();
  });

  test("without a modifier count only where nothing is typed", () => {
    expect(commandFor(press("?", { shiftKey: true }), false)?.id).toBe("shortcuts");
    expect(commandFor(press("?"), false, true)).toBeUndefined();
    expect(commandFor(press("?", { ctrlKey: true }), false)).toBeUndefined();
  });

  test("mean one thing each", () => {
    const keys = COMMANDS.flatMap((command) => command.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("are written as the system writes them", () => {
    expect(keysText("mod+shift+s", true)).toBe("⇧⌘S");
    expect(keysText("mod+shift+s", false)).toBe("Ctrl+Shift+S");
  });
});
