import { describe, expect, test } from "vitest";
import { LIGHT } from "../../../renderer/charts/palette.ts";
import { SpanStrip, type SpanStripProps } from "../../../renderer/charts/span-strip.tsx";
import { elements, picture, pictureFile } from "../support/pictures.tsx";

const strip = (more: Partial<SpanStripProps>): string =>
  picture(
    <SpanStrip
      palette={LIGHT}
      worlds={{ p5: 20, p50: 28, p95: 38 }}
      limit={35}
      bound="at most"
      limitWords="at most $35k"
      text={(value) => `$${value}k`}
      log={false}
      {...more}
    />,
  );

/** Per cent of the strip's width. */
const place = (tag: string | undefined, attribute: string): number =>
  Number(new RegExp(` ${attribute}="([\\d.]+)%"`).exec(tag ?? "")?.[1]);

describe("the strip of a promise", () => {
  test("shows nine worlds in ten, their median, and the limit", async () => {
    const svg = strip({});
    await expect(svg).toMatchFileSnapshot(pictureFile("strip-at-most"));
    expect(svg).toContain("Nine in ten worlds lie between $20k and $38k; the limit is at most $35k.");
    const median = place(elements(svg, /<circle/)[0], "cx");
    // 8 % of air at each end; the median lies 8/18 of the way.
    expect(median).toBeCloseTo(8 + 84 * (8 / 18), 1);
  });

  test("tints the side that breaks the promise", () => {
    const [above] = elements(strip({}), /<rect/);
    const [below] = elements(strip({ bound: "at least", limit: 25 }), /<rect/);
    expect(place(above, "x") + place(above, "width")).toBeCloseTo(100, 1);
    expect(place(below, "x")).toBe(0);
  });

  test("runs off the right end where the worst worlds have no bound", async () => {
    const svg = strip({
      worlds: { p5: 3, p50: 12, p95: null },
      limit: 13,
      log: true,
      limitWords: "at most 13 s",
    });
    await expect(svg).toMatchFileSnapshot(pictureFile("strip-unbounded"));
    expect(svg).toContain("beyond any number");
    const bar = elements(svg, /<rect/)[1];
    expect(place(bar, "x") + place(bar, "width")).toBeCloseTo(100, 1);
  });

  test("draws only the limit where nothing is known of the worlds", () => {
    const svg = strip({ worlds: { p5: null, p50: null, p95: null } });
    expect(elements(svg, /<circle/)).toEqual([]);
    expect(svg).toContain("at most $35k");
  });
});
