import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOf } from "../../../shared/findings/answer-of.ts";
import { contextOf } from "../../../shared/findings/context.ts";
import { Fold } from "../../../shared/run/fold.ts";
import { crc32, lineOfText, textOfLine } from "../../../shared/run/part-line.ts";
import { PartReader } from "../../../shared/run/part-reader.ts";
import {
  differences,
  differsInStartOnly,
  missingParts,
  partHeader,
  preparedRunOf,
  rangesText,
} from "../../../shared/run/part-run.ts";
import { PART_FIGURES, type PartHeader, type PartLine } from "../../../shared/run/part-schema.ts";
import { tallyWritten, writtenTally } from "../../../shared/run/part-tally.ts";
import { type PreparedRun, prepareRun } from "../../../shared/run/prepare.ts";
import { replicationsOfShard } from "../../../shared/run/shard.ts";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import type { ReplicationTally } from "../../../shared/simulate/tally.ts";
import { plainScenario } from "../../support/scenarios.ts";
import { digest, tallied } from "../../support/tallied.ts";

const REPLICATIONS = 12;
const text = JSON.stringify({
  ...plainScenario({
    tasksPerDay: 300,
    model: { price: { input: 1, output: 4 }, limits: { requestsPerMinute: 2 } },
  }),
  designs: {
    "schnörkel ✓": { mode: "sync", route: { answer: ["model"] } },
    patient: { mode: "sync", route: { answer: ["model"] }, onLimit: "wait" },
  },
});

function prepared(): PreparedRun {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error("the scenario is not valid");
  const run = prepareRun(parsed.value, {}, { replications: REPLICATIONS, today: "2026-12-01" });
  if (!run.ok) throw new Error("it can't be run");
  return run.value;
}

const origin = (index: number, of: number) => ({
  shard: { index, of },
  text,
  sha256: "ab".repeat(32),
  columns: { "log.csv#at": "cd".repeat(32) },
  plimsoll: "1.2.3",
  precision: undefined,
});
const headerOf = (index = 1, of = 3): PartHeader => partHeader(prepared(), origin(index, of));

/** The lines of a part as texts without their ends. */
function linesOf(header: PartHeader, tallies: readonly ReplicationTally[]): string[] {
  const { shard, replications, days } = header;
  const own = replicationsOfShard(shard, replications, days);
  const lines: PartLine[] = own.map((replication) => ({
    kind: "replication",
    replication,
    tallies: tallies.filter((tally) => tally.replication === replication).map(writtenTally),
  }));
  const all: PartLine[] = [header, ...lines, { kind: "end", replications: own.length }];
  return all.map((line) => textOfLine(line).slice(0, -1));
}

function read(lines: readonly string[]): { reader: PartReader; tallies: ReplicationTally[]; why: string } {
  const reader = new PartReader();
  const tallies: ReplicationTally[] = [];
  for (const line of lines) {
    const taken = reader.take(line);
    if (!taken.ok) return { reader, tallies, why: taken.error };
    tallies.push(...taken.value);
  }
  return { reader, tallies, why: "" };
}

const whole = await tallied(prepared().request, 1);

describe("the parts of a run", () => {
  it.each([1, 2, 3, 6])("cut into %i give the answer of the run in one piece, to the byte", (of) => {
    const { request } = prepared();
    const context = contextOf(prepared(), "sha");
    const fold = new Fold(request.designs);
    // whichever comes first
    for (let index = of; index >= 1; index--) {
      const { reader, tallies } = read(linesOf(headerOf(index, of), whole));
      expect(reader.whole).toBe(true);
      fold.addAll(tallies);
    }
    const single = new Fold(request.designs);
    single.addAll(whole);
    expect(JSON.stringify(answerOf(context, fold, 1))).toBe(JSON.stringify(answerOf(context, single, 1)));
  });

  it("hold all that the answer needs to know of the run", () => {
    const restored = preparedRunOf(headerOf());
    if (!restored.ok) throw new Error("the part holds no scenario");
    expect(contextOf(restored.value, "sha")).toEqual(contextOf(prepared(), "sha"));
  });

  it("are the same bytes whenever they are written, and however many work on them", async () => {
    const again = await tallied(prepared().request, 3);
    expect(linesOf(headerOf(2), again)).toEqual(linesOf(headerOf(2), whole));
  });
});

