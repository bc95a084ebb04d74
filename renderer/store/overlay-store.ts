/** What lies over the window: the command palette, a list of keys, the questions of a new scenario, the tour. */
import { createStore, type StoreApi } from "zustand/vanilla";

/** `palette` finds everything, `examples` and `recent` are the same list of one kind only. */
export type Overlay = "palette" | "examples" | "recent" | "shortcuts" | "new";

export interface OverlayState {
  readonly open: Overlay | undefined;
  /** Step of the tour, from 0; undefined while nobody is shown around. */
  readonly tourStep: number | undefined;
}

export interface OverlayActions {
  readonly show: (overlay: Overlay) => void;
  readonly close: () => void;
  /** Goes to a step of the tour; undefined ends it. */
  readonly tour: (step: number | undefined) => void;
}

export type OverlayStore = StoreApi<OverlayState & OverlayActions>;

export function createOverlayStore(): OverlayStore {
  return createStore<OverlayState & OverlayActions>()((set) => ({
    open: undefined,
    tourStep: undefined,
    show: (open) => set({ open }),
    close: () => set({ open: undefined }),
    tour: (tourStep) => set({ tourStep, open: undefined }),
  }));
}
