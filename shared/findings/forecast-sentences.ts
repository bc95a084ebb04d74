/** What a forecast found, in sentences. */
import type { Estimate } from "./answer.ts";
import type { RunContext } from "./context.ts";
import type { ForecastAnswer, ForecastMonth } from "./forecast-schema.ts";
import { subjectNoun } from "./sentences.ts";
import { inMoney, percentText, roughText, shareOfWorldsText, type Write } from "./wording.ts";

type Found = Omit<ForecastAnswer, "sentences" | "elapsedSeconds">;

/** The finding first; each says no more than the answer supports. */
export function forecastSentences(found: Found, context: RunContext): string[] {
  const write = inMoney(context.currency);
  return [
    ...emptySentences(found, context),
    ...unstableSentences(found),
    ...costSentences(found, write),
    ...budgetSentences(found, write),
    ...eventSentences(found, context, write),
    ...promiseSentences(found, context),
    ...savingsSentences(found, context, write),
    ...tierSentences(found),
  ];
}

/** Cheap months are no good news where nothing comes of them. */
function emptySentences({ months, design }: Found, { unit }: RunContext): string[] {
  const first = months.find(({ units }) => units.p95 === 0);
  if (first === undefined) return [];
  const from = first.month === 1 ? "From the first day on" : `From month ${first.month} on`;
  return [
    `${from} ${design} produces no ${unit} at all in nearly every world; what it costs then says nothing.`,
  ];
}

/** @example "streamed costs $22k a month today and $28k in month 12, in half of the worlds; nine in ten cost $19k to $37k then." */
function costSentences({ months, design }: Found, write: Write): string[] {
  const [first, last] = [months[0], months[months.length - 1]];
  if (first === undefined || last === undefined) return [];
  const [now, then] = [first.fan.p50.value, last.fan.p50.value];
  if (now === null || then === null) {
    return [`What ${design} costs is not known: ${first.cost.why ?? "no world had traffic"}.`];
  }
  const { p5, p95 } = last.fan;
  const spread =
    p5.value === null || p95.value === null || roughText(p5.value, write) === roughText(p95.value, write)
      ? ""
      : `; nine in ten cost ${roughText(p5.value, write)} to ${roughText(p95.value, write)} then`;
  const inTheMiddle = p5.value === p95.value ? "" : " in the middle of the worlds";
  if (first === last) return [`${design} costs ${roughText(now, write)} a month${inTheMiddle}${spread}.`];
  return [
    `${design} costs ${roughText(now, write)} a month today and ${roughText(then, write)} in month ${last.month}${inTheMiddle}${spread}.`,
  ];
}

function budgetSentences({ budget, months }: Found, write: Write): string[] {
  if (budget === undefined) return [];
  const { limit, confidence, firstMonthOver, monthsOver } = budget;
  const asked = percentText(confidence);
  const over = months.find(({ month }) => month === firstMonthOver);
  const count = monthsOver.value ?? 0;
  const expected =
    count === 0
      ? `no month is to be expected over budget`
      : `${Number(count.toPrecision(2))} of ${monthsText(months.length)} are to be expected over budget${betweenText(monthsOver)}`;
  if (over?.withinBudget === undefined) {
    return [`In every month ${asked} of worlds or more stay within ${write(limit)}; ${expected}.`];
  }
  const back = months.find(
    ({ month, withinBudget }) =>
      month > over.month && withinBudget !== undefined && withinBudget.value >= confidence,
  );
  const until =
    over.month === 1
      ? "Already"
      : `Until month ${over.month - 1} ${asked} of worlds or more stay within ${write(limit)};`;
  const first =
    over.month === 1
      ? `${until} in month 1 only ${shareOfWorldsText(over.withinBudget)} stay within ${write(limit)}, not the ${asked} asked for`
      : `${until} in month ${over.month} it is ${shareOfWorldsText(over.withinBudget)}`;
  const again = back === undefined ? "" : `, and from month ${back.month} on enough again`;
  return [`${first}${again}; ${expected}.`];
}

function betweenText({ low, high, why }: Estimate): string {
  if (low === null || high === null || why !== undefined) return "";
  return ` (${Number(low.toPrecision(2))} to ${Number(high.toPrecision(2))})`;
}

