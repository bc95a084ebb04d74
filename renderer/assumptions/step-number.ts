/** The arrow keys' step: one in the last digit that matters, so that 0.25 goes to 0.26 and 100k to 110k. */
import { inRange, type Range } from "../../shared/scenario/fields.ts";

/** The second significant digit is the step; whole numbers stay whole, and a field's limits are kept. */
export function stepped(value: number, direction: 1 | -1, range: Range): number {
  const magnitude = Math.abs(value);
  const size = magnitude === 0 ? 1 : 10 ** (Math.floor(Math.log10(magnitude) + 1e-12) - 1);
  const whole = Number.isInteger(value) && magnitude >= 1;
  const step = Math.max(range.multipleOf ?? 0, whole ? Math.max(1, size) : size);
  const next = Number((value + direction * step).toPrecision(12));
  return inRange(next, range) ? next : value;
}
