import { describe, expect, it } from "vitest";
import type { LoadLine, TargetLine } from "../../../shared/findings/load-line-answer.ts";
import { findingSentence, multipleText } from "../../../shared/findings/load-line-sentences.ts";

const told = { currency: "USD", unit: "ticket", confidence: 0.9 };
const unknown = { value: null, low: null, high: null };
const between = (value: number, low: number | null, high: number | null) => ({ value, low, high });

function line(
  status: LoadLine["status"],
  at: LoadLine["line"] = unknown,
  from: LoadLine["from"] = null,
): LoadLine {
  return { status, line: at, headroom: unknown, from, crossings: [] };
}

const target = (name: string, ...of: Parameters<typeof line>): TargetLine => ({
  name,
  limit: 1,
  ...line(...of),
});

const sentence = (targets: readonly TargetLine[], saturation: LoadLine = line("beyond")) =>
  findingSentence(
    {
      design: "d",
      confidence: 0.9,
      searched: { from: 0.125, to: 8, runs: 8 },
      targets: [...targets],
      saturation,
    },
    told,
  );

describe("what breaks first, in a sentence", () => {
  it("names the promise with the lowest line above today", () => {
    expect(
      sentence([
        target("deliveredShare", "holds", between(6, 5.5, 6.5)),
        target("result.p95", "holds", between(3.4, 2.9, 4.1)),
        target("costPerUnit", "beyond"),
      ]),
    ).toBe("p95 of the result breaks first, at 3.4× today's traffic (2.9–4.1)");
  });

  it("admits that another may break before it", () => {
    expect(
      sentence([
        target("deliveredShare", "holds", between(4.3, 3.8, 5)),
        target("result.p95", "holds", between(3.4, 2.9, 4.1)),
      ]),
    ).toBe(
      "p95 of the result breaks first, at 3.4× today's traffic (2.9–4.1), unless the share of tasks delivered breaks before it",
    );
  });

  it("says what is broken today, and how much traffic it would hold with", () => {
    expect(
      sentence([
        target("monthlyCost", "broken", between(0.7, 0.62, 0.78)),
        target("result.p95", "holds", between(3.4, 2.9, 4.1)),
      ]),
    ).toBe(
      "p95 of the result breaks next, at 3.4× today's traffic (2.9–4.1); broken today is the monthly budget, which holds up to 0.7× (0.62–0.78)",
    );
  });

  it("doesn't call broken what is too close to tell", () => {
    expect(sentence([target("monthlyCost", "broken", between(0.98, 0.83, 1.15))])).toContain(
      "which holds up to 0.98× (0.83–1.15), too close to today to tell",
    );
    expect(sentence([target("monthlyCost", "holds", between(1.2, 0.9, 1.3))])).toBe(
      "the monthly budget breaks first, at 1.2× today's traffic (0.9–1.3), or has done so already",
    );
  });

  it("says what no traffic would mend, what is too close to tell, and what traffic is too little for", () => {
    expect(sentence([target("successShare", "never"), target("deliveredShare", "unclear")])).toBe(
      "the share of right answers holds in fewer than the 90% of worlds asked for at every multiple from 0.125× to 8×; the share of tasks delivered is too close to the 90% of worlds asked for to tell, at whatever traffic",
    );
    expect(sentence([target("costPerUnit", "short", unknown, between(1.8, 1.6, 2))])).toBe(
      "there is too little traffic for the cost per ticket, which holds from 1.8× (1.6–2) on",
    );
  });

  it("says that nothing breaks, as far as was looked", () => {
    expect(sentence([target("costPerUnit", "beyond")])).toBe(
      "no promise breaks up to 8× today's traffic, the most that was looked at",
    );
  });

  it("says from where on more work arrives than can be done", () => {
    expect(sentence([], line("holds", between(2.3, 2.1, 2.6)))).toBe(
      "no targets are set; beyond 2.3× (2.1–2.6) more work arrives than can be done",
    );
  });
});

describe("a multiple", () => {
  it("has the digits that its interval supports, two at least", () => {
    expect(multipleText(between(1.3724, 1.361, 1.389))).toBe("1.37× (1.36–1.39)");
    expect(multipleText(between(2.2788, 1.15, 8))).toBe("2.3× (1.15–8)");
  });

  it("says which end is open", () => {
    expect(multipleText(between(1.04, null, 2))).toBe("1× (at most 2)");
    expect(multipleText(between(0.7, 0.25, null))).toBe("0.7× (at least 0.25)");
    expect(multipleText(between(6.5, null, null))).toBe("6.5×");
  });
});
