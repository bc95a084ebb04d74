/** Promises that are known not to be kept; why is said in docs/validation.md. */
import type { KindId } from "./kinds.ts";

export interface NotKept {
  readonly kind: KindId;
  /** As the row has them. */
  readonly at: string;
  readonly figure: string;
  /** To three digits. */
  readonly exact: number | null;
}

export const NOT_KEPT: readonly NotKept[] = [
  {
    kind: "verdict",
    at: "a monthly budget, worlds are alike, days differ by 20 %",
    figure: "verdicts not wrong, kept by 90.5 %:",
    exact: 0.905,
  },
];
