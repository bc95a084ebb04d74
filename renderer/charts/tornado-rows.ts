/** What a tornado is drawn from. */

/** Height of a row, pixels. */
export const TORNADO_ROW = 40;

export interface TornadoRow {
  readonly path: string;
  readonly label: string;
  /** Unit, source, what moves with it: one line under the label. */
  readonly note: string;
  /** What the measure differs by from where the assumption is at its p50. */
  readonly atP10: number;
  readonly atP90: number;
  /** The interval of the bar's length, signed like `atP90 − atP10`; null ends are not known. */
  readonly low: number | null;
  readonly high: number | null;
  /** The assumption's own values at the ends. */
  readonly p10Text: string;
  readonly p90Text: string;
  /** The effect with its interval. */
  readonly effectText: string;
  readonly told: boolean;
  readonly byCurve: boolean;
}
