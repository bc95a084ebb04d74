/** `plimsoll run`: reads, simulates, prints. */
import { ExpectedError, type Problem } from "../shared/errors.ts";
import { answerOf } from "../shared/findings/answer-of.ts";
import { contextOf } from "../shared/findings/context.ts";
import { succeed } from "../shared/result.ts";
import { type PreparedRun, prepareRun } from "../shared/run/prepare.ts";
import { runSize } from "../shared/run/size.ts";
import type { Scenario } from "../shared/scenario/schema.ts";
import { closest } from "../shared/scenario/spelling.ts";
import { checkAnswerFile } from "./answer-file.ts";
import { type Command, HELP_OPTION } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { giveAnswer } from "./give-answer.ts";
import { type Host, tell } from "./host.ts";
import { forewarnings, freeBytes, thisMachine } from "./machine.ts";
import { isEnough, precisionText } from "./precision.ts";
import { parseRun } from "./run-arguments.ts";
import { NUMBER_OPTIONS, numberHelp, type RunArguments } from "./run-options.ts";
import { type LoadedScenario, loadScenario } from "./scenario-file.ts";
import { shardCommand } from "./shard-command.ts";
import { simulateShown } from "./simulate-shown.ts";

export const RUN: Command = {
  name: "run",
  usage: "FILE [options]",
  does: "simulates every design of a scenario and prints what comes out",
  help: {
    about:
      "Simulates every design of a scenario on the same worlds and tasks, and prints what they cost, how slow they are, and whether the chosen one keeps its promises. FILE is a scenario, or - to read one from standard input. Files that it names are looked for beside it.",
    options: [
      {
        option: "--design NAME",
        explains: "only this design; may be given several times; default: all of them",
      },
      ...numberHelp(NUMBER_OPTIONS),
      {
        option: "--shard I/N",
        explains:
          "simulates only the I-th of N parts of the run, I from 1 to N, whole worlds and of all weekdays alike; with --out",
      },
      {
        option: "--out PART",
        explains:
          "the file that a part is written to; a part that was stopped goes on from PART.progress when the same command is given again",
      },
      {
        option: "--json [FILE]",
        explains:
          "prints the answer as JSON instead of the table, or writes it to FILE beside the table; a word behind --json is FILE where another word is left to be the scenario (--json=FILE is never in doubt)",
      },
      HELP_OPTION,
    ],
    examples: [
      "plimsoll run scenarios/support-assistant.json",
      "plimsoll run support.json --design sync --design queued --load 2",
      "plimsoll run support.json --precision 2% --json answer.json",
      "plimsoll run - --json < support.json | jq .designs.sync.cost.perUnit",
      "plimsoll run support.json --shard 3/8 --out support-3.part",
    ],
  },
  parse(args) {
    const parsed = parseRun(args);
    if (!parsed.ok) return parsed;
    const { value } = parsed;
    return succeed({ file: value.file, carryOut: (host) => carryOut(value, host) });
  },
};

async function carryOut(args: RunArguments, host: Host): Promise<ExitCode> {
  const began = host.now();
  const loaded = await loadScenario(args.file, host.stdin, host.signal);
  const { scenario, sha256 } = loaded;
  const prepared = prepare(loaded, args, host);
  const precision = args.precision ?? scenario.simulation?.precision;
  const { shard, out, json, load = 1 } = args;
  if (shard !== undefined && out !== undefined) {
    const forewarn = () => tellForewarnings(prepared, args, host);
    await shardCommand({ loaded, prepared, shard, out, precision, workers: args.workers, forewarn }, host);
    return EXIT.ok;
  }
  if (json !== undefined && json !== "-") await checkAnswerFile(json, args.file, scenario);
  tellForewarnings(prepared, args, host);
  const context = contextOf(prepared, sha256);
  const fold = await simulateShown(prepared.request, {
    workers: args.workers,
    host,
    enough: precision === undefined ? undefined : (so) => isEnough(answerOf(context, so, 0), precision),
  });
  const answer = answerOf(context, fold, (host.now() - began) / 1000);
  await giveAnswer(answer, context, { load, json }, host);
  if (precision !== undefined) tell(host, precisionText(answer, precision));
  return EXIT.ok;
}

function prepare(
  { scenario, columns, catalogue }: LoadedScenario,
  args: RunArguments,
  host: Host,
): PreparedRun {
  const { designs, replications, seed, days, load, shard } = args;
  const unknown = designs.filter((name) => !Object.hasOwn(scenario.designs, name));
  if (unknown.length > 0) throw new ExpectedError(unknown.map((name) => unknownDesign(name, scenario)));
  const prepared = prepareRun(scenario, columns, {
    ...(designs.length === 0 ? {} : { designs }),
    ...(replications === undefined ? {} : { replications }),
    ...(seed === undefined ? {} : { seed }),
    ...(days === undefined ? {} : { days }),
    ...(load === undefined ? {} : { load }),
    ...(shard === undefined ? {} : { shard }),
    machine: thisMachine(args.workers),
    catalogue,
    today: host.today(),
  });
  if (!prepared.ok) throw new ExpectedError(prepared.error);
  if (prepared.value.request.designs.length === 0) throw new ExpectedError(nothingToSimulate(prepared.value));
  return prepared.value;
}

function unknownDesign(name: string, scenario: Scenario): Problem {
  const names = Object.keys(scenario.designs);
  const suggestion = closest(name, names);
  const found = { path: "--design", value: name, message: `The scenario has no design of this name.` };
  return { ...found, allowed: names.join(", "), ...(suggestion === undefined ? {} : { suggestion }) };
}

function nothingToSimulate({ notSimulated }: PreparedRun): Problem[] {
  return Object.entries(notSimulated).map(([name, reasons]) => ({
    path: `designs.${name}`,
    message: `This design can't be simulated yet: ${reasons.join("; ")}.`,
  }));
}

function tellForewarnings({ request }: PreparedRun, { shard, workers }: RunArguments, host: Host): void {
  const size = runSize(request, shard);
  for (const line of forewarnings(size, thisMachine(workers).workers, shard, freeBytes())) tell(host, line);
}
