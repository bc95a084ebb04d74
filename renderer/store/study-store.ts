/**
 * What rooms asked for beside the run: the load line, the forecast, the life of a task. A study that somebody looks at
 * is asked for again with every run, and what it found last stays on screen until the next finds something.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { LiveRun } from "../workers/live-run.ts";
import {
  type StudyAnswers,
  type StudyAsk,
  type StudyMessage,
  type StudyName,
  studyKey,
} from "../workers/studies.ts";

export interface StudyState {
  readonly ask: StudyAsk;
  readonly status: "waiting" | "running" | "done" | "failed";
  /** How much of it is done, 0…1. */
  readonly share: number;
  readonly answer: StudyAnswers[StudyName] | undefined;
  /** True while the answer is that of an earlier state of the scenario. */
  readonly stale: boolean;
  /** What broke, as a sentence, when the status is `failed`. */
  readonly message: string | undefined;
}

export interface StudiesState {
  /** By key. */
  readonly studies: Readonly<Record<string, StudyState>>;
}

export interface StudiesActions {
  /** Somebody looks at it, until the returned function is called. */
  readonly want: (ask: StudyAsk) => () => void;
  /** Another run is under way: what is wanted is asked of it. */
  readonly follow: (run: LiveRun | undefined) => void;
  readonly receive: (message: StudyMessage) => void;
  /** Forgets what was found: it answers another document. */
  readonly forget: () => void;
}

export type StudyStore = StoreApi<StudiesState & StudiesActions>;

export function createStudyStore(): StudyStore {
  const lookers = new Map<string, number>();
  let run: LiveRun | undefined;

  return createStore<StudiesState & StudiesActions>()((set, get) => {
    const change = (key: string, state: StudyState): void =>
      set({ studies: { ...get().studies, [key]: state } });
    const ask = (what: StudyAsk): void => {
      const key = studyKey(what);
      const before = get().studies[key];
      const stale = before?.answer !== undefined;
      change(key, {
        ask: what,
        status: "waiting",
        share: 0,
        answer: before?.answer,
        stale,
        message: undefined,
      });
      run?.study(what);
    };
    return {
      studies: {},
      want: (what) => {
        const key = studyKey(what);
        lookers.set(key, (lookers.get(key) ?? 0) + 1);
        const known = get().studies[key];
        if (known === undefined || known.stale || known.status === "failed") ask(what);
        return () => lookers.set(key, (lookers.get(key) ?? 1) - 1);
      },
      follow: (next) => {
        run = next;
        for (const [key, state] of Object.entries(get().studies)) {
          if ((lookers.get(key) ?? 0) > 0) ask(state.ask);
          else change(key, { ...state, stale: true });
        }
      },
      receive: (message) => {
        const { [message.key]: state } = get().studies;
        if (state === undefined) return;
        if (message.status === "running")
          change(message.key, { ...state, status: "running", share: message.share });
        else if (message.status === "failed")
          change(message.key, { ...state, status: "failed", message: message.message });
        else {
          const status = message.status === "done" ? "done" : "running";
          change(message.key, { ...state, status, answer: message.answer, stale: false });
        }
      },
      forget: () => {
        run = undefined;
        set({ studies: {} });
      },
    };
  });
}
