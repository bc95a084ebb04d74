/**
 * The run that answers the open scenario: it starts anew with every edit, and what it found last stays on
 * screen until the next finds something.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Problem } from "../../shared/errors.ts";
import type { Snapshot } from "../../shared/findings/snapshot.ts";
import type { LiveListener, LiveRun } from "../workers/live-run.ts";
import type { LiveMessage, LiveRequest } from "../workers/messages.ts";
import { carriedOver } from "./carried.ts";
import type { StudiesActions } from "./study-store.ts";

/** Starts a run that tells the listener what it finds until it is final or cancelled. */
export type StartRun = (request: LiveRequest, listener: LiveListener) => LiveRun;

export type RunStatus = "idle" | "running" | "done" | "stopped" | "failed";

export interface RunState {
  readonly status: RunStatus;
  readonly snapshot: Snapshot | undefined;
  /** True while the snapshot on screen answers an earlier state of the scenario. */
  readonly stale: boolean;
  /** Designs whose numbers are still those of the run before. */
  readonly carried: readonly string[];
  readonly problems: readonly Problem[];
  /** What broke, as a sentence, when the status is `failed`. */
  readonly message: string | undefined;
}

export interface RunActions {
  readonly start: (request: LiveRequest) => void;
  /** What was to be run can't be: the last answer stays. */
  readonly refuse: (problems: readonly Problem[]) => void;
  /** Forgets what was found: it answers another document. */
  readonly forget: () => void;
  /** Stops and keeps what was found. */
  readonly stop: () => void;
  /** Runs the last scenario again. */
  readonly again: () => void;
}

const NOTHING: RunState = {
  status: "idle",
  snapshot: undefined,
  stale: false,
  carried: [],
  problems: [],
  message: undefined,
};

export type RunStore = StoreApi<RunState & RunActions>;

/** Who asks for studies of the run, and hears of them. */
export type Studying = Pick<StudiesActions, "follow" | "receive">;

export function createRunStore(startRun: StartRun, studying?: Studying): RunStore {
  let current: LiveRun | undefined;
  let last: LiveRequest | undefined;
  // A message of a cancelled run may still be on its way.
  let generation = 0;

  return createStore<RunState & RunActions>()((set, get) => {
    const receive = (message: LiveMessage): void => {
      if (message.kind === "study") studying?.receive(message);
      else if (message.kind === "snapshot") {
        const { snapshot } = message;
        const designs = Object.keys(last?.scenario.designs ?? {});
        const shown = carriedOver(snapshot, get().snapshot, designs);
        set({ ...shown, stale: false, status: snapshot.final ? "done" : "running" });
      } else if (message.kind === "problem") {
        refuse(message.problems);
      } else {
        set({ status: "failed", message: message.message });
      }
    };
    const refuse = (problems: readonly Problem[]): void => {
      current?.cancel();
      set({ problems, status: "failed", message: problems[0]?.message });
    };
    const start = (request: LiveRequest): void => {
      current?.cancel();
      last = request;
      generation += 1;
      const mine = generation;
      set({ status: "running", stale: get().snapshot !== undefined, problems: [], message: undefined });
      current = startRun(request, (message) => {
        if (mine === generation) receive(message);
      });
      studying?.follow(current);
    };
    return {
      ...NOTHING,
      forget: () => {
        generation += 1;
        current?.cancel();
        last = undefined;
        set(NOTHING);
      },
      start,
      refuse,
      stop: () => {
        if (get().status !== "running") return;
        generation += 1;
        current?.cancel();
        set({ status: "stopped" });
      },
      again: () => {
        if (last !== undefined) start(last);
      },
    };
  });
}
