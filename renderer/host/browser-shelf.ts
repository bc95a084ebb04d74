/**
 * Drafts in the browser's database, one a window. A window holds a lock of its own while it lives, and the browser
 * lets go of it whatever the window dies of: a draft whose lock nobody holds was left behind.
 */
import { allIn, dropFrom, keepIn } from "./browser-database.ts";
import type { DraftShelf, KeptDraft } from "./host.ts";

const lockOf = (id: string): string => `plimsoll.window.${id}`;

function isDraft(value: unknown): value is KeptDraft {
  if (typeof value !== "object" || value === null) return false;
  const { id, title, savedText, text, at }: Partial<Record<keyof KeptDraft, unknown>> = value;
  return [id, title, savedText, text].every((part) => typeof part === "string") && typeof at === "number";
}

export function createBrowserShelf(): DraftShelf {
  const id = crypto.randomUUID();
  // Held until the window is gone.
  void navigator.locks?.request(lockOf(id), () => new Promise<never>(() => {}));
  return {
    put: (draft) => (draft === undefined ? dropFrom("drafts", id) : keepIn("drafts", id, { ...draft, id })),
    remove: (of) => dropFrom("drafts", of),
    leftBehind: async () => {
      const held = new Set(((await navigator.locks?.query())?.held ?? []).map(({ name }) => name));
      const drafts = (await allIn("drafts")).filter(isDraft);
      return drafts.filter((draft) => draft.id !== id && !held.has(lockOf(draft.id)));
    },
  };
}