describe("a tally that is written and read", () => {
  it("is the same to the last bit", () => {
    for (const tally of whole) {
      const line = textOfLine({ kind: "replication", replication: 3, tallies: [writtenTally(tally)] });
      const again = lineOfText(line.slice(0, -1));
      if (!again.ok || again.value.kind !== "replication") throw new Error("the line can't be read");
      const restored = tallyWritten(again.value.tallies[0]!, tally.replication);
      expect(restored).toEqual(tally);
      expect(digest([restored!])).toBe(digest([tally]));
    }
  });

  it("keeps every double, those that JSON has no word for as well", () => {
    const doubles = fc.double({ noDefaultInfinity: false, noNaN: false });
    fc.assert(
      fc.property(fc.array(doubles, { minLength: 1, maxLength: 40 }), (values) => {
        const figures = Float64Array.from([...values, -0, Number.NaN, Infinity, -Infinity, 5e-324]);
        const written = writtenTally({ ...whole[0]!, figures, trafficDays: -0 });
        const restored = tallyWritten(JSON.parse(JSON.stringify(written)), 0);
        expect(restored?.figures.every((figure, i) => Object.is(figure, figures[i]))).toBe(true);
        expect(Object.is(restored?.trafficDays, -0)).toBe(true);
      }),
    );
  });

  it.each([
    ["half a pair", [1]],
    ["a bin twice", [3, 1, 0, 1]],
    ["a bin beyond the last", [20_000, 1]],
    ["a count of nothing", [3, 0]],
    ["half a task", [3, 1.5]],
    ["more than 32 bits", [3, 2 ** 32]],
    ["a bin below the first", [-1, 1]],
  ])("is refused where its histogram can't be one: %s", (_, bins) => {
    const written = writtenTally(whole[0]!);
    const histograms = { ...written.histograms, wait: { bins, infinite: 0, max: 1 } };
    expect(tallyWritten({ ...written, histograms }, 0)).toBeUndefined();
  });
});

describe("where time went", () => {
  it.each([
    ["has a count for every bin", { bins: [3, 4], counts: [1] }],
    ["has every part of the time for every bin", { bins: [3], counts: [1], microseconds: [5] }],
    ["has no bin beyond the last", { bins: [20_000] }],
  ])("%s, or is refused", (_, changed) => {
    const written = writtenTally(whole[0]!);
    expect(tallyWritten(written, 0)).toBeDefined();
    expect(tallyWritten({ ...written, time: { ...written.time, ...changed } }, 0)).toBeUndefined();
  });
});

describe("a line of a part", () => {
  const line = linesOf(headerOf(), whole)[1]!;

  it("has the checksum that gzip would give it", () => {
    // the check value of CRC-32 (ISO 3309)
    expect(crc32("123456789")).toBe("cbf43926");
    expect(crc32("")).toBe("00000000");
  });

  it("is JSON of ASCII characters, whatever the names in it", () => {
    for (const each of linesOf(headerOf(), whole)) {
      expect(each).toMatch(/^[ -~]+$/);
      expect(JSON.parse(each)).toHaveProperty("check");
    }
    expect(lineOfText(linesOf(headerOf(), whole)[0]!)).toEqual({ ok: true, value: headerOf() });
  });

  it("is not taken for true where it was torn", () => {
    const cuts = fc.integer({ min: 0, max: line.length - 1 });
    fc.assert(fc.property(cuts, (length) => !lineOfText(line.slice(0, length)).ok));
  });

  it("is not taken for true where one character was changed", () => {
    const places = fc.integer({ min: 0, max: line.length - 1 });
    fc.assert(
      fc.property(places, fc.constantFrom("0", "7", ",", "}"), (at, character) => {
        const changed = line.slice(0, at) + character + line.slice(at + 1);
        expect(lineOfText(changed).ok).toBe(changed === line);
      }),
    );
  });

  it("of a newer format says so", () => {
    const newer = JSON.stringify({ ...headerOf(), format: 2 });
    const checked = lineOfText(
      `{"check":"${crc32(newer.replace(/[^ -~]/g, "?"))}",${newer.slice(1).replace(/[^ -~]/g, "?")}`,
    );
    expect(checked).toEqual({ ok: false, error: "has format 2, of a newer Plimsoll; this one reads 1" });
  });
});

