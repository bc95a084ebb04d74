/** Opening and saving: the document, the host and the person's answers brought together. */
import { fileNameFor, type Host, type OpenedFile, type Outcome, type SavedFile } from "../host/host.ts";
import { type DocumentStore, isDirty, titleOf } from "./document-store.ts";
import type { NoticeStore, Question } from "./notice-store.ts";

const overOther = (name: string): Question => ({
  title: `“${name}” was changed by another program`,
  text: "Saving now would write over what it wrote.",
  choices: [
    { answer: "saveAs", label: "Save as …", strong: true },
    { answer: "overwrite", label: "Write over it" },
    { answer: "cancel", label: "Cancel" },
  ],
});

const beforeLeaving = (title: string): Question => ({
  title: `Save the edits to “${title}”?`,
  text: "They are lost otherwise.",
  choices: [
    { answer: "save", label: "Save", strong: true },
    { answer: "leave", label: "Don't save" },
    { answer: "cancel", label: "Cancel" },
  ],
});

export class Files {
  constructor(
    private readonly host: Host,
    private readonly document: DocumentStore,
    private readonly notices: NoticeStore,
  ) {}

  async open(): Promise<void> {
    await this.opened(await this.host.open());
  }

  async openRecent(recent: unknown): Promise<void> {
    await this.opened(await this.host.openRecent(recent));
  }

  /**
   * Opens a text that comes from no file that was just chosen: an example, a new scenario, a draft. False when the
   * person would rather keep what is open.
   */
  async openText(text: string, fileName?: string, handle?: unknown): Promise<boolean> {
    if (!(await this.mayLeave())) return false;
    this.document.getState().load(text, fileName, handle);
    this.notices.getState().dismiss();
    return true;
  }

  async openDropped(file: File): Promise<void> {
    await this.opened(await this.host.openDropped(file));
  }

  /** Opens what the host already read, unless that would lose edits that the person wants to keep. */
  async opened(outcome: Outcome<OpenedFile>): Promise<void> {
    const { warn, dismiss } = this.notices.getState();
    if (outcome.kind === "refused") warn(outcome.message);
    if (outcome.kind !== "done" || !(await this.mayLeave())) return;
    const { text, name, handle } = outcome.value;
    const { opening, load } = this.document.getState();
    const [first] = load(text, name, handle);
    // A text that isn't a scenario at all leaves the open one in place.
    if (first !== undefined && this.document.getState().opening === opening) {
      warn(`“${name}” could not be read: ${first.message}`);
    } else dismiss();
  }

  /** Writes where the document came from; true when the edits are on disk. */
  async save(overwrite = false): Promise<boolean> {
    const { text, handle } = this.document.getState();
    const written = text();
    const outcome = await this.host.save(handle, this.nameNow(), written, overwrite);
    const changed = outcome.kind === "refused" && outcome.changedOnDisk === true;
    return changed ? this.saveOverOther() : this.finish(outcome, written);
  }

  async saveAs(): Promise<boolean> {
    const { text, handle } = this.document.getState();
    const written = text();
    return this.finish(await this.host.saveAs(handle, this.nameNow(), written), written);
  }

  private nameNow(): string {
    const state = this.document.getState();
    return state.fileName ?? fileNameFor(titleOf(state));
  }

  private async saveOverOther(): Promise<boolean> {
    const answer = await this.notices.getState().ask(overOther(this.nameNow()));
    if (answer === "saveAs") return this.saveAs();
    return answer === "overwrite" && this.save(true);
  }

  private finish(outcome: Outcome<SavedFile>, written: string): boolean {
    const { warn, say } = this.notices.getState();
    if (outcome.kind === "refused") warn(outcome.message);
    if (outcome.kind !== "done") return false;
    const { name, handle } = outcome.value;
    this.document.getState().saved(written, name, handle);
    say(`Saved as ${name}.`);
    return true;
  }

  /** Asks what to do with edits that would be lost; false when the person would rather stay. */
  private async mayLeave(): Promise<boolean> {
    const state = this.document.getState();
    if (!isDirty(state)) return true;
    const answer = await this.notices.getState().ask(beforeLeaving(titleOf(state)));
    return answer === "leave" || (answer === "save" && (await this.save()));
  }
}
