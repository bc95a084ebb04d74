import { describe, expect, test } from "vitest";
import { Hull, hullBox, hullScale } from "../../../renderer/charts/hull.tsx";
import { trafficDomain, trafficTicks } from "../../../renderer/charts/load-line-axis.ts";
import { DARK, LIGHT, type Palette } from "../../../renderer/charts/palette.ts";
import { hullMarks } from "../../../renderer/rooms/load-line-marks.ts";
import { elements, numbersOf, picture, pictureFile } from "../support/pictures.tsx";
import { line, type SyntheticLoad, syntheticLoadLine, TOLD } from "../support/synthetic-load-line.ts";

const WIDTH = 440;

function hull(load: SyntheticLoad = {}, palette: Palette = LIGHT, cursor?: number) {
  const answer = syntheticLoadLine(load);
  const marks = hullMarks(answer, TOLD);
  const domain = trafficDomain(answer.searched);
  const svg = picture(
    <Hull
      width={WIDTH}
      palette={palette}
      label={answer.finding}
      marks={marks}
      domain={domain}
      searched={answer.searched}
      cursor={cursor}
    />,
  );
  return { svg, marks, y: hullScale(domain, hullBox(WIDTH, marks.length)) };
}

describe("the hull", () => {
  test("carries a mark with its interval for every promise, and the Plimsoll mark at the first to break", async () => {
    const { svg, y } = hull();
    await expect(svg).toMatchFileSnapshot(pictureFile("hull-ordinary"));
    const [disc] = elements(svg, /<circle/);
    expect(Number(/cy="([^"]*)"/.exec(disc ?? "")?.[1])).toBeCloseTo(y(2.6), 0);
    expect(svg).toContain(">p95 of the result</text>");
    expect(svg).toContain("2.6× (2.3–3.1)");
  });

  test("has as many discs as there are first promises: one", () => {
    expect(elements(hull().svg, /<circle/)).toHaveLength(1);
  });

  test("has today's waterline at one, and marks of what is broken under water", () => {
    const { svg, y } = hull();
    const [water] = numbersOf(svg, /<rect width="440"|<rect y="[^"]*" width="440"/, "y");
    expect(water).toBeCloseTo(y(1), 0);
    expect(y(0.8)).toBeGreaterThan(y(1));
    expect(svg).toContain("broken: 0.8×");
  });

  test("draws an interval from end to end, and an arrow for an end that was not found", () => {
    const { svg, y } = hull({ targets: [line("result.p95", 13, "holds", { value: 3, low: 2, high: null })] });
    const [bar] = elements(svg, /<rect x="[^"]*" y="[^"]*" width="8"/);
    const [top, height] = ["y", "height"].map((name) =>
      Number(new RegExp(` ${name}="([^"]*)"`).exec(bar ?? "")?.[1]),
    );
    expect(top).toBeCloseTo(y(8), 0);
    expect((top ?? 0) + (height ?? 0)).toBeCloseTo(y(2), 0);
    expect(elements(svg, /<path d="M[^"]*Z"\/?>/).length).toBeGreaterThanOrEqual(1);
  });

  test("shows one promise alone on dark paper, with the traffic that is being read", async () => {
    const { svg, y } = hull({ targets: [line("monthlyCost", 35_000, "holds", { value: 1.4 })] }, DARK, 2);
    await expect(svg).toMatchFileSnapshot(pictureFile("hull-tiny"));
    const [cursor] = numbersOf(svg, new RegExp(`stroke="${DARK.accent}"`), "y1");
    expect(cursor).toBeCloseTo(y(2), 0);
  });

  test("says from where more work arrives than can be done, and shades the hull above", async () => {
    const { svg } = hull({
      targets: [line("result.p95", 13, "never"), line("monthlyCost", 35_000, "holds", { value: 2 })],
      saturation: line("saturation", 1, "holds", { value: 3 }),
      points: [{ multiple: 0.125 }, { multiple: 1 }, { multiple: 2 }, { multiple: 4, stable: false }],
    });
    await expect(svg).toMatchFileSnapshot(pictureFile("hull-unstable"));
    expect(svg).toContain(">more work than can be done</text>");
    expect(svg).toContain("at no traffic looked at");
    expect(svg).toContain("not looked at");
  });

  test("keeps the words of many promises apart", () => {
    const targets = [
      "monthlyCost",
      "costPerUnit",
      "result.p95",
      "result.p99",
      "response.p95",
      "response.p99",
    ];
    const { svg } = hull({ targets: targets.map((name) => line(name, 1, "holds", { value: 2 })) });
    const places = numbersOf(svg, /<text x="[^"]*" y="[^"]*" font-weight="[46]00">[a-z]/, "y");
    const sorted = [...places].sort((a, b) => a - b);
    expect(sorted).toHaveLength(6);
    const gaps = sorted.slice(1).map((at, index) => at - (sorted[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(35.9);
  });
});

describe("the axis of traffic", () => {
  test("goes from an eighth to eight times today's, however little was looked at so far", () => {
    expect(trafficDomain({ from: 0.5, to: 2 })).toEqual({ low: 0.125, high: 8 });
    expect(trafficDomain({ from: 0.0625, to: 16 })).toEqual({ low: 0.0625, high: 16 });
  });

  test("is counted in halvings and doublings", () => {
    expect(trafficTicks({ low: 0.125, high: 8 }).map(({ label }) => label)).toEqual([
      "0.125×",
      "0.25×",
      "0.5×",
      "1×",
      "2×",
      "4×",
      "8×",
    ]);
  });
});
