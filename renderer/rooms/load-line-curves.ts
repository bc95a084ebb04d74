/** The figures that are drawn against the traffic: what they are, their points, promises and breaking. */
import type { Estimate } from "../../shared/findings/answer.ts";
import type { LoadLineAnswer, LoadPointAnswer } from "../../shared/findings/load-line-answer.ts";
import type { TrafficPoint } from "../charts/load-line-curve.tsx";
import { withRough } from "../charts/load-line-points.tsx";
import { type Measure, money, SECONDS, SHARE } from "../format/measure.ts";
import type { TrafficMeasure } from "../store/view-store.ts";
import type { Answered } from "./answered.ts";
import { lineText } from "./load-line-marks.ts";
import { limitText } from "./target-words.ts";

export const TRAFFIC_MEASURES: readonly { readonly value: TrafficMeasure; readonly label: string }[] = [
  { value: "result.p95", label: "p95" },
  { value: "result.p99", label: "p99" },
  { value: "costPerUnit", label: "Unit cost" },
  { value: "monthlyCost", label: "Month" },
  { value: "throttledShare", label: "Throttled" },
];

export function estimateAt(measure: TrafficMeasure, { curves }: LoadPointAnswer): Estimate {
  switch (measure) {
    case "result.p95":
      return curves.resultSeconds.p95;
    case "result.p99":
      return curves.resultSeconds.p99;
    default:
      return curves[measure];
  }
}

export interface TrafficWords {
  /** Subject of a sentence: `p95 of the result`. */
  readonly noun: string;
  readonly axis: string;
  readonly measure: Measure;
}

export function trafficWords(measure: TrafficMeasure, { currency, unitName }: Answered): TrafficWords {
  const cash = money(currency);
  switch (measure) {
    case "result.p95":
      return { noun: "p95 of the result", axis: "Seconds until 95% of results are there", measure: SECONDS };
    case "result.p99":
      return { noun: "p99 of the result", axis: "Seconds until 99% of results are there", measure: SECONDS };
    case "costPerUnit":
      return { noun: `the cost per ${unitName}`, axis: `Cost per ${unitName}`, measure: cash };
    case "monthlyCost":
      return { noun: "the cost of a month", axis: "Cost of a month", measure: cash };
    case "throttledShare":
      return { noun: "the share of attempts throttled", axis: "Share of attempts throttled", measure: SHARE };
  }
}

export function trafficPoints(answer: LoadLineAnswer, measure: TrafficMeasure): readonly TrafficPoint[] {
  return withRough(
    answer.points.map((point) => {
      const { value, low, high } = estimateAt(measure, point);
      return {
        multiple: point.multiple,
        replications: point.replications,
        stable: point.curves.stable,
        value,
        low,
        high,
      };
    }),
  );
}

export interface TrafficPromise {
  readonly value: number;
  readonly words: string;
  readonly breaks:
    | {
        readonly multiple: number;
        readonly low: number | null;
        readonly high: number | null;
        readonly words: string;
      }
    | undefined;
}

/** What is promised of a figure, and where that breaks. */
export function trafficPromise(
  answer: LoadLineAnswer,
  measure: TrafficMeasure,
  answered: Answered,
): TrafficPromise | undefined {
  const target = answer.targets.find(({ name }) => name === measure);
  if (target === undefined) return undefined;
  const { line, status } = target;
  const words = `promise: at most ${limitText(target.limit, trafficWords(measure, answered).measure)}`;
  const breaking = line.value !== null && (status === "holds" || status === "broken" || status === "short");
  return {
    value: target.limit,
    words,
    breaks: breaking
      ? {
          multiple: line.value ?? 1,
          low: line.low,
          high: line.high,
          words: `breaks at ${lineText(line)}`,
        }
      : undefined,
  };
}

/** Values that the axis has to hold: all that is drawn, the bounded ends of what is known well, and the promise. */
export function trafficSpan(points: readonly TrafficPoint[], limit: number | undefined): readonly number[] {
  const drawn = points.filter(({ stable, value }) => stable && value !== null);
  const values = drawn.flatMap(({ value, low, high, rough }) => (rough ? [value] : [value, low, high]));
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  return limit === undefined ? known : [...known, limit];
}
