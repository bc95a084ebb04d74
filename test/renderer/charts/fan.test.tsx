import { describe, expect, test } from "vitest";
import { Fan, fanBox, monthScale } from "../../../renderer/charts/fan.tsx";
import { markLanes } from "../../../renderer/charts/fan-words.tsx";
import { designStyle, LIGHT } from "../../../renderer/charts/palette.ts";
import { money, shortText } from "../../../renderer/format/measure.ts";
import { endTexts, fanMarks, fanMonths, monthTicks } from "../../../renderer/rooms/forecast-words.ts";
import type { ForecastAnswer } from "../../../shared/findings/forecast-schema.ts";
import { elements, numbersOf, pathPoints, picture, pictureFile } from "../support/pictures.tsx";
import { syntheticForecast, syntheticMonth } from "../support/synthetic-studies.ts";

const WIDTH = 840;
const HEIGHT = 400;
const DOMAIN = { low: 0, high: 50_000 };

const chart = (answer: ForecastAnswer, order = 1): string =>
  picture(
    <Fan
      width={WIDTH}
      height={HEIGHT}
      palette={LIGHT}
      label="Cost of a month"
      months={fanMonths(answer)}
      look={designStyle(order, LIGHT)}
      domain={DOMAIN}
      ticks={monthTicks(answer)}
      tickText={(value) => shortText(value, money("USD"))}
      axisTitle="Cost of a month, one-off costs apart"
      budget={{ value: 35_000, words: "budget $35k" }}
      marks={fanMarks(answer)}
      endTexts={endTexts(answer, "USD")}
    />,
  );

const boxOf = (answer: ForecastAnswer) => fanBox(WIDTH, HEIGHT, fanMarks(answer), answer.months.length);
const heightOf = (answer: ForecastAnswer, cost: number): number => {
  const box = boxOf(answer);
  return box.bottom - (cost / DOMAIN.high) * (box.bottom - box.top);
};

describe("the fan of the months ahead", () => {
  const answer = syntheticForecast();

  test("has the middle of the worlds at its place in every month, with the budget through it", async () => {
    const svg = chart(answer);
    await expect(svg).toMatchFileSnapshot(pictureFile("fan-ordinary"));
    const [line = ""] = elements(svg, /data-line="p50"/);
    const x = monthScale(boxOf(answer), 6);
    pathPoints(line)
      .slice(1, -1)
      .forEach(([px, py], at) => {
        expect(px).toBeCloseTo(x(at + 1), 0);
        expect(py).toBeCloseTo(heightOf(answer, 21_000 + 1000 * at), 0);
      });
    expect(numbersOf(svg, /data-line="budget"/, "y1")[0]).toBeCloseTo(heightOf(answer, 35_000), 0);
  });

  test("shows the interval of the middle in each month", () => {
    const [top, bottom] = ["y2", "y1"].map((end) => numbersOf(chart(answer), /data-month="1"/, end)[0]);
    expect(top).toBeCloseTo(heightOf(answer, 21_600), 0);
    expect(bottom).toBeCloseTo(heightOf(answer, 20_400), 0);
  });

  test("marks a retirement at its day within its month", () => {
    const [mark] = fanMarks(answer);
    expect(mark?.at).toBeCloseTo(3.5 + 15 / 31, 6);
    expect(chart(answer)).toContain("16 Mar 2027: large retires: backup takes its place");
  });

  test("draws no cost where the design is unstable, and says so", async () => {
    const months = answer.months.map((month) => ({ ...month, stable: month.month < 4 }));
    const svg = chart({ ...answer, months });
    await expect(svg).toMatchFileSnapshot(pictureFile("fan-unstable"));
    const [line = ""] = elements(svg, /data-line="p50"/);
    const right = Math.max(...pathPoints(line).map(([px]) => px));
    expect(right).toBeCloseTo(monthScale(boxOf(answer), 6)(3.5), 0);
    expect(elements(svg, /data-unstable=/)).toHaveLength(3);
    expect(svg).toContain("unstable: no cost to tell");
  });

  test("is drawn of a single month, of an eighth design, and leaves a gap where nothing is known", async () => {
    const one = syntheticForecast({ months: [syntheticMonth(1)] });
    await expect(chart(one, 7)).toMatchFileSnapshot(pictureFile("fan-tiny"));
    const none = { value: null, low: null, high: null, why: "no traffic in the horizon" };
    const months = answer.months.map((month) =>
      month.month === 3 ? { ...month, fan: { ...month.fan, p50: none } } : month,
    );
    expect(elements(chart({ ...answer, months }), /data-line="p50"/)).toHaveLength(2);
  });

  test("sets marks in lanes so that no text covers another", () => {
    const marks = [1, 1.2, 1.4, 5.9].map((at) => ({ at, text: `something happens at ${at} of six` }));
    const box = { left: 56, right: 732 };
    const { placed, lanes } = markLanes(marks, monthScale(box, 6), box);
    expect(placed.map(({ lane }) => lane)).toEqual([0, 1, 2, 0]);
    expect(lanes).toBe(3);
    expect(placed.at(-1)?.anchor).toBe("end");
  });
});
