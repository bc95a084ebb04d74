import { describe, expect, test } from "vitest";
import { LIGHT } from "../../../renderer/charts/palette.ts";
import { labelPlaces, type TimeBar, TimeWaterfall } from "../../../renderer/charts/time-waterfall.tsx";
import { timeBars } from "../../../renderer/rooms/latency-why-words.ts";
import { elements, numbersOf, picture, pictureFile } from "../support/pictures.tsx";
import { spentOn, whyDesign } from "../support/time-spent.ts";

const WIDTH = 840;

function chart(bars: readonly TimeBar[]): string {
  return picture(
    <TimeWaterfall width={WIDTH} palette={LIGHT} label="Where time went" bars={bars} order={1} high={40} />,
  );
}

describe("where time went", () => {
  test("is drawn as bars as long as the time, cut into its parts", async () => {
    const svg = chart(timeBars(whyDesign()));
    await expect(svg).toMatchFileSnapshot(pictureFile("time-ordinary"));
    const widths = numbersOf(svg, /<rect[^>]*height="20"/, "width");
    const scale = (WIDTH - 120 - 16) / 40;
    // p50 is 4 s of generation and 1 s of first token; a pixel between the parts is left white
    expect(widths.slice(0, 2)).toEqual(
      [scale * 1 - 1, scale * 4 - 1].map((width) => Math.round(width * 10) / 10),
    );
  });

  test("says where nothing is known", async () => {
    const svg = chart(timeBars(whyDesign({ p95: null, p99: null })));
    await expect(svg).toMatchFileSnapshot(pictureFile("time-tiny"));
    expect(elements(svg, /^not known$|>not known</)).toHaveLength(2);
  });

  test("leaves out names of parts too small to see, which the read-out has", () => {
    const svg = chart(timeBars(whyDesign({ p99: spentOn({ generation: 30, backoff: 0.1 }) })));
    expect(svg).not.toContain("backing off 0.1 s");
    expect(svg).toContain("generation 30 s");
  });
});

describe("names below a bar", () => {
  const label = (at: number, width: number, weight = 1) => ({ at, width, weight, told: true });

  test("never cover each other, and stay on the paper", () => {
    const wanted = [label(0, 80), label(10, 80), label(290, 80)];
    const places = labelPlaces(wanted, 0, 300);
    expect(places).toEqual([0, 94, 220]);
  });

  test("are dropped from the lightest on where there is no room for all", () => {
    expect(labelPlaces([label(0, 90, 3), label(50, 90, 1), label(100, 90, 2)], 0, 200)).toEqual([
      0,
      undefined,
      104,
    ]);
  });
});
