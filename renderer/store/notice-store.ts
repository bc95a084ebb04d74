/** What the app has to say to the person beside the answer, and what it has to ask before it goes on. */
import { createStore, type StoreApi } from "zustand/vanilla";

export interface Notice {
  readonly tone: "said" | "problem";
  readonly text: string;
}

export interface Question {
  readonly title: string;
  readonly text: string;
  /** From the one that is usually wanted to the one that gives up. */
  readonly choices: readonly { readonly answer: string; readonly label: string; readonly strong?: boolean }[];
}

export interface NoticeState {
  readonly notice: Notice | undefined;
  readonly question: Question | undefined;
}

export interface NoticeActions {
  readonly say: (text: string) => void;
  readonly warn: (text: string) => void;
  readonly dismiss: () => void;
  /** Asks, and waits for the answer; undefined when the person turned away. */
  readonly ask: (question: Question) => Promise<string | undefined>;
  readonly answer: (answer: string | undefined) => void;
}

export type NoticeStore = StoreApi<NoticeState & NoticeActions>;

export function createNoticeStore(): NoticeStore {
  let waiting: ((answer: string | undefined) => void) | undefined;
  return createStore<NoticeState & NoticeActions>()((set) => ({
    notice: undefined,
    question: undefined,
    say: (text) => set({ notice: { tone: "said", text } }),
    warn: (text) => set({ notice: { tone: "problem", text } }),
    dismiss: () => set({ notice: undefined }),
    ask: (question) => {
      waiting?.(undefined);
      set({ question });
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    answer: (answer) => {
      set({ question: undefined });
      waiting?.(answer);
      waiting = undefined;
    },
  }));
}
