/**
 * The scenario that is open: its value, every edit by name, and what is wrong with it. It knows nothing of React,
 * of files or of runs; they watch it.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Problem } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";
import type { Path } from "../../shared/scenario/path.ts";
import type { Scenario } from "../../shared/scenario/schema.ts";
import { isObject, type Json, sameJson, valueAt, withValue } from "./json.ts";
import { rewritten } from "./scenario-text.ts";

/** Reads a scenario's text into what can be simulated, or every problem with it. */
export type ReadScenario = (text: string) => Result<Scenario, readonly Problem[]>;

interface Edit {
  readonly name: string;
  readonly before: Json;
  /** Edits of one gesture (a field held down, a slider dragged) count as one. */
  readonly gesture: string | undefined;
}

export interface DocumentState {
  /** File name, for the title and for saving; undefined for an example that was never saved. */
  readonly fileName: string | undefined;
  /** What the host needs to write the file again. */
  readonly handle: unknown;
  readonly value: Json;
  /** The text as it was read or written last: its words are kept where nothing changed. */
  readonly savedText: string;
  readonly savedValue: Json;
  /** What may be simulated: the last value that was right. */
  readonly scenario: Scenario | undefined;
  /** What is wrong with the value now; empty when it is what is simulated. */
  readonly problems: readonly Problem[];
  /** Counts what was opened: another number is another document. */
  readonly opening: number;
  readonly past: readonly Edit[];
  readonly future: readonly Edit[];
}

export interface DocumentActions {
  /** Opens a text. One that isn't JSON leaves what is open and comes back as problems. */
  readonly load: (text: string, fileName: string | undefined, handle: unknown) => readonly Problem[];
  /** Puts a value in place; undefined removes. `name` says what was edited, as undo will name it. */
  readonly edit: (path: Path, value: Json | undefined, name: string, gesture?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** The text of the file as it would be saved now. */
  readonly text: () => string;
  readonly saved: (text: string, fileName: string, handle: unknown) => void;
}

export type DocumentStore = StoreApi<DocumentState & DocumentActions>;

export const isDirty = (state: DocumentState): boolean => !sameJson(state.value, state.savedValue);
/** What undo would take back, undefined when there is nothing. */
export const undoName = (state: DocumentState): string | undefined => state.past.at(-1)?.name;
export const redoName = (state: DocumentState): string | undefined => state.future.at(-1)?.name;

/** The name that the scenario gives itself. */
export function titleOf(state: DocumentState): string {
  const name = valueAt(state.value, ["name"]);
  return typeof name === "string" && name.trim() !== "" ? name : (state.fileName ?? "Untitled");
}

const EMPTY: DocumentState = {
  fileName: undefined,
  handle: undefined,
  value: {},
  savedText: "{}\n",
  savedValue: {},
  scenario: undefined,
  problems: [],
  opening: 0,
  past: [],
  future: [],
};

/** A document store that reads scenarios with `read`. */
export function createDocumentStore(read: ReadScenario): DocumentStore {
  return createStore<DocumentState & DocumentActions>()((set, get) => {
    /** What follows from a new value; the last good scenario stays while it is wrong. */
    const following = (value: Json): Pick<DocumentState, "value" | "scenario" | "problems"> => {
      const result = read(rewritten(get().savedText, value));
      return result.ok
        ? { value, scenario: result.value, problems: [] }
        : { value, scenario: get().scenario, problems: result.error };
    };
    return {
      ...EMPTY,
      load: (text, fileName, handle) => {
        const { opening } = get();
        return loaded(text, fileName, handle, read, (state) => set({ ...state, opening: opening + 1 }));
      },
      edit: (path, value, name, gesture) => {
        const { value: before, past } = get();
        const after = withValue(before, path, value);
        if (after === undefined || sameJson(before, after)) return;
        const last = past.at(-1);
        const sameGesture = gesture !== undefined && last?.gesture === gesture;
        set({
          ...following(after),
          past: sameGesture ? past : [...past, { name, before, gesture }],
          future: [],
        });
      },
      undo: () => {
        const { past, future, value } = get();
        const last = past.at(-1);
        if (last === undefined) return;
        const undone: Edit = { name: last.name, before: value, gesture: undefined };
        set({ ...following(last.before), past: past.slice(0, -1), future: [...future, undone] });
      },
      redo: () => {
        const { past, future, value } = get();
        const next = future.at(-1);
        if (next === undefined) return;
        const done: Edit = { name: next.name, before: value, gesture: undefined };
        set({ ...following(next.before), past: [...past, done], future: future.slice(0, -1) });
      },
      text: () => rewritten(get().savedText, get().value),
      saved: (text, fileName, handle) => {
        set({ savedText: text, savedValue: parsed(text) ?? get().value, fileName, handle });
      },
    };
  });
}

function loaded(
  text: string,
  fileName: string | undefined,
  handle: unknown,
  read: ReadScenario,
  set: (state: DocumentState) => void,
): readonly Problem[] {
  const value = parsed(text);
  const result = read(text);
  if (value === undefined || !isObject(value)) {
    return result.ok ? [{ path: "", message: "The file holds no scenario." }] : result.error;
  }
  set({
    ...EMPTY,
    fileName,
    handle,
    value,
    savedText: text,
    savedValue: value,
    scenario: result.ok ? result.value : undefined,
    problems: result.ok ? [] : result.error,
  });
  return result.ok ? [] : result.error;
}

function parsed(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
