/**
 * What workload W gives, as eight programs in five languages found it (November 2026), with half a unit of the last
 * digit that was noted down. Response times are those of the served tasks, seconds.
 */
import type { FigureName } from "./measurement.ts";

export interface ReferenceFigure {
  readonly value: number;
  /** How far the noted figure may be from the exact one. */
  readonly rounding: number;
}

export const REFERENCE: Readonly<Partial<Record<FigureName, ReferenceFigure>>> = {
  "mean response, s": { value: 8.55, rounding: 0.005 },
  "p50, s": { value: 5.72, rounding: 0.005 },
  "p95, s": { value: 24.7, rounding: 0.05 },
  "p99, s": { value: 46.6, rounding: 0.05 },
  "p99.9, s": { value: 95, rounding: 0.5 },
  "throttled at least once": { value: 0.03, rounding: 0.005 },
  failed: { value: 0.002, rounding: 0.0005 },
};

/** A histogram's bin is 1/512 of its value wide, so that what is read from it may be half of that off. */
const BIN_ERROR = 1 / 1024;

const PERCENTILES: readonly FigureName[] = ["p50, s", "p95, s", "p99, s", "p99.9, s"];

/** How far two programs' figures may differ because both read percentiles from bins. */
export function binAllowance(figure: FigureName, value: number): number {
  return PERCENTILES.includes(figure) ? 2 * BIN_ERROR * value : 0;
}
