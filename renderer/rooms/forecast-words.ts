/** What the forecast says: its title, what is read out of a month, its marks, and the table of the months. */
import type { ForecastAnswer, ForecastMonth } from "../../shared/findings/forecast-schema.ts";
import { percentText, shareOfWorldsText } from "../../shared/findings/wording.ts";
import { formatShare } from "../../shared/units/format.ts";
import { FAN_LEVELS, type FanLevel, type FanMark, type FanMonth } from "../charts/fan.tsx";
import type { Tick } from "../charts/scales.ts";
import { estimateSentence, estimateText } from "../format/estimate.ts";
import { money, SECONDS, shortText } from "../format/measure.ts";
import type { Cell, TableData } from "../ui/data-table.tsx";

const NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2027-06-30` → 30 Jun 2027. */
export function dayText(date: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return `${Number(day)} ${NAMES[Number(month) - 1] ?? month} ${year}`;
}

/** `Jun ’27`: what stands under the axis. */
export function monthText(date: string): string {
  const [year = "", month = ""] = date.split("-");
  return `${NAMES[Number(month) - 1] ?? month} ’${year.slice(2)}`;
}

export function fanMonths({ months }: Pick<ForecastAnswer, "months">): readonly FanMonth[] {
  return months.map(({ month, fan, stable }) => ({
    month,
    p5: fan.p5.value,
    p20: fan.p20.value,
    p50: fan.p50.value,
    p80: fan.p80.value,
    p95: fan.p95.value,
    low: fan.p50.low,
    high: fan.p50.high,
    stable,
  }));
}

export const monthTicks = ({ months }: Pick<ForecastAnswer, "months">): readonly Tick[] =>
  months.map(({ month, date }) => ({ at: month, label: monthText(date) }));

const DAY = 86_400_000;
const USUAL_DAYS = 30.4375;

/** What happens, each at its day within its month. */
export function fanMarks({ months }: Pick<ForecastAnswer, "months">): readonly FanMark[] {
  return months.flatMap(({ month, date, events }, index) => {
    const begins = Date.parse(date);
    const ends = Date.parse(months[index + 1]?.date ?? "");
    const days = Number.isNaN(ends) ? USUAL_DAYS : (ends - begins) / DAY;
    return events.map((event) => {
      const passed = (Date.parse(event.date) - begins) / DAY / days;
      return {
        at: month - 0.5 + Math.min(1, Math.max(0, passed)),
        text: `${dayText(event.date)}: ${event.text}`,
      };
    });
  });
}

/** The percentiles at the end of the fan, with the digits that their intervals support. */
export function endTexts(
  { months }: Pick<ForecastAnswer, "months">,
  currency: string,
): Readonly<Partial<Record<FanLevel, string>>> {
  const last = months.at(-1);
  if (last === undefined) return {};
  return Object.fromEntries(
    FAN_LEVELS.map((level) => [level, `${level} ${estimateText(last.fan[level], money(currency)).value}`]),
  );
}

/** The finding: months over budget where there is a budget, and what a month costs where there is none. */
export function forecastTitle(
  { design, months, budget }: Pick<ForecastAnswer, "design" | "months" | "budget">,
  currency: string,
): string {
  const cash = money(currency);
  const unstable = months.find(({ stable }) => !stable);
  if (unstable !== undefined) {
    const from = unstable.month === 1 ? "from the first month on" : `from month ${unstable.month} on`;
    return `“${design}” is unstable ${from}: more work arrives than it can do`;
  }
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return `“${design}”: no month was forecast`;
  if (first.fan.p50.value === null || last.fan.p50.value === null)
    return `What “${design}” costs is not known: ${first.fan.p50.why ?? last.fan.p50.why ?? "no world had traffic"}`;
  if (budget === undefined) {
    const now = estimateText(first.fan.p50, cash).value;
    const then = estimateText(last.fan.p50, cash).value;
    return `“${design}” costs ${now} a month today and ${then} in month ${last.month}, in the middle of the worlds`;
  }
  const limit = shortText(budget.limit, cash);
  const asked = percentText(budget.confidence);
  const over = overText(budget.monthsOver, months.length, limit);
  const begins =
    budget.firstMonthOver === null
      ? `every month is within it in ${asked} of worlds or more`
      : `in month ${budget.firstMonthOver} fewer than ${asked} of worlds keep it for the first time`;
  return `“${design}”: ${over}; ${begins}`;
}

function overText(
  { value, low, high, why }: NonNullable<ForecastAnswer["budget"]>["monthsOver"],
  months: number,
  limit: string,
): string {
  const short = (count: number): string => String(Number(count.toPrecision(2)));
  const range =
    low === null || high === null || why !== undefined
      ? (why ?? "no interval")
      : `${short(low)} to ${short(high)}`;
  const count = value === null || value === 0 ? "no month" : `${short(value)} of ${months} months`;
  return `${count} ${value === null || value === 0 ? "is" : "are"} to be expected over the budget of ${limit} (${range})`;
}

export interface MonthWords {
  readonly at: string;
  readonly parts: readonly { readonly name: string; readonly value: string; readonly spread: string }[];
}

/** What is read out of a month. */
export function monthWords(month: ForecastMonth, currency: string): MonthWords {
  const cash = money(currency);
  const at = `Month ${month.month}, from ${dayText(month.date)}`;
  if (!month.stable) return { at, parts: [{ name: "", value: "unstable", spread: "no cost to tell" }] };
  const { fan, withinBudget } = month;
  const middle = estimateText(fan.p50, cash);
  const between = (low: FanLevel, high: FanLevel): string =>
    `${estimateText(fan[low], cash).value} to ${estimateText(fan[high], cash).value}`;
  return {
    at,
    parts: [
      {
        name: "middle",
        value: middle.value,
        spread: middle.spread.startsWith("±") ? middle.spread : `(${middle.spread})`,
      },
      { name: "3 in 5 worlds", value: between("p20", "p80"), spread: "" },
      { name: "9 in 10", value: between("p5", "p95"), spread: "" },
      ...(withinBudget === undefined
        ? []
        : [{ name: "within budget", value: shareOfWorldsText(withinBudget), spread: "" }]),
    ],
  };
}

export const monthSentence = ({ at, parts }: MonthWords): string =>
  `${at}: ${parts.map(({ name, value, spread }) => [name, value, spread].filter((part) => part !== "").join(" ")).join("; ")}.`;

export function forecastTable({ months }: Pick<ForecastAnswer, "months">, currency: string): TableData {
  const cash = money(currency);
  const numeric = [
    ...[...FAN_LEVELS].reverse().flatMap((level) => [level, `${level} low`, `${level} high`]),
    "Within budget",
    "Per unit",
    "Result p95",
    "Traffic",
    "Saved",
  ];
  return {
    columns: [
      { name: "Month", numeric: true },
      { name: "From", numeric: false },
      ...numeric.map((name) => ({ name, numeric: true })),
      { name: "What happens", numeric: false },
    ],
    rows: months.map((month) => rowOf(month, cash)),
  };
}

function rowOf(month: ForecastMonth, cash: ReturnType<typeof money>): TableData["rows"][number] {
  const { fan, withinBudget, costPerUnit, resultP95, traffic, saved, events, stable } = month;
  const value = (number: number | null | undefined, text: (known: number) => string): Cell => ({
    text: number === null || number === undefined ? "" : text(number),
    raw: number ?? undefined,
  });
  const cost = (number: number | null | undefined): Cell => value(number, (known) => shortText(known, cash));
  const unstable: Cell = { text: "unstable", raw: "unstable" };
  const p95 = { text: estimateSentence(resultP95, SECONDS), raw: resultP95.value ?? undefined };
  const perUnit = { text: estimateSentence(costPerUnit, cash), raw: costPerUnit.value ?? undefined };
  const happens = events.map(({ date, text }) => `${date} ${text}`).join("; ");
  return [
    { text: String(month.month), raw: month.month },
    { text: month.date, raw: month.date },
    ...[...FAN_LEVELS]
      .reverse()
      .flatMap((level) =>
        stable
          ? [cost(fan[level].value), cost(fan[level].low), cost(fan[level].high)]
          : [unstable, unstable, unstable],
      ),
    value(withinBudget?.value, percentText),
    stable ? perUnit : unstable,
    stable ? p95 : unstable,
    value(traffic.p50, (known) => `${Number(known.toPrecision(3))} ×`),
    cost(saved?.p50),
    { text: happens, raw: happens },
  ];
}

/** How it was worked out, and how far off that may be. */
export function forecastNote({ simulated, months }: Pick<ForecastAnswer, "simulated" | "months">): string {
  const { loadPoints, interpolation } = simulated;
  const times = new Set(loadPoints.map(({ from }) => from)).size;
  const sets = times === 1 ? "today's prices and models" : `${times} sets of prices and models`;
  const off =
    interpolation === null
      ? "how far off that is was not estimated"
      : `which is off by about ${formatShare(Number((interpolation.cost / 4).toPrecision(2)))} of the cost`;
  const said = months.some(({ stable }) => stable)
    ? "Bands are worlds: nine in ten, and three in five; the dark marks are 95% intervals of their middle. "
    : "";
  return `${said}Simulated at ${loadPoints.length} loads under ${sets}; months lie between them, ${off}.`;
}
