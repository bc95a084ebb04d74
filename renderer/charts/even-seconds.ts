/** Even steps of time on an axis from 0: seconds, then round minutes, hours and days. */
import { axisSeconds, type Tick } from "./scales.ts";

const STEPS: readonly number[] = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800,
  3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
];

/** Ticks from 0 on, at most so many and one more. @param high seconds */
export function evenSeconds(high: number, most: number): readonly Tick[] {
  const step = STEPS.find((each) => high / each <= most) ?? high / most;
  const count = Math.floor(high / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => {
    const at = i * step;
    return { at, label: i === 0 ? "0" : axisSeconds(Number(at.toPrecision(12))) };
  });
}
