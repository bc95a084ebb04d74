/**
 * Every kind of interval that the product prints, and where: a field of an answer that has an interval belongs to one of
 * these, and each of these is counted by a case of cases.ts.
 */
export const KINDS = {
  ratio: "Ratios of sums: costs of a task and a unit, mean times",
  "period cost": "Costs of a day and a month",
  "month under a minimum": "Costs of a month where a minimum spend is promised",
  percentile: "Percentiles of times, over all tasks of all worlds",
  "share of tasks": "Shares of tasks: delivered, right, late …",
  "share of worlds": "Shares of worlds that keep a promise about cost, or several at once",
  "share of months": "Shares of worlds whose month keeps a promise about a percentile or a share",
  verdict: "Verdicts, at whatever look a run is stopped",
  "quantile over worlds": "Quantiles over worlds of a month's cost: budgets, the fan of a forecast",
  "months over budget": "Months over budget to be expected",
  "difference of ratios": "Differences of designs in money and shares of tasks",
  "difference of percentiles": "Differences of designs in p95 and p99",
  "simultaneous differences": "Differences of several designs from one, together",
  "against the best": "Each design against the best of the others, and which could be best",
  lead: "Difference of two designs picked by what they show",
  "difference of answers": "What changed since an earlier answer",
  "load line": "Load lines, headroom, and every multiple at which a promise is crossed",
  effect: "Effects of inputs",
  "noise floor": "Noise floors: what an input without effect stays below",
  worth: "Value of knowing an input",
  "break-even": "Traffic at which a commitment breaks even",
  saving: "What a commitment saves",
  pilot: "A pilot against the model",
} as const;
export type KindId = keyof typeof KINDS;

/** Answers by the names of their schemas, and in them the fields that have an interval, a verdict or a noise floor. */
export interface PrintedAt {
  readonly schema: string;
  /** A pattern of places such as `designs.*.cost.perUnit`; `targets[]` is each of a list, `{a,b}` is either. */
  readonly field: string;
  readonly kinds: readonly KindId[];
}

const PROMISES_ABOUT: readonly KindId[] = [
  "ratio",
  "period cost",
  "month under a minimum",
  "percentile",
  "share of tasks",
];
const KEPT: readonly KindId[] = ["share of worlds", "share of months"];
const FIGURES: readonly KindId[] = ["ratio", "period cost", "month under a minimum", "percentile"];
const DIFFERENCES: readonly KindId[] = [
  "difference of ratios",
  "difference of percentiles",
  "simultaneous differences",
];

