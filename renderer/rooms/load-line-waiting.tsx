/** A study that has no answer yet: how far it is, or what went wrong, in a sentence with one thing to do. */
import { Button, ProgressBar } from "react-aria-components";
import { Mark } from "../ui/mark.tsx";
import { useRun, useStudies } from "../use-session.ts";
import type { Studied } from "../use-study.ts";
import type { StudyName } from "../workers/studies.ts";

interface StudyWaitingProps {
  readonly study: Studied<StudyName> | undefined;
  /** What is being worked out, as the subject of a sentence: `The load line`. */
  readonly subject: string;
  /** What is done for it: `Simulating less and more traffic`. */
  readonly doing: string;
  /** Asks again. */
  readonly onAgain: () => void;
}

export function StudyWaiting({ study, subject, doing, onAgain }: StudyWaitingProps) {
  const runStatus = useRun((run) => run.status);
  const snapshot = useRun((run) => run.snapshot);
  const again = useRun((run) => run.again);
  const message = useRun((run) => run.message);
  if (study?.status === "failed") {
    return (
      <Said
        sentence={`${subject} could not be worked out: ${study.message ?? "the simulation failed"}.`}
        action={{ label: "Try again", run: onAgain }}
      />
    );
  }
  if (runStatus === "failed" || runStatus === "stopped") {
    const why =
      runStatus === "stopped" ? "the run was stopped" : `the run failed: ${message ?? "no reason is known"}`;
    return (
      <Said sentence={`${subject} needs a whole run, and ${why}.`} action={{ label: "Run it", run: again }} />
    );
  }
  if (study?.status === "running") {
    return <Said sentence={`${doing}: ${Math.floor(100 * study.share)}% done.`} share={study.share} />;
  }
  const share =
    snapshot === undefined || runStatus === "done"
      ? undefined
      : snapshot.replicationsDone / Math.max(1, snapshot.replicationsPlanned);
  return (
    <Said
      sentence={
        runStatus === "done" ? `${doing} …` : `${subject} begins when the run of today's traffic is done.`
      }
      share={share}
    />
  );
}

interface SaidProps {
  readonly sentence: string;
  readonly share?: number | undefined;
  readonly action?: { readonly label: string; readonly run: () => void };
}

function Said({ sentence, share, action }: SaidProps) {
  return (
    <div className="waiting" role="status">
      <Mark size={48} />
      <p>{sentence}</p>
      {share !== undefined && <StudyProgress share={share} />}
      {action !== undefined && (
        <Button className="button" onPress={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}

export function StudyProgress({ share }: { readonly share: number }) {
  return (
    <ProgressBar className="run-progress" aria-label="How far it is" value={100 * share}>
      {({ percentage }) => (
        <span className="run-track">
          <span className="run-bar" style={{ width: `${percentage ?? 0}%` }} />
        </span>
      )}
    </ProgressBar>
  );
}

/** How an answer on screen stands to the scenario: whole, growing, or of the scenario as it was. */
export function StudyProgressLine({
  study,
  doing,
}: {
  readonly study: Studied<StudyName>;
  readonly doing: string;
}) {
  const words = progressWords(study, doing);
  return (
    <p className="study-line" role="status" data-status={study.status}>
      {words}
      {study.status === "running" && <StudyProgress share={study.share} />}
    </p>
  );
}

export function progressWords({ status, stale, share, message }: Studied<StudyName>, doing: string): string {
  const before = stale ? "Shown is what was found before the last change. " : "";
  if (status === "failed")
    return `${before}It could not be worked out anew: ${message ?? "the simulation failed"}.`;
  if (status === "waiting") return `${before}It follows when the run is done.`;
  return status === "running" ? `${before}${doing}, ${Math.floor(100 * share)}% done.` : "";
}

/** Asks for a study once more, without staying with it. */
export function useAskAgain(
  study: Studied<StudyName> | undefined,
  ask: Parameters<ReturnType<typeof useWant>>[0],
): () => void {
  const want = useWant();
  return () => {
    if (study?.status === "failed") want(ask)();
  };
}

const useWant = () => useStudies((studies) => studies.want);
