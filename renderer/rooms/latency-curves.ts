/** What the percentile plot draws of an answer: a curve a design, the promises, and what the axis has to hold. */
import { formatShare } from "../../shared/units/format.ts";
import { pointAt } from "../charts/latency-points.ts";
import { LAST_SHARE, type LatencyCurve } from "../charts/percentile-plot.tsx";
import type { LatencyPromise } from "../charts/promise-stairs.tsx";
import type { Answered, AnsweredDesign } from "./answered.ts";
import { limitText, targetWords } from "./target-words.ts";

/** `response`: until a person sees something; `result`: until the answer is finished. */
export type Measured = "response" | "result";

export function latencyCurve(design: AnsweredDesign, measure: Measured): LatencyCurve {
  const { name, order, chosen, answer, series } = design;
  return {
    design: name,
    order,
    chosen,
    stable: answer.stable,
    served: (measure === "result" ? answer.resultSeconds : answer.responseSeconds).served,
    points: series?.[measure] ?? [],
  };
}

interface Promised extends LatencyPromise {
  readonly measure: Measured;
}

function promised({ snapshot, currency }: Answered): readonly Promised[] {
  const { answer } = snapshot;
  return (answer.designs[answer.chosen]?.targets ?? []).flatMap(({ name, limit }) => {
    const { latency, measure } = targetWords(name, currency);
    if (latency === undefined) return [];
    const words = `${formatShare(latency.p)} within ${limitText(limit, measure)}`;
    return [{ measure: latency.measure, p: latency.p, seconds: limit, words }];
  });
}

/** The measure that the scenario promises something of; the result where it promises nothing. */
export const promisedMeasure = (answered: Answered): Measured => promised(answered)[0]?.measure ?? "result";

export function promisesOf(answered: Answered, measure: Measured): readonly LatencyPromise[] {
  return promised(answered).filter((promise) => promise.measure === measure);
}

/** What a cache answers at once is not the point: the axis begins where the faster quarter ends. */
const FROM_SHARE = 0.25;

/** Seconds that the axis has to hold. */
export function latencySpan(
  curves: readonly LatencyCurve[],
  promises: readonly LatencyPromise[],
): readonly number[] {
  const drawn = curves
    .filter((curve) => curve.stable)
    .flatMap(({ points }) => {
      const rest = points.filter(({ p, tooFew }) => p >= FROM_SHARE && p <= LAST_SHARE && !tooFew);
      return [pointAt(points, FROM_SHARE), ...rest].map((point) => point?.value ?? null);
    });
  return [
    ...promises.map((promise) => promise.seconds),
    ...drawn.flatMap((value) => (value === null ? [] : [value])),
  ];
}