export const PRINTED: readonly PrintedAt[] = [
  { schema: "run", field: "designs.*.{responseSeconds,resultSeconds,waitSeconds}.mean", kinds: ["ratio"] },
  {
    schema: "run",
    field: "designs.*.{responseSeconds,resultSeconds,waitSeconds}.{p50,p90,p95,p99,p999}",
    kinds: ["percentile"],
  },
  { schema: "run", field: "designs.*.cost.{perTask,perUnit,loadedPerUnit}", kinds: ["ratio"] },
  {
    schema: "run",
    field: "designs.*.cost.{perDay,perMonth}",
    kinds: ["period cost", "month under a minimum"],
  },
  { schema: "run", field: "designs.*.budget.{p50,p80,p90}", kinds: ["quantile over worlds"] },
  { schema: "run", field: "designs.*.targets[].value", kinds: PROMISES_ABOUT },
  { schema: "run", field: "designs.*.{targets[],allTargets}.worldsMeeting", kinds: KEPT },
  { schema: "run", field: "designs.*.{targets[],allTargets}.verdict", kinds: ["verdict"] },
  { schema: "run", field: "comparisons[].difference", kinds: DIFFERENCES },
  { schema: "run", field: "pilot.modelCostPerCall", kinds: ["ratio"] },
  { schema: "run", field: "pilot.{expected,gap}", kinds: ["pilot"] },

  { schema: "check", field: "verdict", kinds: ["verdict"] },
  { schema: "check", field: "targets[].value", kinds: PROMISES_ABOUT },
  { schema: "check", field: "{targets[],allTargets}.worldsMeeting", kinds: KEPT },
  { schema: "check", field: "{targets[],allTargets}.verdict", kinds: ["verdict"] },
  { schema: "check", field: "budget.{p50,p80,p90}", kinds: ["quantile over worlds"] },
  { schema: "check", field: "figures.*", kinds: FIGURES },
  { schema: "check", field: "against.targets[].verdict", kinds: ["verdict"] },
  { schema: "check", field: "against.targets[].worldsMeeting.{before,after}", kinds: KEPT },
  { schema: "check", field: "against.targets[].worldsMeeting.difference", kinds: ["difference of answers"] },
  { schema: "check", field: "against.figures.*.{before,after}", kinds: FIGURES },
  { schema: "check", field: "against.figures.*.difference", kinds: ["difference of answers"] },

  { schema: "compare", field: "designs.*.figures.*", kinds: PROMISES_ABOUT },
  { schema: "compare", field: "measures[].differences[].difference", kinds: DIFFERENCES },
  { schema: "compare", field: "measures[].best[].againstBest", kinds: ["against the best"] },
  { schema: "compare", field: "measures[].lead.difference", kinds: ["lead"] },
  { schema: "compare", field: "tradeOff.{costPerUnit,resultP95}", kinds: ["lead"] },

  {
    schema: "loadline",
    field: "{targets[],allTargets,saturation}.{line,headroom,from,crossings[]}",
    kinds: ["load line"],
  },
  {
    schema: "loadline",
    field: "points[].curves.{responseSeconds,resultSeconds}.{p95,p99}",
    kinds: ["percentile"],
  },
  { schema: "loadline", field: "points[].curves.{costPerUnit,throttledShare}", kinds: ["ratio"] },
  {
    schema: "loadline",
    field: "points[].curves.monthlyCost",
    kinds: ["period cost", "month under a minimum"],
  },
  { schema: "loadline", field: "points[].{targets[],allTargets}.worldsMeeting", kinds: KEPT },
  { schema: "loadline", field: "points[].{targets[],allTargets}.verdict", kinds: ["verdict"] },

  { schema: "sensitivity", field: "measures[].drivers[].{effect,alone}", kinds: ["effect"] },
  { schema: "sensitivity", field: "{measures[],valueOfInformation}.noiseFloor", kinds: ["noise floor"] },
  { schema: "sensitivity", field: "valueOfInformation.inputs[]", kinds: ["worth"] },

  { schema: "forecast", field: "months[].cost", kinds: ["period cost", "month under a minimum"] },
  { schema: "forecast", field: "months[].fan.{p5,p20,p50,p80,p95}", kinds: ["quantile over worlds"] },
  { schema: "forecast", field: "months[].costPerUnit", kinds: ["ratio"] },
  { schema: "forecast", field: "months[].resultP95", kinds: ["percentile"] },
  { schema: "forecast", field: "{months[].targets[],promises[]}.value", kinds: PROMISES_ABOUT },
  { schema: "forecast", field: "{months[].targets[],promises[]}.worldsMeeting", kinds: KEPT },
  { schema: "forecast", field: "{months[].targets[],promises[]}.verdict", kinds: ["verdict"] },
  { schema: "forecast", field: "months[].withinBudget", kinds: ["share of worlds"] },
  { schema: "forecast", field: "budget.monthsOver", kinds: ["months over budget"] },
  { schema: "forecast", field: "savings.payback.notWithin", kinds: ["share of worlds"] },

  { schema: "break-even", field: "commitments[].multiple", kinds: ["break-even"] },
  { schema: "break-even", field: "commitments[].{savingToday,points[].saving}", kinds: ["saving"] },
];
