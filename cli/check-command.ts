/** `plimsoll check`: the gate for CI, on one design. */
import { ExpectedError } from "../shared/errors.ts";
import type { Verdict } from "../shared/findings/answer.ts";
import { type EarlierAnswer, readEarlier } from "../shared/findings/check-against.ts";
import { checkStudy } from "../shared/findings/check-study.ts";
import { planForecast } from "../shared/findings/forecast-plan.ts";
import { simulateForecast } from "../shared/findings/forecast-simulation.ts";
import { judgedInMonth, monthOfTarget } from "../shared/findings/forecast-targets.ts";
import type { JudgeElsewhere } from "../shared/findings/target-answers.ts";
import { fail, succeed } from "../shared/result.ts";
import { type Command, EXIT_CODES, type OptionHelp } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Host } from "./host.ts";
import { thisMachine } from "./machine.ts";
import { readText } from "./read-file.ts";
import { checkText } from "./report/check.ts";
import { giveStudy, type Study, study } from "./study.ts";
import { parseStudy, type StudyArguments, type StudyOptions, studyHelp } from "./study-arguments.ts";

interface CheckArguments extends StudyArguments, Typed {}

/** What was typed behind the command's own options. */
interface Typed {
  against?: string;
}

/** The largest earlier answer that is read, bytes. */
const LARGEST_ANSWER = 64 * 2 ** 20;

const EXIT_OF: Readonly<Record<Verdict, ExitCode>> = {
  pass: EXIT.ok,
  fail: EXIT.fails,
  inconclusive: EXIT.inconclusive,
};

const CHECK_EXIT_CODES: readonly OptionHelp[] = [
  { option: "0", explains: "every promise passes, and all of them together" },
  { option: "1", explains: "one fails, or all of them together, or the design is unstable" },
  ...EXIT_CODES.filter(({ option }) => option === "2"),
  { option: "3", explains: "inconclusive: the replications do not tell" },
  ...EXIT_CODES.filter(({ option }) => option === "4" || option === "130"),
];

function optionsFor(typed: Typed): StudyOptions {
  return {
    name: "check",
    designs: "one",
    numbers: ["replications", "seed", "days", "workers", "load"],
    own: [
      {
        name: "against",
        letter: "OLD.json",
        explains: "says what changed since this earlier answer of run --json or check --json",
        allowed: "the file of an earlier answer",
        take(value) {
          if (value === "") return { message: "A file is missing behind it." };
          typed.against = value;
          return undefined;
        },
      },
    ],
  };
}

export const CHECK: Command = {
  name: "check",
  usage: "FILE [--design NAME] [--against OLD.json] [options]",
  does: "says whether a design keeps its promises, as a gate for CI",
  help: {
    about:
      "Simulates one design until it is decided whether each of its promises is kept in as many worlds as asked for, and whether all of them are together; at most as many replications as the scenario says, or --replications. Says which promise breaks and by how much, and what changed since an earlier answer.",
    options: studyHelp(optionsFor({}), "the verdict"),
    exitCodes: CHECK_EXIT_CODES,
    examples: [
      "plimsoll check scenarios/support-assistant.json",
      "plimsoll check support.json --design sync --replications 4096",
      "plimsoll check support.json --against last-week.json --json verdict.json",
    ],
  },
  parse(args) {
    const typed: Typed = {};
    const parsed = parseStudy(args, optionsFor(typed));
    if (!parsed.ok) return fail(parsed.error);
    const all: CheckArguments = { ...parsed.value, ...typed };
    return succeed({ file: all.file, carryOut: (host) => carryOut(all, host) });
  },
};

async function carryOut(args: CheckArguments, host: Host): Promise<ExitCode> {
  const { answer, context } = await study(args, "the design", host, async (lent) => {
    const { context, design, prepared, simulator, elapsedSeconds } = lent;
    if (context.targets.length === 0) throw new ExpectedError([nothingPromised()]);
    const against = args.against === undefined ? undefined : await earlierFrom(args.against, design);
    const answer = await checkStudy(context, simulator, {
      request: prepared.request,
      design,
      judgeLater: () => judgeLater(lent, args),
      ...(against === undefined ? {} : { against }),
      elapsedSeconds,
    });
    return { answer, context };
  });
  await giveStudy(answer, (page) => checkText(answer, context, page), args, host);
  return EXIT_OF[answer.verdict];
}

function nothingPromised() {
  return {
    path: "targets",
    message: "Nothing is promised in this scenario, so there is nothing to check: write down a target.",
    allowed: "monthlyCost, costPerUnit, loadedCostPerUnit, latency, successShare, deliveredShare",
  };
}

/** @throws MachineError where it can't be read @throws ExpectedError where it is no answer */
async function earlierFrom(path: string, design: string): Promise<EarlierAnswer> {
  const text = await readText(path, LARGEST_ANSWER, "Write one with plimsoll check FILE --json OLD.json.");
  const earlier = readEarlier(text, design);
  if (!earlier.ok) throw new ExpectedError(earlier.error.map((problem) => ({ ...problem, value: path })));
  return earlier.value;
}

/** Simulates the months that promises are for, on the worlds of the run. */
async function judgeLater(
  { loaded, prepared, context, design, simulator }: Study,
  { workers }: CheckArguments,
): Promise<JudgeElsewhere> {
  const months = [...new Set([1, ...context.targets.map(monthOfTarget)])].sort((a, b) => a - b);
  const plan = planForecast({
    scenario: loaded.scenario,
    request: { ...prepared.request, designs: [design] },
    design,
    months,
    machine: thisMachine(workers),
  });
  if (!plan.ok) throw new ExpectedError(plan.error);
  const simulated = await simulateForecast(plan.value, simulator);
  return (target) => (monthOfTarget(target) > 1 ? judgedInMonth(context, simulated, target) : undefined);
}
