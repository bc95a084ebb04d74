/** What every section of the benchmark is given. */
import type { Browser } from "playwright-core";

export interface Bench {
  /** The project's folder. */
  readonly project: string;
  readonly rounds: number;
  /** Small sizes: to see that it works, not to judge. */
  readonly quick: boolean;
  /** Up to 10⁸ tasks. */
  readonly full: boolean;
  /** A line for the person who waits. */
  readonly say: (line: string) => void;
  /** The built app in a browser; absent where there is no Chromium. */
  readonly app: App | undefined;
}

export interface App {
  readonly browser: Browser;
  /** Of the built simulator, the app's own web worker. */
  readonly workerUrl: string;
}
