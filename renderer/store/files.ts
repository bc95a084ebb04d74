/** Opening and saving: the document, the host and the person's answers brought together. */
import { fileNameFor, type Host, type OpenedFile, type Outcome } from "../host/host.ts";
import { type DocumentStore, isDirty, titleOf } from "./document-store.ts";
import type { NoticeStore } from "./notice-store.ts";

export interface Files {
  readonly open: () => Promise<void>;
  readonly openDropped: (file: File) => Promise<void>;
  /** Opens what the host already read. */
  readonly opened: (outcome: Outcome<OpenedFile>) => Promise<void>;
  /** True when the edits are on disk. */
  readonly save: () => Promise<boolean>;
  readonly saveAs: () => Promise<boolean>;
}

export function createFiles(host: Host, document: DocumentStore, notices: NoticeStore): Files {
  const nameNow = (): string => document.getState().fileName ?? fileNameFor(titleOf(document.getState()));

  const saveAs = async (): Promise<boolean> => {
    const text = document.getState().text();
    return finish(await host.saveAs(document.getState().handle, nameNow(), text), text);
  };
  const save = async (overwrite = false): Promise<boolean> => {
    const text = document.getState().text();
    const outcome = await host.save(document.getState().handle, nameNow(), text, overwrite);
    if (outcome.kind === "refused" && outcome.changedOnDisk === true) return saveOverOther();
    return finish(outcome, text);
  };
  const saveOverOther = async (): Promise<boolean> => {
    const answer = await notices.getState().ask({
      title: `“${nameNow()}” was changed by another program`,
      text: "Saving now would write over what it wrote.",
      choices: [
        { answer: "saveAs", label: "Save as …", strong: true },
        { answer: "overwrite", label: "Write over it" },
        { answer: "cancel", label: "Cancel" },
      ],
    });
    if (answer === "saveAs") return saveAs();
    return answer === "overwrite" && save(true);
  };
  const finish = (outcome: Awaited<ReturnType<Host["save"]>>, text: string): boolean => {
    if (outcome.kind === "refused") notices.getState().warn(outcome.message);
    if (outcome.kind !== "done") return false;
    document.getState().saved(text, outcome.value.name, outcome.value.handle);
    notices.getState().say(`Saved as ${outcome.value.name}.`);
    return true;
  };

  /** Asks what to do with edits that would be lost; false when the person would rather stay. */
  const mayLeave = async (): Promise<boolean> => {
    if (!isDirty(document.getState())) return true;
    const answer = await notices.getState().ask({
      title: `Save the edits to “${titleOf(document.getState())}”?`,
      text: "They are lost otherwise.",
      choices: [
        { answer: "save", label: "Save", strong: true },
        { answer: "leave", label: "Don't save" },
        { answer: "cancel", label: "Cancel" },
      ],
    });
    return answer === "leave" || (answer === "save" && (await save()));
  };
  const opened = async (outcome: Outcome<OpenedFile>): Promise<void> => {
    if (outcome.kind === "refused") notices.getState().warn(outcome.message);
    if (outcome.kind !== "done" || !(await mayLeave())) return;
    const { text, name, handle } = outcome.value;
    const before = document.getState().value;
    const problems = document.getState().load(text, name, handle);
    const [first] = problems;
    // A text that isn't a scenario at all leaves the open one in place.
    if (first !== undefined && document.getState().value === before) {
      notices.getState().warn(`“${name}” could not be read: ${first.message}`);
    } else notices.getState().dismiss();
  };

  return {
    open: async () => opened(await host.open()),
    openDropped: async (file) => opened(await host.openDropped(file)),
    opened,
    save: () => save(),
    saveAs,
  };
}
