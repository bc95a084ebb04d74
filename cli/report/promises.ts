/** The promises of the judged design, one by one. */
import type { TargetAnswer } from "../../shared/findings/answer.ts";
import type { RunContext, Target } from "../../shared/findings/context.ts";
import { hanging, tableLines } from "../layout.ts";
import { harmless } from "../terminal.ts";
import type { NamedDesign } from "./headline.ts";
import {
  estimateText,
  glyphOf,
  limitText,
  type Page,
  targetLabel,
  unbroken,
  unitOf,
  verdictWord,
  worldsText,
} from "./words.ts";

/** From so many columns on a promise is one row of a table. */
const ROOM_FOR_TABLE = 84;

/** Empty where nothing is promised. */
export function promiseLines({ name, answer }: NamedDesign, context: RunContext, page: Page): string[] {
  const pairs = context.targets.flatMap((target, i) => {
    const found = answer.targets[i];
    return found === undefined ? [] : [{ target, found }];
  });
  if (pairs.length === 0) return [];
  const title = `Promises of ${harmless(name)}${name === context.chosen ? ", the chosen design" : ""}`;
  const lines =
    page.width >= ROOM_FOR_TABLE
      ? promiseTable(pairs, context, page)
      : pairs.flatMap(({ target, found }) => promiseText(target, found, context, page));
  return [page.ink.bold(title), ...lines];
}

type Pair = { readonly target: Target; readonly found: TargetAnswer };

function promiseTable(pairs: readonly Pair[], context: RunContext, page: Page): string[] {
  const { ink, width } = page;
  const rows = pairs.map(({ target, found }) => [
    `${glyphOf(found.verdict, ink)} ${unbroken(verdictWord(found.verdict))}`,
    targetLabel(target, context),
    limitText(target, context),
    estimateText(found.value, unitOf(target), context.currency),
    worldsOf(found),
  ]);
  const head = ["", "", "promised", "estimated", "worlds that keep it"].map(ink.dim);
  const left = width - 2 - 14 - 4 * 2;
  const most = [14, 0.34, 0.22, 0.22, 0.22].map((part) => (part > 1 ? part : Math.floor(part * left)));
  return tableLines(
    [head, ...rows],
    most.map((columns) => ({ align: "left" as const, most: columns })),
    2,
  );
}

function worldsOf({ worldsMeeting, worldsNotKnown }: TargetAnswer): string {
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
  const text = `${verdictWord(found.verdict)}: ${promise}; estimated ${estimate}, kept in ${worldsOf(found)} of worlds`;
  const [first = "", ...rest] = hanging(text, width, 4);
  return [`  ${glyphOf(found.verdict, ink)} ${first}`, ...rest];
}
