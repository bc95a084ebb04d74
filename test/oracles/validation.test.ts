/** The committed result of `npm run validate` belongs to the oracles that there are, and holds. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT } from "../../scripts/setup/project.mjs";
import { VALIDATION } from "../../shared/findings/validation-results.ts";
import { keepsPromise, tableOf } from "./results.ts";
import { ORACLES } from "./table.ts";

const { figures, date, version } = VALIDATION;

describe("docs/validation.md", () => {
  it("shows the figures that the app shows", () => {
    expect(readFileSync(join(PROJECT, "docs", "validation.md"), "utf8")).toContain(tableOf(VALIDATION));
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

  it("says when and with what it was made", () => {
    expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
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
});
