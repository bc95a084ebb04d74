import { describe, expect, test } from "vitest";
import {
  dayText,
  forecastNote,
  forecastTable,
  forecastTitle,
  monthSentence,
  monthWords,
} from "../../../renderer/rooms/forecast-words.ts";
import { findingWords } from "../../../renderer/rooms/sensitivity-place.ts";
import {
  buyRows,
  buyTitle,
  nextWords,
  splitParts,
  splitTitle,
  worthNote,
  worthRows,
} from "../../../renderer/rooms/sensitivity-tables.ts";
import {
  measureLabel,
  rowSentence,
  tornadoNotes,
  tornadoRows,
  tornadoTable,
  tornadoTitle,
} from "../../../renderer/rooms/sensitivity-words.ts";
import { studyWords } from "../../../renderer/rooms/study-words.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { ORDINARY, syntheticSnapshot } from "../support/synthetic-snapshot.ts";
import {
  syntheticDriver,
  syntheticForecast,
  syntheticMonth,
  syntheticSensitivity,
  withoutBudget,
} from "../support/synthetic-studies.ts";

const SAID = { currency: "USD", unitName: "ticket" };

function perUnit(answer = syntheticSensitivity()) {
  const [measure] = answer.measures;
  if (measure === undefined) throw new Error("There is no measure.");
  return { answer, measure };
}

describe("what matters", () => {
  test("names in its title what moves the figure most, from where to where", () => {
    const { answer, measure } = perUnit();
    expect(tornadoTitle(answer, measure, SAID)).toBe(
      "“Tasks per user” moves the cost per ticket most: from $0.07 where it is low to $0.05 where it is high",
    );
  });

  test("says so where nothing is told from chance, or only by its curve", () => {
    const small = perUnit(syntheticSensitivity([syntheticDriver("traffic.adoption", 0.001)]));
    expect(tornadoTitle(small.answer, small.measure, SAID)).toBe(
      "Nothing that is unknown moves the cost per ticket more than chance would",
    );
    const bent = perUnit(
      syntheticSensitivity([syntheticDriver("traffic.adoption", 0.001, { byCurve: true })]),
    );
    expect(tornadoTitle(bent.answer, bent.measure, SAID)).toBe(
      "“Adoption” moves the cost per ticket more than chance would, seen over its whole range; its two ends alone don't tell",
    );
    const nothing = "Nothing that is unknown moves cost per unit more than chance would.";
    expect(nextWords({ ...bent.answer, next: [nothing] })).toEqual([]);
    expect(nextWords({ ...small.answer, next: [nothing, "More."] })).toEqual([nothing]);
  });

  test("reads out each bar with its interval, its source, and what moves with it", () => {
    const { answer, measure } = perUnit();
    const [first, second, third] = tornadoRows(answer, measure, SAID);
    expect(first && rowSentence(first, "the cost per ticket")).toBe(
      "Tasks per user: going from 0.22 (p10) to 0.45 (p90) moves the cost per ticket by −$0.020 ± 0.002.",
    );
    expect(second?.note).toBe("guess · with Tasks per user; alone $0.006 ± 0.002");
    expect(second?.effectText).toBe("+$0.010 ± 0.002");
    expect(third && rowSentence(third, "the cost per ticket")).toContain("not told from chance");
  });

  test("gives no sign to an effect that rounds to nothing", () => {
    const effect = (value: number) => ({ value, low: value - 0.03, high: value + 0.03 });
    const small = perUnit(
      syntheticSensitivity([
        syntheticDriver("traffic.adoption", 0.003, { effect: effect(0.003) }),
        syntheticDriver("value.keptShare", -0.003, { effect: effect(-0.003) }),
      ]),
    );
    expect(tornadoRows(small.answer, small.measure, SAID).map(({ effectText }) => effectText)).toEqual([
      "$0.00 ± 0.03",
      "$0.00 ± 0.03",
    ]);
  });

  test("has every assumption in its table, also those without a bar", () => {
    const many = Array.from({ length: 15 }, (_, at) => syntheticDriver(`models.m${at}.success`, 0.02));
    const { answer, measure } = perUnit(syntheticSensitivity(many));
    expect(tornadoRows(answer, measure, SAID)).toHaveLength(12);
    expect(tornadoTable(answer, measure, SAID).rows).toHaveLength(15);
    expect(tornadoNotes(answer, measure)).toContain("3 smaller ones stand in the table");
    expect(tornadoNotes(answer, measure)).toContain("Not read by the run of “streamed”: Growth");
  });

  test("says what knowing is worth in money, and what of it is not told from chance", () => {
    const { answer } = perUnit();
    expect(worthRows(answer, SAID)).toEqual([
      {
        path: "traffic.adoption",
        label: "Adoption",
        value: "$4k",
        spread: "$1.5k to $7k",
        low: "ship none",
        high: "streamed",
      },
    ]);
    const note = worthNote(answer, SAID);
    expect(note).toContain("Knowing everything would be worth at most $9k a month");
    expect(note).toContain(
      "One other is not told from chance, and worth $800 a month (“Kept share”) at most",
    );
    expect(note).toContain("“queued” is no option: unstable");
  });

  test("says why there is no worth in money, where the scenario gives a unit none", () => {
    const why = "the scenario doesn't say what a unit is worth";
    const { answer } = perUnit(
      syntheticSensitivity(undefined, {
        valueOfInformation: { why, options: [], leftOut: [], inputs: [] },
      }),
    );
    expect(worthRows(answer, SAID)).toEqual([]);
    expect(worthNote(answer, SAID)).toBe(`What knowing is worth in money can't be told: ${why}.`);
  });

  test("says what more worlds, more days and better knowledge would buy", () => {
    const { answer, measure } = perUnit();
    expect(
      buyRows(answer, measure, SAID).map(({ what, interval, worlds }) => [what, interval, worlds]),
    ).toEqual([
      ["As it is: 64 worlds", "$0.002", "$0.02"],
      ["Twice the worlds", "$0.0014", "$0.02"],
      ["Seven times the days", "$0.0019", "$0.02"],
      ["“Tasks per user” known", "$0.0015", "$0.012"],
    ]);
    expect(buyTitle(answer, measure, SAID)).toContain("takes about 40% off what worlds differ by");
  });

  test("splits the variance into three shares with words, largest in the title", () => {
    const parts = splitParts({ costPerUnit: { world: 0.3, day: 0.5, task: 0.2 } }, "costPerUnit") ?? [];
    expect(splitTitle(parts, "costPerUnit", SAID)).toMatch(/^Luck that a whole day shares: 50%/);
    expect(splitParts({}, "costPerUnit")).toBeUndefined();
  });

  test("names its measures short", () => {
    expect(["costPerUnit", "result.p95", "deliveredShare"].map(measureLabel)).toEqual([
      "Per unit",
      "Result p95",
      "Delivered",
    ]);
  });

  test("finds each assumption in the panel, a shift inside another where that stands", () => {
    const scenario = JSON.parse(example);
    expect(findingWords("traffic.tasksPerUser", scenario)).toBe("traffic tasksPerUser");
    expect(findingWords("models.large.success.shift", scenario)).toBe("models large success");
    expect(findingWords("task.steps.answer.input.scale", scenario)).toBe("task steps answer input");
  });
});

