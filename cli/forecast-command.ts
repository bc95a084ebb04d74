/** `plimsoll forecast`: the months ahead of one design. */
import { ExpectedError } from "../shared/errors.ts";
import type { RunContext } from "../shared/findings/context.ts";
import { forecastStudy, monthsUpTo } from "../shared/findings/forecast-study.ts";
import { monthOfTarget } from "../shared/findings/forecast-targets.ts";
import { fail, succeed } from "../shared/result.ts";
import { parseTyped } from "../shared/units/typed.ts";
import type { Command } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Host } from "./host.ts";
import { thisMachine } from "./machine.ts";
import { forecastText } from "./report/forecast.ts";
import { giveStudy, study } from "./study.ts";
import { parseStudy, type StudyArguments, type StudyOptions, studyHelp } from "./study-arguments.ts";

interface ForecastArguments extends StudyArguments, Typed {}

/** What was typed behind the command's own options. */
interface Typed {
  months?: number;
  discountRate?: number;
  upgradeTiers?: boolean;
}

const DEFAULT_MONTHS = 12;
const MOST_MONTHS = 120;
/** A year. */
const DEFAULT_DISCOUNT_RATE = 0.08;

const MONTHS_ALLOWED = `a whole number from 1 to ${MOST_MONTHS}`;
const RATE_ALLOWED = "a share from 0 to 1, such as 0.08 or 8%";

function optionsFor(typed: Typed): StudyOptions {
  return {
    name: "forecast",
    designs: "one",
    numbers: ["replications", "seed", "days", "workers", "load"],
    own: [
      {
        name: "months",
        letter: "N",
        explains: `how many months; default: ${DEFAULT_MONTHS}, or as many as a promise's inMonth asks for`,
        allowed: MONTHS_ALLOWED,
        take(value) {
          const months = numberOf(value);
          if (months === undefined || !Number.isInteger(months) || months < 1 || months > MOST_MONTHS)
            return { message: "This value is not allowed." };
          typed.months = months;
          return undefined;
        },
      },
      {
        name: "discount-rate",
        letter: "R",
        explains: "what money a year from now is worth less, for savings and payback; default: 8% a year",
        allowed: RATE_ALLOWED,
        take(value) {
          const read = parseTyped(value, "share");
          if (!read.ok) return { message: read.error.message };
          const rate = read.value.kind === "range" ? Number.NaN : read.value.value;
          if (rate > 1 && rate <= 100)
            return { message: "This value is not allowed.", suggestion: `${value.trim()}%` };
          if (!(rate >= 0 && rate <= 1)) return { message: "This value is not allowed." };
          typed.discountRate = rate;
          return undefined;
        },
      },
      {
        name: "upgrade-tiers",
        explains:
          "from the month in which half of the worlds spend more than a usage tier allows, simulates with the next tier's limits",
        take() {
          typed.upgradeTiers = true;
          return undefined;
        },
      },
    ],
  };
}

function numberOf(text: string): number | undefined {
  return /^\d{1,4}$/.test(text.trim()) ? Number(text) : undefined;
}

export const FORECAST: Command = {
  name: "forecast",
  usage: "FILE [--months N] [options]",
  does: "shows the months ahead: growth, dated prices, models that retire, budget, savings",
  help: {
    about:
      "Simulates a design at the traffic, prices and models of the months ahead, and says what each month costs over the worlds, when the budget is passed, and what is saved against the cost by hand. Traffic grows by growthPerMonth from month to month; a month is 30.4375 days from the scenario's start, or from today.",
    options: studyHelp(optionsFor({}), "the forecast"),
    examples: [
      "plimsoll forecast scenarios/support-assistant.json",
      "plimsoll forecast support.json --months 24 --design sync",
      "plimsoll forecast support.json --discount-rate 10% --json forecast.json",
    ],
  },
  parse(args) {
    const typed: Typed = {};
    const parsed = parseStudy(args, optionsFor(typed));
    if (!parsed.ok) return fail(parsed.error);
    const all: ForecastArguments = { ...parsed.value, ...typed };
    return succeed({ file: all.file, carryOut: (host) => carryOut(all, host) });
  },
};

async function carryOut(args: ForecastArguments, host: Host): Promise<ExitCode> {
  await study(args, "the design", host, async (lent) => {
    const { loaded, prepared, context, design, simulator, expect, elapsedSeconds } = lent;
    const asked = {
      scenario: loaded.scenario,
      request: prepared.request,
      design,
      months: monthsUpTo(args.months ?? monthsWanted(context)),
      machine: thisMachine(args.workers),
    };
    const answer = await forecastStudy(asked, context, simulator, {
      discountRate: args.discountRate ?? DEFAULT_DISCOUNT_RATE,
      upgradeTiers: args.upgradeTiers ?? false,
      expect,
      elapsedSeconds,
    });
    if (!answer.ok) throw new ExpectedError(answer.error);
    await giveStudy(answer.value, (page) => forecastText(answer.value, context, page), args, host);
  });
  return EXIT.ok;
}

function monthsWanted({ targets }: RunContext): number {
  return Math.max(DEFAULT_MONTHS, ...targets.map(monthOfTarget));
}
