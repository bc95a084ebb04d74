/** Answers of studies made of a few round numbers, so that what is drawn and said of them can be computed by hand. */
import type { Estimate } from "../../../shared/findings/answer.ts";
import type { ForecastAnswer, ForecastMonth } from "../../../shared/findings/forecast-schema.ts";
import type { Driver, SensitivityAnswer } from "../../../shared/findings/sensitivity-answer.ts";

const around = (value: number, half: number): Estimate => ({ value, low: value - half, high: value + half });

const HEAD = {
  plimsoll: 1,
  scenario: { name: "Support assistant", sha256: "" },
  seed: 7,
  replications: 128,
  days: 1,
  start: "2026-12-01",
} as const;

/** A bar of so much, half of it on each side of the middle at 0.06. */
export function syntheticDriver(path: string, effect: number, more: Partial<Driver> = {}): Driver {
  return {
    path,
    atP10: 0.06 - effect / 2,
    atP50: 0.06,
    atP90: 0.06 + effect / 2,
    effect: around(effect, 0.002),
    share: Math.abs(effect) * 20,
    told: Math.abs(effect) > 0.004,
    byCurve: false,
    ...more,
  };
}

export const DRIVERS: readonly Driver[] = [
  syntheticDriver("traffic.tasksPerUser", -0.02),
  syntheticDriver("traffic.adoption", 0.01, { alone: around(0.006, 0.002) }),
  syntheticDriver("value.keptShare", 0.003),
];

export function syntheticSensitivity(
  drivers: readonly Driver[] = DRIVERS,
  more: Partial<SensitivityAnswer> = {},
): SensitivityAnswer {
  const widths = { interval: 0.002, worlds: 0.02 };
  return {
    ...HEAD,
    design: "streamed",
    worlds: 64,
    inputs: [
      {
        path: "traffic.tasksPerUser",
        label: "Tasks per user",
        unit: "tasks per user a day",
        p10: 0.22,
        p50: 0.32,
        p90: 0.45,
      },
      {
        path: "traffic.adoption",
        label: "Adoption",
        unit: "share",
        source: "guess",
        p10: 0.39,
        p50: 0.53,
        p90: 0.66,
        movesWith: [{ path: "traffic.tasksPerUser", spearman: 0.5 }],
      },
      { path: "value.keptShare", label: "Kept share", unit: "share", p10: 0.87, p50: 0.92, p90: 0.96 },
    ],
    notInRun: [{ path: "traffic.growthPerMonth", label: "Growth" }],
    measures: [
      {
        measure: "costPerUnit",
        unit: "currency a unit",
        noiseFloor: 0.004,
        drivers: [...drivers],
        wouldBuy: {
          now: widths,
          moreWorlds: { ...widths, interval: 0.0014 },
          moreDays: { ...widths, interval: 0.0019 },
          knowing: { path: "traffic.tasksPerUser", interval: 0.0015, worlds: 0.012 },
        },
      },
      { measure: "result.p95", unit: "seconds", why: "more work arrives than can be done", drivers: [] },
    ],
    valueOfInformation: {
      worthOfUnit: "value.perUnit",
      options: [],
      leftOut: [{ design: "queued", why: "unstable: more work arrives than can be done" }],
      best: "streamed",
      everything: 9000,
      noiseFloor: 500,
      inputs: [
        {
          path: "traffic.adoption",
          value: 4000,
          low: 1500,
          high: 7000,
          standardError: 900,
          told: true,
          bestAtP10: "none",
          bestAtP90: "streamed",
        },
        {
          path: "value.keptShare",
          value: 0,
          low: 0,
          high: 800,
          standardError: 300,
          told: false,
          bestAtP10: "streamed",
          bestAtP90: "streamed",
        },
      ],
    },
    next: ["Measure next: “Adoption”."],
    elapsedSeconds: 0,
    ...more,
  };
}

const DAYS = ["2026-12-01", "2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01", "2027-05-01"];

/** Month m costs (20 + m) thousand in the middle. */
export function syntheticMonth(month: number, more: Partial<ForecastMonth> = {}): ForecastMonth {
  const middle = 20_000 + 1000 * month;
  const at = (factor: number): Estimate => around(middle * factor, 600);
  const worlds = { p5: middle * 0.6, p50: middle, p95: middle * 1.5 };
  return {
    month,
    date: DAYS[month - 1] ?? "2028-01-01",
    traffic: { p5: 1, p50: 1, p95: 1.1 },
    cost: { ...at(1), worlds },
    fan: { p5: at(0.6), p20: at(0.8), p50: at(1), p80: at(1.2), p95: at(1.5) },
    units: worlds,
    costPerUnit: { ...around(0.06, 0.002), worlds: { p5: 0.05, p50: 0.06, p95: 0.07 } },
    resultP95: around(12, 0.2),
    stable: true,
    targets: [],
    withinBudget: { value: 0.95 - 0.02 * month, low: 0.8 - 0.02 * month, high: 0.98 },
    spentSoFar: worlds,
    events: [],
    ...more,
  };
}

export function syntheticForecast(more: Partial<ForecastAnswer> = {}): ForecastAnswer {
  const retirement = {
    kind: "retirement",
    date: "2027-03-16",
    text: "large retires: backup takes its place",
  } as const;
  return {
    ...HEAD,
    design: "streamed",
    growthPerMonth: { p5: 0.01, p50: 0.03, p95: 0.07 },
    months: [1, 2, 3, 4, 5, 6].map((month) =>
      syntheticMonth(month, month === 4 ? { events: [retirement] } : {}),
    ),
    budget: {
      limit: 35_000,
      confidence: 0.9,
      monthsOver: { value: 1.8, low: 0.5, high: 4.1 },
      firstMonthOver: 3,
    },
    promises: [],
    tiers: [],
    simulated: {
      loadPoints: [
        { from: "2026-12-01", load: 1, replications: 128 },
        { from: "2027-03-16", load: 2, replications: 64 },
      ],
      replications: 192,
      interpolation: { points: 2, cost: 0.02, units: 0.01 },
    },
    notes: [],
    sentences: ["streamed costs $21k a month today and $26k in month 6 in the middle of the worlds."],
    elapsedSeconds: 0,
    ...more,
  };
}

export function withoutBudget(answer: ForecastAnswer): ForecastAnswer {
  const { budget: _, ...rest } = answer;
  return rest;
}
