/** `plimsoll run`: reads, simulates, prints. */
import { CancelledError, ExpectedError, type Problem } from "../shared/errors.ts";
import type { RunAnswer } from "../shared/findings/answer.ts";
import { answerOf } from "../shared/findings/answer-of.ts";
import { contextOf, type RunContext } from "../shared/findings/context.ts";
import { type PreparedRun, prepareRun } from "../shared/run/prepare.ts";
import type { Scenario } from "../shared/scenario/schema.ts";
import { closest } from "../shared/scenario/spelling.ts";
import { formatShare } from "../shared/units/format.ts";
import { checkAnswerFile } from "./answer-file.ts";
import { type Host, tell } from "./host.ts";
import { widestJudged } from "./precision.ts";
import { ProgressDisplay } from "./progress.ts";
import { judgedDesign, reportOf } from "./report/report.ts";
import type { RunArguments } from "./run-options.ts";
import { loadScenario } from "./scenario-file.ts";
import { simulate } from "./simulate.ts";
import { inkOf, isScreen, wantsColour, widthOf } from "./terminal.ts";
import { writeWhole } from "./write-file.ts";

/**
 * @throws ExpectedError, MachineError, CancelledError
 */
export async function runCommand(args: RunArguments, host: Host): Promise<void> {
  const began = host.now();
  const { scenario, sha256, columns } = await loadScenario(args.file, host.stdin, host.signal);
  const prepared = prepare(scenario, columns, args, host);
  if (args.json !== undefined && args.json !== "-") await checkAnswerFile(args.json, args.file, scenario);
  const context = contextOf(prepared, sha256);
  const precision = args.precision ?? scenario.simulation?.precision;
  const fold = await withProgress(prepared, args, precision, context, host);
  const answer = answerOf(context, fold, (host.now() - began) / 1000);
  await give(answer, context, args, host);
  if (precision !== undefined) tell(host, precisionText(answer, precision));
}

function prepare(
  scenario: Scenario,
  columns: Readonly<Record<string, Float64Array>>,
  args: RunArguments,
  host: Host,
): PreparedRun {
  const { designs, replications, seed, days, load } = args;
  const unknown = designs.filter((name) => !Object.hasOwn(scenario.designs, name));
  if (unknown.length > 0) throw new ExpectedError(unknown.map((name) => unknownDesign(name, scenario)));
  const prepared = prepareRun(scenario, columns, {
    ...(designs.length === 0 ? {} : { designs }),
    ...(replications === undefined ? {} : { replications }),
    ...(seed === undefined ? {} : { seed }),
    ...(days === undefined ? {} : { days }),
    ...(load === undefined ? {} : { load }),
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

async function withProgress(
  { request }: PreparedRun,
  args: RunArguments,
  precision: number | undefined,
  context: RunContext,
  host: Host,
) {
  const { stderr, env } = host;
  const display = isScreen(stderr, env)
    ? new ProgressDisplay(request.replications, precision !== undefined, (text) => stderr.write(text), {
        width: () => widthOf(stderr, env),
        ink: inkOf(wantsColour(stderr, env)),
        now: host.now,
      })
    : undefined;
  let done = 0;
  try {
    return await simulate(request, {
      workers: args.workers,
      signal: host.signal,
      enough: precision === undefined ? undefined : (fold) => isEnough(answerOf(context, fold, 0), precision),
      onProgress: (replications) => {
        done = replications;
        display?.update(replications);
      },
    });
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    throw new CancelledError(`Stopped after ${done} of ${request.replications} replications.`);
  } finally {
    display?.end();
  }
}

function isEnough(answer: RunAnswer, precision: number): boolean {
  const design = judgedDesign(answer)?.answer;
  return design !== undefined && widestJudged(design) <= precision;
}

function precisionText(answer: RunAnswer, precision: number): string {
  const wanted = `a precision of ${formatShare(precision)}`;
  if (isEnough(answer, precision)) return `Reached ${wanted} after ${answer.replications} replications.`;
  const widest = judgedDesign(answer)?.answer;
  const half = widest === undefined ? Infinity : widestJudged(widest);
  const found = Number.isFinite(half)
    ? `the widest interval is ± ${formatShare(half)}`
    : "a figure that it is judged by has no bounded interval";
  return `Did not reach ${wanted} in ${answer.replications} replications: ${found}.`;
}

async function give(answer: RunAnswer, context: RunContext, args: RunArguments, host: Host): Promise<void> {
  const { json } = args;
  const text = `${JSON.stringify(answer, null, 2)}\n`;
  if (json === "-") {
    host.stdout.write(text);
    return;
  }
  // Whoever can't have the file should still see the table, and the other way round.
  const load = args.load ?? 1;
  const width = widthOf(host.stdout, host.env);
  const ink = inkOf(wantsColour(host.stdout, host.env));
  host.stdout.write(reportOf(answer, context, { load, width, ink }));
  if (json === undefined) return;
  await writeWhole(json, text);
  tell(host, `The answer is in ${json}.`);
}
