/**
 * Runs that answer an edit while the person looks. All work is done in workers: one that conducts (it hands out the
 * replications, folds what comes back and works out each look), and as many that simulate as the machine has cores.
 */
import type { FromConductor, LiveMessage, LiveRequest, ToConductor } from "./messages.ts";
import type { StudyAsk } from "./studies.ts";

export interface LiveRun {
  readonly cancel: () => void;
  /** Asks for a study of the run, to be begun when the run is done; its listener is told. */
  readonly study: (ask: StudyAsk) => void;
}

/** The part of a `Worker` that is used. */
export interface ConductorPort {
  readonly postMessage: (message: ToConductor) => void;
  onmessage: ((event: MessageEvent<FromConductor>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  readonly terminate: () => void;
}

export type LiveListener = (message: LiveMessage) => void;

/** Where runs are started; a conductor that dies is replaced at the next start. */
export class LiveRuns {
  private conductor: ConductorPort | undefined;
  private run = 0;
  private listener: LiveListener | undefined;

  constructor(
    private readonly hire: () => ConductorPort,
    private readonly today: () => string,
  ) {}

  /** Starts a run and cancels the one before; the listener hears of no other. */
  start(request: LiveRequest, listener: LiveListener): LiveRun {
    this.run += 1;
    const { run } = this;
    this.listener = listener;
    this.conductor ??= this.hired();
    this.conductor.postMessage({ kind: "start", run, request, today: this.today() });
    return {
      cancel: () => {
        if (run !== this.run) return;
        this.listener = undefined;
        this.conductor?.postMessage({ kind: "cancel", run });
      },
      study: (ask) => {
        if (run === this.run) this.conductor?.postMessage({ kind: "study", run, ask });
      },
    };
  }

  private hired(): ConductorPort {
    const conductor = this.hire();
    conductor.onmessage = ({ data }) => {
      if (data.run === this.run) this.listener?.(data.message);
    };
    conductor.onerror = (event) => {
      conductor.terminate();
      this.conductor = undefined;
      this.listener?.({ kind: "failed", message: `The simulation stopped: ${event.message}` });
    };
    return conductor;
  }
}

/** Today by this machine's calendar, `YYYY-MM-DD`. */
export function localDate(now: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const runs = new LiveRuns(
  () => new Worker(new URL("./conductor-worker.ts", import.meta.url), { type: "module", name: "conductor" }),
  () => localDate(new Date()),
);

/** Starts a run of the window; see {@link LiveRuns.start}. */
export function startLiveRun(request: LiveRequest, listener: LiveListener): LiveRun {
  return runs.start(request, listener);
}
