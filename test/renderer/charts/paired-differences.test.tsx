import { describe, expect, test } from "vitest";
import { PairedDifferences, startsOf } from "../../../renderer/charts/paired-differences.tsx";
import { pairedLayout, reachOf, rowAt } from "../../../renderer/charts/paired-layout.ts";
import { DARK, LIGHT, type Palette } from "../../../renderer/charts/palette.ts";
import { pairedPanels } from "../../../renderer/rooms/compare-words.ts";
import { exampleAnswered } from "../support/example-answered.ts";
import { elements, numbersOf, picture, pictureFile } from "../support/pictures.tsx";
import { COMPARED, type SyntheticCompared, syntheticComparison } from "../support/synthetic-comparison.ts";

const WIDTH = 836;

function panelsOf(designs: readonly SyntheticCompared[]) {
  const orders = new Map(designs.map(({ name }, order) => [name, order]));
  return pairedPanels(syntheticComparison(designs), exampleAnswered(), orders);
}

function chart(designs: readonly SyntheticCompared[], palette: Palette = LIGHT, cursor?: number): string {
  return picture(
    <PairedDifferences
      width={WIDTH}
      palette={palette}
      label="Differences"
      baseline="streamed"
      panels={panelsOf(designs)}
      cursor={cursor}
    />,
  );
}

const EIGHT: readonly SyntheticCompared[] = [
  ...COMPARED,
  ...[1, 2, 3, 4].map((at) => ({ name: `variant ${at}`, cost: 0.063 + at / 1000, p99: 17.7 + at })),
];

describe("paired differences", () => {
  test("are drawn as intervals around a zero line, a panel a measure", async () => {
    await expect(chart(COMPARED)).toMatchFileSnapshot(pictureFile("differences-ordinary"));
  });

  test("of eight designs keep each its colour, its dash and its words", async () => {
    const svg = chart(EIGHT, DARK, 3);
    await expect(svg).toMatchFileSnapshot(pictureFile("differences-eight"));
    expect(elements(svg, />variant 4<\/text>/)).toHaveLength(panelsOf(EIGHT).length);
  });

  test("of two designs are one row a panel", async () => {
    const two = COMPARED.slice(0, 2);
    await expect(chart(two)).toMatchFileSnapshot(pictureFile("differences-tiny"));
    expect(pairedLayout(panelsOf(two), WIDTH).placed.every(({ panel }) => panel.rows.length === 1)).toBe(
      true,
    );
  });

  test("leave an unstable design out", async () => {
    const designs = COMPARED.map((design) => ({ ...design, stable: design.name !== "queued" }));
    const svg = chart(designs);
    await expect(svg).toMatchFileSnapshot(pictureFile("differences-unstable"));
    expect(svg).not.toContain(">queued<");
  });

  test("stand on the side of zero that they are on", () => {
    const [place] = pairedLayout(panelsOf(COMPARED), WIDTH).placed;
    if (place === undefined) throw new Error("There is no panel.");
    const zero = (place.from + place.to) / 2;
    const dots = elements(chart(COMPARED), /<circle/)
      .map((tag) => ({
        cx: numbersOf(tag, /<circle/, "cx")[0] ?? 0,
        cy: numbersOf(tag, /<circle/, "cy")[0] ?? 0,
      }))
      .filter(({ cx, cy }) => cx < place.left + place.width && cy < place.top + rowAt(place, 3));
    const [sync, queued] = dots;
    expect(sync?.cx).toBeCloseTo(zero + ((0.003 / place.reach) * (place.to - place.from)) / 2, 0);
    expect(queued?.cx).toBeGreaterThan(zero);
  });

  test("that can't be told from zero are rings, and say so", () => {
    const svg = chart(COMPARED);
    expect(elements(svg, new RegExp(`<circle[^>]*fill="${LIGHT.paper}"`)).length).toBeGreaterThan(0);
    expect(svg).toContain(">not told apart</text>");
  });

  test("far beyond the others leave the axis to them", () => {
    const row = (value: number, half = 0.1) => ({
      value,
      low: value - half,
      high: value + half,
      toldApart: half < Math.abs(value),
    });
    expect(reachOf([row(0.7), row(0.8), row(36_000)])).toBeCloseTo(0.99, 9);
    expect(reachOf([row(0.7), row(0.5, 100)])).toBeCloseTo(0.88, 9);
    expect(reachOf([row(0.001), row(0.7)])).toBeCloseTo(0.88, 9);
    expect(reachOf([{ value: 0, low: 0, high: 0, toldApart: false }])).toBe(1);
    expect(reachOf([])).toBe(1);
  });

  test("are counted through all panels", () => {
    expect(startsOf(panelsOf(COMPARED))).toEqual([0, 3, 6, 9, 12]);
  });
});
