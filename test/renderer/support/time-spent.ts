/** A design whose time is spent as a test says. */

import type { AnsweredDesign } from "../../../renderer/rooms/answered.ts";
import type { DesignAnswer } from "../../../shared/findings/answer.ts";
import { TIME_PARTS, type TimePart } from "../../../shared/simulate/tally.ts";
import { ORDINARY, syntheticSnapshot } from "./synthetic-snapshot.ts";

type Spent = DesignAnswer["whereTimeWent"]["p50"];

export function spentOn(seconds: Partial<Record<TimePart, number>>, tasks = 200): Spent {
  const none = Object.fromEntries(TIME_PARTS.map((part) => [part, 0])) as Record<TimePart, number>;
  return { tasks, seconds: { ...none, ...seconds } };
}

/** “streamed”, with 5 s at the median and a tail of backing off unless told otherwise. */
export function whyDesign(
  spent: Partial<DesignAnswer["whereTimeWent"]> = {},
  more: Partial<DesignAnswer> = {},
): AnsweredDesign {
  const { answer } = syntheticSnapshot({ designs: ORDINARY });
  const { streamed } = answer.designs;
  if (streamed === undefined) throw new Error("There is no such design.");
  const whereTimeWent = {
    p50: spentOn({ firstToken: 1, generation: 4 }),
    p95: spentOn({ firstToken: 2, generation: 8, backoff: 2 }),
    p99: spentOn({ firstToken: 2, generation: 10, backoff: 16, lost: 4 }),
    ...spent,
  };
  return {
    name: "streamed",
    order: 1,
    chosen: true,
    carried: false,
    answer: { ...streamed, whereTimeWent, ...more },
    series: undefined,
  };
}
