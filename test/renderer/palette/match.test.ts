import { describe, expect, test } from "vitest";
import { placeAfter } from "../../../renderer/palette/command-palette.tsx";
import { found } from "../../../renderer/palette/match.ts";

const items = [
  { label: "Save as …", also: "" },
  { label: "Latency", also: "room How slow is the tail, and why?" },
  { label: "Output price", also: "Models large price output" },
  { label: "Output price", also: "Models small price output" },
  { label: "Reread price", also: "" },
];
const labels = (words: string): readonly string[] => found(items, words).map(({ label }) => label);

describe("looking for something", () => {
  test("puts what begins so before what holds it somewhere", () => {
    expect(labels("re")).toEqual(["Reread price"]);
    expect(labels("price")).toEqual(["Output price", "Output price", "Reread price"]);
    expect(labels("a")).toEqual(["Save as …", "Latency", "Reread price", "Output price", "Output price"]);
  });

  test("wants every word, in whatever order, in the name or in what is around it", () => {
    expect(found(items, "output large")).toEqual([items[2]]);
    expect(found(items, "slow tail")).toEqual([items[1]]);
    expect(found(items, "output huge")).toEqual([]);
  });

  test("takes signs as signs", () => {
    expect(labels("(.*")).toEqual([]);
    expect(labels("why?")).toEqual(["Latency"]);
  });

  test("without words leaves everything as it stands", () => {
    expect(found(items, "  ")).toEqual(items);
  });
});

describe("the keys of the list", () => {
  test("go around its ends by one, and stop there by many", () => {
    expect(placeAfter("ArrowUp", 0, 5)).toBe(4);
    expect(placeAfter("ArrowDown", 4, 5)).toBe(0);
    expect(placeAfter("PageDown", 1, 5)).toBe(4);
    expect(placeAfter("PageUp", 3, 5)).toBe(0);
  });

  test("go nowhere in an empty list, and leave letters alone", () => {
    expect(placeAfter("ArrowDown", 0, 0)).toBeUndefined();
    expect(placeAfter("a", 0, 5)).toBeUndefined();
  });
});
