import { describe, expect, test } from "vitest";
import type { TrafficPoint } from "../../../renderer/charts/load-line-curve.tsx";
import { SECONDS } from "../../../renderer/format/measure.ts";
import { trafficPoints, trafficPromise, trafficSpan } from "../../../renderer/rooms/load-line-curves.ts";
import { firstToBreak, hullMarks } from "../../../renderer/rooms/load-line-marks.ts";
import { progressWords } from "../../../renderer/rooms/load-line-waiting.tsx";
import {
  curveReading,
  curveTitle,
  findingParts,
  hullReading,
  linesTable,
  pointsTable,
  readingSentence,
} from "../../../renderer/rooms/load-line-words.ts";
import { csvText } from "../../../renderer/ui/data-table.tsx";
import { nearestPoint } from "../../../renderer/ui/place-reader.tsx";
import { exampleAnswered } from "../support/example-answered.ts";
import {
  line,
  resultP95,
  syntheticLoadLine,
  TOLD,
  USUAL_POINTS,
  USUAL_TARGETS,
} from "../support/synthetic-load-line.ts";

const WORDS = { noun: "p95 of the result", axis: "Seconds", measure: SECONDS };
const answered = exampleAnswered();

function figure(
  values: readonly (readonly [multiple: number, value: number | null])[],
  half = 0.1,
): TrafficPoint[] {
  return values.map(([multiple, value]) => ({
    multiple,
    replications: 256,
    stable: value !== null,
    value,
    low: value === null ? null : value - half,
    high: value === null ? null : value + half,
    rough: false,
  }));
}

describe("the load line's finding", () => {
  test("is said in two breaths that leave nothing out", () => {
    const { finding } = syntheticLoadLine();
    const { title, rest } = findingParts(finding);
    expect(title).toBe("p95 of the result breaks next, at 2.6× today's traffic (2.3–3.1)");
    const whole = finding.replaceAll("; ", ". ");
    expect(`${title}. ${rest}`.toLowerCase()).toBe(`${whole}.`.toLowerCase());
  });

  test("puts the Plimsoll mark on the promise that the sentence names", () => {
    const answer = syntheticLoadLine();
    const marked = hullMarks(answer, TOLD).filter(({ first }) => first);
    expect(marked.map(({ noun }) => noun)).toEqual(["p95 of the result"]);
    expect(findingParts(answer.finding).title).toContain(marked[0]?.noun ?? "no mark");
  });
});

describe("load marks", () => {
  test("stand from the highest to the lowest", () => {
    const marks = hullMarks(syntheticLoadLine(), TOLD);
    expect(marks.map(({ kind }) => kind)).toEqual(["beyond", "holds", "holds", "broken", "unclear"]);
    const values = marks.flatMap(({ value }) => (value === null ? [] : [value]));
    expect(values).toEqual([...values].sort((a, b) => b - a));
  });

  test("have the words of how each promise stands", () => {
    const words = (status: Parameters<typeof line>[2], ends = {}) =>
      hullMarks(syntheticLoadLine({ targets: [line("monthlyCost", 1, status, ends)] }), TOLD)[0]?.words;
    expect(words("holds", { value: 2 })).toBe("2× (1.8–2.2)");
    expect(words("broken", { value: 0.5 })).toBe("broken: 0.5× (0.45–0.55)");
    expect(words("broken", { value: 0.95, low: 0.8, high: 1.2 })).toBe("0.95× (0.8–1.2)");
    expect(words("beyond")).toBe("beyond 8×");
    expect(words("never")).toBe("at no traffic looked at");
    expect(words("unclear")).toBe("too close to tell");
  });

  test("are not sure while today lies in their interval", () => {
    const kind = (status: Parameters<typeof line>[2], ends: Parameters<typeof line>[3]) =>
      hullMarks(syntheticLoadLine({ targets: [line("monthlyCost", 1, status, ends)] }), TOLD)[0]?.kind;
    expect(kind("holds", { value: 2 })).toBe("holds");
    expect(kind("holds", { value: 1.1, low: 0.9 })).toBe("unclear");
    expect(kind("broken", { value: 0.5 })).toBe("broken");
    expect(kind("broken", { value: 0.95, high: 1.2 })).toBe("unclear");
  });

  test("say why there is no interval where there is none", () => {
    const [mark] = hullMarks(
      syntheticLoadLine({ targets: [line("result.p95", 13, "holds", { value: 2, low: null, high: null })] }),
      TOLD,
    );
    expect(mark?.words).toBe("2×, too few worlds");
  });

  test("go by what breaks next; by what broke first where nothing is left to break", () => {
    expect(firstToBreak(USUAL_TARGETS)?.name).toBe("result.p95");
    const broken = [line("a", 1, "broken", { value: 0.9 }), line("b", 1, "broken", { value: 0.4 })];
    expect(firstToBreak(broken)?.name).toBe("b");
    expect(firstToBreak([line("a", 1, "never")])).toBeUndefined();
  });
});

