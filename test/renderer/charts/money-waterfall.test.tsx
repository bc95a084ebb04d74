import { describe, expect, test } from "vitest";
import { barStarts, type MoneyBar, MoneyWaterfall } from "../../../renderer/charts/money-waterfall.tsx";
import { LIGHT } from "../../../renderer/charts/palette.ts";
import { money, shortText } from "../../../renderer/format/measure.ts";
import { elements, numbersOf, picture, pictureFile } from "../support/pictures.tsx";

const text = (value: number): string => shortText(value, money("USD"));
const bar = (name: string, value: number, kind: MoneyBar["kind"] = "part"): MoneyBar => ({
  name,
  value,
  text: text(value),
  kind,
});
const BARS: readonly MoneyBar[] = [
  bar("Tokens at list price", 0.06, "start"),
  bar("Prompt cache", -0.02),
  bar("Fixed", 0.01),
  { name: "Cash", value: 0.05, text: "$0.050 ± 0.002", kind: "total", low: 0.048, high: 0.052 },
  bar("Wrong answers", 0.004),
  { name: "Loaded", value: 0.054, text: "$0.054 ± 0.002", kind: "total", low: 0.052, high: 0.056 },
];

const drawn = (bars: readonly MoneyBar[]): string =>
  picture(
    <MoneyWaterfall
      width={840}
      palette={LIGHT}
      label="Parts of a unit's cost"
      bars={bars}
      order={1}
      high={0.07}
      tickText={text}
      axisTitle="Cost per resolved ticket"
    />,
  );

describe("the waterfall of a cost", () => {
  test("goes on where the bar before ended, and from a total", () => {
    expect(barStarts(BARS).map((start) => Number(start.toFixed(6)))).toEqual([0, 0.06, 0.04, 0, 0.05, 0]);
  });

  test("is drawn from the list price over what is saved and added to the total with its interval", async () => {
    const svg = drawn(BARS);
    await expect(svg).toMatchFileSnapshot(pictureFile("money-waterfall"));
    expect(svg).toContain("$0.050 ± 0.002");
  });

  test("draws what is saved hollow, back from where the list price ended", () => {
    const svg = drawn(BARS);
    const [start, saved] = numbersOf(svg, /<rect/, "x");
    const [, wide] = numbersOf(svg, /<rect/, "width");
    const scale = (840 - 132 - 148) / 0.07;
    expect(start).toBe(132);
    expect(saved).toBeCloseTo(132 + 0.04 * scale, 0);
    expect(wide).toBeCloseTo(0.02 * scale, 0);
    expect(elements(svg, /<rect/)[1]).toContain(`fill="${LIGHT.paper}"`);
  });

  test("is drawn of a single part, and of a thousandth of a cent", async () => {
    const tiny = [bar("Input", 0.00001), { ...bar("Cash", 0.00001), kind: "total" as const }];
    const svg = drawn(tiny);
    expect(elements(svg, /<rect/)).toHaveLength(2);
    expect(Math.min(...numbersOf(svg, /<rect/, "width"))).toBe(1);
  });
});
