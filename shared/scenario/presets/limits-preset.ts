import type { Limits } from "../schema.ts";

/** Limits as a provider had them on a day, to be taken by name or copied and changed. */
export interface LimitsPreset {
  /** What a model's `limits` says to take them: `provider:what`. */
  readonly name: string;
  /** Who sets these limits. */
  readonly provider: string;
  /** The day they were last read, `YYYY-MM-DD`; the first of the month where only the month is known. */
  readonly on: string;
  /** Where they were read. */
  readonly source: string;
  /** For whom they hold, what is not in them, and whatever is assumed because it is not published. */
  readonly note: string;
  /** The limits, as somebody would write them in a scenario. */
  readonly limits: Limits;
}
