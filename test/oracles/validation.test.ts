/** The committed result of `npm run validate` belongs to the oracles and cases that there are, and holds. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT } from "../../scripts/setup/project.mjs";
import { shareHeld, type ValidatedInterval } from "../../shared/findings/validation.ts";
import { VALIDATION } from "../../shared/findings/validation-results.ts";
import { COVERAGE } from "../coverage/cases.ts";
import { NOT_KEPT } from "../coverage/not-kept.ts";
import { isKept, isPromise } from "../coverage/promise.ts";
import { intervalTable, MEAN_OF_GRID } from "../coverage/results.ts";
import { fileOf, keepsPromise, tableOf } from "./results.ts";
import { ORACLES } from "./table.ts";

const { figures, intervals, version } = VALIDATION;
const read = (...path: string[]): string => readFileSync(join(PROJECT, ...path), "utf8");

describe("docs/validation.md", () => {
  const document = read("docs", "validation.md");

  it("shows the figures that the app shows", () => {
    expect(document).toContain(tableOf(figures));
    expect(document).toContain(intervalTable(intervals));
  });

  it("has the rows of the oracles that there are, with their exact values", () => {
    const rows = ORACLES.flatMap(({ name, at, source, quantities }) =>
      quantities.map((quantity) => ({ oracle: name, at, source, figure: quantity.name })),
    );
    expect(figures.map(({ oracle, at, source, figure }) => ({ oracle, at, source, figure }))).toEqual(rows);
    const exact = ORACLES.flatMap(({ quantities }) => quantities.map((quantity) => quantity.exact));
    figures.forEach((figure, i) => {
      expect(Math.abs(figure.exact / exact[i]! - 1)).toBeLessThan(1e-5);
    });
  });

  it("has the rows of the coverage cases that there are, with their exact values", () => {
    const rows = COVERAGE.flatMap(({ name, intervals: of }) =>
      of.map(({ kind, figure, exact, promises }) => {
        const truth = exact();
        return {
          kind,
          at: name,
          figure,
          promises,
          exact: truth === null ? null : Number(truth.toPrecision(6)),
        };
      }),
    );
    const points = intervals.filter(({ figure }) => figure !== MEAN_OF_GRID);
    expect(
      points.map(({ kind, at, figure, promises, exact }) => {
        return { kind, at, figure, promises, exact: exact === null ? null : Number(exact.toPrecision(6)) };
      }),
    ).toEqual(rows);
  });

  it("says when and with what it was made", () => {
    for (const { date } of [...figures, ...intervals]) expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it("is written from a file that has one row a line", () => {
    expect(read("shared", "findings", "validation-results.json")).toBe(fileOf(VALIDATION));
  });
});

describe("the committed validation", () => {
  it.each(figures)("$oracle, $at: $figure holds", (figure) => {
    const half = (figure.high - figure.low) / 2;
    expect(Math.abs(figure.z)).toBeLessThan(3.9);
    expect(figure.startBias / half).toBeLessThan(0.1);
    expect(figure.startBiasOfHalfWidth).toBeLessThan(0.1);
    expect(keepsPromise(figure)).toBe(true);
    // a run without an estimate would leave the luckier ones
    expect(figure.held + figure.below + figure.above).toBeGreaterThanOrEqual(0.99 * figure.seeds);
  });

  it("has no more figures beyond ±1.96 than chance allows", () => {
    const beyond = figures.filter(({ z }) => Math.abs(z) > 1.96).length;
    // one in twenty; three standard deviations of a binomial more
    expect(beyond).toBeLessThanOrEqual(0.05 * figures.length + 3 * Math.sqrt(0.0475 * figures.length));
  });

  it("judges intervals by what was counted", () => {
    for (const { promises, held, seeds, none, kept } of intervals)
      expect(isPromise(promises) && isKept(promises, held, seeds - none)).toBe(kept);
  });

  it("has a reason for each interval that does not keep its promise, and none for those that do", () => {
    const nameOf = ({
      kind,
      at,
      figure,
      exact,
    }: Pick<ValidatedInterval, "kind" | "at" | "figure" | "exact">) =>
      `${kind}, ${at}: ${figure} ${exact === null ? "" : Number(exact.toPrecision(3))}`;
    const broken = intervals.filter(({ kept }) => !kept);
    expect(broken.map(nameOf).sort()).toEqual(NOT_KEPT.map(nameOf).sort());
    // and none is far off
    for (const interval of broken) expect(shareHeld(interval), nameOf(interval)).toBeGreaterThan(0.8);
  });
});
