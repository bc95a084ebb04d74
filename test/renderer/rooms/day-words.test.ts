import { describe, expect, test } from "vitest";
import { answered } from "../../../renderer/rooms/answered.ts";
import {
  amount,
  dayItems,
  dayNotes,
  dayPanels,
  daySentence,
  dayTable,
  dayTitle,
  peakOf,
} from "../../../renderer/rooms/day-words.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import { sineBand, syntheticDay } from "../support/synthetic-day.ts";
import { ORDINARY, syntheticSnapshot } from "../support/synthetic-snapshot.ts";
import { whyDesign } from "../support/time-spent.ts";

const design = whyDesign();
const unstable = whyDesign({}, { stable: false });

describe("the title of a day", () => {
  test("names the limit that comes nearest, when, how near, and how near at worst", () => {
    const day = syntheticDay({ quota: { "small requestsPerMinute": 0.2, "large tokensPerMinute": 0.41 } });
    expect(dayTitle(design, day)).toBe(
      "“streamed”: “large” is at 41% of its tokens a minute between 11:45 and 12:00, over 82% in one replication in 20",
    );
    const peak = peakOf(design, day);
    expect(day.quota[1]?.band.p50[peak]).toBe(Math.max(...(day.quota[1]?.band.p50 ?? [])));
  });

  test("names the line, where tasks wait though limits are far", () => {
    const day = syntheticDay({ inLine: 13, quota: { "large tokensPerMinute": 0.24 } });
    expect(dayTitle(design, day)).toMatch(/: 13 tasks wait in line between 11:45 and 12:00, over 26 in/);
    expect(dayTitle(design, syntheticDay({ inLine: 13, quota: { "large tokensPerMinute": 0.9 } }))).toContain(
      "90%",
    );
  });

  test("names the traffic, where there is neither", () => {
    expect(dayTitle(design, syntheticDay({ quota: {} }))).toMatch(/: 4 tasks are under way between 11:45/);
    expect(dayTitle(design, syntheticDay({ quota: { "large tokensPerMinute": 0 } }))).toContain("under way");
  });

  test("says of an unstable design that it is", () => {
    expect(dayTitle(unstable, syntheticDay({ underWay: 4000 }))).toMatch(
      /is unstable: 4,000 tasks are under way between 11:45 and 12:00, 65 still at the end$/,
    );
  });
});

describe("a day's panels", () => {
  test("have what is drawn before what is said", () => {
    const panels = dayPanels(syntheticDay({ inLine: 1 }));
    expect(panels.map(({ id, nothing }) => [id, nothing === undefined])).toEqual([
      ["arrivals", true],
      ["large tokensPerMinute", true],
      ["underWay", true],
      ["inLine", true],
      ["throttled", false],
    ]);
  });

  test("hold all of the band, and the limit", () => {
    for (const noon of [0.3, 0.9]) {
      const [, limit] = dayPanels(syntheticDay({ quota: { "large tokensPerMinute": noon } }));
      expect(limit?.domain.high).toBeGreaterThanOrEqual(Math.max(1, 2 * noon * 0.999));
    }
  });

  test("never claim less of a far limit than its band has", () => {
    const [far] = dayPanels(syntheticDay({ quota: { "large tokensPerMinute": 0.034 } })).filter(({ id }) =>
      id.startsWith("large"),
    );
    expect(far?.nothing).toContain("at most 7%");
  });
});

describe("reading a day", () => {
  test("tells the medians and what 9 replications in 10 lie between", () => {
    const panels = dayPanels(syntheticDay({ quota: {} }));
    const items = dayItems(panels, 47);
    expect(items[0]).toEqual({ name: "Arrivals, tasks a minute", value: "20", spread: "10 to 40" });
    expect(daySentence("11:45 to 12:00", items)).toBe(
      "11:45 to 12:00: Arrivals, tasks a minute 20 (10 to 40); Under way, tasks 4 (2 to 8).",
    );
  });

  test("has every quantity at every quarter of an hour in the table, drawn or not", () => {
    const { rows } = dayTable(syntheticDay());
    expect(rows).toHaveLength(5 * 96);
    const noon = rows.find(
      ([what, from]) => what?.raw === "Arrivals, tasks a minute" && from?.raw === "12:00",
    );
    expect(noon?.[3]?.raw).toBe(sineBand(20, 96).p50[48]);
  });

  test("says what the lines are, that a day is the first of several, and that replications are few", () => {
    const parsed = parseScenario(example);
    if (!parsed.ok) throw new Error("The example is no scenario.");
    const snapshot = syntheticSnapshot({ designs: ORDINARY });
    const notes = (days: number, replications: number) =>
      dayNotes(
        answered(parsed.value, { ...snapshot, answer: { ...snapshot.answer, days } }),
        design,
        syntheticDay({ replications }),
      );
    expect(notes(1, 256)).not.toMatch(/first|so few/);
    expect(notes(2, 256)).toContain("Of 2 days the first is shown");
    expect(notes(1, 16)).toContain("With so few");
    const unused = syntheticDay({ quota: { "large tokensPerMinute": 0 } });
    expect(dayNotes(answered(parsed.value, snapshot), design, unused)).toContain("No call of it counts");
    expect(dayPanels(unused).map(({ id }) => id)).not.toContain("large tokensPerMinute");
  });

  test("rounds to two digits, and never to a nothing that is something", () => {
    expect([0, 0.001, 0.46, 21.7, 1234].map(amount)).toEqual(["0", "< 0.01", "0.46", "22", "1,200"]);
  });
});
