/** `plimsoll run`: reads, simulates, prints. */
import { ExpectedError, type Problem } from "../shared/errors.ts";
import { answerOf } from "../shared/findings/answer-of.ts";
import { contextOf } from "../shared/findings/context.ts";
import { type PreparedRun, prepareRun } from "../shared/run/prepare.ts";
import { runSize } from "../shared/run/size.ts";
import type { Scenario } from "../shared/scenario/schema.ts";
import { closest } from "../shared/scenario/spelling.ts";
import { checkAnswerFile } from "./answer-file.ts";
import { giveAnswer } from "./give-answer.ts";
import { type Host, tell } from "./host.ts";
import { forewarnings, freeBytes, thisMachine } from "./machine.ts";
import { isEnough, precisionText } from "./precision.ts";
import type { RunArguments } from "./run-options.ts";
import { type LoadedScenario, loadScenario } from "./scenario-file.ts";
import { shardCommand } from "./shard-command.ts";
import { simulateShown } from "./simulate-shown.ts";

/**
 * @throws ExpectedError, MachineError, CancelledError
 */
export async function runCommand(args: RunArguments, host: Host): Promise<void> {
  const began = host.now();
  const loaded = await loadScenario(args.file, host.stdin, host.signal);
  const { scenario, sha256 } = loaded;
  const prepared = prepare(loaded, args, host);
  const precision = args.precision ?? scenario.simulation?.precision;
  const { shard, out, json, load = 1 } = args;
  if (shard !== undefined && out !== undefined) {
    const forewarn = () => tellForewarnings(prepared, args, host);
    await shardCommand({ loaded, prepared, shard, out, precision, workers: args.workers, forewarn }, host);
    return;
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
}

function prepare({ scenario, columns }: LoadedScenario, args: RunArguments, host: Host): PreparedRun {
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
