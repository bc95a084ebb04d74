/** What would make the answers narrower: more worlds, more days, or knowing more. */
import type { RunContext } from "../../shared/findings/context.ts";
import type { SensitivityAnswer } from "../../shared/findings/sensitivity-answer.ts";
import { hanging, tableLines } from "../layout.ts";
import { labelOf, measureTitle, short, shortUnit } from "./sensitivity-words.ts";
import { type Page, titleLines, unbroken } from "./words.ts";

/** Columns that a table of all of it needs. */
const ROOM_FOR_ALL = 76;

export function narrowerLines(answer: SensitivityAnswer, context: RunContext, page: Page): string[] {
  const { ink, width } = page;
  const all = width >= ROOM_FOR_ALL;
  const rows = answer.measures.flatMap(({ measure, unit, wouldBuy }) => {
    if (wouldBuy === undefined) return [];
    const { now, moreWorlds, moreDays, knowing } = wouldBuy;
    const text = (amount: number) => unbroken(short(amount, shortUnit(unit), context));
    const more = all ? [text(moreWorlds.interval), text(moreDays.interval)] : [];
    const known =
      knowing === undefined ? ["", ""] : [text(knowing.worlds), labelOf(answer.inputs, knowing.path)];
    return [[measureTitle(measure, context), text(now.interval), ...more, text(now.worlds), ...known]];
  });
  if (rows.length === 0) return [];
  const more = all ? ["2\u00a0×\u00a0worlds", "7\u00a0×\u00a0days"] : [];
  const head = ["", "interval", ...more, "worlds", "known", "what"].map(ink.dim);
  const column = { align: "left" as const };
  const wide = { ...column, most: Math.floor(width * 0.22) };
  const columns = [wide, column, ...more.map(() => column), column, column, wide];
  const explained =
    "How wide the interval of each figure is, and would be with more worlds or longer horizons; how far worlds differ (p5 to p95), which only knowing more narrows, and would once the assumption that explains most is known.";
  return [
    ...titleLines("What would make it narrower", page),
    ...tableLines([head, ...rows], columns, 2),
    ...hanging(explained, width, 2, 2),
  ];
}
