/**
 * What an operation that may fail for a reason the user can act on returns instead of throwing.
 * Thrown errors are left for what nobody expected (see errors.ts).
 */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export interface Success<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Failed<Failure> {
  readonly ok: false;
  readonly error: Failure;
}

/** @example succeed(3) // { ok: true, value: 3 } */
export function succeed<Value>(value: Value): Success<Value> {
  return { ok: true, value };
}

/** @example fail("no such file") // { ok: false, error: "no such file" } */
export function fail<Failure>(error: Failure): Failed<Failure> {
  return { ok: false, error };
}
