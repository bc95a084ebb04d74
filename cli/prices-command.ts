/** `plimsoll prices`: the catalogue; and where the commitments of a scenario break even. */
import { ExpectedError, type Problem } from "../shared/errors.ts";
import { type BreakEven, breakEvenOf } from "../shared/findings/break-even.ts";
import { breakEvenAnswerOf } from "../shared/findings/break-even-answer.ts";
import { type BreakEvenPlan, breakEvenPlans } from "../shared/findings/break-even-plan.ts";
import { pricesAnswerOf } from "../shared/findings/prices-answer.ts";
import { loadCatalogue } from "../shared/prices/genai-prices.ts";
import { fail, type Result, succeed } from "../shared/result.ts";
import { type Action, type Command, EXIT_CODES } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Host } from "./host.ts";
import { breakEvenText } from "./report/break-even.ts";
import { pricesText } from "./report/prices.ts";
import { giveStudy, study } from "./study.ts";
import { parseStudy, type StudyArguments, type StudyOptions, studyHelp } from "./study-arguments.ts";
import { tokensOf, unknownOption } from "./tokens.ts";

const BREAK_EVEN = "break-even";

const STUDY: StudyOptions = {
  name: `prices --${BREAK_EVEN}`,
  designs: "one",
  numbers: ["replications", "seed", "days", "load", "workers"],
  own: [
    {
      name: BREAK_EVEN,
      explains:
        "instead of the catalogue: from which traffic on the commitments of a scenario's models are cheaper than paying as one goes; what stands behind it is the scenario",
      take: () => undefined,
    },
  ],
};

export const PRICES: Command = {
  name: "prices",
  usage: "[QUERY] [options]",
  does: "the price catalogue, with ids and dates; and where commitments break even",
  help: {
    about:
      "Lists the models of the price catalogue whose id or name holds every word of QUERY, with their prices; all of them without one. Nothing is fetched: the catalogue comes with Plimsoll, and says of which day it is. A model's price in a scenario may be any of these ids.",
    options: studyHelp(STUDY, "the answer"),
    exitCodes: EXIT_CODES,
    examples: [
      "plimsoll prices gpt-5-mini",
      "plimsoll prices claude sonnet --json | jq -r '.models[].id'",
      "plimsoll prices --break-even support.json --design reserved",
    ],
  },
  parse(args) {
    if (!args.includes(`--${BREAK_EVEN}`)) return parseQuery(args);
    const parsed = parseStudy(args, STUDY);
    if (!parsed.ok) return parsed;
    const { value } = parsed;
    return succeed({ file: value.file, carryOut: (host) => breakEven(value, host) });
  },
};

/** The word behind a bare `--json` belongs to the query; `--json=FILE` writes a file. */
function parseQuery(args: readonly string[]): Result<Action, readonly Problem[]> {
  const problems: Problem[] = [];
  const words: string[] = [];
  let json: string | undefined;
  for (const { kind, text, typed, value, inline } of tokensOf(args, [])) {
    if (kind === "positional") words.push(text);
    else if (text !== "json") problems.push(unknownOption(typed, [BREAK_EVEN, "json", "help"]));
    else if (inline && value === "")
      problems.push({ path: "--json", message: "A file's name is missing behind =." });
    else json = inline ? value : "-";
  }
  if (problems.length > 0) return fail(problems);
  return succeed({
    carryOut: async (host) => {
      const answer = pricesAnswerOf(await loadCatalogue(), words.join(" "), host.today());
      await giveStudy(answer, (page) => pricesText(answer, page), json === undefined ? {} : { json }, host);
      return EXIT.ok;
    },
  });
}

/** Looks at traffic below and above today's, of designs with and without each commitment: about so many requests. */
const LOOKS = 18;

async function breakEven(args: StudyArguments, host: Host): Promise<ExitCode> {
  const { answer, context } = await study(args, "the design", host, async (it) => {
    const plans = breakEvenPlans(it.prepared.request, it.design);
    if (!plans.ok) throw new ExpectedError(plans.error);
    const { replications } = it.prepared.request;
    const requests = plans.value.reduce((sum, { linear }) => sum + (linear ? 2 : LOOKS), 0);
    it.expect(requests * replications);
    const found: (readonly [BreakEvenPlan, BreakEven])[] = [];
    for (const plan of plans.value) found.push([plan, await breakEvenOf(plan, it.simulator)]);
    return { context: it.context, answer: breakEvenAnswerOf(it.context, found, it.elapsedSeconds()) };
  });
  await giveStudy(answer, (page) => breakEvenText(answer, context, page), args, host);
  return EXIT.ok;
}
