/** Things that strike a horizon at random: spikes of traffic, incidents of a provider. */
import { compile } from "../distribution/compile.ts";
import { uniformOf } from "../random/keyed.ts";
import type { Stream, Varying } from "./draws.ts";

/** The average month, days. */
export const DAYS_PER_MONTH = 30.4375;

/** When something strikes, seconds from the start; ends with the horizon or before. */
export interface Happening {
  readonly from: number;
  readonly to: number;
  /** Its place in the order of drawing, the key of what else belongs to it. */
  readonly index: number;
}

/** Poisson many, uniform start inside the horizon, each as many minutes as drawn. */
export function happenings(
  perMonth: number,
  minutes: Varying,
  horizonSeconds: number,
  counts: Stream,
  starts: Stream,
): Happening[] {
  const mean = (perMonth * horizonSeconds) / 86_400 / DAYS_PER_MONTH;
  if (!(mean > 0)) return [];
  const p = uniformOf(counts.bits(0, 0));
  const count = compile({ poisson: { mean } }, {}).base.quantile(p, 1 - p);
  return Array.from({ length: count }, (_, index) => {
    const from = uniformOf(starts.bits(index, 0)) * horizonSeconds;
    return { from, to: Math.min(horizonSeconds, from + 60 * minutes.draw(index, 0)), index };
  });
}

/** Answers "is anything on at this time" for times that never go back: overlapping ones are no stronger than one. */
export class Spans {
  private from = new Float64Array(0);
  private to = new Float64Array(0);
  private next = 0;

  set(spans: readonly Happening[]): void {
    const merged: { from: number; to: number }[] = [];
    for (const span of [...spans].sort((a, b) => a.from - b.from)) {
      const last = merged.at(-1);
      if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
      else merged.push({ from: span.from, to: span.to });
    }
    this.from = Float64Array.from(merged, (span) => span.from);
    this.to = Float64Array.from(merged, (span) => span.to);
    this.next = 0;
  }

  covers(time: number): boolean {
    while (this.next < this.to.length && time >= this.to[this.next]!) this.next++;
    return this.next < this.from.length && time >= this.from[this.next]!;
  }
}
