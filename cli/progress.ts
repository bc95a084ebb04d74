/** The line that tells a person at a terminal how far a run is. */
import type { Host } from "./host.ts";
import { type Ink, inkOf, isScreen, wantsColour, widthOf } from "./terminal.ts";

export interface Progress {
  readonly done: number;
  readonly planned: number;
  /** Since the run began. */
  readonly seconds: number;
  /** True where the run may end before all is done. */
  readonly mayStopEarly: boolean;
}

const BAR = 24;
const CLEAR = "\r\u001b[2K";

/** Time left, in the words of somebody who doesn't know exactly; empty as long as nobody could say. */
export function timeLeft({ done, planned, seconds }: Progress): string {
  if (done < 2 || seconds < 1 || done >= planned) return "";
  const left = (seconds / done) * (planned - done);
  if (left < 1) return "a moment left";
  if (left < 90) return `${Math.round(left)} s left`;
  if (left < 5400) return `${Math.round(left / 60)} min left`;
  return `${Math.round(left / 3600)} h left`;
}

/**
 * The line, no wider than `width` columns: the bar goes first where there is no room.
 *
 * @example progressLine({ done: 64, planned: 256, seconds: 4, mayStopEarly: false }, 80, ink)
 * // "━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 64 of 256 replications · 12 s left"
 */
export function progressLine(progress: Progress, width: number, ink: Ink): string {
  const { done, planned, mayStopEarly } = progress;
  const left = timeLeft(progress);
  const count = `${done} of ${mayStopEarly ? "at most " : ""}${planned} replications`;
  const words = left === "" ? count : `${count} · ${left}`;
  const full = Math.round((BAR * done) / Math.max(1, planned));
  // One column stays free: a terminal may wrap a line that fills it.
  if (width > BAR + 1 + words.length) {
    return `${"━".repeat(full)}${ink.dim("╌".repeat(BAR - full))} ${words}`;
  }
  return words.slice(0, Math.max(0, width - 1));
}

/** Redraws the line in place, not more often than eyes can follow, and clears it at the end. */
export class ProgressDisplay {
  private shown = false;
  private drawn = -Infinity;
  private done = 0;
  private readonly began: number;
  private readonly ticking: ReturnType<typeof setInterval>;

  constructor(
    private planned: number,
    private readonly mayStopEarly: boolean,
    private readonly write: (text: string) => void,
    private readonly look: { readonly width: () => number; readonly ink: Ink; readonly now: () => number },
  ) {
    this.began = look.now();
    // Replications may take seconds each; the time left should move on all the same.
    this.ticking = setInterval(() => this.draw(), 500);
    this.ticking.unref();
  }

  /** Sets how many there are to do in all, where that becomes known on the way. */
  expect(planned: number): void {
    this.planned = planned;
  }

  update(done: number): void {
    this.done = done;
    if (this.look.now() - this.drawn >= 100) this.draw();
  }

  private draw(): void {
    const now = this.look.now();
    const { done, planned, mayStopEarly } = this;
    const progress = { done, planned, seconds: (now - this.began) / 1000, mayStopEarly };
    this.write(CLEAR + progressLine(progress, this.look.width(), this.look.ink));
    this.shown = true;
    this.drawn = now;
  }

  /** Leaves the line as it was found. */
  end(): void {
    clearInterval(this.ticking);
    if (this.shown) this.write(CLEAR);
    this.shown = false;
  }
}

/** The display of a run on a terminal; undefined where nobody could see it. */
export function displayFor(
  { stderr, env, now }: Host,
  planned: number,
  mayStopEarly: boolean,
): ProgressDisplay | undefined {
  if (!isScreen(stderr, env)) return undefined;
  return new ProgressDisplay(planned, mayStopEarly, (text) => stderr.write(text), {
    width: () => widthOf(stderr, env),
    ink: inkOf(wantsColour(stderr, env)),
    now,
  });
}
