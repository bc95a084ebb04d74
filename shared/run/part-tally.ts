/** Tallies as a part writes them: not a bit is lost. */

import {
  type DayTally,
  EXEMPLAR_KINDS,
  type ExemplarKind,
  MEASURES,
  type Measure,
  type ReplicationTally,
  type SparseHistogram,
  TIME_PARTS,
} from "../simulate/tally.ts";
import { BINS } from "../statistics/histogram.ts";
import type { Exact, WrittenDay, WrittenTally } from "./part-schema.ts";

const LARGEST_COUNT = 4_294_967_295;

/** @example exact(Infinity) // "Infinity" */
function exact(value: number): Exact {
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : value;
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "Infinity" : "-Infinity";
}

const allExact = (values: Float64Array): Exact[] => Array.from(values, exact);

/** A tally as its part writes it. */
export function writtenTally(tally: ReplicationTally): WrittenTally {
  const { replication: _, design, world, weekday, trafficDays, ...rest } = tally;
  const { figures, histograms, withinTarget, quota, committed, time, day, exemplars, ...nothingElse } = rest;
  // a field that a tally may get one day must be written too: then this line is an error of types
  nothingElse satisfies Record<string, never>;
  return {
    design,
    world,
    weekday,
    trafficDays: exact(trafficDays),
    figures: allExact(figures),
    histograms: ofMeasures((measure) => writtenHistogram(histograms[measure])),
    withinTarget: allExact(withinTarget),
    quota: quota.map(({ model, limit, meanShare, peakShare }) => ({
      model,
      limit,
      meanShare: exact(meanShare),
      peakShare: exact(peakShare),
    })),
    ...(committed === undefined
      ? {}
      : {
          committed: committed.map(({ model, spent, minimumPerMonth }) => ({
            model,
            spent: exact(spent),
            minimumPerMonth: exact(minimumPerMonth),
          })),
        }),
    ...(day === undefined ? {} : { day: writtenDay(day) }),
    time: {
      bins: [...time.bins],
      counts: [...time.counts],
      microseconds: [...time.microseconds],
    },
    exemplars: ofExemplars((kind) =>
      exemplars[kind].map(({ task, value }) => ({ task, value: exact(value) })),
    ),
  };
}

/**
 * The tally that was written; `undefined` where its histograms or times can't have come from a replication.
 *
 * @param replication its number, which stands beside the tallies
 */
export function tallyWritten(written: WrittenTally, replication: number): ReplicationTally | undefined {
  const { design, world, weekday, trafficDays, figures, withinTarget, quota, committed } = written;
  const histograms: Partial<Record<Measure, SparseHistogram>> = {};
  for (const measure of MEASURES) {
    const histogram = histogramWritten(written.histograms[measure]);
    if (histogram === undefined) return undefined;
    histograms[measure] = histogram;
  }
  const { bins, counts, microseconds } = written.time;
  const fits = counts.length === bins.length && microseconds.length === bins.length * TIME_PARTS.length;
  if (!fits || bins.some((bin) => bin >= BINS)) return undefined;
  return {
    replication,
    world,
    weekday,
    trafficDays: Number(trafficDays),
    design,
    figures: Float64Array.from(figures, Number),
    histograms: ofMeasures((measure) => histograms[measure]!),
    withinTarget: Float64Array.from(withinTarget, Number),
    quota: quota.map(({ model, limit, meanShare, peakShare }) => ({
      model,
      limit,
      meanShare: Number(meanShare),
      peakShare: Number(peakShare),
    })),
    ...(committed === undefined
      ? {}
      : {
          committed: committed.map(({ model, spent, minimumPerMonth }) => ({
            model,
            spent: Number(spent),
            minimumPerMonth: Number(minimumPerMonth),
          })),
        }),
    time: {
      bins: Uint16Array.from(written.time.bins),
      counts: Float64Array.from(written.time.counts),
      microseconds: Float64Array.from(written.time.microseconds),
    },
    ...(written.day === undefined ? {} : { day: dayWritten(written.day) }),
    exemplars: ofExemplars((kind) =>
      written.exemplars[kind].map(({ task, value }) => ({ task, value: Number(value) })),
    ),
  };
}

/** Numbers of single precision, as short as they can be told apart. */
const singles = (values: Float32Array): number[] => Array.from(values, shortest);

function shortest(value: number): number {
  const short = Number(value.toPrecision(8));
  return Math.fround(short) === value ? short : value;
}

function writtenDay({ seconds, arrived, throttled, underWay, inLine, quota }: DayTally): WrittenDay {
  return {
    seconds,
    arrived: singles(arrived),
    throttled: singles(throttled),
    underWay: singles(underWay),
    inLine: singles(inLine),
    quota: quota.map(({ model, limit, shares }) => ({ model, limit, shares: singles(shares) })),
  };
}

function dayWritten({ seconds, arrived, throttled, underWay, inLine, quota }: WrittenDay): DayTally {
  return {
    seconds,
    arrived: Float32Array.from(arrived),
    throttled: Float32Array.from(throttled),
    underWay: Float32Array.from(underWay),
    inLine: Float32Array.from(inLine),
    quota: quota.map(({ model, limit, shares }) => ({ model, limit, shares: Float32Array.from(shares) })),
  };
}

function ofExemplars<Value>(value: (kind: ExemplarKind) => Value): Record<ExemplarKind, Value> {
  return Object.fromEntries(EXEMPLAR_KINDS.map((kind) => [kind, value(kind)])) as Record<ExemplarKind, Value>;
}

function ofMeasures<Value>(value: (measure: Measure) => Value): Record<Measure, Value> {
  return Object.fromEntries(MEASURES.map((measure) => [measure, value(measure)])) as Record<Measure, Value>;
}

function writtenHistogram({ bins, counts, infinite, max }: SparseHistogram): {
  bins: number[];
  infinite: number;
  max: Exact;
} {
  const turns = new Array<number>(2 * bins.length);
  let before = 0;
  for (let at = 0; at < bins.length; at++) {
    const bin = bins[at]!;
    turns[2 * at] = bin - before;
    turns[2 * at + 1] = counts[at]!;
    before = bin;
  }
  return { bins: turns, infinite, max: exact(max) };
}

function histogramWritten(written: WrittenTally["histograms"][Measure]): SparseHistogram | undefined {
  const turns = written.bins;
  const occupied = turns.length / 2;
  if (!Number.isInteger(occupied)) return undefined;
  const bins = new Uint16Array(occupied);
  const counts = new Uint32Array(occupied);
  let bin = 0;
  for (let at = 0; at < occupied; at++) {
    const gap = turns[2 * at]!;
    const count = turns[2 * at + 1]!;
    bin += gap;
    const follows = Number.isInteger(gap) && (at === 0 ? gap >= 0 : gap > 0) && bin < BINS;
    if (!follows || !Number.isInteger(count) || count < 1 || count > LARGEST_COUNT) return undefined;
    bins[at] = bin;
    counts[at] = count;
  }
  return { bins, counts, infinite: written.infinite, max: Number(written.max) };
}