describe("the title of a figure against the traffic", () => {
  test("says between which multiples it passes its promise, and is true of the data", () => {
    const points = trafficPoints(syntheticLoadLine(), "result.p95");
    const title = curveTitle(WORDS, points, 13);
    const found =
      /within the promised 13 s up to ([\d.]+)× today's traffic, and above it from ([\d.]+)× on$/.exec(title);
    const [last, first] = [Number(found?.[1]), Number(found?.[2])];
    expect(resultP95(last)).toBeLessThan(13);
    expect(resultP95(first)).toBeGreaterThan(13);
    expect(title).toBe(
      "p95 of the result is within the promised 13 s up to 2× today's traffic, and above it from 3× on",
    );
  });

  test("leaves out multiples at which it can't be told", () => {
    const points = figure([
      [1, 10],
      [2, 13.05],
      [4, 20],
    ]);
    expect(curveTitle(WORDS, points, 13)).toContain("up to 1× today's traffic, and above it from 4× on");
    expect(curveTitle(WORDS, figure([[1, 13.05]]), 13)).toContain("too close to the promised 13 s to tell");
    expect(
      curveTitle(
        WORDS,
        figure([
          [1, 10],
          [8, 13],
        ]),
        13,
      ),
    ).toContain("wherever it can be told");
  });

  test("speaks of a promise that is kept everywhere, or crossed twice, as such", () => {
    expect(
      curveTitle(
        WORDS,
        figure([
          [0.5, 10],
          [8, 11],
        ]),
        13,
      ),
    ).toBe("p95 of the result is within the promised 13 s from 0.5× to 8× today's traffic");
    expect(
      curveTitle(
        WORDS,
        figure([
          [0.5, 20],
          [1, 10],
          [8, 20],
        ]),
        13,
      ),
    ).toContain("more than once");
  });

  test("without a promise goes from today to the most that was looked at", () => {
    expect(
      curveTitle(
        WORDS,
        figure([
          [1, 10],
          [8, 20],
        ]),
        undefined,
      ),
    ).toBe("p95 of the result grows from 10.00 s today to 20.00 s at 8× today's traffic");
    expect(
      curveTitle(
        WORDS,
        figure([
          [1, 20],
          [8, 10],
        ]),
        undefined,
      ),
    ).toContain("falls from 20.00 s");
    expect(
      curveTitle(
        WORDS,
        figure([
          [1, 10],
          [8, 10.1],
        ]),
        undefined,
      ),
    ).toContain("can't be told apart");
  });

  test("does not speak of figures of an unstable design", () => {
    const swamped = figure([
      [0.125, 20],
      [0.25, 40],
      [1, null],
      [2, null],
    ]);
    expect(curveTitle(WORDS, swamped, 13)).toContain("wherever it can be told, from 0.125× to 0.25×");
    expect(
      curveTitle(
        WORDS,
        figure([
          [1, null],
          [2, null],
        ]),
        13,
      ),
    ).toContain("is not known at any traffic");
    expect(
      curveTitle(
        WORDS,
        figure([
          [1, 10],
          [2, 20],
          [4, null],
        ]),
        undefined,
      ),
    ).toContain("at 2× today's traffic");
  });
});

describe("reading the load line", () => {
  const answer = syntheticLoadLine();
  const at = (multiple: number) => {
    const point = answer.points.find((each) => each.multiple === multiple);
    if (point === undefined) throw new Error("It was not looked at.");
    return point;
  };

  test("says in how many worlds all promises are kept", () => {
    expect(readingSentence(hullReading(answer, at(1), answered))).toMatch(
      /^At today's traffic all promises kept in 98% of worlds \(93% to 100%\), least often monthly budget: 98%\.$/,
    );
    expect(readingSentence(hullReading(answer, at(4), answered))).toContain("At 4× today's traffic");
  });

  test("says that a design is unstable in place of its figure", () => {
    const unstable = syntheticLoadLine({ points: [{ multiple: 1, stable: false }] });
    const [point] = unstable.points;
    if (point === undefined) throw new Error("There is no point.");
    expect(curveReading(WORDS, "result.p95", point)).toMatchObject({ value: "unstable" });
    expect(curveReading(WORDS, "result.p95", at(1)).value).toMatch(/^11\.3/);
  });

  test("finds the place under the pointer", () => {
    expect(
      nearestPoint(
        [
          { x: 0, y: 0 },
          { x: 10, y: 0 },
        ],
        7,
        3,
      ),
    ).toBe(1);
    expect(nearestPoint([], 7, 3)).toBeUndefined();
  });

  test("is possible in tables: a row a promise, a row a multiple", () => {
    const lines = linesTable(answer, answered);
    expect(lines.rows).toHaveLength(USUAL_TARGETS.length + 2);
    expect(csvText(lines)).toContain("p95 of the result,at most 13 s,holds today,,2.6,2.3,3.1");
    const points = pointsTable(answer, "result.p95", answered);
    expect(points.rows).toHaveLength(USUAL_POINTS.length);
    expect(points.rows.find(([multiple]) => multiple?.raw === 3)?.[2]?.raw).toBeCloseTo(resultP95(3), 9);
  });

  test("has its promise and where that breaks, for figures that are promised", () => {
    expect(trafficPromise(answer, "result.p95", answered)).toMatchObject({
      value: 13,
      words: "promise: at most 13 s",
      breaks: { multiple: 2.6, low: 2.3, high: 3.1 },
    });
    expect(trafficPromise(answer, "costPerUnit", answered)?.breaks).toBeUndefined();
    expect(trafficPromise(answer, "throttledShare", answered)).toBeUndefined();
  });

  test("has an axis that holds all that is drawn", () => {
    const points = trafficPoints(answer, "result.p95");
    const span = trafficSpan(points, 13);
    expect(Math.max(...span)).toBeGreaterThanOrEqual(resultP95(8));
    expect(span).toContain(13);
  });
});

describe("a study that is under way", () => {
  const state = {
    status: "running",
    stale: false,
    share: 0.419,
    message: undefined,
    answer: undefined,
  } as const;

  test("says how far it is, and whether what is seen is of before", () => {
    expect(progressWords(state, "Simulating")).toBe("Simulating, 41% done.");
    expect(progressWords({ ...state, stale: true }, "Simulating")).toMatch(/^Shown is what was found before/);
    expect(progressWords({ ...state, status: "done" }, "Simulating")).toBe("");
    expect(progressWords({ ...state, status: "failed", message: "no memory" }, "Simulating")).toContain(
      "no memory",
    );
  });
});
