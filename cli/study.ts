/** One study of a scenario on threads of this machine: read, prepared, simulated with its progress shown, and told. */
import { availableParallelism } from "node:os";
import { CancelledError, ExpectedError, failureKind, type Problem } from "../shared/errors.ts";
import { contextOf, type RunContext } from "../shared/findings/context.ts";
import { type PreparedRun, prepareRun } from "../shared/run/prepare.ts";
import { Simulator } from "../shared/run/simulator.ts";
import type { Scenario } from "../shared/scenario/schema.ts";
import { closest } from "../shared/scenario/spelling.ts";
import { checkAnswerFile } from "./answer-file.ts";
import { MachineError } from "./file-errors.ts";
import { type Host, tell } from "./host.ts";
import { thisMachine } from "./machine.ts";
import { heapLimit } from "./node-port.ts";
import { displayFor, type ProgressDisplay } from "./progress.ts";
import type { Page } from "./report/words.ts";
import { type LoadedScenario, loadScenario } from "./scenario-file.ts";
import type { StudyArguments } from "./study-arguments.ts";
import { inkOf, wantsColour, widthOf } from "./terminal.ts";
import { writeWhole } from "./write-file.ts";

/** What a study works on. */
export interface Study {
  readonly loaded: LoadedScenario;
  readonly prepared: PreparedRun;
  readonly context: RunContext;
  /** The design that was asked for, or the one that is judged; it is among those simulated. */
  readonly design: string;
  readonly simulator: Simulator;
  /** Tells how many replications there will be in all, for the display; the request's until then. */
  readonly expect: (replications: number) => void;
  /** Seconds since the command began. */
  readonly elapsedSeconds: () => number;
}

/** Which designs a study simulates: the one asked for, those asked for (or all), or all whatever was asked for. */
export type Simulated = "the design" | "all designs" | "every design";

/**
 * Reads and prepares a scenario, lends the study a simulator, and closes it at the end.
 *
 * @throws ExpectedError, MachineError, CancelledError
 */
export async function study<Answer>(
  args: StudyArguments,
  simulated: Simulated,
  host: Host,
  work: (study: Study) => Promise<Answer>,
): Promise<Answer> {
  const began = host.now();
  const loaded = await loadScenario(args.file, host.stdin, host.signal);
  const { prepared, design } = prepare(loaded, args, simulated, host);
  const { json } = args;
  if (json !== undefined && json !== "-") await checkAnswerFile(json, args.file, loaded.scenario);
  const display = displayFor(host, prepared.request.replications, false);
  const simulator = simulatorOf(args, host, display);
  const stop = () => simulator.stop();
  host.signal.addEventListener("abort", stop, { once: true });
  if (host.signal.aborted) simulator.stop();
  try {
    return await work({
      loaded,
      prepared,
      context: contextOf(prepared, loaded.sha256),
      design,
      simulator,
      expect: (replications) => display?.expect(replications),
      elapsedSeconds: () => (host.now() - began) / 1000,
    });
  } catch (error) {
    if (error instanceof CancelledError) throw new CancelledError("Stopped.");
    if (failureKind(error) === "expected" || error instanceof MachineError) throw error;
    if (error instanceof Error && error.name !== "Error") throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new MachineError(`The simulation could not be finished: ${reason}.`, { cause: error });
  } finally {
    display?.end();
    host.signal.removeEventListener("abort", stop);
    simulator.close();
  }
}

function simulatorOf({ workers }: StudyArguments, host: Host, display: ProgressDisplay | undefined) {
  const threads = workers ?? availableParallelism();
  const heap = heapLimit(threads);
  return new Simulator(() => host.startWorker(heap), threads, {
    onReplication: (done) => display?.update(done),
  });
}

function prepare(
  { scenario, columns, catalogue }: LoadedScenario,
  args: StudyArguments,
  simulated: Simulated,
  host: Host,
): { readonly prepared: PreparedRun; readonly design: string } {
  const names = Object.keys(scenario.designs);
  const unknown = args.designs.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new ExpectedError(unknown.map((name) => unknownDesign(name, names)));
  const design = args.designs[0] ?? scenario.chosen ?? names[0] ?? "";
  const designs = simulated === "the design" ? [design] : simulated === "all designs" ? args.designs : [];
  const { replications, seed, days, load } = args;
  const prepared = prepareRun(scenario, columns, {
    ...(designs.length === 0 ? {} : { designs }),
    ...(replications === undefined ? {} : { replications }),
    ...(seed === undefined ? {} : { seed }),
    ...(days === undefined ? {} : { days }),
    ...(load === undefined ? {} : { load }),
    machine: thisMachine(args.workers),
    catalogue,
    today: host.today(),
  });
  if (!prepared.ok) throw new ExpectedError(prepared.error);
  const { notSimulated, request } = prepared.value;
  const reasons = notSimulated[design];
  if (reasons !== undefined) throw new ExpectedError([impossible(design, reasons, scenario)]);
  return {
    prepared: prepared.value,
    design: request.designs.includes(design) ? design : request.designs[0]!,
  };
}

function unknownDesign(name: string, names: readonly string[]): Problem {
  const suggestion = closest(name, names);
  const found = { path: "--design", value: name, message: "The scenario has no design of this name." };
  return { ...found, allowed: names.join(", "), ...(suggestion === undefined ? {} : { suggestion }) };
}

function impossible(design: string, reasons: readonly string[], scenario: Scenario): Problem {
  const others = Object.keys(scenario.designs).filter((name) => name !== design);
  const instead = others.length > 0 ? ` Other designs (--design): ${others.join(", ")}.` : "";
  return {
    path: `designs.${design}`,
    message: `This design can't be simulated: ${reasons.join("; ")}.${instead}`,
  };
}

/**
 * Tells a study's answer: the text, or JSON, or both.
 *
 * @throws MachineError where the file can't be written; the text is printed then, too
 */
export async function giveStudy(
  answer: object,
  textOf: (page: Page) => string,
  { json }: Pick<StudyArguments, "json">,
  host: Host,
): Promise<void> {
  const text = `${JSON.stringify(answer, null, 2)}\n`;
  if (json === "-") {
    host.stdout.write(text);
    return;
  }
  const page = { width: widthOf(host.stdout, host.env), ink: inkOf(wantsColour(host.stdout, host.env)) };
  host.stdout.write(textOf(page));
  if (json === undefined) return;
  await writeWhole(json, text);
  tell(host, `The answer is in ${json}.`);
}
