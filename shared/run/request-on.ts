/** A run on a later day: with the prices and the models of that day. */
import type { Problem } from "../errors.ts";
import { fail, type Result, succeed } from "../result.ts";
import { problemsAt, scenarioAt } from "../scenario/at-date.ts";
import { resolveDesigns } from "../scenario/designs.ts";
import type { Scenario } from "../scenario/schema.ts";
import { reasonsNotSimulated } from "../simulate/not-simulated.ts";
import type { RunRequest } from "./request.ts";

/**
 * The same run, started on a day: seed, horizon, load and designs stay.
 *
 * @param written the scenario before any model was replaced
 * @returns what makes the run impossible then, though it may be possible today
 */
export function requestOn(
  written: Scenario,
  request: RunRequest,
  date: string,
): Result<RunRequest, readonly Problem[]> {
  const unfit = request.designs.flatMap((design) => problemsAt(written, date, design));
  if (unfit.length > 0) return fail(unfit);
  const scenario = scenarioAt(written, date);
  const resolved = resolveDesigns(scenario);
  const problems = request.designs.flatMap((name) => {
    const design = resolved[name];
    const reasons = design === undefined ? [] : reasonsNotSimulated(design, scenario, request.prices ?? {});
    return reasons.map((reason) => ({
      path: `designs.${name}`,
      message: `From ${date} on this design can't be simulated: ${reason}.`,
    }));
  });
  return problems.length > 0 ? fail(problems) : succeed({ ...request, scenario, start: date });
}
