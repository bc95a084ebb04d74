/** What is said while a study has found nothing yet, or what it found is that of an earlier state. */
import { percentText } from "../../shared/findings/wording.ts";
import type { RunState } from "../store/run-store.ts";
import type { StudyState } from "../store/study-store.ts";
import { capitalised } from "./sentences.ts";

export interface StudyWords {
  readonly sentence: string;
  /** What can be done about it: the whole run again, or the study alone. */
  readonly todo: "run" | "study" | undefined;
}

/**
 * @param what is worked out, as the subject of a sentence: `the forecast`
 * @returns undefined where it is done, and of the scenario as it stands
 */
export function studyWords(
  what: string,
  study: Pick<StudyState, "status" | "share" | "message" | "stale" | "answer"> | undefined,
  run: Pick<RunState, "status" | "message" | "snapshot">,
): StudyWords | undefined {
  if (study?.status === "failed")
    return {
      sentence: `${capitalised(what)} could not be worked out: ${study.message ?? "no reason was given"}`,
      todo: "study",
    };
  if (study?.status === "done" && !study.stale) return undefined;
  if (run.status === "failed")
    return {
      sentence: `The run failed, and ${what} needs a whole one${run.message === undefined ? "." : `: ${run.message}`}`,
      todo: "run",
    };
  if (run.status === "stopped")
    return { sentence: `The run was stopped before its end, and ${what} needs a whole one.`, todo: "run" };
  return { sentence: sentenceOf(what, study, run), todo: undefined };
}

function sentenceOf(
  what: string,
  study: Pick<StudyState, "status" | "share" | "answer"> | undefined,
  { status, snapshot }: Pick<RunState, "status" | "snapshot">,
): string {
  const before = study?.answer === undefined ? "" : " What is shown answers the state before.";
  if (study?.status === "running") {
    const done = study.share > 0 ? ` ${percentText(study.share)} is done.` : "";
    return `Working out ${what} …${done}${before}`;
  }
  if (status === "done") return `${capitalised(what)} comes next.${before}`;
  const { replicationsDone = 0, replicationsPlanned = 0 } = snapshot ?? {};
  const far = replicationsPlanned > 0 ? `: ${replicationsDone} of ${replicationsPlanned} replications` : "";
  return `${capitalised(what)} follows when the run is done${far}.${before}`;
}
