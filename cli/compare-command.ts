/** `plimsoll compare`: designs held against one of them on the same worlds and tasks. */
import { ExpectedError, type Problem } from "../shared/errors.ts";
import { CRITERIA, compareAnswerOf, DEFAULT_CRITERION } from "../shared/findings/comparison-study.ts";
import { fail, succeed } from "../shared/result.ts";
import { closest } from "../shared/scenario/spelling.ts";
import type { Command } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Host } from "./host.ts";
import { compareText } from "./report/compare.ts";
import { giveStudy, type Study, study } from "./study.ts";
import { parseStudy, type StudyArguments, type StudyOptions, studyHelp } from "./study-arguments.ts";

interface CompareArguments extends StudyArguments {
  readonly baseline?: string;
  readonly by?: string;
}

/** What was typed behind the command's own options. */
interface Typed {
  baseline?: string;
  by?: string;
}

function optionsFor(typed: Typed): StudyOptions {
  return {
    name: "compare",
    designs: "many",
    numbers: ["replications", "seed", "days", "workers", "load"],
    own: [
      {
        name: "baseline",
        letter: "NAME",
        explains: "the design that the others are held against; default: the chosen one",
        allowed: "the name of a design",
        take(value) {
          if (value === "") return { message: "A name is missing behind it." };
          typed.baseline = value;
          return undefined;
        },
      },
      {
        name: "by",
        letter: "MEASURE",
        explains: `what the decision goes by; default: ${DEFAULT_CRITERION}; one of ${CRITERIA.join(", ")}`,
        allowed: CRITERIA.join(", "),
        take(value) {
          typed.by = value;
          if (CRITERIA.includes(value)) return undefined;
          const suggestion = closest(value, [...CRITERIA]);
          const message = "Designs are not compared by this.";
          return { message, ...(suggestion === undefined ? {} : { suggestion }) };
        },
      },
    ],
  };
}

export const COMPARE: Command = {
  name: "compare",
  usage: "FILE [--baseline NAME] [options]",
  does: "holds designs against each other on the same worlds and tasks",
  help: {
    about:
      "Simulates the designs of a scenario on the same worlds and tasks, and says which could be the best in what, what it costs to be faster, and how each differs from the baseline: costs, outcomes, percentiles.",
    options: studyHelp(optionsFor({}), "the comparison"),
    examples: [
      "plimsoll compare scenarios/support-assistant.json",
      "plimsoll compare support.json --baseline sync --by result.p95",
      "plimsoll compare support.json --design sync --design streamed --json",
    ],
  },
  parse(args) {
    const typed: Typed = {};
    const parsed = parseStudy(args, optionsFor(typed));
    if (!parsed.ok) return fail(parsed.error);
    const all: CompareArguments = { ...parsed.value, ...typed };
    return succeed({ file: all.file, carryOut: (host) => carryOut(all, host) });
  },
};

async function carryOut(args: CompareArguments, host: Host): Promise<ExitCode> {
  await study(args, "all designs", host, async (lent) => {
    const { prepared, context, simulator, elapsedSeconds } = lent;
    const baseline = args.baseline ?? lent.design;
    checkBaseline(baseline, lent);
    const fold = await simulator.simulate(prepared.request);
    const { load } = prepared.request;
    const criterion = args.by ?? DEFAULT_CRITERION;
    const answer = compareAnswerOf(context, fold, { baseline, criterion, load }, elapsedSeconds());
    await giveStudy(answer, (page) => compareText(answer, context, page), args, host);
  });
  return EXIT.ok;
}

/** @throws ExpectedError where the baseline is no design of the scenario, or not among those simulated */
function checkBaseline(baseline: string, { loaded, prepared }: Study): void {
  const { designs } = prepared.request;
  if (designs.includes(baseline)) return;
  const found = { path: "--baseline", value: baseline, allowed: designs.join(", ") };
  throw new ExpectedError([
    { ...found, ...whyNot(baseline, Object.keys(loaded.scenario.designs), prepared) },
  ]);
}

function whyNot(
  baseline: string,
  names: readonly string[],
  { notSimulated }: Study["prepared"],
): Pick<Problem, "message" | "suggestion"> {
  const reasons = notSimulated[baseline];
  if (reasons !== undefined) return { message: `This design can't be simulated: ${reasons.join("; ")}.` };
  if (names.includes(baseline)) return { message: "The baseline must be among the designs compared." };
  const suggestion = closest(baseline, names);
  const message = "The scenario has no design of this name.";
  return { message, ...(suggestion === undefined ? {} : { suggestion }) };
}
