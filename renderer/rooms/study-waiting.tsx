/** A study that has no answer yet, or one of an earlier state: a sentence, how far it is, and what can be done. */
import { Button } from "react-aria-components";
import { useRun, useSession } from "../use-session.ts";
import type { Studied } from "../use-study.ts";
import type { StudyAsk, StudyName } from "../workers/studies.ts";
import { studyWords } from "./study-words.ts";

interface StudyWaitingProps {
  readonly ask: StudyAsk;
  readonly study: Studied<StudyName> | undefined;
  /** What is worked out: `the forecast`. */
  readonly what: string;
}

export function StudyWaiting({ ask, study, what }: StudyWaitingProps) {
  const session = useSession();
  const status = useRun((run) => run.status);
  const message = useRun((run) => run.message);
  const snapshot = useRun((run) => run.snapshot);
  const words = studyWords(what, study, { status, message, snapshot });
  const again = (): void => {
    // Asked for once more; who looks at it still does.
    const release = session.studies.getState().want(ask);
    release();
  };
  return (
    <div className="study-waiting" role="status" data-empty={study?.answer === undefined}>
      {words !== undefined && (
        <>
          <p>{words.sentence}</p>
          {study?.status === "running" && study.share > 0 && (
            <progress aria-label={`How far ${what} is`} value={study.share} max={1} />
          )}
          {words.todo === "study" && (
            <Button className="button" onPress={again}>
              Try again
            </Button>
          )}
          {words.todo === "run" && (
            <Button className="button" onPress={session.run.getState().again}>
              Run it to the end
            </Button>
          )}
        </>
      )}
    </div>
  );
}
