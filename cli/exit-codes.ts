/** What the command line tells the shell; a gate in CI relies on these. */
export const EXIT = {
  /** Done. */
  ok: 0,
  /** A promise is broken. */
  fails: 1,
  /** Wrong usage, or a scenario that is not valid: the user can mend it. */
  usage: 2,
  /** It can't be told whether promises are kept. */
  inconclusive: 3,
  /** The machine failed us: a file, memory, a worker. Also what should never happen. */
  machine: 4,
  /** Stopped by the user: 128 + SIGINT. */
  interrupted: 130,
  /** Stopped by the system: 128 + SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
