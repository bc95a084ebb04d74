import { expect, test } from "vitest";
import { type CloseChoice, CloseGuard } from "../../electron/close-guard.ts";

interface Scene {
  readonly guard: CloseGuard;
  readonly happened: string[];
  /** Waits until the person's answer has been acted upon. */
  readonly settled: () => Promise<void>;
}

function scene(choice: CloseChoice): Scene {
  const happened: string[] = [];
  const guard = new CloseGuard({
    ask: async () => {
      happened.push("ask");
      return choice;
    },
    save: () => happened.push("save"),
    close: () => happened.push("close"),
  });
  return { guard, happened, settled: () => new Promise((resolve) => setImmediate(resolve)) };
}

test("A window without edits closes without a question", () => {
  const { guard, happened } = scene("cancel");
  expect(guard.mayClose()).toBe(true);
  guard.setEdited(true);
  guard.setEdited(false);
  expect(guard.mayClose()).toBe(true);
  expect(happened).toEqual([]);
});

test("A window with edits stays open when the person cancels", async () => {
  const { guard, happened, settled } = scene("cancel");
  guard.setEdited(true);
  expect(guard.mayClose()).toBe(false);
  await settled();
  expect(happened).toEqual(["ask"]);
});

test("Edits that the person gives up do not keep the window open", async () => {
  const { guard, happened, settled } = scene("discard");
  guard.setEdited(true);
  guard.mayClose();
  await settled();
  expect(happened).toEqual(["ask", "close"]);
});

test("Edits are saved first where the person says so, and the window closes once they are", async () => {
  const { guard, happened, settled } = scene("save");
  guard.setEdited(true);
  guard.mayClose();
  await settled();
  expect(happened).toEqual(["ask", "save"]);
  guard.saveEnded("done");
  guard.setEdited(false);
  expect(happened).toEqual(["ask", "save", "close"]);
});

test.each(["refused", "cancelled"] as const)(
  "After a save that was %s the window stays, also at the next save",
  async (end) => {
    const { guard, happened, settled } = scene("save");
    guard.setEdited(true);
    guard.mayClose();
    await settled();
    guard.saveEnded(end);
    guard.saveEnded("done");
    guard.setEdited(false);
    expect(happened).toEqual(["ask", "save"]);
  },
);

test("Somebody who closes twice is asked once", async () => {
  const { guard, happened, settled } = scene("cancel");
  guard.setEdited(true);
  guard.mayClose();
  guard.mayClose();
  await settled();
  expect(happened).toEqual(["ask"]);
});
