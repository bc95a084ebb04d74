/**
 * Edits that were never saved, kept aside while they are made, and offered again by the next window after a crash.
 * Where they are kept is the host's matter ({@link DraftShelf}); which window still lives, too.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { DraftShelf, KeptDraft } from "../host/host.ts";
import { type DocumentStore, isDirty, titleOf } from "./document-store.ts";
import type { Files } from "./files.ts";
import type { Json } from "./json.ts";

export interface RecoveryState {
  /** What other windows left behind, the newest first. */
  readonly offered: readonly KeptDraft[];
}

export interface RecoveryActions {
  /** Looks for what was left behind. */
  readonly look: () => Promise<void>;
  /** Opens the draft as edits to the file that it was made of. */
  readonly keep: (draft: KeptDraft) => Promise<void>;
  readonly discard: (draft: KeptDraft) => Promise<void>;
}

export type RecoveryStore = StoreApi<RecoveryState & RecoveryActions>;

/** An edit is kept so soon after it was made, milliseconds. */
const KEPT_AFTER = 800;

export interface RecoveryParts {
  readonly shelf: DraftShelf;
  readonly document: DocumentStore;
  readonly files: Files;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export function createRecoveryStore({ shelf, document, files, now }: RecoveryParts): RecoveryStore {
  watch(document, shelf, now);
  return createStore<RecoveryState & RecoveryActions>()((set, get) => {
    const forget = async (draft: KeptDraft): Promise<void> => {
      set({ offered: get().offered.filter(({ id }) => id !== draft.id) });
      await shelf.remove(draft.id);
    };
    return {
      offered: [],
      look: async () => {
        const left = await shelf.leftBehind();
        set({ offered: [...left].sort((a, b) => b.at - a.at) });
      },
      keep: async (draft) => {
        const edited: Json = JSON.parse(draft.text);
        const isOpen = await files.openText(draft.savedText, draft.fileName, draft.handle);
        if (!isOpen) return;
        document.getState().edit([], edited, "Recovered edits");
        await forget(draft);
      },
      discard: forget,
    };
  });
}

/** Keeps what is edited on the shelf a moment after every edit, and takes it off when there is nothing to lose. */
function watch(document: DocumentStore, shelf: DraftShelf, now: () => number): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    const state = document.getState();
    const { text, savedText, fileName, handle } = state;
    void shelf.put({ title: titleOf(state), fileName, handle, savedText, text: text(), at: now() });
  };
  document.subscribe((state, before) => {
    if (state.value === before.value && state.savedValue === before.savedValue) return;
    clearTimeout(timer);
    if (isDirty(state)) timer = setTimeout(keep, KEPT_AFTER);
    else if (isDirty(before)) void shelf.put(undefined);
  });
}

/** @example ageText(3 * 60_000) // "3 minutes old" */
export function ageText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return "less than a minute old";
  if (minutes < 60) return `${minutes} ${minutes === 1 ? "minute" : "minutes"} old`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} ${hours === 1 ? "hour" : "hours"} old`;
  return `${Math.round(hours / 24)} days old`;
}
