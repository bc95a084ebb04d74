/** `plimsoll explain`: looks for the tasks that stand out, simulates them again, and tells their lives. */
import { CancelledError, ExpectedError, type Problem } from "../shared/errors.ts";
import { contextOf } from "../shared/findings/context.ts";
import { explainAnswerOf, type Pick, type PickedTask } from "../shared/findings/explain-answer.ts";
import { succeed } from "../shared/result.ts";
import { Replay } from "../shared/run/explain.ts";
import { prepareRun } from "../shared/run/prepare.ts";
import type { RunRequest } from "../shared/run/request.ts";
import { closest } from "../shared/scenario/spelling.ts";
import { EXEMPLAR_KINDS } from "../shared/simulate/tally.ts";
import { formatCount } from "../shared/units/format.ts";
import { checkAnswerFile } from "./answer-file.ts";
import { type Command, HELP_OPTION } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { EXPLAIN_NUMBERS, type ExplainArguments, type NamedTask, parseExplain } from "./explain-arguments.ts";
import { type Host, tell } from "./host.ts";
import { thisMachine } from "./machine.ts";
import { livesText } from "./report/lives.ts";
import { numberHelp } from "./run-options.ts";
import { type LoadedScenario, loadScenario } from "./scenario-file.ts";
import { simulateShown } from "./simulate-shown.ts";
import { inkOf, wantsColour, widthOf } from "./terminal.ts";
import { writeWhole } from "./write-file.ts";

/** A task to be explained, and what it was picked for. */
interface Wanted extends NamedTask {
  readonly picked: readonly Pick[];
}

export const EXPLAIN: Command = {
  name: "explain",
  usage: "FILE [options]",
  does: "tells the life of a design's slowest tasks, attempt by attempt",
  help: {
    about:
      "Simulates one design of a scenario, finds the tasks that stand out, and tells their lives as they were: waits, attempts, rejections, tokens, cost. The same options as in a run find the same tasks.",
    options: [
      { option: "--design NAME", explains: "the design to look into; default: the chosen one" },
      {
        option: "--slowest N",
        explains: "the N slowest tasks that have a result, 1 to 5; default: the slowest",
      },
      { option: "--costliest N", explains: "the N costliest tasks, 1 to 5" },
      { option: "--most-tried N", explains: "the N tasks with the most attempts, failed ones too, 1 to 5" },
      {
        option: "--task R:N",
        explains:
          "task N of replication R, both counted from 0, as the others are named here and in the JSON of run; may be given several times",
      },
      ...numberHelp(EXPLAIN_NUMBERS),
      {
        option: "--json [FILE]",
        explains:
          "prints the lives as JSON instead of the text, or writes it to FILE beside the text; --json=FILE is never in doubt",
      },
      HELP_OPTION,
    ],
    examples: [
      "plimsoll explain scenarios/support-assistant.json --design sync",
      "plimsoll explain support.json --design sync --slowest 3 --most-tried 1",
      "plimsoll explain support.json --design sync --task 12:4711 --json",
    ],
  },
  parse(args) {
    const parsed = parseExplain(args);
    if (!parsed.ok) return parsed;
    const { value } = parsed;
    return succeed({ file: value.file, carryOut: (host) => carryOut(value, host) });
  },
};

async function carryOut(args: ExplainArguments, host: Host): Promise<ExitCode> {
  const began = host.now();
  const loaded = await loadScenario(args.file, host.stdin, host.signal);
  const { prepared, design } = prepare(loaded, args, host);
  const { request } = prepared;
  const { json, load = 1 } = args;
  if (json !== undefined && json !== "-") await checkAnswerFile(json, args.file, loaded.scenario);
  const named = namedTasks(request, args);
  const picked = await findPicked(request, design, args, host);
  const wanted = [...picked, ...named.filter((one) => !picked.some((other) => isSame(one, other)))];
  const tasks = livesOf(request, design, wanted, host);
  const context = contextOf(prepared, loaded.sha256);
  const answer = explainAnswerOf(context, { load, design }, tasks, (host.now() - began) / 1000);
  const text = `${JSON.stringify(answer, null, 2)}\n`;
  if (json === "-") {
    host.stdout.write(text);
    return EXIT.ok;
  }
  const ink = inkOf(wantsColour(host.stdout, host.env));
  host.stdout.write(livesText(tasks, context, { design, load, width: widthOf(host.stdout, host.env), ink }));
  if (json === undefined) return EXIT.ok;
  await writeWhole(json, text);
  tell(host, `The answer is in ${json}.`);
  return EXIT.ok;
}

