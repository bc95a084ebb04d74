/** What changed since an earlier answer, in sentences. */
import { formatCount } from "../units/format.ts";
import type { Verdict } from "./answer.ts";
import type { Against, CheckAnswer, Compared, FigureChecked } from "./check-answer.ts";
import type { RunContext } from "./context.ts";
import { subjectNoun } from "./sentences.ts";
import { inMoney, inSeconds, percentText, rangeText, supportedText, type Write } from "./wording.ts";

const VERDICTS: Readonly<Record<Verdict, string>> = {
  pass: "kept",
  fail: "broken",
  inconclusive: "not sure",
};

/**
 * First what happened to the promises, then to the figures that changed for sure, then which can't be told apart.
 *
 * @param answer with `against`; without it there is nothing to say
 */
export function changeSentences(answer: CheckAnswer, context: RunContext): string[] {
  const { against } = answer;
  if (against === undefined) return [];
  const figures = Object.entries(against.figures);
  const changed = figures.flatMap(([name, compared]) =>
    compared.change === "up" || compared.change === "down"
      ? [figureSentence(name, compared, writeOf(name, context), context)]
      : [],
  );
  const alike = figures.filter(([, { change }]) => change === "not distinguishable").map(([name]) => name);
  const same =
    figures.length > 0 && figures.every(([, { change }]) => change === "same" || change === "not known");
  return [
    headSentence(answer, against),
    ...against.targets.flatMap((target) => targetSentences(target, context)),
    ...changed,
    ...(alike.length > 0
      ? [`can't be told from chance: ${alike.map((name) => subjectNoun(name, context)).join(", ")}`]
      : []),
    ...(same ? ["every figure is the same, to the last digit"] : []),
    ...(same
      ? []
      : ["differences are as if both answers were independent; with shared worlds they are surer than that"]),
  ];
}

function headSentence({ design, seed }: CheckAnswer, { earlier, sameScenario }: Against): string {
  const file = sameScenario ? "the scenario is the same file" : "the scenario file has changed";
  const of = earlier.design === design ? "" : `; that answer is about ${earlier.design}`;
  const chance = earlier.seed === null || earlier.seed === seed ? "" : "; the seed is another";
  return `${file}${of}${chance}; then ${formatCount(earlier.replications)} replications`;
}

function targetSentences(
  { name, limit, verdict, worldsMeeting }: Against["targets"][number],
  context: RunContext,
): string[] {
  const noun = subjectNoun(name, context);
  if (verdict.before === null) return [`${noun}: a new promise`];
  if (verdict.after === null) return [`${noun}: no longer promised`];
  const write = writeOf(name, context);
  const moved =
    limit.before !== null && limit.after !== null && limit.before !== limit.after
      ? [`${noun}: promised was ${write(limit.before)}, now ${write(limit.after)}`]
      : [];
  if (worldsMeeting === undefined) return moved;
  const { before, after, change } = worldsMeeting;
  const shares = `${percentText(before.value ?? 0)} of worlds then, ${percentText(after.value ?? 0)} now`;
  const sure = change === "up" || change === "down" ? "" : ", which can't be told from chance";
  if (verdict.before !== verdict.after)
    return [
      ...moved,
      `${noun}: ${VERDICTS[verdict.before]} then, ${VERDICTS[verdict.after]} now; ${shares}${sure}`,
    ];
  return sure === "" ? [...moved, `${noun}: still ${VERDICTS[verdict.after]}; ${shares}`] : moved;
}

function figureSentence(
  name: string,
  { before, after, difference, change }: Compared,
  write: Write,
  context: RunContext,
): string {
  const size = { ...difference, value: Math.abs(difference.value ?? 0) };
  const [low, high] = [difference.low ?? 0, difference.high ?? 0];
  const range = change === "up" ? { low, high } : { low: -high, high: -low };
  const by = `${supportedText({ ...size, ...range }, write)} (${rangeText({ ...size, ...range }, write)})`;
  return `${subjectNoun(name, context)} is ${change} by ${by}: ${supportedText(before, write)} then, ${supportedText(after, write)} now`;
}

function writeOf(name: FigureChecked | string, { currency }: RunContext): Write {
  if (/cost/i.test(name)) return inMoney(currency);
  if (name.endsWith("Share")) return (share) => percentText(share);
  return inSeconds;
}
