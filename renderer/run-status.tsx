/** How far the run is, and the button that stops it. */
import { Button, ProgressBar } from "react-aria-components";
import type { RunState } from "./store/run-store.ts";
import { Icon } from "./ui/icons.tsx";
import { useRun } from "./use-session.ts";

export function RunStatus() {
  const status = useRun((run) => run.status);
  const snapshot = useRun((run) => run.snapshot);
  const stale = useRun((run) => run.stale);
  const stop = useRun((run) => run.stop);
  const again = useRun((run) => run.again);
  const running = status === "running";
  const done = stale ? 0 : (snapshot?.replicationsDone ?? 0);
  const planned = snapshot?.replicationsPlanned ?? 0;
  return (
    <div className="run-status" data-status={status}>
      <span className="run-words" role="status">
        {statusWords(status, done, planned)}
      </span>
      {running && (
        <ProgressBar
          className="run-progress"
          aria-label="Run"
          value={planned > 0 ? (100 * done) / planned : 0}
        >
          {({ percentage }) => (
            <span className="run-track">
              <span className="run-bar" style={{ width: `${percentage ?? 0}%` }} />
            </span>
          )}
        </ProgressBar>
      )}
      {running && (
        <Button className="small-button" onPress={stop}>
          <Icon name="stop" /> Stop
        </Button>
      )}
      {(status === "stopped" || status === "failed") && (
        <Button className="small-button" onPress={again}>
          <Icon name="again" /> Run again
        </Button>
      )}
    </div>
  );
}

function statusWords(status: RunState["status"], done: number, planned: number): string {
  const count = `${done.toLocaleString("en")} of ${planned.toLocaleString("en")} replications`;
  switch (status) {
    case "idle":
      return "";
    case "running":
      return done === 0 ? "starting" : count;
    case "done":
      return `✓ ${done.toLocaleString("en")} replications`;
    case "stopped":
      return done === 0 ? "stopped" : `stopped at ${count}`;
    case "failed":
      return "the run failed";
  }
}
