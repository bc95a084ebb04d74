import { describe, expect, test } from "vitest";
import { estimateSentence, estimateText, shareText } from "../../../renderer/format/estimate.ts";
import { money, SECONDS, SHARE } from "../../../renderer/format/measure.ts";
import { tied } from "../../../renderer/format/tied.ts";

const usd = money("USD");

describe("an estimate on a card", () => {
  test("shows the digits that its interval supports, the interval apart", () => {
    expect(estimateText({ value: 0.08312, low: 0.08112, high: 0.08512 }, usd)).toEqual({
      value: "$0.083",
      spread: "± 0.002",
    });
    expect(estimateText({ value: 31_234, low: 30_800, high: 31_700 }, usd)).toEqual({
      value: "$31.2k",
      spread: "± 0.5k",
    });
    expect(estimateText({ value: 0.842, low: 0.838, high: 0.846 }, SHARE)).toEqual({
      value: "84.2%",
      spread: "± 0.4%",
    });
    expect(estimateText({ value: 12.34, low: 12.1, high: 12.6 }, SECONDS)).toEqual({
      value: "12.3 s",
      spread: "± 0.3 s",
    });
  });

  test("shows both ends of an interval that is lopsided", () => {
    const text = estimateText({ value: 12, low: 11.8, high: 14 }, SECONDS);
    expect(text.value).toBe("12 s");
    expect(text.spread).toBe("12 to 14 s");
  });

  test("says that there is no upper bound, and why nothing is known", () => {
    expect(estimateText({ value: 12, low: 11, high: null }, SECONDS).spread).toContain("∞");
    expect(estimateText({ value: null, low: 12, high: null }, SECONDS)).toEqual({
      value: "over 12 s",
      spread: "no upper bound",
    });
    expect(estimateText({ value: null, low: null, high: null, why: "too few tasks" }, SECONDS)).toEqual({
      value: "not known",
      spread: "too few tasks",
    });
    expect(estimateText({ value: 3, low: null, high: null, why: "one replication" }, SECONDS).spread).toBe(
      "one replication",
    );
  });

  test("reads as one sentence where it stands in one", () => {
    expect(estimateSentence({ value: 0.08312, low: 0.08112, high: 0.08512 }, usd)).toBe("$0.083 ± 0.002");
    expect(estimateSentence({ value: null, low: null, high: null, why: "too few tasks" }, usd)).toBe(
      "not known (too few tasks)",
    );
  });
});

test("A share of worlds reads on a card as in a sentence, and never rounds to all or none of them", () => {
  expect(shareText({ value: 0.91, low: 0.881, high: 0.94 })).toEqual({ value: "91%", spread: "88% to 94%" });
  expect(shareText({ value: 0.996, low: 0.98, high: 1 })).toEqual({ value: "99.6%", spread: "98% to 100%" });
});

test("A number stays on one line with its unit and its interval", () => {
  expect(tied("is 12.3 ± 0.7 s, at most 13 s promised")).toBe(
    "is 12.3\u00a0±\u00a00.7\u00a0s, at most 13\u00a0s promised",
  );
});
