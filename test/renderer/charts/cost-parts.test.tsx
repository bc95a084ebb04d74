import { describe, expect, test } from "vitest";
import { barStarts, type CostBar, CostParts } from "../../../renderer/charts/cost-parts.tsx";
import { LIGHT } from "../../../renderer/charts/palette.ts";
import { money, shortText } from "../../../renderer/format/measure.ts";
import { picture, pictureFile } from "../support/pictures.tsx";

const text = (value: number): string => shortText(value, money("USD"));
const part = (name: string, value: number): CostBar => ({ name, value, text: text(value), kind: "part" });
const BARS: readonly CostBar[] = [
  part("Input", 0.02),
  part("Output", 0.03),
  part("Fixed", 0.01),
  { name: "Cash", value: 0.06, text: "$0.060 ± 0.002", kind: "total", low: 0.058, high: 0.062 },
  part("Wrong answers", 0.004),
  { name: "Loaded", value: 0.064, text: "$0.064 ± 0.002", kind: "total", low: 0.062, high: 0.066 },
];

describe("the parts of a cost", () => {
  test("begin where the part before ended, and go on from a total", () => {
    expect(barStarts(BARS).map((start) => Number(start.toFixed(6)))).toEqual([0, 0.02, 0.05, 0, 0.06, 0]);
  });

  test("are drawn as steps up to their total, with its interval", async () => {
    const svg = picture(
      <CostParts
        width={840}
        palette={LIGHT}
        label="Parts of a unit's cost"
        bars={BARS}
        order={1}
        high={0.07}
        tickText={text}
        axisTitle="Cost per resolved ticket"
      />,
    );
    await expect(svg).toMatchFileSnapshot(pictureFile("cost-parts"));
    expect(svg).toContain("$0.060 ± 0.002");
  });
});
