/** What knowing an assumption would be worth. */
import type { RunContext } from "../../shared/findings/context.ts";
import type { SensitivityAnswer } from "../../shared/findings/sensitivity-answer.ts";
import { formatMoney } from "../../shared/units/format.ts";
import { hanging, tableLines } from "../layout.ts";
import { harmless } from "../terminal.ts";
import { type Page, titleLines, unbroken } from "./words.ts";

export function worthLines(answer: SensitivityAnswer, context: RunContext, page: Page): string[] {
  const { valueOfInformation: found, inputs } = answer;
  const title = titleLines("What knowing is worth, a month", page);
  const sentence = (text: string) => hanging(text, page.width, 2, 2);
  const leftOut = found.leftOut.flatMap(({ design, why }) =>
    sentence(`Left out: ${harmless(design)} (${why}).`),
  );
  if (found.why !== undefined) return [...title, ...sentence(`Not known: ${found.why}.`), ...leftOut];
  const money = (amount: number) => formatMoney(Number(amount.toPrecision(2)), context.currency);
  const label = (path: string) => harmless(inputs.find((input) => input.path === path)?.label ?? path);
  const column = { align: "left" as const };
  const options = found.options.map(({ option, netBenefit, bestInShare }) => [
    option === "none" ? "ship none" : `ship ${harmless(option)}`,
    unbroken(`${formatMoney(netBenefit, context.currency)} a month`),
    unbroken(`best in ${Math.round(100 * bestInShare)}% of worlds`),
  ]);
  const told = found.inputs.filter((input) => input.told);
  const rows = told.map((input) => [
    label(input.path),
    `${money(input.value)} ${unbroken(`(${money(input.low)} to ${money(input.high)})`)}`,
    input.bestAtP10 === input.bestAtP90
      ? ""
      : `low: ${harmless(input.bestAtP10)}, high: ${harmless(input.bestAtP90)}`,
  ]);
  const part = (share: number) => Math.floor(page.width * share);
  const wide = { ...column, most: part(0.35) };
  const seeming = money(found.noiseFloor ?? 0);
  const summary =
    told.length === 0
      ? `Knowing any one assumption would not change what to ship, as far as these worlds tell.`
      : `Chance alone may seem worth ${seeming}. Knowing everything would be worth at most ${money(found.everything ?? 0)}.`;
  return [
    ...title,
    ...tableLines(options, [wide, column, column], 2),
    ...tableLines(rows, [wide, { ...column, most: part(0.3) }, { ...column, most: part(0.25) }], 2),
    ...sentence(summary),
    ...leftOut,
  ];
}
