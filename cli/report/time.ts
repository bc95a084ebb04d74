/** Where the time of the judged design's tasks goes. */
import type { DesignAnswer } from "../../shared/findings/answer.ts";
import { TIME_WORDS } from "../../shared/findings/life-sentences.ts";
import { TIME_PARTS, type TimePart } from "../../shared/simulate/tally.ts";
import { formatSeconds } from "../../shared/units/format.ts";
import { hanging } from "../layout.ts";
import { harmless } from "../terminal.ts";
import type { NamedDesign } from "./headline.ts";
import { type Page, titleLines, unbroken } from "./words.ts";

/** Smaller shares are left out. */
const SMALLEST = 0.005;

/** A usual task and a slow one, a line each; empty where neither percentile is known. */
export function timeLines({ name, answer }: NamedDesign, page: Page): string[] {
  const lines = (["p50", "p95"] as const).flatMap((percentile) => {
    const spent = answer.whereTimeWent[percentile];
    return spent === null ? [] : percentileLines(percentile, spent.seconds, page);
  });
  if (lines.length === 0) return [];
  return [...titleLines(`Where the time of ${harmless(name)} goes`, page), ...lines];
}

type Seconds = NonNullable<DesignAnswer["whereTimeWent"]["p50"]>["seconds"];

function percentileLines(percentile: string, seconds: Seconds, { width }: Page): string[] {
  const text = sharesText(seconds);
  const total = TIME_PARTS.reduce((sum, part) => sum + seconds[part], 0);
  return hanging(`near ${percentile}, ${unbroken(formatSeconds(total))}: ${text}`, width, 4, 2);
}

/** Parts with their shares, the largest first. */
export function sharesText(seconds: Readonly<Record<TimePart, number>>): string {
  const total = TIME_PARTS.reduce((sum, part) => sum + seconds[part], 0);
  return TIME_PARTS.filter((part) => seconds[part] > SMALLEST * total)
    .sort((a, b) => seconds[b] - seconds[a])
    .map((part) => unbroken(`${TIME_WORDS[part]} ${Math.round((100 * seconds[part]) / total)}%`))
    .join(", ");
}
