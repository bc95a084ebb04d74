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

/** Short where an answer of the state before stands below; in full where there is nothing yet. */
function sentenceOf(
  what: string,
  study: Pick<StudyState, "status" | "share" | "answer"> | undefined,
  { status, snapshot }: Pick<RunState, "status" | "snapshot">,
): string {
  const updating = study?.answer !== undefined;
  if (study?.status === "running") {
    const done = study.share > 0 ? `${percentText(study.share)} done` : "";
    if (updating) return `Updating …${done === "" ? "" : ` ${done}`}`;
    return `Working out ${what} …${done === "" ? "" : ` ${done}.`}`;
  }
  if (updating) return "Updated when the run is done";
  if (status === "done") return `${capitalised(what)} comes next.`;
  const { replicationsDone = 0, replicationsPlanned = 0 } = snapshot ?? {};
  const far =
    replicationsPlanned > 0 ? `: ${replicationsDone} of ${replicationsPlanned} replications so far` : "";
  return `${capitalised(what)} follows when the run is done${far}.`;
}
