import { describe, expect, test } from "vitest";
import { Conductor } from "../../../renderer/workers/conductor.ts";
import type { FromConductor, LiveRequest } from "../../../renderer/workers/messages.ts";
import type { StudyAsk } from "../../../renderer/workers/studies.ts";
import { inlinePort } from "../../../shared/run/inline-port.ts";
import { WorkerPool } from "../../../shared/run/pool.ts";
import { parseScenario } from "../../../shared/scenario/parse.ts";

/** A hundred tasks a day on one model: small enough to be simulated here and now. */
const TEXT = JSON.stringify({
  plimsoll: 1,
  name: "Small",
  traffic: { users: 100 },
  task: { unit: "answer", steps: [{ name: "answer", input: 1000, output: 100 }] },
  models: { one: { price: { input: 1, output: 2 }, latency: { firstToken: 1, perOutputToken: 0.01 } } },
  designs: { plain: { mode: "sync", route: { answer: ["one"] } } },
  targets: { latency: [{ percentile: 95, seconds: 3 }] },
  simulation: { replications: 16, seed: 7 },
});

function requestOf(text: string): LiveRequest {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(parsed.error.map((problem) => problem.message).join(" "));
  return { scenario: parsed.value, text, columns: {} };
}

/** Runs to the end, and gives everything that was told. */
async function conducted(starts: readonly LiveRequest[]): Promise<readonly FromConductor[]> {
  const told: FromConductor[] = [];
  let ended: () => void = () => {};
  const end = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const conductor = new Conductor(
    new WorkerPool(inlinePort, 1),
    (message) => {
      told.push(message);
      const { message: said } = message;
      if (message.run === starts.length && (said.kind !== "snapshot" || said.snapshot.final)) ended();
    },
    () => 0,
  );
  starts.forEach((request, index) => {
    conductor.handle({ kind: "start", run: index + 1, request, today: "2026-12-01" });
  });
  await end;
  return told;
}

describe("the conductor", () => {
  test("tells what is known at 4, 8 and 16 replications, and the last as final", async () => {
    const told = await conducted([requestOf(TEXT)]);
    const looks = told.flatMap(({ message }) => (message.kind === "snapshot" ? [message.snapshot] : []));
    expect(looks.map((snapshot) => snapshot.replicationsDone)).toEqual([4, 8, 16]);
    expect(looks.map((snapshot) => snapshot.final)).toEqual([false, false, true]);
    const plain = looks.at(-1)?.answer.designs["plain"];
    // 1 s to the first token and 100 tokens at 0.01 s; 1000 × 1 and 100 × 2 millionths.
    expect(plain?.resultSeconds.p95.value).toBeCloseTo(2, 2);
    expect(plain?.cost.perTask.value).toBeCloseTo(0.0012, 9);
    expect(looks.at(-1)?.answer.start).toBe("2026-12-01");
    expect(looks.at(-1)?.answer.scenario.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("looks up catalogue prices before it begins, and names an id that is not there", async () => {
    const priced = (id: string) => requestOf(TEXT.replace('{"input":1,"output":2}', `"${id}"`));
    const told = await conducted([priced("openai:gpt-5-mini")]);
    const last = told.at(-1)?.message;
    const answer = last?.kind === "snapshot" ? last.snapshot.answer : undefined;
    // 1000 × 0.25 and 100 × 2 millionths
    expect(answer?.designs["plain"]?.cost.perTask.value).toBeCloseTo(0.00045, 9);
    expect(answer?.prices?.["one"]).toMatchObject({ id: "openai:gpt-5-mini", input: 0.25 });
    const [problem] = await conducted([priced("openai:gpt-5-minni")]);
    expect(problem?.message).toMatchObject({
      kind: "problem",
      problems: [{ path: "models.one.price", suggestion: "openai:gpt-5-mini" }],
    });
  });

  test("begins no run that was followed by another while the catalogue was loading", async () => {
    const listed = requestOf(TEXT.replace('{"input":1,"output":2}', '"openai:gpt-5-mini"'));
    const told = await conducted([listed, requestOf(TEXT)]);
    expect(told.every(({ run }) => run === 2)).toBe(true);
  });

  test("tells no more of a run that another has taken the place of", async () => {
    const told = await conducted([requestOf(TEXT), requestOf(TEXT.replace('"users":100', '"users":50'))]);
    expect(told.filter(({ run }) => run === 1)).toEqual([]);
    expect(told.at(-1)).toMatchObject({ run: 2 });
  });

  test("studies a run that is done, each study once, and forgets them with the next run", async () => {
    const told: FromConductor[] = [];
    let settle: () => void = () => {};
    const conductor = new Conductor(
      new WorkerPool(inlinePort, 1),
      (message) => {
        told.push(message);
        const { message: said } = message;
        if (said.kind === "study" && said.status === "done" && said.key.includes("lives")) settle();
      },
      () => 0,
    );
    const all = new Promise<void>((resolve) => {
      settle = resolve;
    });
    conductor.handle({ kind: "start", run: 1, request: requestOf(TEXT), today: "2026-12-01" });
    conductor.handle({ kind: "study", run: 1, ask: { name: "loadLine", design: "plain" } });
    conductor.handle({ kind: "start", run: 2, request: requestOf(TEXT), today: "2026-12-01" });
    const lives: StudyAsk = { name: "lives", design: "plain", tasks: [{ replication: 3, task: 5 }] };
    for (const ask of [{ name: "compare", baseline: "plain" }, lives, lives] satisfies StudyAsk[])
      conductor.handle({ kind: "study", run: 2, ask });
    await all;
    const done = told.flatMap(({ run, message }) =>
      message.kind === "study" && message.status === "done" ? [{ run, ...message }] : [],
    );
    expect(done.map(({ run, key }) => [run, JSON.parse(key).name])).toEqual([
      [2, "compare"],
      [2, "lives"],
    ]);
    expect(done[1]?.answer).toMatchObject([{ replication: 3, task: 5 }]);
    const final = told.findIndex(({ message }) => message.kind === "snapshot" && message.snapshot.final);
    expect(told.findIndex(({ message }) => message.kind === "study")).toBeGreaterThan(final);
  });
});
