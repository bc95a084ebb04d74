/**
 * The run that answers the open scenario: it starts anew with every edit, and what it found last stays on
 * screen until the next finds something.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Problem } from "../../shared/errors.ts";
import type { Snapshot } from "../../shared/findings/snapshot.ts";
import type { Scenario } from "../../shared/scenario/schema.ts";

export type RunMessage =
  | { readonly kind: "snapshot"; readonly snapshot: Snapshot }
  | { readonly kind: "problem"; readonly problems: readonly Problem[] }
  | { readonly kind: "failed"; readonly message: string };

/** Starts a run that tells the listener what it finds until it is final or cancelled. */
export type StartRun = (
  scenario: Scenario,
  text: string,
  listener: (message: RunMessage) => void,
) => { readonly cancel: () => void };

export type RunStatus = "idle" | "running" | "done" | "stopped" | "failed";

export interface RunState {
  readonly status: RunStatus;
  readonly snapshot: Snapshot | undefined;
  /** True while the snapshot on screen answers an earlier state of the scenario. */
  readonly stale: boolean;
  readonly problems: readonly Problem[];
  /** What broke, as a sentence, when the status is `failed`. */
  readonly message: string | undefined;
}

export interface RunActions {
  readonly start: (scenario: Scenario, text: string) => void;
  /** Stops and keeps what was found. */
  readonly stop: () => void;
  /** Runs the last scenario again. */
  readonly again: () => void;
}

export type RunStore = StoreApi<RunState & RunActions>;

export function createRunStore(startRun: StartRun): RunStore {
  let current: { readonly cancel: () => void } | undefined;
  let last: { readonly scenario: Scenario; readonly text: string } | undefined;
  // A message of a cancelled run may still be on its way.
  let generation = 0;

  return createStore<RunState & RunActions>()((set, get) => {
    const receive = (message: RunMessage): void => {
      if (message.kind === "snapshot") {
        const { snapshot } = message;
        set({ snapshot, stale: false, status: snapshot.final ? "done" : "running" });
      } else if (message.kind === "problem") {
        set({ problems: message.problems, status: "failed", message: message.problems[0]?.message });
      } else {
        set({ status: "failed", message: message.message });
      }
    };
    const start = (scenario: Scenario, text: string): void => {
      current?.cancel();
      last = { scenario, text };
      generation += 1;
      const mine = generation;
      set({ status: "running", stale: get().snapshot !== undefined, problems: [], message: undefined });
      current = startRun(scenario, text, (message) => {
        if (mine === generation) receive(message);
      });
    };
    return {
      status: "idle",
      snapshot: undefined,
      stale: false,
      problems: [],
      message: undefined,
      start,
      stop: () => {
        if (get().status !== "running") return;
        generation += 1;
        current?.cancel();
        set({ status: "stopped" });
      },
      again: () => {
        if (last !== undefined) start(last.scenario, last.text);
      },
    };
  });
}
