/** What is to be simulated: everything a worker needs, and nothing it has to ask for. Structured-cloneable. */
import type { ResolvedPrices } from "../prices/resolve.ts";
import type { Scenario } from "../scenario/schema.ts";

/** Numeric columns of the files that a scenario names, keyed `file#column`; read by the host before the run. */
export type FileColumns = Readonly<Record<string, Float64Array>>;

export interface RunRequest {
  readonly scenario: Scenario;
  readonly columns: FileColumns;
  readonly seed: number;
  readonly replications: number;
  /** Length of the horizon, days; may be a fraction. */
  readonly days: number;
  /** Today, as a date `YYYY-MM-DD`. */
  readonly start: string;
  /** Traffic multiple, 1 = as the scenario says. */
  readonly load: number;
  /** Designs to simulate, in this order. */
  readonly designs: readonly string[];
  /** Catalogue prices by model, looked up before the run; absent where no model names one. */
  readonly prices?: ResolvedPrices;
  /** The design that somebody waits for: its first replications come before all else. */
  readonly first?: string;
}
