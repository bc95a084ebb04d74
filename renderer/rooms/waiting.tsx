/** Before there is an answer: each state says what it is in one sentence, and offers one thing to do. */
import { Button } from "react-aria-components";
import { Mark } from "../ui/mark.tsx";
import { useDocument, useRun, useSession } from "../use-session.ts";

export function Waiting() {
  const session = useSession();
  const problems = useDocument((document) => document.problems.length);
  const status = useRun((run) => run.status);
  const message = useRun((run) => run.message);
  if (problems > 0) {
    return (
      <State
        sentence={`This scenario can't be simulated yet: ${problems === 1 ? "one thing is" : `${problems} things are`} wrong with it, listed on the left.`}
        action={{ label: "Open another …", run: () => void session.files.open() }}
      />
    );
  }
  if (status === "failed") {
    return (
      <State
        sentence={message ?? "The simulation failed."}
        action={{ label: "Try again", run: session.run.getState().again }}
      />
    );
  }
  if (status === "stopped") {
    return (
      <State
        sentence="Stopped before there was a first estimate."
        action={{ label: "Run it", run: session.run.getState().again }}
      />
    );
  }
  if (status === "running") return <State sentence="Simulating the first worlds …" />;
  return (
    <State
      sentence="Nothing is open."
      action={{ label: "Open a scenario …", run: () => void session.files.open() }}
    />
  );
}

interface StateProps {
  readonly sentence: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

function State({ sentence, action }: StateProps) {
  return (
    <div className="waiting" role="status">
      <Mark size={48} />
      <p>{sentence}</p>
      {action !== undefined && (
        <Button className="button" onPress={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