/** What a change of models or prices does to the cost of a unit, from the last whole month before it to the first after. */
function eventSentences({ months }: Found, { unit }: RunContext, write: Write): string[] {
  return months.flatMap((month) =>
    month.events
      .filter(({ kind }) => kind === "retirement" || kind === "price")
      .map(
        ({ date, text }) =>
          `On ${date} (month ${month.month}) ${text}${effectOf(months, month, unit, write)}.`,
      ),
  );
}

function effectOf(months: readonly ForecastMonth[], at: ForecastMonth, unit: string, write: Write): string {
  const whole = (month: ForecastMonth | undefined) => month?.costPerUnit.value ?? null;
  const before = whole(months.find(({ month }) => month === at.month - 1));
  const after = whole(months.find(({ month }) => month === at.month + 1));
  if (before === null || after === null) return "";
  return `; a month earlier ${write(before)} is paid per ${unit}, a month later ${write(after)}`;
}

/** Promises that are kept today and not later; the budget has its own sentence. */
function promiseSentences({ months }: Found, context: RunContext): string[] {
  return context.targets.flatMap((target, i) => {
    if (target.name === "monthlyCost") return [];
    const kept = (month: ForecastMonth | undefined) => {
      const share = month?.targets[i]?.worldsMeeting;
      return share !== undefined && share.value >= context.confidence;
    };
    const at = months.findIndex((month, m) => !kept(month) && kept(months[m - 1]));
    const [before, broken] = [months[at - 1]?.targets[i], months[at]?.targets[i]];
    const month = months[at]?.month;
    if (before === undefined || broken === undefined || month === undefined) return [];
    const subject = subjectNoun(target.name, context);
    const share = shareOfWorldsText(broken.worldsMeeting);
    return [
      `In month ${month} ${subject} is as promised in ${share}, in month ${month - 1} in ${percentText(before.worldsMeeting.value)}; ${percentText(context.confidence)} is asked for.`,
    ];
  });
}

function savingsSentences({ savings, months }: Found, { unit }: RunContext, write: Write): string[] {
  if (savings === undefined) return [];
  const { total, payback, discountRate, once } = savings;
  const { p5, p50, p95 } = total;
  const sentences: string[] = [];
  if (p50 !== null && p5 !== null && p95 !== null) {
    const verb = p50 < 0 ? "costs" : "saves";
    const size = (value: number) => roughText(p50 < 0 ? -value : value, write);
    const range =
      p5 === p95 ? "" : ` (nine in ten worlds: ${size(p50 < 0 ? p95 : p5)} to ${size(p50 < 0 ? p5 : p95)})`;
    const more = p50 < 0 ? " more" : "";
    sentences.push(
      `Against what each ${unit} costs by hand, it ${verb} ${size(p50)}${more} in ${monthsText(months.length)}${range}.`,
    );
  }
  if (payback === undefined || once.p50 === null) return sentences;
  const rate = `discounted at ${percentText(discountRate)} a year`;
  const paid = `The ${roughText(once.p50, write)} paid once`;
  const not =
    payback.notWithin.value > 0
      ? `; in ${percentText(payback.notWithin.value)} of worlds not within ${monthsText(months.length)}`
      : "";
  sentences.push(
    payback.p50 === null
      ? `${paid} does not come back within ${monthsText(months.length)} in most worlds, ${rate}.`
      : `${paid} is back by the end of month ${payback.p50} in half of the worlds, ${rate}${not}.`,
  );
  return sentences;
}

function tierSentences({ tiers }: Found): string[] {
  return tiers.flatMap(({ tier, models, capPerMonth, next, passedInMonth, upgradedInMonth }) => {
    if (passedInMonth === null && upgradedInMonth === undefined) return [];
    const month = upgradedInMonth ?? passedInMonth;
    const needed = next === null ? "a contract beyond the published tiers is needed" : `${next} is needed`;
    const done = upgradedInMonth === undefined ? "" : ", and was simulated from then on";
    const cap = inMoney("USD")(capPerMonth);
    return [
      `In month ${month} half of the worlds spend more on ${models.join(", ")} than ${tier} allows, ${cap} a month: ${needed}${done}.`,
    ];
  });
}

function unstableSentences({ months, design }: Found): string[] {
  const first = months.find(({ stable }) => !stable);
  if (first === undefined) return [];
  return [
    `From month ${first.month} on more work arrives at ${design} than it can do: what it costs then is what the simulated days cost, and its lines grow for good.`,
  ];
}

const monthsText = (months: number) => (months === 1 ? "one month" : `${months} months`);
