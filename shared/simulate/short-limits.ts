import type { ShortLimit } from "./life.ts";
import type { Provider } from "./provider.ts";
import { ALL_LIMITS, DAY_REQUESTS, REQUESTS, SPEND } from "./quota/limits.ts";
import { SECONDS_PER_DAY } from "./rate-curve.ts";

/** What stood in an attempt's way. */
export interface Shortage {
  readonly inDebt: boolean;
  readonly short: ShortLimit[];
}

/**
 * Which limits of a model would not give the need that is set: each is asked for its own part alone, which charges
 * nothing. Where debt is refused and a limit is in debt, every question is answered with no.
 *
 * @param now seconds since midnight of the horizon's first day
 */
export function shortageOf({ limited, quota }: Provider, now: number): Shortage {
  if (!limited) return { inDebt: false, short: [] };
  const { need } = quota;
  const whole = need.slice();
  need.fill(0);
  const inDebt = !quota.admits();
  const short: ShortLimit[] = [];
  for (let limit = REQUESTS; !inDebt && limit <= SPEND; limit++) {
    need.fill(0);
    need[limit] = whole[limit]!;
    if (quota.admits()) continue;
    const seconds = quota.secondsUntilAdmitted();
    short.push({
      limit:
        limit === REQUESTS
          ? requestsLimit(seconds, now, quota.has(REQUESTS), quota.has(DAY_REQUESTS))
          : ALL_LIMITS[limit]!,
      needs: whole[limit]!,
      seconds: Number.isFinite(seconds) ? seconds : null,
    });
  }
  need.set(whole);
  return { inDebt, short };
}

/** Requests a minute and a day have one need: the day's limit is the one that gives again at midnight. */
function requestsLimit(seconds: number, now: number, ofMinute: boolean, ofDay: boolean): string {
  const untilMidnight = SECONDS_PER_DAY - (now % SECONDS_PER_DAY);
  const isDay = ofDay && (!ofMinute || Math.abs(seconds - untilMidnight) < 1e-6);
  return ALL_LIMITS[isDay ? DAY_REQUESTS : REQUESTS];
}
