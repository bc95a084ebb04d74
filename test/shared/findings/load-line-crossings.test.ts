import { describe, expect, it } from "vitest";
import { lineOf } from "../../../shared/findings/load-line.ts";
import type { PromiseAt } from "../../../shared/findings/load-line-crossings.ts";
import { verdictShares } from "../../../shared/findings/load-line-search.ts";
import type { Kept } from "../../../shared/findings/target-answers.ts";
import { chanceOfVerdicts, judged, loadLineCoverage, multiples, promiseAt } from "./load-line-coverage.ts";

const WANTED = 0.9;
const GRID = multiples(1.1);

/** A hundred worlds that break at multiples evenly spread in their logarithms. */
const spread = (from: number, to: number) =>
  Array.from({ length: 100 }, (_, i) => from * Math.exp(((i + 0.5) / 100) * Math.log(to / from)));

const lineFor = (breaks: readonly number[], grid = GRID) =>
  lineOf(
    grid.map((multiple) => promiseAt(multiple, breaks, WANTED)),
    WANTED,
  );

/** The same where worlds meet it between two multiples of theirs. */
const between = (from: readonly number[], to: readonly number[]) =>
  lineOf(
    GRID.map((multiple): PromiseAt => {
      const worlds = from.map(
        (low, world): Kept => (multiple >= low && multiple <= (to[world] ?? 0) ? "met" : "missed"),
      );
      const margins = from.map((low, world) =>
        Math.min(Math.log(multiple / low), Math.log((to[world] ?? 0) / multiple)),
      );
      return { multiple, worlds, margins, ...judged(worlds, WANTED) };
    }),
    WANTED,
  );

