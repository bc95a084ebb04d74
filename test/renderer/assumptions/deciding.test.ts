import { describe, expect, test } from "vitest";
import { FIRST_VIEW, firstView, type Ranking, rankingOf } from "../../../renderer/assumptions/deciding.ts";
import { outline } from "../../../renderer/assumptions/outline.ts";
import type { Json } from "../../../renderer/store/json.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { formatPath } from "../../../shared/scenario/path.ts";

const scenario: Json = JSON.parse(example);

function driver(path: string, share: number, told = true) {
  return {
    path,
    share,
    told,
    byCurve: false,
    atP10: 0,
    atP50: 0,
    atP90: 1,
    effect: { value: 1, low: 0.5, high: 1.5 },
  };
}
const input = (path: string) => ({ path, label: path, p10: 0, p50: 1, p90: 2 });

const RANKING: Ranking = rankingOf({
  inputs: [
    "traffic.tasksPerUser",
    "traffic.adoption",
    "value.keptShare",
    "models.large.success.shift",
    "task.steps.answer.input.scale",
  ].map(input),
  measures: [
    {
      measure: "monthlyCost",
      unit: "currency a month",
      drivers: [
        driver("traffic.tasksPerUser", 0.46),
        driver("traffic.adoption", 0.53),
        driver("value.keptShare", 0.9, false),
      ],
    },
    {
      measure: "result.p95",
      unit: "seconds",
      drivers: [driver("task.steps.answer.input.scale", 0.7), driver("traffic.adoption", 0.1)],
    },
  ],
});

describe("what decides most", () => {
  test("is ranked by the largest share of any measure, and only by what is told from chance", () => {
    expect(RANKING.deciding).toEqual([
      { path: "task.steps.answer.input.scale", measures: ["result.p95"] },
      { path: "traffic.adoption", measures: ["monthlyCost", "result.p95"] },
      { path: "traffic.tasksPerUser", measures: ["monthlyCost"] },
    ]);
  });

  test("comes first in the panel, with what it moves, ten rows in all", () => {
    const rows = firstView(scenario, outline(scenario), RANKING);
    expect(rows).toHaveLength(FIRST_VIEW);
    expect(rows.slice(0, 3).map((row) => [formatPath(row.path), row.note])).toEqual([
      ["task.steps[1].input", "moves p95 of the result"],
      ["traffic.adoption", "moves monthly cost and 1 more"],
      ["traffic.tasksPerUser", "moves monthly cost"],
    ]);
    expect(new Set(rows.map((row) => formatPath(row.path))).size).toBe(FIRST_VIEW);
    expect(rows.map((row) => formatPath(row.path))).toContain("traffic.users");
  });

  test("leaves out what the study looked at and found to move nothing", () => {
    const rows = firstView(scenario, outline(scenario), RANKING);
    expect(rows.map((row) => formatPath(row.path))).not.toContain("value.keptShare");
  });

  test("keeps the usual ones in their place while the study tells too little", () => {
    const few: Ranking = { ...RANKING, deciding: RANKING.deciding.slice(1, 2) };
    const rows = firstView(scenario, outline(scenario), few).map((row) => formatPath(row.path));
    expect(rows.slice(0, 4)).toEqual([
      "traffic.adoption",
      "traffic.users",
      "traffic.tasksPerUser",
      "task.steps[1].input",
    ]);
  });

  test("is the usual ten before there is a study, and where nothing is told", () => {
    const usual = firstView(scenario, outline(scenario), undefined);
    expect(usual).toHaveLength(FIRST_VIEW);
    expect(usual.every((row) => row.note === undefined)).toBe(true);
    expect(firstView(scenario, outline(scenario), { deciding: [], known: ["traffic.adoption"] })).toEqual(
      usual,
    );
  });

  test("finds a design's field, which a study names without the design", () => {
    const ranking: Ranking = { deciding: [{ path: "cache.hitShare", measures: ["costPerUnit"] }], known: [] };
    const [first] = firstView(scenario, outline(scenario), ranking);
    expect(first && formatPath(first.path)).toBe("designs.streamed.cache.hitShare");
  });
});
