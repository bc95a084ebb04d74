/** Go or no-go: how each question stands by its evidence, and what follows from all of them. */
import type { ReadinessAnswer } from "../../shared/scenario/schema.ts";
import type { Answered } from "./answered.ts";
import { type Evidence, QUESTIONS, type Question, type Standing } from "./readiness-questions.ts";
import { capitalised } from "./sentences.ts";

/** What a person stands for, and whether it counts. */
export interface Attested {
  readonly standing: Standing;
  readonly sentence: string;
}

export interface JudgedQuestion {
  readonly question: Question;
  readonly standing: Standing;
  readonly evidence: readonly Evidence[];
  /** undefined where nobody is asked and nobody said anything. */
  readonly attested: Attested | undefined;
}

/** From what weighs most to what weighs least. */
const WEIGHT: readonly Standing[] = ["no", "missing", "partly", "yes", "not applicable"];

/** Each question by its heaviest piece of evidence: what the run denies, no signature makes true. */
export function judged(answered: Answered): readonly JudgedQuestion[] {
  return QUESTIONS.map((question) => {
    const evidence = question.shows(answered);
    const attested = attestedOf(question, answered.scenario.readiness?.[question.key]);
    const shown = evidence.flatMap(({ standing }) => (standing === undefined ? [] : [standing]));
    const isSpared = attested?.standing === "not applicable" && !shown.includes("no");
    const all = [...shown, ...(attested === undefined ? [] : [attested.standing])];
    const standing = isSpared
      ? "not applicable"
      : (WEIGHT.find((each) => each !== "not applicable" && all.includes(each)) ?? "missing");
    return { question, standing, evidence, attested };
  });
}

/** An answer counts with the role that gives it and its day; that a question doesn't apply needs a reason, too. */
export function attestedOf(
  { attests, role }: Question,
  said: ReadinessAnswer | undefined,
): Attested | undefined {
  if (said === undefined) {
    if (attests === undefined) return undefined;
    return {
      standing: "missing",
      sentence: `${capitalised(role ?? "somebody")} has to stand for ${attests}.`,
    };
  }
  const { answer, by = "", on = "", note = "" } = said;
  const lacks = [
    ...(by.trim() === "" ? ["who says so"] : []),
    ...(on === "" ? ["the day"] : []),
    ...(answer === "not applicable" && note.trim() === "" ? ["the reason"] : []),
  ];
  if (lacks.length > 0) {
    return {
      standing: answer === "no" ? "no" : "missing",
      sentence: `Answered “${answer}”, which counts once ${lacks.join(" and ")} stands with it.`,
    };
  }
  if (role !== undefined && answer !== "no" && !by.toLowerCase().includes(role)) {
    return { standing: "missing", sentence: `Answered “${answer}” by ${by} on ${on}; ${role} has to.` };
  }
  const because = note.trim() === "" ? "" : `: ${note}`;
  return { standing: answer, sentence: `“${answer}”, ${by}, ${on}${because}.` };
}

export interface ReadinessVerdict {
  readonly verdict: "go" | "conditions" | "no-go";
  readonly word: string;
  readonly sentence: string;
  readonly counts: Readonly<Record<Standing, number>>;
}

const NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inWords = (count: number): string => NUMBERS[count] ?? String(count);

export function readinessVerdict(questions: readonly Pick<JudgedQuestion, "standing">[]): ReadinessVerdict {
  const count = (standing: Standing): number =>
    questions.filter((question) => question.standing === standing).length;
  const counts = {
    yes: count("yes"),
    partly: count("partly"),
    no: count("no"),
    missing: count("missing"),
    "not applicable": count("not applicable"),
  };
  const all = inWords(questions.length);
  const has = (number: number, one: string, many: string): string =>
    `${inWords(number)} ${number === 1 ? one : many}`;
  if (counts.no + counts.missing > 0) {
    const parts = [
      ...(counts.no > 0 ? [`${has(counts.no, "is", "are")} answered no`] : []),
      ...(counts.missing > 0 ? [`${has(counts.missing, "lacks", "lack")} evidence`] : []),
    ];
    return {
      verdict: "no-go",
      word: "No go",
      sentence: `of the ${all} questions ${parts.join(", and ")}.`,
      counts,
    };
  }
  if (counts.partly > 0) {
    const sentence = `of the ${all} questions ${has(counts.partly, "is", "are")} answered only in part.`;
    return { verdict: "conditions", word: "Go with conditions", sentence, counts };
  }
  return { verdict: "go", word: "Go", sentence: `all ${all} questions are answered, with evidence.`, counts };
}
