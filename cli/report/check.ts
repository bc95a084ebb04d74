/** The verdict on a design as a person at a terminal, or in a log of CI, reads it. */
import type { Verdict } from "../../shared/findings/answer.ts";
import type { CheckAnswer } from "../../shared/findings/check-answer.ts";
import { changeSentences } from "../../shared/findings/check-changes.ts";
import type { RunContext } from "../../shared/findings/context.ts";
import { inMoney, roughText } from "../../shared/findings/wording.ts";
import { hanging, tableLines, wrap } from "../layout.ts";
import { harmless } from "../terminal.ts";
import { horizonText } from "./headline.ts";
import { promiseLines } from "./promises.ts";
import { countText, estimateText, glyphOf, type Page, titleLines, unbroken } from "./words.ts";

const WORDS: Readonly<Record<Verdict, string>> = {
  pass: "PASS",
  fail: "FAIL",
  inconclusive: "INCONCLUSIVE",
};
const FINDINGS: Readonly<Record<Verdict, string>> = {
  pass: "keeps what it promises.",
  fail: "does not keep what it promises.",
  inconclusive: "may or may not keep what it promises: the replications do not tell.",
};

export function checkText(answer: CheckAnswer, context: RunContext, page: Page): string {
  const sections = [
    [...findingLines(answer, page), ...factLines(answer, page)],
    reasonLines(answer, page),
    promiseLines({ name: answer.design, answer }, context, page),
    budgetLines(answer, context, page),
    againstLines(answer, context, page),
    noteLines(answer, page),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function findingLines({ verdict, design }: CheckAnswer, { width, ink }: Page): string[] {
  const [first = "", ...rest] = hanging(
    `${WORDS[verdict]}: ${harmless(design)} ${FINDINGS[verdict]}`,
    width,
    2,
  );
  return [`${glyphOf(verdict, ink)} ${ink.bold(first)}`, ...rest.map(ink.bold)];
}

function factLines(answer: CheckAnswer, { width, ink }: Page): string[] {
  const { replications, planned, days, start, seed, load, decided } = answer;
  const runs = `${countText(replications, "replication")} of ${horizonText(days)} in ${countText(Math.ceil(replications / 2), "world")}`;
  const stopped = decided && replications < planned ? [`decided after ${replications} of ${planned}`] : [];
  const facts = [
    runs,
    ...stopped,
    `from ${start}`,
    `seed ${seed}`,
    ...(load === 1 ? [] : [`load × ${load}`]),
  ];
  return wrap([harmless(answer.scenario.name), ...facts.map(unbroken)].join(", "), width).map(ink.dim);
}

function reasonLines({ reasons }: CheckAnswer, { width }: Page): string[] {
  return reasons.flatMap((reason) => hanging(`- ${harmless(reason)}`, width, 4, 2));
}

function budgetLines({ budget }: CheckAnswer, { currency }: RunContext, page: Page): string[] {
  const { p50, p80, p90, contingency } = budget;
  if (p50.value === null) return [];
  const text = (value: (typeof budget)["p50"]) => estimateText(value, "currency", currency);
  const more = (value: number | null) => (value === null ? "" : roughText(value, inMoney(currency)));
  const rows = [
    ["enough in half of the worlds (P50)", text(p50), ""],
    ["enough in 80% (P80)", text(p80), more(contingency.p80)],
    ["enough in 90% (P90)", text(p90), more(contingency.p90)],
  ];
  const head = ["", "a month", "above P50"].map(page.ink.dim);
  const column = { align: "left" as const };
  return [
    ...titleLines("Budget, in cash", page),
    ...tableLines([head, ...rows], [column, column, column], 2),
  ];
}

function againstLines(answer: CheckAnswer, context: RunContext, page: Page): string[] {
  if (answer.against === undefined) return [];
  const lines = changeSentences(answer, context).flatMap((sentence) =>
    hanging(`- ${harmless(sentence)}`, page.width, 4, 2),
  );
  return [...titleLines("Since the earlier answer", page), ...lines];
}

function noteLines({ notes = [] }: CheckAnswer, { width }: Page): string[] {
  return notes.flatMap((note) => hanging(harmless(note), width, 2));
}
