import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { reportOf } from "../../cli/report/report.ts";
import { columnsOf, inkOf } from "../../cli/terminal.ts";
import { type RunAnswer, runAnswerSchema } from "../../shared/findings/answer.ts";
import { type RunContext, targetsOf } from "../../shared/findings/context.ts";

/** An answer as it was once: the pictures show how it is told, not what is simulated. */
function answerNamed(name: string): RunAnswer {
  const file = new URL(`pictures/${name}.json`, import.meta.url);
  return runAnswerSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

const calm = answerNamed("calm");
const overload = answerNamed("overload");

const CONTEXT: RunContext = {
  name: "Support assistant",
  sha256: calm.scenario.sha256,
  question: "Can 100,000 users a day use the assistant for under $35,000 a month?",
  seed: 7,
  replications: 64,
  days: 1,
  start: "2026-12-01",
  chosen: "streamed",
  currency: "USD",
  unit: "resolved ticket",
  designs: ["sync", "streamed", "queued"],
  modes: { sync: "sync", streamed: "stream", queued: "async", overnight: "batch" },
  notSimulated: {},
  targets: targetsOf({
    targets: {
      monthlyCost: 35_000,
      costPerUnit: 0.08,
      loadedCostPerUnit: 0.1,
      latency: [{ percentile: 95, seconds: 13 }],
      successShare: 0.8,
      deliveredShare: 0.97,
    },
  }),
  confidence: 0.9,
};

function report(answer: RunAnswer, width = 100, colour = false, context = CONTEXT, load = 1): string {
  return reportOf(answer, context, { load, width, ink: inkOf(colour) });
}

/** The answer with the judged design's targets changed. */
function judgedAs(verdicts: readonly ("pass" | "fail" | "inconclusive")[], all: "pass" | "fail"): RunAnswer {
  const { streamed } = calm.designs;
  if (streamed === undefined) throw new Error("the picture has no such design");
  const targets = streamed.targets.map((target, i) => ({ ...target, verdict: verdicts[i] ?? "pass" }));
  const allTargets = { ...streamed.allTargets, verdict: all };
  return { ...calm, designs: { ...calm.designs, streamed: { ...streamed, targets, allTargets } } };
}

describe("The report", () => {
  test.each([
    ["calm", calm, 1],
    ["overload", overload, 5],
  ])("looks like its picture: %s", async (name, answer, load) => {
    for (const width of [100, 60]) {
      const text = report(answer, width, false, CONTEXT, load);
      await expect(text).toMatchFileSnapshot(`pictures/${name}-${width}.txt`);
    }
  });

  test.each([100, 80, 60, 40])("stays within %i columns, and no line ends in blanks", (width) => {
    for (const line of [...report(calm, width).split("\n"), ...report(overload, width).split("\n")]) {
      expect(columnsOf(line), line).toBeLessThanOrEqual(width);
      expect(line).toBe(line.trimEnd());
    }
  });

  test("says the same in colour as without", () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes that style a text
    const bare = report(overload, 100, true).replace(/\u001b\[\d+m/g, "");
    expect(bare).toBe(report(overload, 100, false));
    expect(report(overload, 100, true)).not.toBe(bare);
  });

  test("gives no number where there is none", () => {
    const text = report(overload);
    expect(text).toContain("UNSTABLE");
    expect(text).toContain("too few tasks");
    expect(text).toContain("never");
    expect(text).not.toMatch(/null|NaN|undefined|Infinity/);
  });

  test("flags that an acknowledgement is compared with an answer", () => {
    const words = "The response of queued is an acknowledgement, not an answer";
    expect(report(calm)).toContain(words);
    const { queued } = calm.designs;
    if (queued === undefined) throw new Error("the picture has no such design");
    expect(report({ ...calm, designs: { queued } })).not.toContain(words);
  });

  test("judges the first design where the chosen one is not there, and says so", () => {
    const { sync } = calm.designs;
    if (sync === undefined) throw new Error("the picture has no such design");
    const text = report({ ...calm, designs: { sync } });
    expect(text).toContain("streamed, the chosen design, is not in this run; judged here is sync.");
  });

  test("shows names as they are and never lets them steer the terminal", () => {
    const text = report(calm, 100, false, {
      ...CONTEXT,
      name: "客服\u001b[2J",
      unit: "\u001b]0;x\u0007ticket",
    });
    expect(text).toContain("客服");
    expect(text).not.toContain("\u001b");
  });

  test("says where no world can be judged, instead of none that keeps a promise", () => {
    const { streamed } = calm.designs;
    const [first, ...others] = streamed?.targets ?? [];
    if (streamed === undefined || first === undefined) throw new Error("the picture has no such design");
    const open = { ...first, worldsMeeting: { value: 0, low: 0, high: 1 }, worldsNotKnown: 32 };
    const answer = { ...calm, designs: { streamed: { ...streamed, targets: [open, ...others] } } };
    expect(report(answer)).toMatch(/cost a month .* not known\n/);
  });

  test("says that one world has no intervals, and shows none", () => {
    const alone = { ...calm, replications: 2 };
    expect(report(alone)).toContain("One world says nothing about the others");
    expect(report(alone)).not.toContain("in 90% of worlds");
  });
});

describe("The verdict", () => {
  const sentence = (answer: RunAnswer, context = CONTEXT) =>
    report(answer, 100, false, context).split("\n\n")[1]?.replaceAll(/\s+/g, " ");

  test("is met when all promises are", () => {
    expect(sentence(judgedAs([], "pass"))).toMatch(/^✓ streamed keeps all its 6 promises\. All 6 hold in/);
  });

  test("names what is broken, and counts what is not sure yet", () => {
    const text = sentence(judgedAs(["fail", "pass", "pass", "fail", "inconclusive"], "fail"));
    expect(text).toMatch(/^✕ streamed breaks 2 of its 6 promises: cost a month and p95 of the result;/);
    expect(text).toContain("1 is not sure yet");
  });

  test("may be broken though no promise is by itself", () => {
    expect(sentence(judgedAs([], "fail"))).toContain(
      "may keep each of its 6 promises by itself, but not all of them together. All 6 hold in",
    );
  });

  test("is that of stability first", () => {
    const { queued } = overload.designs;
    if (queued === undefined) throw new Error("the picture has no such design");
    const context = { ...CONTEXT, chosen: "queued" };
    const text = sentence({ ...overload, chosen: "queued", designs: { queued } }, context);
    expect(text).toMatch(/^✕ queued is UNSTABLE: more work arrives than it can do/);
  });

  test("is not given where nothing was promised", () => {
    const { streamed } = calm.designs;
    if (streamed === undefined) throw new Error("the picture has no such design");
    const answer = { ...calm, designs: { streamed: { ...streamed, targets: [] } } };
    const text = report(answer, 100, false, { ...CONTEXT, targets: [] });
    expect(text).toContain("No promise is written down");
    expect(text).not.toContain("Promises of");
  });
});
