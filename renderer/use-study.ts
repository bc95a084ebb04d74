/** A study that a component shows: asked for while it is on screen, and again with every run. */
import { useEffect } from "react";
import type { StudyState } from "./store/study-store.ts";
import { useStudies } from "./use-session.ts";
import { type StudyAnswers, type StudyAsk, type StudyName, studyKey } from "./workers/studies.ts";

export interface Studied<Name extends StudyName> extends Omit<StudyState, "answer" | "ask"> {
  readonly answer: StudyAnswers[Name] | undefined;
}

/** @param ask the same question in another object is no other question; undefined asks for nothing */
export function useStudy<Name extends StudyName>(
  ask: (StudyAsk & { readonly name: Name }) | undefined,
): Studied<Name> | undefined {
  const key = ask === undefined ? undefined : studyKey(ask);
  const want = useStudies((studies) => studies.want);
  const state = useStudies(({ studies }) => (key === undefined ? undefined : studies[key]));
  useEffect(() => {
    if (key === undefined) return undefined;
    const asked: StudyAsk = JSON.parse(key);
    return want(asked);
  }, [key, want]);
  // The key holds the study's name, and so the kind of its answer.
  return state as Studied<Name> | undefined;
}
