import { describe, expect, test } from "vitest";
import { LIGHT } from "../../../renderer/charts/palette.ts";
import { TaskTimeline } from "../../../renderer/charts/task-timeline.tsx";
import { lanesOf } from "../../../renderer/charts/task-timeline-lanes.ts";
import { toldMoments } from "../../../renderer/rooms/tasks-words.ts";
import type { Moment } from "../../../shared/simulate/life.ts";
import { elements, picture, pictureFile } from "../support/pictures.tsx";

const sent = (at: number, attempt: number, hedge = false): Moment => ({
  at,
  what: "sent",
  attempt,
  model: "large",
  try: attempt,
  hedge,
  probe: false,
});
const LIFE: readonly Moment[] = [
  { at: 0, what: "arrives" },
  { at: 0, what: "outside", step: "answer", until: 1 },
  { at: 1, what: "call", step: "answer", call: 1, input: 100, cached: 0, output: 50, reasoning: 0 },
  {
    ...{ at: 1, what: "throttled", attempt: 1, model: "large", hedge: false, lineFull: false, inDebt: false },
    ...{ short: [], heardAt: 1, retryAfter: 4 },
  } as Moment,
  { at: 1, what: "backsOff", until: 5 },
  sent(5, 2),
  { at: 5, what: "begins", attempt: 2 },
  { at: 15, what: "timesOut", attempt: 2, hedge: false, inLine: false, runsUntil: 18, cost: 0.01 },
  sent(15, 3),
  { at: 15, what: "waits", for: "model", hedge: false, until: 17 },
  { at: 17, what: "begins", attempt: 3 },
  sent(19, 4, true),
  { at: 19, what: "begins", attempt: 4 },
  { at: 20, what: "firstToken", attempt: 4 },
  {
    ...{ at: 24, what: "answers", attempt: 4, model: "large", hedge: true, tokens: 50, cut: false },
    ...{ use: "used", cost: 0.02 },
  } as Moment,
  { at: 24, what: "givenUp", attempt: 3, hedge: false, inLine: false, runsUntil: null, cost: 0.01 },
  { at: 24, what: "ends", outcome: "delivered", by: "models" },
];

describe("the life of a task", () => {
  test("has each attempt in the lane of its model, from its sending to its end", () => {
    const { lanes, end } = lanesOf(LIFE);
    expect(end).toBe(24);
    expect(lanes.map(({ name }) => name)).toEqual([
      "Outside the model",
      "Backing off",
      "large",
      "large, hedge",
    ]);
    const large = lanes[2]?.spans.map(({ kind, from, until }) => [kind, from, until]);
    expect(large).toEqual([
      ["attempt", 5, 15],
      ["unheard", 15, 18],
      ["line", 15, 17],
      ["attempt", 17, 24],
    ]);
    expect(lanes[2]?.marks.map(({ kind, at }) => [kind, at])).toEqual([
      ["throttled", 1],
      ["timesOut", 15],
    ]);
    expect(lanes[3]?.spans).toEqual([{ kind: "attempt", from: 19, until: 24, text: "attempt 4" }]);
  });

  test("is drawn along the clock", async () => {
    const { lanes, end } = lanesOf(LIFE);
    const svg = picture(
      <TaskTimeline
        width={840}
        palette={LIGHT}
        label="One task"
        lanes={lanes}
        end={end}
        order={0}
        cursor={15}
      />,
    );
    await expect(svg).toMatchFileSnapshot(pictureFile("task-timeline"));
    expect(svg).toContain("large, hedge");
  });

  test("of a task that is turned away is a mark and no span", () => {
    const { lanes, end } = lanesOf([
      { at: 0, what: "arrives" },
      { at: 0, what: "turnedAway" },
      { at: 0, what: "ends", outcome: "rejected", by: "nobody" },
    ]);
    expect(end).toBe(0);
    expect(lanes).toEqual([{ name: "Waiting", spans: [], marks: [{ kind: "turnedAway", at: 0 }] }]);
    const svg = picture(
      <TaskTimeline width={840} palette={LIGHT} label="One task" lanes={lanes} end={end} order={0} />,
    );
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(elements(svg, /<path/)).toHaveLength(1);
  });

  test("does not tell that an attempt begins as it is sent", () => {
    expect(toldMoments(LIFE).filter(({ what }) => what === "begins")).toEqual([
      { at: 17, what: "begins", attempt: 3 },
    ]);
  });
});
