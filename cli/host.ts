/** The process around a command, as far as a command may use it. */
import type { Readable } from "node:stream";
import type { WorkerPort } from "../shared/run/messages.ts";
import { type Environment, harmless, type Output } from "./terminal.ts";

export interface Sink extends Output {
  write(text: string): unknown;
}

export interface Host {
  readonly stdin: Readable;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Environment;
  /** Aborted when the user or the system asks the process to stop. */
  readonly signal: AbortSignal;
  /** Milliseconds, of a clock that never goes back. */
  readonly now: () => number;
  /** The date where the user is, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Starts a worker that may fill so many mebibytes of heap. */
  readonly startWorker: (heap: number) => WorkerPort;
}

/** A line for the person at the terminal, apart from what the command gives. */
export function tell(host: Host, line: string): void {
  host.stderr.write(`plimsoll: ${harmless(line)}\n`);
}

/** A date as `YYYY-MM-DD`, in the machine's time zone. */
export function localDate(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
