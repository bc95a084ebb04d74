import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Inside } from "./inside.ts";
import { runs, scenario } from "./random-scenarios.ts";

const seeds = fc.integer({ min: 0, max: 1000 });

/** Looks after every event of a few hundred tasks. */
function atEveryMoment(look: (inside: Inside) => void): void {
  fc.assert(
    fc.property(scenario, seeds, (drawn, seed) => {
      expect(Inside.watch(drawn, { days: 0.003, seed }, look)).toBeGreaterThan(30);
    }),
    runs(25),
  );
}

describe("at every moment", () => {
  it("no event comes before its cause", () => {
    atEveryMoment((inside) => inside.expectCausesFirst());
  });

  it("no slot, worker or quota is idle while somebody who may have it waits for it", () => {
    atEveryMoment((inside) => inside.expectNobodyWaitsInVain());
  });

  it("what is held is held by somebody, and every task that arrived is somewhere", () => {
    atEveryMoment((inside) => inside.expectNothingLost());
  });
});
