import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseExplain } from "../../cli/explain-arguments.ts";
import { livesText } from "../../cli/report/lives.ts";
import { SCHEMAS } from "../../cli/schemas.ts";
import { columnsOf, inkOf } from "../../cli/terminal.ts";
import type { RunAnswer } from "../../shared/findings/answer.ts";
import { type ExplainAnswer, explainAnswerSchema } from "../../shared/findings/explain-answer.ts";
import type { ExplainedTask } from "../../shared/run/explain.ts";
import { contextFor } from "../support/synthetic-context.ts";
import { PLAIN_RUN } from "../support/synthetic-tallies.ts";
import { command } from "./in-process.ts";

const SCENARIO = {
  plimsoll: 1,
  name: "Explained",
  simulation: { replications: 6, days: 0.02, seed: 4, start: "2026-12-01" },
  traffic: { users: 30_000 },
  task: {
    steps: [
      {
        name: "answer",
        input: { lognormal: { mean: 1000, cv: 0.5 } },
        output: { lognormal: { mean: 200, cv: 0.8 } },
        maxOutput: 900,
      },
    ],
  },
  models: {
    large: {
      latency: { firstToken: { lognormal: { p50: 0.5, p95: 2 } }, perOutputToken: 0.01 },
      limits: { requestsPerMinute: 22, tokensPerMinute: 60_000 },
      failures: { errorShare: 0.1 },
      price: { input: 3, output: 15 },
    },
  },
  designs: {
    patient: { mode: "sync", route: { answer: ["large"] }, retry: { attempts: 4, firstDelay: 1 } },
    hasty: { mode: "sync", route: { answer: ["large"] } },
  },
};

let folder = "";
let file = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plimsoll-explain-"));
  file = join(folder, "scenario.json");
  await writeFile(file, JSON.stringify(SCENARIO));
});
afterAll(() => rm(folder, { recursive: true }));

async function explain(...options: string[]): Promise<ExplainAnswer> {
  const { code, stdout, stderr } = await command(["explain", file, "--json=-", ...options]);
  expect([code, stderr]).toEqual([0, ""]);
  return explainAnswerSchema.parse(JSON.parse(stdout));
}

async function run(): Promise<RunAnswer["designs"][string]> {
  const { stdout } = await command(["run", file, "--json"]);
  return (JSON.parse(stdout) as RunAnswer).designs["patient"]!;
}

function parsed(line: string) {
  const found = parseExplain(line.split(" ").filter((word) => word !== ""));
  return found.ok ? found.value : found.error.map(({ path, message }) => `${path} ${message}`.trim());
}

describe("What explain is asked", () => {
  test("is the slowest task of the chosen design where nothing is said", () => {
    expect(parsed("s.json")).toEqual({ file: "s.json", picks: { slowest: 1 }, tasks: [] });
  });

  test("is tasks by what they stand out by, or by their names, each once", () => {
    expect(parsed("s.json --most-tried 2 --costliest 5 --task 3:17 --task 3:17 --design a --seed 2")).toEqual(
      {
        file: "s.json",
        design: "a",
        picks: { mostTried: 2, costliest: 5 },
        tasks: [{ replication: 3, task: 17 }],
        seed: 2,
      },
    );
  });

  test.each([
    ["s.json --slowest 6", ["--slowest This value is not allowed."]],
    ["s.json --slowest 0", ["--slowest This value is not allowed."]],
    ["s.json --task 17", ["--task This is not the name of a task."]],
    ["s.json --task", ["--task A value is missing behind it."]],
    ["s.json --design a --design b", ["--design explain looks into one design at a time; found a and b."]],
    ["s.json t.json", ["explain takes one scenario file; found s.json, t.json."]],
    ["s.json --precision 2%", ["There is no option --precision."]],
    ["", ["A scenario file is missing: plimsoll explain FILE, or - to read one from standard input."]],
  ])("explain %s is refused", (line, complaints) => {
    expect(parsed(line)).toEqual(complaints);
  });
});

