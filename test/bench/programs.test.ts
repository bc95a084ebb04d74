/** The engine's rivals simulate the same workload. Where a machine lacks them, there is nothing to test. */
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { FIGURE_NAMES, FIGURES, type FigureName, type Measurement } from "../../bench/measurement.ts";
import { kernel, simpy } from "../../bench/programs.ts";
import { binAllowance, REFERENCE } from "../../bench/reference.ts";
import { agree, estimateOf } from "../../bench/spread.ts";
import { PROJECT } from "../../scripts/setup/project.mjs";

const folder = join(PROJECT, "bench");

/** The figures that independent runs give, and that differ from what was noted down by more than chance and rounding. */
function different(runs: readonly Measurement[], among: readonly FigureName[]): FigureName[] {
  return among.filter((figure) => {
    const noted = REFERENCE[figure];
    const found = estimateOf(runs.map((run) => FIGURES[figure](run) ?? Number.NaN));
    if (noted === undefined) return false;
    const allowance = noted.rounding + binAllowance(figure, noted.value);
    return !agree(found, { value: noted.value, plusMinus: 0 }, allowance);
  });
}

const compiled = await kernel(join(folder, "kernel.c"));
const python = await simpy(join(folder, "workload_simpy.py"));

describe("the C kernel", () => {
  afterAll(() => (compiled.there ? compiled.dispose() : undefined));

  it.runIf(compiled.there)("gives workload W's figures", async () => {
    if (!compiled.there) return;
    const runs: Measurement[] = [];
    for (let seed = 1; seed <= 10; seed++) runs.push(await compiled.run(3, seed));
    expect(different(runs, FIGURE_NAMES)).toEqual([]);
  });

  it.runIf(compiled.there)("gives the same figures for the same seed, and others for another", async () => {
    if (!compiled.there) return;
    const [one, again, other] = [
      await compiled.run(1, 1),
      await compiled.run(1, 1),
      await compiled.run(1, 2),
    ];
    expect(again.response).toEqual(one.response);
    expect(other.response).not.toEqual(one.response);
  });
});

describe("SimPy", () => {
  it.runIf(python.there)("gives workload W's figures, as far as few tasks can tell", async () => {
    if (!python.there) return;
    const runs: Measurement[] = [];
    for (let seed = 1; seed <= 4; seed++) runs.push(await python.run(10_000, seed));
    // p99.9 of so few tasks leans to one side
    const told = FIGURE_NAMES.filter((figure) => figure !== "p99.9, s");
    expect(different(runs, told)).toEqual([]);
  });
});

describe("what is not there", () => {
  it("is left out with a word", async () => {
    const missing = await kernel(join(folder, "there-is-no-such-file.c"));
    expect(missing.there).toBe(false);
    expect(missing).toHaveProperty("why", expect.stringContaining("the C kernel"));
  });
});
