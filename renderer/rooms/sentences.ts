/** The sentences of `shared/findings`, set as headlines: whose they are, a capital first, and where they break. */
import type { TargetAnswer } from "../../shared/findings/answer.ts";
import {
  answerSentence,
  budgetSentence,
  tailSentence,
  targetSentence,
} from "../../shared/findings/sentences.ts";
import type { Answered, AnsweredDesign } from "./answered.ts";

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The answer to the scenario's question: the word it comes down to, what is said large, and what is said after it. */
export interface Headline {
  /** `Yes`, `No`, `Not sure yet`; undefined where there is nothing to judge. */
  readonly word: string | undefined;
  readonly answer: string;
  readonly detail: string | undefined;
}

/** `no: A meets … in 76% of worlds: fewer than …` is said in three breaths. */
export function headline({ snapshot, told }: Answered): Headline {
  const { answer } = snapshot;
  const sentence = answerSentence(answer, told);
  const judged = (answer.designs[answer.chosen]?.targets.length ?? 0) > 0;
  if (!judged) return { word: undefined, answer: `${capitalised(sentence)}.`, detail: undefined };
  const [word = "", clause = "", ...rest] = sentence.split(": ");
  const detail = rest.length === 0 ? undefined : `${capitalised(rest.join(": "))}.`;
  return { word: capitalised(word), answer: `${clause}.`, detail };
}

/** A finding about one design, as the title of a chart. */
const about = (design: string, sentence: string): string => `“${design}”: ${sentence}`;

/** How a design stands with one promise; undefined where there is none. */
export function targetTitle(
  answered: Answered,
  design: string,
  target: TargetAnswer | undefined,
): string | undefined {
  return target === undefined ? undefined : about(design, targetSentence(target, answered.told));
}

export function tailTitle({ name, answer }: AnsweredDesign, measure: "response" | "result"): string {
  return answer.stable
    ? about(name, tailSentence(measure, answer))
    : `“${name}” is unstable: work arrives faster than it can be done`;
}

export function budgetTitle({ told }: Answered, { name, answer }: AnsweredDesign): string {
  return about(name, budgetSentence(answer, told));
}
