/** Every scenario of docs/validation.md, once: its printed figures, and what its start with nobody there does to them. */
import { describe, expect, it } from "vitest";
import { horizonSeconds, OracleRun, shownOf } from "./oracle.ts";
import { ORACLES, shownSeed } from "./table.ts";

/** Seen by chance in one figure of ten thousand. */
const UNLIKELY = 3.9;

describe("every figure is within chance of its closed form", () => {
  it.each(ORACLES.map((oracle, i) => ({ ...oracle, i })))("$name, $at", ({ i }) => {
    const oracle = ORACLES[i]!;
    const answer = new OracleRun(oracle, oracle.shown).answer(shownSeed(i));
    const horizon = horizonSeconds(oracle, oracle.shown);
    for (const quantity of oracle.quantities) {
      const { low, high, z } = shownOf(quantity, answer);
      expect(Math.abs(z), `${quantity.name}: z`).toBeLessThan(UNLIKELY);
      expect(quantity.bias(horizon) / (high - low), `${quantity.name}: start`).toBeLessThan(0.1 / 2);
      expect((high - low) / quantity.exact, `${quantity.name}: width`).toBeLessThan(0.2);
    }
  });
});
