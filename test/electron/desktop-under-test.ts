/** The desktop app in a test's hands: under Electron itself, or under its stand-in. */
import type { Page } from "playwright-core";
import type { MenuCommand } from "../../shared/desktop-contract.ts";

export interface DesktopUnderTest {
  readonly page: Page;
  /** The preferences that its window was made with; undefined where they can't be seen. */
  readonly webPreferences: Readonly<Record<string, unknown>> | undefined;
  /** What the person chooses in the next dialog that asks for a file to open; undefined = they close it. */
  readonly nextOpen: (path: string | undefined) => Promise<void>;
  readonly nextSave: (path: string | undefined) => Promise<void>;
  /** Which button of the next question the person chooses, counted from 0. */
  readonly nextAnswer: (button: number) => Promise<void>;
  /** Resolves when every answer so far has been given, and the app has heard it. */
  readonly answersHeard: () => Promise<void>;
  readonly chooseMenu: (command: MenuCommand) => Promise<void>;
  /** Closes the window as its button does. */
  readonly closeWindow: () => Promise<void>;
  /** Resolves when the app has ended. */
  readonly ended: Promise<void>;
  /** Ends it, whatever it is doing. */
  readonly kill: () => Promise<void>;
}
