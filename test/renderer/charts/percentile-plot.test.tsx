import { describe, expect, test } from "vitest";
import { DARK, LIGHT } from "../../../renderer/charts/palette.ts";
import {
  type LatencyCurve,
  PercentilePlot,
  type PercentilePlotProps,
  percentileBox,
  shareAt,
} from "../../../renderer/charts/percentile-plot.tsx";
import type { LatencyPromise } from "../../../renderer/charts/promise-stairs.tsx";
import { elements, numbersOf, pathPoints, picture, pictureFile } from "../support/pictures.tsx";
import {
  ORDINARY,
  type SyntheticDesign,
  type SyntheticRun,
  syntheticLatency,
  syntheticSnapshot,
} from "../support/synthetic-snapshot.ts";

const WIDTH = 840;
const HEIGHT = 420;
const DOMAIN = { low: 1, high: 100 };
const PROMISE: LatencyPromise = { p: 0.95, seconds: 13, words: "95% within 13 s" };
const box = percentileBox(WIDTH, HEIGHT);

/** Where a share and a time belong, from the definition of the axes. */
const x = (p: number): number => box.left + (-Math.log10(1 - p) / 3) * (box.right - box.left);
const y = (seconds: number): number =>
  box.bottom - (Math.log(seconds / DOMAIN.low) / Math.log(DOMAIN.high / DOMAIN.low)) * (box.bottom - box.top);

function curves(
  designs: readonly SyntheticDesign[],
  run: Partial<SyntheticRun> = {},
  chosen = 0,
): readonly LatencyCurve[] {
  return syntheticSnapshot({ designs, ...run }).series.map((series, order) => ({
    design: series.design,
    order,
    chosen: order === chosen,
    stable: series.stable,
    served: 1 - (designs[order]?.never ?? 0),
    points: series.result,
  }));
}

function plot(lines: readonly LatencyCurve[], more: Partial<PercentilePlotProps> = {}): string {
  return picture(
    <PercentilePlot
      width={WIDTH}
      height={HEIGHT}
      palette={LIGHT}
      label="Latency of the designs"
      curves={lines}
      promises={[PROMISE]}
      domain={DOMAIN}
      measured="until the answer is finished"
      {...more}
    />,
  );
}

const steady: SyntheticDesign = { name: "sync", median: 4, p95: 12, monthly: 1, monthlyP95: 2 };

describe("the percentile plot", () => {
  test("draws every design with its interval against the promise", async () => {
    await expect(plot(curves(ORDINARY, {}, 1), { domain: { low: 1, high: 400 } })).toMatchFileSnapshot(
      pictureFile("percentiles-ordinary"),
    );
  });

  test("draws one design alone, on dark paper, with the place that is being read", async () => {
    const svg = plot(curves([steady]), { palette: DARK, cursor: 0.9 });
    await expect(svg).toMatchFileSnapshot(pictureFile("percentiles-one-design"));
  });

  test("puts each point of a line where its share and its time are", () => {
    const line = elements(plot(curves([steady])), /stroke-width="2.5" stroke-dasharray=""/)[0] ?? "";
    const points = pathPoints(line);
    expect(points.length).toBeGreaterThan(90);
    for (const [px, py] of points) {
      const p = 1 - 10 ** ((-3 * (px - box.left)) / (box.right - box.left));
      const expected = y(syntheticLatency(steady, p) ?? Number.NaN);
      // Places are rounded to a tenth of a pixel, and the line is steep where it begins.
      if (p > 0.3) expect(Math.abs(py - expected)).toBeLessThan(0.6);
    }
  });

  test("marks the promised percentile on the line of the design that is judged", () => {
    const svg = plot(curves([steady]));
    const [cx] = numbersOf(svg, /<circle/, "cx");
    const [cy] = numbersOf(svg, /<circle/, "cy");
    expect(cx).toBeCloseTo(x(0.95), 0);
    expect(cy).toBeCloseTo(y(12), 0);
    expect(svg).toContain(">12 s</text>");
  });

  test("draws the promise as a step: level to its percentile, and upwards from there", () => {
    const stairs = / points="([^"]*)"/.exec(elements(plot([]), /<polyline/)[0] ?? "")?.[1];
    const corner = [Number(x(0.95).toFixed(1)), Number(y(13).toFixed(1))];
    expect(stairs).toBe(`${box.left},${corner[1]} ${corner[0]},${corner[1]} ${corner[0]},${box.top}`);
  });

  test("leaves out a milder promise that a stricter one contains", () => {
    const promises = [PROMISE, { p: 0.5, seconds: 20, words: "50% within 20 s" }];
    const svg = plot([], { promises });
    expect(svg).not.toContain("50% within 20 s");
    expect(svg).toContain("promise: 95% within 13 s");
  });

  test("lets a line rise to infinity where tasks are never answered, and says how many", async () => {
    const never: SyntheticDesign = { ...steady, name: "streamed", never: 0.02 };
    const svg = plot(curves([never]));
    await expect(svg).toMatchFileSnapshot(pictureFile("percentiles-infinite-tail"));
    expect(svg).toContain("2% never answered");
    const ends = pathPoints(elements(svg, /stroke-width="2.5"/)[0] ?? "").at(-1);
    expect(ends?.[0]).toBeLessThanOrEqual(x(0.98) + 0.1);
  });

  test("does not draw an unstable design, and says why", async () => {
    const svg = plot(curves([steady, { ...steady, name: "queued", stable: false }]));
    await expect(svg).toMatchFileSnapshot(pictureFile("percentiles-unstable"));
    expect(svg).toContain("unstable: no percentile");
    expect(elements(svg, /<path d="M[^"]*" fill="none"/)).toHaveLength(1);
  });

  test("ends a line with a ring where there are too few tasks to go on", async () => {
    const svg = plot(curves([steady], { tooFewFrom: 0.93, width: 0.2 }));
    await expect(svg).toMatchFileSnapshot(pictureFile("percentiles-tiny"));
    expect(svg).toContain("too few tasks past");
    const ring = elements(svg, /<circle[^>]*r="3.5"/)[0] ?? "";
    expect(Number(/cx="([^"]*)"/.exec(ring)?.[1])).toBeLessThanOrEqual(x(0.93) + 0.1);
    expect(svg).not.toContain(">12 s</text>");
  });

  test("draws a design without any data as a name and the reason", () => {
    const svg = plot([{ design: "new", order: 0, chosen: true, stable: true, served: 1, points: [] }]);
    expect(svg).toContain(">new</text>");
    expect(svg).toContain("too few tasks");
  });

  test("is read at the share under the pointer", () => {
    for (const p of [0.5, 0.9, 0.99]) expect(shareAt(x(p), box)).toBeCloseTo(p, 9);
    expect(shareAt(-100, box)).toBe(0);
    expect(shareAt(WIDTH, box)).toBeCloseTo(0.999, 9);
  });
});
