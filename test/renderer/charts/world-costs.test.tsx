import { describe, expect, test } from "vitest";
import { LIGHT } from "../../../renderer/charts/palette.ts";
import {
  costBoxes,
  WorldCosts,
  type WorldCostsProps,
  type WorldCurve,
} from "../../../renderer/charts/world-costs.tsx";
import { money, shortText } from "../../../renderer/format/measure.ts";
import { elements, numbersOf, pathPoints, picture, pictureFile } from "../support/pictures.tsx";
import { ORDINARY, syntheticCosts } from "../support/synthetic-snapshot.ts";

const WIDTH = 840;
const HEIGHT = 400;
const DOMAIN = { low: 10_000, high: 60_000 };
const { curve: box } = costBoxes(WIDTH, HEIGHT);
const x = (cost: number): number =>
  box.left + ((cost - DOMAIN.low) / (DOMAIN.high - DOMAIN.low)) * (box.right - box.left);

const ordinary: readonly WorldCurve[] = ORDINARY.map((design, order) => ({
  design: design.name,
  order,
  values: syntheticCosts(design.monthly, design.monthlyP95, 128),
}));

function chart(curves: readonly WorldCurve[], more: Partial<WorldCostsProps> = {}): string {
  return picture(
    <WorldCosts
      width={WIDTH}
      height={HEIGHT}
      palette={LIGHT}
      label="Monthly cost over worlds"
      curves={curves}
      shown={curves[0]?.design ?? ""}
      limit={{ value: 35_000, words: "budget $35k" }}
      domain={DOMAIN}
      tickText={(value) => shortText(value, money("USD"))}
      axisTitle="Cost of a month"
      {...more}
    />,
  );
}

describe("costs over worlds", () => {
  test("are drawn as dots of one design and curves of all, with the budget through both", async () => {
    const kept = { value: 0.89, low: 0.84, high: 0.94, words: "89% of worlds (84% to 94%)" };
    const svg = chart(ordinary, { shown: "streamed", limit: { value: 35_000, words: "budget $35k", kept } });
    await expect(svg).toMatchFileSnapshot(pictureFile("costs-ordinary"));
    expect(svg).toContain("89% of worlds (84% to 94%)");
  });

  test("show twenty dots, and as many rings as there are dots over budget", () => {
    const svg = chart(ordinary.slice(0, 1));
    const quantiles = syntheticCosts(34_100, 48_000, 20);
    expect(elements(svg, /<circle/)).toHaveLength(20);
    expect(elements(svg, new RegExp(`<circle[^>]*stroke="${LIGHT.broken}"`))).toHaveLength(
      quantiles.filter((cost) => cost > 35_000).length,
    );
  });

  test("show a dot for each world where there are fewer than twenty", async () => {
    const svg = chart([{ design: "sync", order: 0, values: [20_000, 31_000, 44_000] }]);
    await expect(svg).toMatchFileSnapshot(pictureFile("costs-tiny"));
    expect(elements(svg, /<circle/)).toHaveLength(3);
    expect(numbersOf(svg, /<circle/, "cx")).toEqual(
      [20_000, 31_000, 44_000].map((cost) => Number(x(cost).toFixed(1))),
    );
    expect(svg).toContain("one world");
  });

  test("step up by one world at what it costs", () => {
    const svg = chart([{ design: "sync", order: 0, values: [20_000, 30_000] }], { limit: undefined });
    const points = pathPoints(elements(svg, /<path/)[0]?.replace(/([VH])/g, "L") ?? "");
    expect(points[0]).toEqual([box.left, box.bottom]);
    expect(svg).toContain(`${Number(x(20_000).toFixed(1))},${(box.top + box.bottom) / 2}`);
  });

  test("draw one design alone", async () => {
    await expect(chart(ordinary.slice(1, 2))).toMatchFileSnapshot(pictureFile("costs-one-design"));
  });

  test("leave out a budget that lies beyond the axis, and draw nothing of nothing", () => {
    expect(chart(ordinary, { limit: { value: 1e6, words: "budget $1M" } })).not.toContain("budget");
    const empty = chart([]);
    expect(elements(empty, /<circle|<path/)).toEqual([]);
  });
});
