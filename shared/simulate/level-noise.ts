import { normalScore } from "../random/sampler.ts";
import type { Stream } from "./draws.ts";

/**
 * A level for each minute that wanders around a mean of 1: the exponential of a first-order autoregression,
 * lognormal with the given coefficient of variation and correlation e^(−k / correlationMinutes) (of the logarithm)
 * between minutes k apart.
 */
export function wanderingLevels(
  minutes: number,
  cv: number,
  correlationMinutes: number,
  stream: Stream,
): Float64Array {
  const levels = new Float64Array(minutes);
  const variance = Math.log(1 + cv * cv);
  const sigma = Math.sqrt(variance);
  const kept = correlationMinutes > 0 ? Math.exp(-1 / correlationMinutes) : 0;
  const fresh = Math.sqrt(1 - kept * kept);
  let state = normalScore(stream.bits(0, 0));
  for (let minute = 0; minute < minutes; minute++) {
    if (minute > 0) state = kept * state + fresh * normalScore(stream.bits(minute, 0));
    levels[minute] = Math.exp(sigma * state - variance / 2);
  }
  return levels;
}
