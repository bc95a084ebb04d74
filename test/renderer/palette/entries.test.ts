import { describe, expect, test } from "vitest";
import { allRows, outline } from "../../../renderer/assumptions/outline.ts";
import {
  assumptionEntries,
  designEntries,
  nextName,
  roomEntries,
} from "../../../renderer/palette/entries.ts";
import { found } from "../../../renderer/palette/match.ts";
import { ROOMS } from "../../../renderer/rooms/room-list.ts";
import type { Json } from "../../../renderer/store/json.ts";
import example from "../../../scenarios/support-assistant.json?raw";

const value: Json = JSON.parse(example);

describe("the palette", () => {
  test("finds every assumption of the file, each once", () => {
    const entries = assumptionEntries(value);
    expect(entries).toHaveLength(allRows(outline(value)).length);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });

  test("finds an assumption by its name and by what it belongs to", () => {
    const [first] = found(assumptionEntries(value), "large output price");
    expect(first?.id).toBe("assumption models large price output");
    expect(first?.note).toContain("large");
  });

  test("offers to judge every design but the judged one, and to duplicate each", () => {
    const labels = designEntries(value).map(({ label }) => label);
    expect(labels).toContain("Judge “sync”");
    expect(labels).not.toContain("Judge “streamed”");
    expect(labels.filter((label) => label.startsWith("Duplicate"))).toHaveLength(4);
  });

  test("finds every room by the question that it answers", () => {
    expect(roomEntries().map(({ note }) => note)).toEqual(ROOMS.map(({ question }) => question));
  });
});

test("A copy gets the next number that is free", () => {
  expect(nextName("sync", ["sync"])).toBe("sync 2");
  expect(nextName("sync", ["sync", "sync 2"])).toBe("sync 3");
});
