import { expect, test } from "vitest";
import { showAroundOnce } from "../../../renderer/start/first-start.ts";
import { tourSteps } from "../../../renderer/start/tour-steps.ts";
import { createOverlayStore } from "../../../renderer/store/overlay-store.ts";

const keepIn = (map: Map<string, string>) => ({
  getItem: (key: string) => map.get(key) ?? null,
  setItem: (key: string, value: string) => void map.set(key, value),
});

test("The first start shows around, the next one does not", () => {
  const kept = new Map<string, string>();
  const first = createOverlayStore();
  showAroundOnce(first, keepIn(kept));
  expect(first.getState().tourStep).toBe(0);
  first.getState().tour(1);
  first.getState().tour(undefined);
  const second = createOverlayStore();
  showAroundOnce(second, keepIn(kept));
  expect(second.getState().tourStep).toBeUndefined();
});

test("A tour that was not ended comes again", () => {
  const kept = new Map<string, string>();
  showAroundOnce(createOverlayStore(), keepIn(kept));
  const next = createOverlayStore();
  showAroundOnce(next, keepIn(kept));
  expect(next.getState().tourStep).toBe(0);
});

test("Where nothing can be remembered nobody is shown around at every start", () => {
  const overlay = createOverlayStore();
  showAroundOnce(overlay, undefined);
  expect(overlay.getState().tourStep).toBeUndefined();
});

test("The tour has five steps, each about something", () => {
  const steps = tourSteps("Ctrl+K");
  expect(steps).toHaveLength(5);
  expect(steps.at(-1)?.title).toBe("Ctrl+K finds everything");
  for (const { about } of steps) expect(about.length).toBeGreaterThan(0);
});
