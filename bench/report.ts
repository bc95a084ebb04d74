/** What a benchmark says: tables, a sentence on what they mean, and whether each bar is reached. */

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A bar, and what was measured against it. */
export interface Verdict {
  readonly claim: string;
  readonly measured: string;
  readonly bar: string;
  readonly reached: boolean;
  /** Where there is more to be had than the bar asks. */
  readonly goal?: { readonly bar: string; readonly reached: boolean };
}

export interface Section {
  readonly title: string;
  /** What was done, and what the figures mean. */
  readonly meaning: string;
  readonly tables: readonly Table[];
  readonly verdicts: readonly Verdict[];
  /** What could not be measured here, and why. */
  readonly leftOut: readonly string[];
  /** All single figures, for `--json`. */
  readonly data: unknown;
}

/** A section that could not be measured at all. */
export function leftOut(title: string, why: string): Section {
  return { title, meaning: "", tables: [], verdicts: [], leftOut: [why], data: null };
}

/** A table in Markdown, its columns aligned for a terminal: the first to the left, the others to the right. */
export function markdownTable({ head, rows }: Table): string {
  const widths = head.map((title, at) =>
    Math.max(3, title.length, ...rows.map((row) => (row[at] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, at) => (at === 0 ? (cells[at] ?? "").padEnd(width) : (cells[at] ?? "").padStart(width))).join(" | ")} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** @example verdictLine(verdict) // "- **reached**: W's cost: 1.62 (1.55 – 1.71), asked at most 2 ×; goal 1.5 ×: missed" */
export function verdictLine({ claim, measured, bar, reached, goal }: Verdict): string {
  const word = (yes: boolean): string => (yes ? "reached" : "missed");
  const more = goal === undefined ? "" : `; goal ${goal.bar}: ${word(goal.reached)}`;
  return `- **${word(reached)}**: ${claim}: ${measured}, asked ${bar}${more}`;
}

/** A section in Markdown. */
export function sectionText({ title, meaning, tables, verdicts, leftOut }: Section): string {
  const parts = [
    `## ${title}`,
    meaning,
    ...tables.map(markdownTable),
    verdicts.map(verdictLine).join("\n"),
    leftOut.map((why) => `- left out: ${why}`).join("\n"),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}