function prepare({ scenario, columns, catalogue }: LoadedScenario, args: ExplainArguments, host: Host) {
  const names = Object.keys(scenario.designs);
  const design = args.design ?? scenario.chosen ?? names[0] ?? "";
  if (!names.includes(design)) throw new ExpectedError([unknownDesign(design, names)]);
  const { replications, seed, days, load } = args;
  const prepared = prepareRun(scenario, columns, {
    designs: [design],
    ...(replications === undefined ? {} : { replications }),
    ...(seed === undefined ? {} : { seed }),
    ...(days === undefined ? {} : { days }),
    ...(load === undefined ? {} : { load }),
    machine: thisMachine(args.workers),
    catalogue,
    today: host.today(),
  });
  if (!prepared.ok) throw new ExpectedError(prepared.error);
  const reasons = prepared.value.notSimulated[design];
  if (reasons !== undefined) {
    const message = `This design can't be simulated: ${reasons.join("; ")}.`;
    throw new ExpectedError([{ path: `designs.${design}`, message }]);
  }
  return { prepared: prepared.value, design };
}

function unknownDesign(name: string, names: readonly string[]): Problem {
  const suggestion = closest(name, names);
  const found = { path: "--design", value: name, message: "The scenario has no design of this name." };
  return { ...found, allowed: names.join(", "), ...(suggestion === undefined ? {} : { suggestion }) };
}

/** Simulates the run for the tasks that stand out in it; not at all where none are asked for. */
async function findPicked(
  request: RunRequest,
  design: string,
  { picks, workers }: ExplainArguments,
  host: Host,
): Promise<Wanted[]> {
  const kinds = EXEMPLAR_KINDS.filter((kind) => picks[kind] !== undefined);
  if (kinds.length === 0) return [];
  const fold = (await simulateShown(request, { workers, host })).of(design);
  const found = new Map<string, Wanted>();
  for (const kind of kinds) {
    fold
      .exemplars(kind)
      .slice(0, picks[kind])
      .forEach(({ replication, task, value }, i) => {
        const key = `${replication}:${task}`;
        const picked = [...(found.get(key)?.picked ?? []), { by: kind, rank: i + 1, value }];
        found.set(key, { replication, task, picked });
      });
  }
  return [...found.values()];
}

function isSame(a: NamedTask, b: NamedTask): boolean {
  return a.replication === b.replication && a.task === b.task;
}

function namedTasks({ replications }: RunRequest, { tasks }: ExplainArguments): Wanted[] {
  const beyond = tasks.filter(({ replication }) => replication >= replications);
  if (beyond.length > 0) {
    throw new ExpectedError(
      beyond.map(({ replication, task }) => ({
        path: "--task",
        value: `${replication}:${task}`,
        message: `There is no replication ${replication} in a run of ${replications}.`,
        allowed: `a replication from 0 to ${replications - 1}; --replications asks for more`,
      })),
    );
  }
  return tasks.map((named) => ({ ...named, picked: [] }));
}

/** Replication by replication, each simulated once; in the order asked for. */
function livesOf(
  request: RunRequest,
  design: string,
  wanted: readonly Wanted[],
  { signal }: Host,
): PickedTask[] {
  const replay = new Replay(request, design);
  const lives = new Map<string, PickedTask["task"]>();
  for (const replication of new Set(wanted.map((one) => one.replication))) {
    if (signal.aborted) throw new CancelledError("Stopped.");
    const asked = wanted.filter((one) => one.replication === replication).map(({ task }) => task);
    const { tasks, arrived } = replay.explain(replication, [...new Set(asked)]);
    for (const life of tasks) lives.set(`${replication}:${life.task}`, life);
    if (arrived !== undefined) throw new ExpectedError(missingTasks(replication, asked, arrived));
  }
  return wanted.flatMap(({ replication, task, picked }) => {
    const life = lives.get(`${replication}:${task}`);
    return life === undefined ? [] : [{ task: life, picked }];
  });
}

function missingTasks(replication: number, asked: readonly number[], arrived: number): Problem[] {
  return asked
    .filter((task) => task >= arrived)
    .map((task) => ({
      path: "--task",
      value: `${replication}:${task}`,
      message: `Replication ${replication} has no task ${task}: ${formatCount(arrived)} arrived.`,
      ...(arrived > 0 ? { allowed: `a task from 0 to ${arrived - 1}` } : {}),
    }));
}
