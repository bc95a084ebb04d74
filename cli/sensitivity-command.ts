/** `plimsoll sensitivity`: what drives the answer, and what to measure next. */
import { sensitivityOf, sensitivityRequest, simulateSensitivity } from "../shared/findings/sensitivity.ts";
import { succeed } from "../shared/result.ts";
import { type Command, EXIT_CODES } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Host } from "./host.ts";
import { sensitivityText } from "./report/sensitivity.ts";
import { giveStudy, study } from "./study.ts";
import { parseStudy, type StudyArguments, type StudyOptions, studyHelp } from "./study-arguments.ts";

const OPTIONS: StudyOptions = {
  name: "sensitivity",
  designs: "one",
  numbers: ["replications", "seed", "days", "load", "workers"],
};

export const SENSITIVITY: Command = {
  name: "sensitivity",
  usage: "FILE [options]",
  does: "says which assumption moves the answer most, and what to measure next",
  help: {
    about:
      "Simulates a scenario and says what moves a design's cost, its slowest tasks and the share it answers: for each assumption that is unknown, what the figure is where the assumption is low and where it is high, and how much of that chance alone would show. Where a unit of value has a worth, all designs are simulated, and it says what knowing an assumption before deciding would be worth.",
    options: studyHelp(OPTIONS, "the answer"),
    exitCodes: EXIT_CODES,
    examples: [
      "plimsoll sensitivity scenarios/support-assistant.json",
      "plimsoll sensitivity support.json --design queued --replications 512",
      "plimsoll sensitivity support.json --json | jq .next",
    ],
  },
  parse(args) {
    const parsed = parseStudy(args, OPTIONS);
    if (!parsed.ok) return parsed;
    const { value } = parsed;
    return succeed({ file: value.file, carryOut: (host) => carryOut(value, host) });
  },
};

async function carryOut(args: StudyArguments, host: Host): Promise<ExitCode> {
  const { answer, context } = await study(args, "every design", host, async (it) => {
    const request = sensitivityRequest(it.prepared.request, it.design);
    const fold = await simulateSensitivity(request, it.design, it.simulator);
    return {
      context: it.context,
      answer: sensitivityOf(it.context, request, fold, it.design, it.elapsedSeconds()),
    };
  });
  await giveStudy(answer, (page) => sensitivityText(answer, context, page), args, host);
  return EXIT.ok;
}