describe("the forecast", () => {
  test("says in its title how many months are over budget, and when it begins", () => {
    expect(forecastTitle(syntheticForecast(), "USD")).toBe(
      "“streamed”: 1.8 of 6 months are to be expected over the budget of $35k (0.5 to 4.1); in month 3 fewer than 90% of worlds keep it for the first time",
    );
    const budget = {
      limit: 90_000,
      confidence: 0.9,
      monthsOver: { value: 0, low: 0, high: 0.3 },
      firstMonthOver: null,
    };
    expect(forecastTitle(syntheticForecast({ budget }), "USD")).toBe(
      "“streamed”: no month is to be expected over the budget of $90k (0 to 0.3); every month is within it in 90% of worlds or more",
    );
  });

  test("tells the cost today and at the end where there is no budget", () => {
    expect(forecastTitle(withoutBudget(syntheticForecast()), "USD")).toBe(
      "“streamed” costs $21.0k a month today and $26.0k in month 6, in the middle of the worlds",
    );
  });

  test("says of an unstable month that it is, and tells no cost of it", () => {
    const months = [syntheticMonth(1), syntheticMonth(2, { stable: false })];
    expect(forecastTitle(syntheticForecast({ months }), "USD")).toBe(
      "“streamed” is unstable from month 2 on: more work arrives than it can do",
    );
    const [, second] = forecastTable({ months }, "USD").rows;
    expect(second?.slice(2, 5).map(({ text }) => text)).toEqual(["unstable", "unstable", "unstable"]);
    expect(monthSentence(monthWords(months[1] ?? syntheticMonth(2), "USD"))).toContain("unstable");
  });

  test("reads out a month with its interval, its worlds and its budget", () => {
    expect(monthSentence(monthWords(syntheticMonth(2), "USD"))).toBe(
      "Month 2, from 1 Jan 2027: middle $22.0k ± 0.6k; 3 in 5 worlds $17.6k to $26.4k; 9 in 10 $13.2k to $33.0k; within budget 91% of worlds (76% to 98%).",
    );
    expect(dayText("2027-06-30")).toBe("30 Jun 2027");
  });

  test("says how far off lines between the simulated loads may be", () => {
    expect(forecastNote(syntheticForecast())).toContain("off by about 0.5% of the cost");
    const { simulated } = syntheticForecast();
    expect(
      forecastNote({ ...syntheticForecast(), simulated: { ...simulated, interpolation: null } }),
    ).toContain("not estimated");
  });
});

describe("a study that has no answer yet", () => {
  const running = {
    status: "running" as const,
    message: undefined,
    snapshot: syntheticSnapshot({ designs: ORDINARY, done: 96, planned: 256 }),
  };
  const done = { ...running, status: "done" as const };
  const study = { status: "waiting" as const, share: 0, message: undefined, stale: false, answer: undefined };

  test("waits for the run, and says how far that is", () => {
    expect(studyWords("the forecast", study, running)?.sentence).toBe(
      "The forecast follows when the run is done: 96 of 256 replications so far.",
    );
    expect(studyWords("the forecast", undefined, done)?.sentence).toBe("The forecast comes next.");
  });

  test("says how much of it is done", () => {
    const half = { ...study, status: "running" as const, share: 0.5 };
    expect(studyWords("the forecast", half, done)).toEqual({
      sentence: "Working out the forecast … 50% done.",
      todo: undefined,
    });
  });

  test("can be tried again where it broke, and run to the end where the run was stopped", () => {
    const failed = { ...study, status: "failed" as const, message: "No month has traffic." };
    expect(studyWords("the forecast", failed, done)).toEqual({
      sentence: "The forecast could not be worked out: No month has traffic.",
      todo: "study",
    });
    expect(studyWords("the forecast", study, { ...running, status: "stopped" })?.todo).toBe("run");
  });

  test("says nothing once it is there", () => {
    expect(studyWords("the forecast", { ...study, status: "done" }, done)).toBeUndefined();
  });
});
