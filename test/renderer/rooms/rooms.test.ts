import { describe, expect, test } from "vitest";
import { money } from "../../../renderer/format/measure.ts";
import { type Answered, answered, answeredDesigns } from "../../../renderer/rooms/answered.ts";
import { costLimit, costTitle, worldsTable } from "../../../renderer/rooms/cost-words.ts";
import {
  latencyNotes,
  latencyReadout,
  latencyTable,
  latencyTitle,
  readoutSentence,
} from "../../../renderer/rooms/latency-words.ts";
import { headline } from "../../../renderer/rooms/sentences.ts";
import { targetWords } from "../../../renderer/rooms/target-words.ts";
import { csvText } from "../../../renderer/ui/data-table.tsx";
import example from "../../../scenarios/support-assistant.json?raw";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import { ORDINARY, type SyntheticRun, syntheticSnapshot } from "../support/synthetic-snapshot.ts";

const parsed = parseScenario(example);
if (!parsed.ok) throw new Error("The example is no scenario.");
const scenario = parsed.value;

function answeredRun(run: Partial<SyntheticRun> = {}): Answered {
  return answered(scenario, syntheticSnapshot({ designs: ORDINARY, chosen: "streamed", ...run }));
}

const unstable = () =>
  answeredRun({ designs: ORDINARY.map((design) => ({ ...design, stable: design.name !== "streamed" })) });

describe("the overview", () => {
  test("answers the question in a word and a sentence, and says in another what decides it", () => {
    const { word, answer, detail } = headline(answeredRun());
    expect(word).toBe("No");
    expect(answer).toMatch(/^streamed meets all 6 targets in \d+% of worlds \(.*\)\.$/);
    expect(detail).toMatch(/^Fewer than the 90% asked for/);
  });

  test("keeps each design's place in the scenario, which decides its colour", () => {
    const designs = answeredDesigns(answeredRun({ designs: ORDINARY.slice(1) }));
    expect(designs.map(({ name, order, chosen }) => [name, order, chosen])).toEqual([
      ["streamed", 1, true],
      ["queued", 2, false],
    ]);
  });
});

describe("targets", () => {
  test("are known by their names", () => {
    expect(targetWords("result.p95", "USD")).toMatchObject({
      title: "Result, p95",
      bound: "at most",
      latency: { measure: "result", p: 0.95 },
    });
    expect(targetWords("response.p999", "USD").latency).toEqual({ measure: "response", p: 0.999 });
    expect(targetWords("costPerUnit", "EUR", "resolved ticket")).toMatchObject({
      title: "Cost per resolved ticket",
      room: "cost",
      measure: { unit: "currency", currency: "EUR" },
    });
    expect(targetWords("deliveredShare", "USD").bound).toBe("at least");
  });
});

describe("the latency room", () => {
  test("says in its title how the promise stands, and of an unstable design that it is unstable", () => {
    const run = answeredRun();
    expect(latencyTitle(run, answeredDesigns(run), "result")).toMatch(
      /^“streamed”: p95 of the result is 12\.\d+ s/,
    );
    const broken = unstable();
    expect(latencyTitle(broken, answeredDesigns(broken), "result")).toContain("unstable");
    expect(latencyNotes(broken, answeredDesigns(broken), "result")).toContain("“streamed” is unstable");
  });

  test("reads every design at a share, with its interval or the reason it has none", () => {
    const run = answeredRun({ tooFewFrom: 0.98 });
    const at = (p: number) =>
      latencyReadout(answeredDesigns(run), "result", p).find(({ design }) => design === "streamed");
    expect(at(0.95)?.value).toBe("12.3 s");
    expect(at(0.95)?.spread).toMatch(/±|to/);
    expect(at(0.99)).toMatchObject({ value: "not known", spread: "too few tasks" });
    const never = answeredRun({ designs: [{ ...ORDINARY[0]!, never: 0.1 }] });
    expect(latencyReadout(answeredDesigns(never), "result", 0.95)[0]?.value).toBe("never answered");
    expect(latencyReadout(answeredDesigns(unstable()), "result", 0.5)[1]).toMatchObject({
      value: "unstable",
    });
  });

  test("reads the same to those who can't see it", () => {
    const items = latencyReadout(answeredDesigns(answeredRun()), "result", 0.95);
    expect(readoutSentence(0.95, items)).toMatch(
      /^95% of tasks are at least this fast: sync 13\.8 s .*; streamed 12\.3 s/,
    );
  });

  test("flags that an acknowledgement is compared with an answer", () => {
    const run = answeredRun();
    expect(latencyNotes(run, answeredDesigns(run), "response")).toContain("acknowledgement");
    expect(latencyNotes(run, answeredDesigns(run), "result")).not.toContain("acknowledgement");
  });

  test("has its numbers in a table, and as a file for a spreadsheet", () => {
    const run = answeredRun();
    const [first] = answeredDesigns(run);
    const curve = {
      design: "=sync",
      order: 0,
      chosen: true,
      stable: true,
      served: 1,
      points: first?.series?.result ?? [],
    };
    const csv = csvText(latencyTable([curve]));
    expect(csv.split("\r\n")[0]).toBe("Design,Share of tasks,Seconds,Low,High");
    expect(csv.split("\r\n")[4]).toMatch(/^'=sync,0\.95,13\.(8|79)/);
  });
});

describe("the cost room", () => {
  test("shows the budget with the share of worlds that keeps it", () => {
    const run = answeredRun();
    const limit = costLimit(run, answeredDesigns(run)[1]!, "month");
    expect(limit?.words).toBe("budget $35k");
    expect(limit?.kept?.words).toMatch(/^\d+% of worlds \(\d+% to \d+%\)$/);
    expect(costTitle(run, answeredDesigns(run)[1]!, "month")).toContain("stay within the budget of $35k");
  });

  test("has the quantiles over worlds in a table", () => {
    const table = worldsTable([{ design: "a", order: 0, values: [1, 2, 3] }], money("USD"));
    expect(table.rows[0]?.map((cell) => cell.raw)).toEqual(["a", 1.1, 1.5, 2, 2.5, 2.8, 2.9]);
  });
});
