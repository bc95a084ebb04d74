import { describe, expect, test } from "vitest";
import { bestWords } from "../../../renderer/rooms/compare-table.tsx";
import {
  differenceReading,
  differenceSentence,
  differencesTable,
  differencesTitle,
  frontierPoints,
  frontierReading,
  frontierTable,
  frontierTitle,
  pairedPanels,
  signedText,
  stableNames,
} from "../../../renderer/rooms/compare-words.ts";
import { csvText } from "../../../renderer/ui/data-table.tsx";
import { exampleAnswered } from "../support/example-answered.ts";
import { COMPARED, type SyntheticCompared, syntheticComparison } from "../support/synthetic-comparison.ts";

const answered = exampleAnswered();
const ORDERS = new Map(COMPARED.map(({ name }, order) => [name, order]));
const answer = syntheticComparison();

const panelOf = (measure: string, of = answer) => {
  const panel = pairedPanels(of, answered, ORDERS).find((each) => each.measure === measure);
  if (panel === undefined) throw new Error("It is not drawn.");
  return panel;
};

describe("the title of the differences", () => {
  test("counts how the others stand to the baseline, and is true of them", () => {
    expect(differencesTitle(answer, answered)).toBe(
      "Held against “streamed”, per resolved ticket: 1 of 3 other designs costs less, 1 costs more, 1 costs too nearly the same to tell",
    );
  });

  test("counts from another baseline when asked to", () => {
    expect(differencesTitle(syntheticComparison(COMPARED, "overnight"), answered)).toBe(
      "Held against “overnight”, per resolved ticket: 3 of 3 other designs cost more",
    );
  });

  test("counts no unstable design", () => {
    const designs = COMPARED.map((design) => ({ ...design, stable: design.name !== "overnight" }));
    const found = syntheticComparison(designs);
    expect(stableNames(found)).toEqual(["sync", "streamed", "queued"]);
    expect(differencesTitle(found, answered)).toContain(
      "1 of 2 other designs costs more, 1 costs too nearly",
    );
    expect(panelOf("costPerUnit", found).rows.map(({ design }) => design)).toEqual(["sync", "queued"]);
  });

  test("of one design alone says so", () => {
    const alone = syntheticComparison(COMPARED.slice(1, 2));
    expect(differencesTitle(alone, answered)).toBe("There is no other design to hold against “streamed”");
  });
});

describe("a difference", () => {
  test("has its sign, its interval and its unit", () => {
    const words = panelOf("costPerUnit").rows.map((row) => row.words);
    expect(words).toEqual(["+$0.0030 ± 0.0002", "not told apart", "−$0.0320 ± 0.0002"]);
    expect(panelOf("deliveredShare").rows[0]?.words).toBe("−1.3 ± 0.2 points");
  });

  test("of an acknowledgement from an answer is flagged, not drawn", () => {
    const [sync, queued] = panelOf("response.p95").rows;
    expect(sync?.toldApart).toBe(true);
    expect(queued).toMatchObject({ value: null, words: "⚑ no answer to compare" });
  });

  test("is read out with which is better, and with its ends where it can't be told", () => {
    const cost = panelOf("costPerUnit");
    const [sync, queued] = cost.rows;
    if (sync === undefined || queued === undefined) throw new Error("Rows are missing.");
    expect(differenceSentence(differenceReading(answer, cost, sync, answered))).toBe(
      "Cost per resolved ticket: sync +$0.0030 ± 0.0002, worse than streamed.",
    );
    expect(differenceSentence(differenceReading(answer, cost, queued, answered))).toBe(
      "Cost per resolved ticket: queued not told apart, from streamed: −$0.0001 to +$0.0003.",
    );
    const delivered = panelOf("deliveredShare");
    const [less] = delivered.rows;
    if (less === undefined) throw new Error("A row is missing.");
    expect(differenceReading(answer, delivered, less, answered).spread).toBe("worse than streamed");
  });

  test("is written with a true minus, and shares in points", () => {
    expect(signedText(-0.0123, "deliveredShare", "USD")).toBe("−1.2 points");
    expect(signedText(0.76, "result.p95", "USD")).toBe("+0.76 s");
    expect(signedText(-1200, "monthlyCost", "EUR")).toBe("−€1.2k");
  });

  test("stands in a table with its ends", () => {
    const csv = csvText(differencesTable(answer, answered));
    expect(csv.split("\r\n")[0]).toBe("Measure,Design,Less streamed,Low,High,Stands");
    expect(csv).toContain("costPerUnit,queued,");
    expect(csv).toContain("not told apart");
  });
});

describe("what a design could be best in", () => {
  test("is marked: one that is left alone, and several that can't be ruled out", () => {
    expect(bestWords(answer, "costPerUnit", "overnight")).toBe("◆ best");
    expect(bestWords(answer, "costPerUnit", "sync")).toBeUndefined();
    const close: readonly SyntheticCompared[] = [
      { name: "streamed", cost: 0.06, p99: 17 },
      { name: "sync", cost: 0.0601, p99: 20 },
    ];
    const found = syntheticComparison(close);
    expect(bestWords(found, "costPerUnit", "streamed")).toBe("◇ could be best");
    expect(bestWords(found, "costPerUnit", "sync")).toBe("◇ could be best");
    expect(bestWords(found, "result.p99", "sync")).toBeUndefined();
  });
});

describe("the frontier's title", () => {
  const titleOf = (designs: readonly SyntheticCompared[]): string =>
    frontierTitle(frontierPoints(syntheticComparison(designs), ORDERS).points, answered);

  test("names the designs that none beats in both", () => {
    expect(titleOf(COMPARED)).toBe(
      "By the estimates “streamed” and “overnight” are efficient: none is both cheaper per resolved ticket and faster at p99",
    );
  });

  test("says when one design is best in both, or every faster one dearer", () => {
    expect(titleOf(COMPARED.slice(0, 3))).toBe(
      "By the estimates “streamed” is both cheapest per resolved ticket and fastest at p99",
    );
    expect(titleOf(COMPARED.filter(({ name }) => name === "streamed" || name === "overnight"))).toBe(
      "By the estimates every design that is faster at p99 costs more per resolved ticket",
    );
  });

  test("claims nothing of one design or of none", () => {
    expect(titleOf(COMPARED.slice(1, 2))).toContain("Only “streamed” has both");
    expect(titleOf([{ name: "streamed", cost: 1, p99: null }])).toContain("No design has both");
  });

  test("goes with a sentence a design, and a table that says which are efficient", () => {
    const { points } = frontierPoints(answer, ORDERS);
    const [sync] = points;
    if (sync === undefined) throw new Error("There is no design.");
    expect(frontierReading(sync, answered)).toBe(
      "sync: $0.0660 ± 0.0006 per resolved ticket, p99 of the result 18.6 ± 0.3 s.",
    );
    const rows = frontierTable(points, answered).rows;
    expect(rows.map((row) => row.at(-1)?.text)).toEqual(["no", "yes", "no", "yes"]);
  });
});
