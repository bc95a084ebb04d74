/** The promises of the judged design, one by one. */
import type { DesignAnswer, TargetAnswer } from "../../shared/findings/answer.ts";
import type { RunContext, Target } from "../../shared/findings/context.ts";
import { hanging, tableLines } from "../layout.ts";
import { columnsOf, harmless } from "../terminal.ts";
import {
  estimateText,
  glyphOf,
  limitText,
  type Page,
  targetLabel,
  titleLines,
  unbroken,
  unitOf,
  verdictWord,
  worldsText,
} from "./words.ts";

/** A promise is one row of a table where so many columns are left for its name. */
const ROOM_FOR_NAME = 16;

/** Empty where nothing is promised. */
export function promiseLines(
  { name, answer }: { readonly name: string; readonly answer: Pick<DesignAnswer, "targets"> },
  context: RunContext,
  page: Page,
): string[] {
  const pairs = context.targets.flatMap((target, i) => {
    const found = answer.targets[i];
    return found === undefined ? [] : [{ target, found }];
  });
  if (pairs.length === 0) return [];
  const title = `Promises of ${harmless(name)}${name === context.chosen ? ", the chosen design" : ""}`;
  const lines =
    promiseTable(pairs, context, page) ??
    pairs.flatMap(({ target, found }) => promiseText(target, found, context, page));
  return [...titleLines(title, page), ...lines];
}

type Pair = { readonly target: Target; readonly found: TargetAnswer };

/** Undefined where there is no room for one. */
function promiseTable(pairs: readonly Pair[], context: RunContext, page: Page): string[] | undefined {
  const { ink, width } = page;
  const rows = pairs.map(({ target, found }) => [
    `${glyphOf(found.verdict, ink)} ${unbroken(verdictWord(found.verdict))}`,
    targetLabel(target, context),
    unbroken(limitText(target, context)),
    unbroken(estimateText(found.value, unitOf(target), context.currency)),
    worldsOf(found),
  ]);
  const head = ["", "", "promised", "estimated", "worlds\u00a0keeping\u00a0it"].map(ink.dim);
  const all = [head, ...rows];
  const others = [0, 2, 3, 4].map((column) => Math.max(...all.map((row) => columnsOf(row[column] ?? ""))));
  const room = width - 2 - others.reduce((sum, columns) => sum + columns + 2, 0);
  const longest = Math.max(...rows.map((row) => columnsOf(row[1] ?? "")));
  if (room < Math.min(ROOM_FOR_NAME, longest)) return undefined;
  const column = { align: "left" as const };
  return tableLines(all, [column, { ...column, most: room }, column, column, column], 2);
}

function worldsOf({ worldsMeeting, worldsNotKnown }: TargetAnswer): string {
  const { low, high } = worldsMeeting;
  if (worldsNotKnown !== undefined && low === 0 && high === 1) return "not known";
  const unknown = worldsNotKnown === undefined ? "" : `, ${worldsNotKnown} not known`;
  return `${worldsText(worldsMeeting)}${unknown}`;
}

function promiseText(
  target: Target,
  found: TargetAnswer,
  context: RunContext,
  { ink, width }: Page,
): string[] {
  const promise = `${targetLabel(target, context)} ${unbroken(limitText(target, context))}`;
  const estimate = estimateText(found.value, unitOf(target), context.currency);
  const text = `${verdictWord(found.verdict)}: ${promise}; estimated ${estimate}, worlds keeping it: ${worldsOf(found)}`;
  const [first = "", ...rest] = hanging(text, width, 4);
  return [`  ${glyphOf(found.verdict, ink)} ${first}`, ...rest];
}
