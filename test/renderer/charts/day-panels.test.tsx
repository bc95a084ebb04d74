import { describe, expect, test } from "vitest";
import { clockOf, DayPanels, dayClock, dayHeight, peakBin } from "../../../renderer/charts/day-panels.tsx";
import { LIGHT } from "../../../renderer/charts/palette.ts";
import { dayPanels } from "../../../renderer/rooms/day-words.ts";
import { elements, pathPoints, picture, pictureFile } from "../support/pictures.tsx";
import { type SyntheticDay, syntheticDay } from "../support/synthetic-day.ts";

const WIDTH = 840;

function chart(day: SyntheticDay, cursor?: number, order = 1): string {
  const series = syntheticDay(day);
  return picture(
    <DayPanels
      width={WIDTH}
      palette={LIGHT}
      label="The day"
      panels={dayPanels(series)}
      order={order}
      binSeconds={900}
      seconds={series.seconds}
      cursor={cursor}
    />,
  );
}

describe("the day", () => {
  test("is drawn panel by panel on one clock, each limit with its line", async () => {
    const svg = chart({
      throttled: 2,
      quota: { "large tokensPerMinute": 0.45, "small requestsPerMinute": 0.3 },
    });
    await expect(svg).toMatchFileSnapshot(pictureFile("day-ordinary"));
    expect(elements(svg, />the limit</)).toHaveLength(2);
  });

  test("has its lines where the data are", () => {
    const svg = chart({ arrivals: 10, quota: {} });
    const [medians = ""] = elements(svg, /<path[^>]*fill="none"/);
    const points = pathPoints(medians);
    const x = dayClock(WIDTH, 86_400);
    expect(points).toHaveLength(96);
    expect(points[0]?.[0]).toBeCloseTo(x(450), 0);
    const [panel] = dayPanels(syntheticDay({ arrivals: 10, quota: {} }));
    const values = panel?.band.p50 ?? [];
    const heights = points.map(([, y]) => y);
    const drawn = (Math.max(...values) - Math.min(...values)) / (panel?.domain.high ?? 1);
    expect(Math.max(...heights) - Math.min(...heights)).toBeCloseTo(72 * drawn, 0);
    expect(Math.min(...heights)).toBe(heights[peakBin(syntheticDay({}).arrivals.p50)]);
  });

  test("says in words what never happens, instead of drawing a flat line", async () => {
    const svg = chart({ bins: 1, quota: { "large tokensPerMinute": 0.01 } });
    await expect(svg).toMatchFileSnapshot(pictureFile("day-tiny"));
    expect(svg).toContain("nobody");
    expect(svg).toContain("at most 2%");
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  test("of an overloaded design has its line of tasks", async () => {
    const svg = chart({ underWay: 4000, inLine: 3900, quota: { "large tokensPerMinute": 1.2 } }, 60, 7);
    await expect(svg).toMatchFileSnapshot(pictureFile("day-unstable"));
  });

  test("is as high as its panels", () => {
    const all = dayHeight(dayPanels(syntheticDay({ throttled: 1, inLine: 1 })));
    const fewer = dayHeight(dayPanels(syntheticDay()));
    expect(all).toBeGreaterThan(fewer);
  });

  test("writes times as a clock does", () => {
    expect([0, 900, 51_300, 86_400].map(clockOf)).toEqual(["00:00", "00:15", "14:15", "24:00"]);
  });
});
