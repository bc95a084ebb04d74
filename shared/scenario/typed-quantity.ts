/** What people type into a field that may be uncertain, as it is written in the file. */

import { distributionProblems } from "../distribution/problems.ts";
import type { Quantity } from "../distribution/spec.ts";
import type { Problem } from "../errors.ts";
import { fail, type Result, succeed } from "../result.ts";
import { parseTyped } from "../units/typed.ts";
import { allowedText } from "./allowed.ts";
import type { Field } from "./field-at.ts";
import { inRange } from "./fields.ts";
import { wrongValue } from "./quantity-problems.ts";

/**
 * A number, or for a range the distribution with those 5th and 95th percentiles that suits the field: beta for a
 * share (uniform where it touches 0 or 1), lognormal for what is above 0, normal otherwise.
 *
 * @example parseQuantity("200 to 500", field of a step's input) // { ok: true, value: { lognormal: { p5: 200, p95: 500 } } }
 */
export function parseQuantity(text: string, field: Field): Result<Quantity, Problem> {
  const typed = parseTyped(text, field.unit ?? "count");
  if (!typed.ok) return typed;
  if (typed.value.kind === "number") {
    const { value } = typed.value;
    return inRange(value, field) ? succeed(value) : fail(wrongValue(value, field, []));
  }
  const { low, high } = typed.value;
  const outside = [low, high].find((end) => !inRange(end, field));
  if (outside !== undefined) return fail(wrongValue(outside, field, []));
  if (field.certainty === "plain") {
    return fail({
      path: "",
      value: text,
      message: `${field.label} takes one value, not a range.`,
      allowed: allowedText(field),
    });
  }
  const quantity = rangeQuantity(low, high, field);
  const [problem] = distributionProblems(quantity, "");
  return problem === undefined ? succeed(quantity) : fail({ ...problem, path: "", value: text });
}

function rangeQuantity(low: number, high: number, field: Field): Quantity {
  if (field.unit === "share" && low > 0 && high < 1) return { beta: { p5: low, p95: high } };
  if (field.unit === "share" && field.minimum === 0)
    return { uniform: { p5: low, p95: high }, min: 0, max: 1 };
  return low > 0 ? { lognormal: { p5: low, p95: high } } : { normal: { p5: low, p95: high } };
}
