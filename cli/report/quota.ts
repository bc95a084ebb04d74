/** How much of its quota the judged design uses. */
import { tableLines } from "../layout.ts";
import { harmless } from "../terminal.ts";
import type { NamedDesign } from "./headline.ts";
import { type Page, titleLines } from "./words.ts";

const WORDS: Readonly<Record<string, string>> = {
  requestsPerMinute: "requests a minute",
  tokensPerMinute: "tokens a minute",
  inputTokensPerMinute: "input tokens a minute",
  outputTokensPerMinute: "output tokens a minute",
};

/** Empty where no model has limits. */
export function quotaLines({ name, answer }: NamedDesign, page: Page): string[] {
  const rows = Object.entries(answer.quota).flatMap(([model, limits]) =>
    Object.entries(limits).map(([limit, { mean, peak }], i) => [
      i === 0 ? harmless(model) : "",
      WORDS[limit] ?? limit,
      percent(mean),
      percent(peak),
    ]),
  );
  if (rows.length === 0) return [];
  const head = ["", "", "mean", "busiest minute"].map(page.ink.dim);
  const isNarrow = page.width < 60;
  const columns = [
    { align: "left" as const, most: Math.floor(page.width * 0.3) },
    { align: "left" as const, ...(isNarrow ? { most: 10 } : {}) },
    { align: "right" as const },
    { align: "right" as const, most: isNarrow ? 8 : 14 },
  ];
  return [
    ...titleLines(`Quota that ${harmless(name)} uses`, page),
    ...tableLines([head, ...rows], columns, 2),
  ];
}

function percent(share: number): string {
  if (share > 0 && share < 0.001) return "< 0.1%";
  return share < 0.1 ? `${(100 * share).toFixed(1)}%` : `${Math.round(100 * share)}%`;
}
