/** One request at other traffic: the same worlds, days and tasks. */
import { horizonDays } from "../simulate/compile-traffic.ts";
import type { RunRequest } from "./request.ts";

/**
 * The request with so many times its traffic. A trace that was to be played to its end still is: its horizon is the
 * shorter the faster it is played.
 *
 * @param multiple above 0
 */
export function atLoad(request: RunRequest, multiple: number): RunRequest {
  const { scenario, columns, days } = request;
  const load = request.load * multiple;
  const whole = horizonDays(scenario.traffic, Number.POSITIVE_INFINITY, request.load, columns);
  const isWhole = days >= whole && Number.isFinite(whole);
  return { ...request, load, days: isWhole ? whole / multiple : days };
}