describe("the load line of a promise", () => {
  it("is the multiple that the wanted share of worlds survives", () => {
    const { status, line, headroom, from } = lineFor(spread(1, 4));
    expect(status).toBe("holds");
    expect(from).toBeNull();
    // Ten worlds break before the eleventh multiple.
    expect(line.value).toBeCloseTo(Math.exp(0.105 * Math.log(4)), 9);
    expect(headroom.value).toBeCloseTo((line.value ?? 0) - 1, 12);
  });

  it("has the interval of order statistics, widened to multiples that were looked at", () => {
    const breaks = spread(1, 4);
    const { line } = lineFor(breaks);
    const { enough = 0, tooFew = 0 } = verdictShares(100, WANTED, 1 - 0.05 * (1 - (128 / 200) ** 3));
    // Surely enough up to the multiple that one world more than may be missing does not survive.
    const lower = breaks[100 - Math.round(100 * enough)] ?? 0;
    const upper = breaks[100 - Math.round(100 * tooFew) - 1] ?? 0;
    expect(line.low).toBe(Math.max(...GRID.filter((multiple) => multiple <= lower)));
    expect(line.high).toBe(Math.min(...GRID.filter((multiple) => multiple > upper)));
  });

  it("lies below today where too few worlds meet it now", () => {
    const { status, line, headroom } = lineFor(spread(0.4, 1.2));
    expect(status).toBe("broken");
    expect(line.value).toBeLessThan(1);
    expect(headroom.value).toBeLessThan(0);
  });

  it("lies beyond all that was looked at where it never breaks", () => {
    const { status, line } = lineFor(spread(20, 40));
    expect(status).toBe("beyond");
    expect(line).toMatchObject({ value: null, high: null });
    expect(line.low).toBeCloseTo(8, 9);
    expect(line.why).toBe("met up to 8×, the most that was looked at");
  });

  it("is nowhere where it is met nowhere", () => {
    expect(lineFor(spread(0.01, 0.1))).toMatchObject({
      status: "never",
      crossings: [],
      line: { value: null },
    });
  });

  it("is no line where the share of worlds only wavers around the wanted one", () => {
    // 85 to 91 of 100 worlds, whatever the traffic: neither surely enough nor surely too few.
    const wavering = GRID.map((multiple, i): PromiseAt => {
      const met = [86, 91, 88, 85, 90][i % 5] ?? 0;
      const worlds = Array.from({ length: 100 }, (_, world): Kept => (world < met ? "met" : "missed"));
      return { multiple, worlds, margins: worlds.map(() => Number.NaN), ...judged(worlds, WANTED) };
    });
    expect(lineOf(wavering, WANTED)).toMatchObject({ status: "unclear", crossings: [] });
  });

  it("may be met only between a lower and an upper multiple", () => {
    const { status, line, from, crossings } = between(spread(0.2, 0.6), spread(2, 6));
    expect(status).toBe("holds");
    expect(from?.value).toBeCloseTo(0.2 * Math.exp(0.895 * Math.log(3)), 2);
    expect(line.value).toBeCloseTo(2 * Math.exp(0.105 * Math.log(3)), 2);
    expect(crossings.map(({ direction }) => direction)).toEqual(["up", "down"]);
  });

  it("says where too little traffic is what breaks it", () => {
    const { status, from, headroom } = between(spread(1.5, 2.5), spread(5, 6));
    expect(status).toBe("short");
    expect(from?.value).toBeGreaterThan(2);
    expect(headroom.value).toBeGreaterThan(3);
  });

  it("is not known where it can't be judged today", () => {
    const unknown = GRID.map((multiple): PromiseAt => {
      const worlds = new Array<Kept>(10).fill("not known");
      return { multiple, worlds, margins: [], ...judged(worlds, WANTED) };
    });
    expect(lineOf(unknown, WANTED).status).toBe("not known");
  });

  it("has no ends where worlds are too few, and says so", () => {
    const { line } = lineFor([2.9]);
    expect(line).toMatchObject({ low: null, high: null, why: "too few worlds for an interval" });
    expect(line.value).toBeCloseTo(2.9, 9);
  });

  it("of all promises is that of the first to break in each world", () => {
    const [one, other] = [spread(1.5, 3), spread(1.2, 6).reverse()];
    const both = GRID.map((multiple): PromiseAt => {
      const together = [promiseAt(multiple, one, WANTED), promiseAt(multiple, other, WANTED)];
      const worlds = one.map(
        (_, world): Kept => (together.every((each) => each.worlds[world] === "met") ? "met" : "missed"),
      );
      return { multiple, worlds, margins: [], together, ...judged(worlds, WANTED) };
    });
    const first = one.map((at, world) => Math.min(at, other[world] ?? at)).sort((a, b) => a - b);
    expect(lineOf(both, WANTED).line.value).toBeCloseTo(first[10] ?? 0, 9);
  });
});

describe("a line told by fewer worlds than today's", () => {
  it("is moved by what all worlds show today, not by which worlds those few are", () => {
    // 75 of 100 worlds meet it, whatever the traffic; all of the first fourteen do.
    const all = Array.from({ length: 100 }, (_, world): Kept => (world < 75 ? "met" : "missed"));
    const few = all.slice(0, 14);
    const margins = all.map(() => Number.NaN);
    const points = GRID.map(
      (multiple): PromiseAt =>
        multiple === 1
          ? { multiple, worlds: all, margins, ...judged(all, WANTED) }
          : { multiple, worlds: few, margins, sameToday: few, ...judged(few, WANTED) },
    );
    expect(lineOf(points, WANTED).status).toBe("never");
  });
});

describe("the interval of a load line", () => {
  it("holds the truth about as often as it says, over many draws of worlds, and errs to both sides", () => {
    const { runs, held, below, above } = loadLineCoverage(1, 400);
    const promised = chanceOfVerdicts(64, WANTED);
    expect(held / runs).toBeGreaterThanOrEqual(promised - 0.025);
    expect(held / runs).toBeLessThan(1);
    expect(below / runs).toBeLessThan(0.04);
    expect(above / runs).toBeLessThan(0.04);
  });
});