describe("plimsoll explain", () => {
  test("tells of the tasks that the run named, with the same values", async () => {
    const { exemplars } = await run();
    const answer = await explain("--slowest", "5", "--costliest", "5", "--most-tried", "5");
    for (const by of ["slowest", "costliest", "mostTried"] as const) {
      const told = answer.tasks.flatMap(({ replication, task, picked, ...life }) =>
        picked
          .filter((pick) => pick.by === by)
          .map(({ rank, value }) => ({ replication, task, rank, value, life })),
      );
      const ranked = told.sort((a, b) => a.rank - b.rank);
      expect(ranked.map(({ replication, task, value }) => ({ replication, task, value }))).toEqual(
        exemplars[by],
      );
      for (const { value, life } of ranked) {
        const lived = { slowest: life.resultSeconds, costliest: life.cash, mostTried: life.attempts }[by];
        expect(lived).toBeCloseTo(value, 9);
      }
    }
  });

  test("gives the same bytes whatever the number of workers, but for the time it took", async () => {
    expect(await explain("--slowest", "3", "--workers", "3")).toEqual(
      await explain("--slowest", "3", "--workers", "1"),
    );
  });

  test("tells of a task by name as of one that was found", async () => {
    const [found] = (await explain()).tasks;
    const [named] = (await explain("--task", `${found?.replication}:${found?.task}`)).tasks;
    expect(named).toEqual({ ...found, picked: [] });
    const twice = await explain("--slowest", "1", "--task", `${found?.replication}:${found?.task}`);
    expect(twice.tasks).toEqual([found]);
  });

  test("looks into another design where one is named", async () => {
    const answer = await explain("--design", "hasty", "--most-tried", "1");
    expect([answer.design, answer.tasks[0]?.attempts]).toEqual(["hasty", 1]);
  });

  test.each([
    ["--design pateint", "The scenario has no design of this name.", "Did you mean patient?"],
    ["--task 6:0", "There is no replication 6 in a run of 6.", "from 0 to 5"],
    ["--task 2:99999", "Replication 2 has no task 99999:", "a task from 0 to"],
  ])("%s is refused with what there is", async (options, complaint, advice) => {
    const { code, stdout, stderr } = await command(["explain", file, ...options.split(" ")]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(complaint);
    expect(stderr).toContain(advice);
  });

  test("writes its answer beside the text", async () => {
    const path = join(folder, "lives.json");
    const { code, stdout } = await command(["explain", file, "--json", path]);
    const answer = explainAnswerSchema.parse(JSON.parse(await readFile(path, "utf8")));
    const [task] = answer.tasks;
    expect(code).toBe(0);
    expect(stdout).toContain(`Task ${task?.replication}:${task?.task}, the slowest of the run`);
  });

  test("publishes the schema of its answer", () => {
    const schema = JSON.parse(SCHEMAS.find(({ name }) => name === "explain")?.text() ?? "");
    expect(schema.title).toBe("Plimsoll lives of tasks");
    expect(schema.required).toContain("tasks");
  });
});

describe("A life as text", () => {
  const context = contextFor({ ...PLAIN_RUN, designs: [] });
  const page = (width: number) => ({ design: "patient", load: 1, width, ink: inkOf(false) });

  async function lives(): Promise<{ task: ExplainedTask; picked: [] }[]> {
    const answer = await explain("--slowest", "5", "--most-tried", "5");
    return answer.tasks.map((task) => ({ task, picked: [] }));
  }

  test.each([100, 60, 40])("stays within %i columns, and no line ends in blanks", async (width) => {
    for (const line of livesText(await lives(), context, page(width)).split("\n")) {
      expect(columnsOf(line), line).toBeLessThanOrEqual(width);
      expect(line).toBe(line.trimEnd());
      expect(line).not.toMatch(/null|NaN|undefined|Infinity/);
    }
  });

  test("says which limit was short, and what a 429 promised", async () => {
    const text = livesText(await lives(), context, page(300));
    expect(text).toMatch(
      /429 from large \(attempt \d\): short of requests a minute \(needs 1, [\d.]+ m?s away\)/,
    );
    expect(text).toMatch(/; heard 0\.1 s later, Retry-After [\d.]+ m?s/);
  });

  test("is shortened in the middle where it is long, and says by how much", async () => {
    const [first] = await lives();
    const calls = Array.from({ length: 100 }, (_, i) => ({
      at: i,
      what: "call" as const,
      step: "answer",
      call: i + 1,
      input: 1,
      cached: 0,
      output: 1,
      reasoning: 0,
    }));
    const long = { ...first!, task: { ...first!.task, moments: calls } };
    const text = livesText([long], context, page(100));
    expect(text).toContain("… 60 moments in 59 s …");
    expect(text.match(/call \d+ of answer/g)).toHaveLength(40);
    expect(text).toContain("call 24 of answer");
    expect(text).not.toContain("call 25 of answer");
    expect(text).toContain("call 85 of answer");
  });
});
