/**
 * The short form of `npm run validate`: every scenario of docs/validation.md once, and how often the intervals of some of
 * them hold the truth. Run as people run it, because the engine is several times faster when it is built.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { PROJECT } from "../../scripts/setup/project.mjs";
import type { ValidatedFigure } from "../../shared/findings/validation.ts";
import { readRows } from "./kept-results.ts";
import { keepsPromise } from "./results.ts";
import { isInShortForm, ORACLES } from "./table.ts";

/** Seen by chance in one figure of ten thousand. */
const UNLIKELY = 3.9;
const SEEDS = 100;

let figures: readonly ValidatedFigure[] = [];

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), "plimsoll-oracles-"));
  const file = join(folder, "figures.json");
  const script = join(PROJECT, "scripts", "validate.mjs");
  const args = [script, "--short", "--seeds", String(SEEDS), "--json", file];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: PROJECT, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  ({ figures } = readRows(file, "2026-11-23"));
  rmSync(folder, { recursive: true });
}, 600_000);

const ofOracle = (name: string, at: string) =>
  figures.filter((figure) => figure.oracle === name && figure.at === at);

describe("every figure is within chance of its closed form", () => {
  it.each(ORACLES)("$name, $at", ({ name, at, quantities }) => {
    const found = ofOracle(name, at);
    expect(found.map(({ figure }) => figure)).toEqual(quantities.map((quantity) => quantity.name));
    for (const { figure, exact, low, high, z, startBias } of found) {
      expect(Math.abs(z), `${figure}: z`).toBeLessThan(UNLIKELY);
      expect(startBias / ((high - low) / 2), `${figure}: start`).toBeLessThan(0.1);
      expect((high - low) / exact, `${figure}: width`).toBeLessThan(0.3);
    }
  });
});

describe(`of ${SEEDS} seeds, as many intervals hold the truth as a coverage of 93 to 97 % allows`, () => {
  it.each(ORACLES.filter(isInShortForm))("$name, $at", ({ name, at, quantities }) => {
    const found = ofOracle(name, at);
    expect(found).toHaveLength(quantities.length);
    for (const figure of found) {
      expect(figure.held + figure.below + figure.above, `${figure.figure}: none left out`).toBe(SEEDS);
      expect(keepsPromise(figure), `${figure.figure}: ${figure.held} of ${SEEDS}`).toBe(true);
      expect(figure.startBiasOfHalfWidth, `${figure.figure}: start`).toBeLessThan(0.1);
    }
  });
});
