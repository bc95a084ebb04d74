/** What goes between the window and the worker that conducts its runs. Structured-cloneable. */
import type { Problem } from "../../shared/errors.ts";
import type { Snapshot } from "../../shared/findings/snapshot.ts";
import type { FileColumns } from "../../shared/run/request.ts";
import type { Scenario } from "../../shared/scenario/schema.ts";
import type { StudyAsk, StudyMessage } from "./studies.ts";

/** A scenario that is right, with what has to be known beside it. */
export interface LiveRequest {
  readonly scenario: Scenario;
  /** The scenario's file as it would be saved; the answer names its digest. */
  readonly text: string;
  readonly columns: FileColumns;
}

/** What a run tells while it goes on; behind the final snapshot come only the studies that were asked for. */
export type LiveMessage =
  | StudyMessage
  | { readonly kind: "snapshot"; readonly snapshot: Snapshot }
  | { readonly kind: "problem"; readonly problems: readonly Problem[] }
  | { readonly kind: "failed"; readonly message: string };

export type ToConductor =
  /** A new run cancels the one before. */
  | {
      readonly kind: "start";
      readonly run: number;
      readonly request: LiveRequest;
      /** The host's date, `YYYY-MM-DD`. */
      readonly today: string;
    }
  | { readonly kind: "cancel"; readonly run: number }
  /** A study of this run, to be begun when the run is done. */
  | { readonly kind: "study"; readonly run: number; readonly ask: StudyAsk };

export interface FromConductor {
  readonly run: number;
  readonly message: LiveMessage;
}
