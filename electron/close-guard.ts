/** Keeps unsaved edits from being lost when the window closes: asks, saves first where that is wanted, then closes. */

export type CloseChoice = "save" | "discard" | "cancel";

/** What the guard asks of the window. */
export interface Closable {
  readonly ask: () => Promise<CloseChoice>;
  /** Tells the page to save. */
  readonly save: () => void;
  /** Closes without asking again. */
  readonly close: () => void;
}

export class CloseGuard {
  readonly #window: Closable;
  #isEdited = false;
  #isAsking = false;
  #closesWhenSaved = false;

  constructor(window: Closable) {
    this.#window = window;
  }

  setEdited(edited: boolean): void {
    this.#isEdited = edited;
    const closes = this.#closesWhenSaved && !edited;
    this.#closesWhenSaved = false;
    if (closes) this.#window.close();
  }

  /** A save that came to nothing ends the wish to close: nothing may vanish minutes later, at the next save. */
  saveEnded(outcome: "done" | "cancelled" | "refused"): void {
    if (outcome !== "done") this.#closesWhenSaved = false;
  }

  /** Whether the window may close right now; if not, the person is being asked. */
  mayClose(): boolean {
    if (this.#isEdited && !this.#isAsking) void this.#askAndAct();
    return !this.#isEdited;
  }

  async #askAndAct(): Promise<void> {
    this.#isAsking = true;
    const choice = await this.#window.ask();
    this.#isAsking = false;
    if (choice === "discard") this.#window.close();
    if (choice === "save") {
      this.#closesWhenSaved = true;
      this.#window.save();
    }
  }
}
