import { describe, expect, test } from "vitest";
import {
  curveBox,
  curvePlace,
  TrafficCurve,
  type TrafficCurveProps,
  unstableSpans,
} from "../../../renderer/charts/load-line-curve.tsx";
import { withRough } from "../../../renderer/charts/load-line-points.tsx";
import { LIGHT } from "../../../renderer/charts/palette.ts";
import { trafficPoints } from "../../../renderer/rooms/load-line-curves.ts";
import { elements, numbersOf, pathPoints, picture, pictureFile } from "../support/pictures.tsx";
import { resultP95, type SyntheticLoad, syntheticLoadLine } from "../support/synthetic-load-line.ts";

const WIDTH = 560;
const HEIGHT = 360;
const TRAFFIC = { low: 0.125, high: 8 };
const DOMAIN = { low: 10, high: 32 };
const box = curveBox(WIDTH, HEIGHT);
const x = curvePlace(TRAFFIC, box);
const y = (value: number): number =>
  box.bottom - ((value - DOMAIN.low) / (DOMAIN.high - DOMAIN.low)) * (box.bottom - box.top);

function curve(load: SyntheticLoad = {}, more: Partial<TrafficCurveProps> = {}): string {
  return picture(
    <TrafficCurve
      width={WIDTH}
      height={HEIGHT}
      palette={LIGHT}
      label="p95 against the traffic"
      design="streamed"
      order={1}
      points={trafficPoints(syntheticLoadLine(load), "result.p95")}
      traffic={TRAFFIC}
      domain={DOMAIN}
      log={false}
      ticks={[10, 20, 30].map((at) => ({ at, label: `${at} s` }))}
      axisTitle="Seconds until 95% of results are there"
      {...more}
    />,
  );
}

describe("a figure against the traffic", () => {
  test("is drawn with its interval, its promise and where that breaks", async () => {
    const svg = curve(
      {},
      {
        limit: { value: 13, words: "promise: at most 13 s" },
        breaks: { multiple: 2.6, low: 2.3, high: 3.1, words: "breaks at 2.6× (2.3–3.1)" },
      },
    );
    await expect(svg).toMatchFileSnapshot(pictureFile("traffic-ordinary"));
    const [mark] = numbersOf(svg, /<circle[^>]*r="5"/, "cx");
    expect(mark).toBeCloseTo(x(2.6), 0);
    expect(svg).toContain("promise: at most 13 s");
  });

  test("goes through what was found at each multiple", () => {
    const points = pathPoints(elements(curve(), /stroke-width="2.5"/)[0] ?? "");
    expect(points.length).toBeGreaterThan(5);
    for (const [px, py] of points) {
      const multiple =
        TRAFFIC.low * (TRAFFIC.high / TRAFFIC.low) ** ((px - box.left) / (box.right - box.left));
      expect(Math.abs(py - y(resultP95(multiple)))).toBeLessThan(0.5);
    }
  });

  test("passes by what was simulated shortly between multiples that are known far better", () => {
    const rough = withRough(
      [14, 256, 14, 256, 100, 14].map((replications, at) => ({
        multiple: at + 1,
        replications,
        stable: true,
        value: 1,
        low: 1,
        high: 1,
      })),
    );
    expect(rough.map((point) => point.rough)).toEqual([false, false, true, false, false, false]);
    expect(elements(curve(), /<circle[^>]*r="2.75"/)).toHaveLength(1);
  });

  test("says where it is unstable, and draws no figure there", async () => {
    const svg = curve({
      points: [
        { multiple: 0.5 },
        { multiple: 1 },
        { multiple: 2 },
        { multiple: 4, stable: false },
        { multiple: 8, stable: false },
      ],
    });
    await expect(svg).toMatchFileSnapshot(pictureFile("traffic-unstable"));
    expect(svg).toContain(">unstable</text>");
    const points = pathPoints(elements(svg, /stroke-width="2.5"/)[0] ?? "");
    expect(Math.max(...points.map(([px]) => px))).toBeCloseTo(x(2), 0);
  });

  test("begins to be unstable halfway between what is and what is not", () => {
    const spans = unstableSpans([
      { multiple: 1, stable: true },
      { multiple: 4, stable: false },
      { multiple: 8, stable: false },
    ]);
    expect(spans).toEqual([[2, Number.POSITIVE_INFINITY]]);
    expect(unstableSpans([{ multiple: 1, stable: false }])).toEqual([[0, Number.POSITIVE_INFINITY]]);
  });

  test("needs only one multiple to be drawn", async () => {
    await expect(curve({ points: [{ multiple: 1 }] })).toMatchFileSnapshot(pictureFile("traffic-tiny"));
  });
});
