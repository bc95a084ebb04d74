import { describe, expect, test } from "vitest";
import {
  clockText,
  lifeFacts,
  lifeTable,
  lifeTitle,
  listTitle,
  sinceText,
  standsOutBy,
} from "../../../renderer/rooms/tasks-words.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { Replay } from "../../../shared/run/explain.ts";
import { parseScenario } from "../../../shared/scenario/parse.ts";

const parsed = parseScenario(example);
if (!parsed.ok) throw new Error("The example is no scenario.");
const { tasks: lives } = new Replay(
  {
    ...{ scenario: parsed.value, columns: {}, seed: 7, replications: 2, days: 0.05, start: "2026-12-01" },
    ...{ load: 1, designs: ["sync"] },
  },
  "sync",
).explain(0, [0, 1, 2, 3]);

describe("a list of tasks", () => {
  test("says in its title what its first task stands out by", () => {
    const found = [{ replication: 3, task: 12, value: 96.4 }];
    expect(listTitle("sync", "slowest", found, "USD")).toBe(
      "“sync”: the slowest task of the run took 96.4 s",
    );
    expect(listTitle("sync", "costliest", found, "EUR")).toContain("cost €96.40");
    expect(listTitle("sync", "slowest", [], "USD")).toContain("no task stands out yet");
    expect(standsOutBy("mostTried", { replication: 0, task: 0, value: 1 }, "USD")).toBe("1 attempt");
  });
});

describe("the life of a task", () => {
  test("has in its title the part that took most of its time, and how much", () => {
    expect(lives).toHaveLength(4);
    for (const life of lives) {
      const total = Object.values(life.seconds).reduce((sum, seconds) => sum + seconds, 0);
      const most = Math.max(...Object.values(life.seconds));
      const [, percent] = /: (\d+)% of its time was /.exec(lifeTitle(life)) ?? [];
      expect(Math.abs(Number(percent) - (100 * most) / total)).toBeLessThanOrEqual(0.5);
    }
  });

  test("tells how it ended where it never had a result", () => {
    const [life] = lives;
    if (life === undefined) throw new Error("There is no such task.");
    const seconds = { ...life.seconds, backoff: 1e6 };
    const failed = { ...life, outcome: "failed" as const, resultSeconds: null, seconds };
    expect(lifeTitle(failed)).toBe("Failed, never with a result: nearly all of its time was backing off");
  });

  test("has its counts, its cost and its end in a line", () => {
    const [life] = lives;
    if (life === undefined) throw new Error("There is no such task.");
    expect(lifeFacts(life, "USD")).toMatch(
      /^Arrived at 00:\d\d:\d\d; \d+ calls?, \d+ attempts?.*\$.* in cash\. /,
    );
  });

  test("has every moment in its table, in the order of time", () => {
    for (const { moments } of lives) {
      const { rows } = lifeTable(moments, "USD");
      const times = rows.map(([at]) => Number(at?.raw));
      expect(rows).toHaveLength(moments.length);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  test("writes moments as a clock does, and how long after the arrival they were", () => {
    expect([0, 50_709, 90_000].map(clockText)).toEqual(["00:00:00", "14:05:09", "01:00:00 on day 2"]);
    expect([0.5312, 74_592].map(sinceText)).toEqual(["0.531 s", "20 h 43.2 min"]);
  });
});