describe("a part that is read", () => {
  const lines = linesOf(headerOf(), whole);

  it("knows how far it is", () => {
    const { reader } = read(lines.slice(0, 3));
    expect([reader.done, reader.planned, reader.whole]).toEqual([2, 4, false]);
    expect(read(lines).reader.whole).toBe(true);
  });

  it.each([
    ["a replication twice", [0, 1, 1]],
    ["replications in another order", [0, 2]],
    ["a replication before the run is named", [1]],
    ["two first lines", [0, 0]],
    ["an end before the end", [0, 1, 5]],
    ["an end of nothing", [5]],
    ["a line behind the end", [0, 1, 2, 3, 4, 5, 5]],
  ])("refuses %s", (_, order) => {
    expect(read(order.map((at) => lines[at]!)).why).toBe("does not belong here");
  });

  it("refuses a replication of another part, and another design's", () => {
    const other = linesOf(headerOf(2), whole);
    expect(read([lines[0]!, other[1]!]).why).toBe("does not belong here");
    const swapped = whole.map((tally) => ({ ...tally, design: "patient" }));
    expect(read([lines[0]!, linesOf(headerOf(), swapped)[1]!]).why).toBe("does not belong here");
  });

  it("refuses a version with other figures, and a part that there can't be", () => {
    const others = textOfLine({ ...headerOf(), figures: PART_FIGURES.slice(1) }).slice(0, -1);
    expect(read([others]).why).toContain("Plimsoll 1.2.3, whose figures this version can't read");
    const impossible = textOfLine({ ...headerOf(), shard: { index: 4, of: 3 } }).slice(0, -1);
    expect(read([impossible]).why).toBe("names a part that there can't be");
  });
});

describe("parts of different runs", () => {
  const own = headerOf();
  it.each([
    [{ seed: 8 }, "seed 8, not 1"],
    [{ days: 2 }, "days 2, not 1"],
    [{ load: 2 }, "load 2, not 1"],
    [{ replications: 24 }, "replications 24, not 12"],
    [{ start: "2026-12-02" }, "start 2026-12-02, not 2026-12-01"],
    [{ designs: ["patient"] }, "designs patient, not schnörkel ✓, patient"],
    [{ precision: 0.02 }, "precision 0.02, not none"],
    [{ plimsoll: "2.0.0" }, "Plimsoll 2.0.0, not 1.2.3"],
    [{ shard: { index: 1, of: 4 } }, "number of parts 4, not 3"],
    [{ columns: { "log.csv#at": "ef".repeat(32) } }, "other numbers in log.csv, column at"],
    [{ columns: {} }, "other numbers in log.csv, column at"],
    [
      { scenario: { sha256: "12".repeat(32), text: "{}" } },
      "another text of the scenario (SHA-256 12121212…, not abababab…)",
    ],
  ])("say what they differ in: %j", (changed, words) => {
    expect(differences({ ...own, ...changed }, own)).toEqual([words]);
  });

  it("are not those that are other parts of the same", () => {
    expect(differences(headerOf(2), own)).toEqual([]);
  });

  it("may differ in nothing but the day on which they were begun", () => {
    expect(differsInStartOnly({ ...own, start: "2026-12-02" }, own)).toBe(true);
    expect(differsInStartOnly({ ...own, start: "2026-12-02", seed: 3 }, own)).toBe(false);
    expect(differsInStartOnly(own, own)).toBe(false);
  });
});

describe("missing parts", () => {
  it("are named, those in a row together", () => {
    expect(missingParts([1, 2, 6], 8)).toEqual([3, 4, 5, 7, 8]);
    expect(rangesText([3, 4, 5, 7, 8, 11])).toBe("3–5, 7, 8, 11");
    expect(missingParts([3, 1, 2], 3)).toEqual([]);
  });
});
