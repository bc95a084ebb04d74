import { describe, expect, test } from "vitest";
import { designStyle, LIGHT } from "../../../renderer/charts/palette.ts";
import { Tornado, tornadoBox } from "../../../renderer/charts/tornado.tsx";
import type { TornadoRow } from "../../../renderer/charts/tornado-rows.ts";
import { money, shortText } from "../../../renderer/format/measure.ts";
import { tornadoDomain } from "../../../renderer/rooms/sensitivity-tornado.tsx";
import { tornadoRows } from "../../../renderer/rooms/sensitivity-words.ts";
import { elements, numbersOf, picture, pictureFile } from "../support/pictures.tsx";
import { syntheticDriver, syntheticSensitivity } from "../support/synthetic-studies.ts";

const WIDTH = 840;
const FLOOR = 0.004;

function rowsOf(answer = syntheticSensitivity()): readonly TornadoRow[] {
  const [measure] = answer.measures;
  return measure === undefined ? [] : tornadoRows(answer, measure, { currency: "USD", unitName: "ticket" });
}

const chart = (rows: readonly TornadoRow[], order = 1, floor: number | undefined = FLOOR): string =>
  picture(
    <Tornado
      width={WIDTH}
      palette={LIGHT}
      label="What moves the cost per ticket"
      rows={rows}
      noiseFloor={floor}
      noiseText="chance alone: up to $0.004"
      domain={tornadoDomain(rows, floor)}
      colour={designStyle(order, LIGHT).colour}
      tickText={(value) => shortText(value, money("USD"))}
      axisTitle="Change of the cost per ticket"
    />,
  );

describe("the tornado", () => {
  const rows = rowsOf();
  const box = tornadoBox(WIDTH, rows.length);
  const { low, high } = tornadoDomain(rows, FLOOR);
  const long = (change: number): number => (change / (high - low)) * (box.right - box.left);

  test("draws a bar for each assumption, as long as what it moves the measure by", async () => {
    const svg = chart(rows);
    await expect(svg).toMatchFileSnapshot(pictureFile("tornado-ordinary"));
    const widths = numbersOf(svg, /data-end=/, "width");
    const wanted = [0.02, 0.01, 0.003].flatMap((effect) => [long(effect / 2), long(effect / 2)]);
    expect(widths).toHaveLength(wanted.length);
    for (const [at, wide] of widths.entries()) expect(wide).toBeCloseTo(wanted[at] ?? Number.NaN, 0);
  });

  test("draws the noise floor as a band of its length", () => {
    expect(numbersOf(chart(rows), /data-part="noise"/, "width")[0]).toBeCloseTo(long(FLOOR), 0);
  });

  test("makes pale, and says of, what is not told from chance", () => {
    const svg = chart(rows);
    expect(elements(svg, /data-told="false"/)).toHaveLength(1);
    expect(elements(svg, /not told from chance/)).toHaveLength(1);
    const [told, , , , pale] = numbersOf(svg, /data-end=/, "opacity");
    expect(pale).toBeLessThan((told ?? 0) / 2);
  });

  test("has ticks that are round in the unit they are told in", () => {
    const hours = rows.map((row) => ({ ...row, atP10: -7200, atP90: 7200, low: 7200, high: 18_000 }));
    const svg = picture(
      <Tornado
        width={WIDTH}
        palette={LIGHT}
        label="What moves p95 of the result"
        rows={hours}
        noiseFloor={undefined}
        noiseText=""
        domain={tornadoDomain(hours, undefined)}
        colour={designStyle(0, LIGHT).colour}
        tickText={(value) => `${value / 3600} h`}
        tickUnit={3600}
        axisTitle="Change of p95 of the result"
      />,
    );
    expect(svg).toContain("2 h");
    expect(svg).not.toMatch(/\d\.\d+ h/);
  });

  test("is drawn of one bar of a ten-thousandth of a cent, and of an eighth design's twelve", async () => {
    const tiny = rowsOf(syntheticSensitivity([syntheticDriver("traffic.adoption", 1e-6)]));
    await expect(chart(tiny, 0, undefined)).toMatchFileSnapshot(pictureFile("tornado-tiny"));
    const many = Array.from({ length: 15 }, (_, at) =>
      syntheticDriver(`models.m${at}.success`, 0.02 - at / 1000),
    );
    const svg = chart(rowsOf(syntheticSensitivity(many)), 7);
    await expect(svg).toMatchFileSnapshot(pictureFile("tornado-eighth-design"));
    expect(elements(svg, /data-path=/)).toHaveLength(12);
  });
});
