/** Workload W through the general engine, beside a C kernel and SimPy. */
import { join } from "node:path";
import type { Bench } from "../bench.ts";
import { digits, estimateText, spreadText } from "../format.ts";
import {
  FIGURE_NAMES,
  FIGURES,
  type FigureName,
  type Measurement,
  nanosecondsPerTask,
} from "../measurement.ts";
import { type Available, KERNEL_FLAGS, kernel, simpy, simulated } from "../programs.ts";
import { binAllowance, REFERENCE } from "../reference.ts";
import type { Section, Table, Verdict } from "../report.ts";
import { agree, type Estimate, estimateOf, pairedRatios, type Spread, spreadOf } from "../spread.ts";

type Name = "plimsoll" | "C" | "SimPy";

interface Program {
  readonly name: Name;
  readonly run: (seed: number) => Promise<Measurement>;
}

/** A round's measurements of a program, in the order of the rounds. */
type Rounds = Readonly<Partial<Record<Name, readonly Measurement[]>>>;

const MOST_OF_C = 2;
const GOAL_OF_C = 1.5;
const TIMES_SIMPY = 120;
const GOAL_TIMES_SIMPY = 200;
/** What the C kernel must be worth to count as a mark. */
const C_TIMES_SIMPY = 250;

/** Replications of 200,000 tasks, and tasks: each program about as long as the others, so that all meet the same machine. */
const SIZES = {
  full: { plimsoll: 16, warm: 4, C: 40, SimPy: 60_000 },
  quick: { plimsoll: 4, warm: 3, C: 10, SimPy: 15_000 },
};

export async function workloadSection(bench: Bench): Promise<Section> {
  const folder = join(bench.project, "bench");
  const size = bench.quick ? SIZES.quick : SIZES.full;
  const compiled = await kernel(join(folder, "kernel.c"));
  const python = await simpy(join(folder, "workload_simpy.py"));
  const ours: Program = {
    name: "plimsoll",
    run: async (seed) => {
      const options = { seed, warm: size.warm, replications: size.plimsoll };
      return (await simulated({ file: join(folder, "workload.json"), ...options })).first;
    },
  };
  const programs: Program[] = [ours];
  if (compiled.there) programs.push({ name: "C", run: (seed) => compiled.run(size.C, seed) });
  if (python.there) programs.push({ name: "SimPy", run: (seed) => python.run(size.SimPy, seed) });
  try {
    const rounds = await interleaved(programs, bench);
    return {
      title: "Workload W: the general engine, a C kernel, SimPy",
      meaning: meaningOf(compiled, python, size.plimsoll),
      tables: [timeTable(rounds), ratioTable(rounds), figureTable(rounds)],
      verdicts: [...ratioVerdicts(rounds), ...figureVerdicts(rounds)],
      leftOut: [
        ...[compiled, python].flatMap((rival) => (rival.there ? [] : [rival.why])),
        ...(bench.rounds > 1 ? [] : ["whether the figures agree: one round has no interval"]),
      ],
      data: rounds,
    };
  } finally {
    if (compiled.there) await compiled.dispose();
  }
}

function meaningOf(
  compiled: Available<{ readonly compiler: string }>,
  python: Available<{ readonly version: string }>,
  replications: number,
): string {
  const rivals = [
    compiled.there ? `bench/kernel.c (${compiled.compiler}, ${KERNEL_FLAGS.join(" ")})` : "",
    python.there ? `bench/workload_simpy.py (${python.version})` : "",
  ].filter((rival) => rival !== "");
  return [
    `bench/workload.json, an ordinary scenario file, through parse, prepare, compile, simulate and fold: ${replications} replications of 200,000 tasks a round, one process, after a warm-up.`,
    rivals.length === 0 ? "" : `Beside it ${rivals.join(" and ")}.`,
    "The programs take turns, every other round in reverse; ratios are of processor time within a round.",
    "The engine counts throttled attempts, not throttled tasks: its rejections a task stand against the C kernel's, whose throttled tasks stand against what was noted.",
  ].join(" ");
}

/** Runs every program once a round, forwards and backwards by turns, so that a machine that slows down hits all alike. */
async function interleaved(programs: readonly Program[], { rounds, say }: Bench): Promise<Rounds> {
  const all: Partial<Record<Name, Measurement[]>> = {};
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of round % 2 === 0 ? programs : programs.toReversed()) {
      const measured = await run(1000 + round);
      all[name] = [...(all[name] ?? []), measured];
      say(`  W, round ${round + 1} of ${rounds}: ${name} ${digits(nanosecondsPerTask(measured))} ns a task`);
    }
  }
  return all;
}

function timeTable(rounds: Rounds): Table {
  const wall = ({ wallSeconds, tasks }: Measurement): number => (wallSeconds / tasks) * 1e9;
  return {
    head: ["median (smallest – largest)", "ns a task, processor", "ns a task, wall clock", "rounds"],
    rows: Object.entries(rounds).map(([name, measured]) => [
      name,
      spreadText(spreadOf(measured.map(nanosecondsPerTask))),
      spreadText(spreadOf(measured.map(wall))),
      String(measured.length),
    ]),
  };
}

/** By how much the first costs more than the second, round by round. */
function ratio(rounds: Rounds, of: Name, to: Name): Spread | undefined {
  const first = rounds[of];
  const second = rounds[to];
  if (first === undefined || second === undefined) return undefined;
  return spreadOf(pairedRatios(first.map(nanosecondsPerTask), second.map(nanosecondsPerTask)));
}

const PAIRS: readonly (readonly [Name, Name])[] = [
  ["plimsoll", "C"],
  ["SimPy", "plimsoll"],
  ["SimPy", "C"],
];

function ratioTable(rounds: Rounds): Table {
  return {
    head: ["paired ratios", "median (smallest – largest)"],
    rows: PAIRS.flatMap(([of, to]) => {
      const found = ratio(rounds, of, to);
      return found === undefined ? [] : [[`${of} / ${to}`, spreadText(found)]];
    }),
  };
}

function ratioVerdicts(rounds: Rounds): Verdict[] {
  const verdicts: Verdict[] = [];
  const toC = ratio(rounds, "plimsoll", "C");
  if (toC !== undefined)
    verdicts.push({
      claim: "W's cost beside the C kernel's",
      measured: spreadText(toC),
      bar: `at most ${MOST_OF_C} ×`,
      reached: toC.median <= MOST_OF_C,
      goal: { bar: `${GOAL_OF_C} ×`, reached: toC.median <= GOAL_OF_C },
    });
  const simpyToUs = ratio(rounds, "SimPy", "plimsoll");
  if (simpyToUs !== undefined)
    verdicts.push({
      claim: "times faster than SimPy",
      measured: spreadText(simpyToUs),
      bar: `at least ${TIMES_SIMPY} ×`,
      reached: simpyToUs.median >= TIMES_SIMPY,
      goal: { bar: `${GOAL_TIMES_SIMPY} ×`, reached: simpyToUs.median >= GOAL_TIMES_SIMPY },
    });
  const simpyToC = ratio(rounds, "SimPy", "C");
  if (simpyToC !== undefined)
    verdicts.push({
      claim: "the C kernel is a mark worth the name: times faster than SimPy",
      measured: spreadText(simpyToC),
      bar: `at least ${C_TIMES_SIMPY} ×`,
      reached: simpyToC.median >= C_TIMES_SIMPY,
    });
  return verdicts;
}

function estimatesOf(measured: readonly Measurement[] | undefined, figure: FigureName): Estimate | undefined {
  const values = (measured ?? []).flatMap((one) => FIGURES[figure](one) ?? []);
  return values.length === 0 ? undefined : estimateOf(values);
}

function figureTable(rounds: Rounds): Table {
  const names = Object.entries(rounds);
  return {
    head: ["figures (99.9 % intervals)", "noted", ...names.map(([name]) => name)],
    rows: FIGURE_NAMES.map((figure) => {
      const noted = REFERENCE[figure];
      const estimates = names.map(([, measured]) => estimatesOf(measured, figure));
      return [
        figure,
        noted === undefined ? "" : String(noted.value),
        ...estimates.map((each) => (each === undefined ? "not told" : estimateText(each))),
      ];
    }),
  };
}

/** The engine's figures against those noted down, and against those of the C kernel. */
function figureVerdicts(rounds: Rounds): Verdict[] {
  if ((rounds.plimsoll ?? []).length < 2) return [];
  const tasks = (rounds.plimsoll ?? []).reduce((sum, measured) => sum + measured.tasks, 0);
  const noted = FIGURE_NAMES.flatMap((figure) => {
    const mine = estimatesOf(rounds.plimsoll, figure);
    const reference = REFERENCE[figure];
    if (mine === undefined || reference === undefined) return [];
    const { value, rounding } = reference;
    return agree(mine, { value, plusMinus: 0 }, rounding + binAllowance(figure, value)) ? [] : [figure];
  });
  const verdicts = [figureVerdict("W's figures are those noted down", noted, tasks)];
  if (rounds.C === undefined) return verdicts;
  const kernelDiffers = FIGURE_NAMES.flatMap((figure) => {
    const mine = estimatesOf(rounds.plimsoll, figure);
    const theirs = estimatesOf(rounds.C, figure);
    if (mine === undefined || theirs === undefined) return [];
    return agree(mine, theirs, binAllowance(figure, theirs.value)) ? [] : [figure];
  });
  return [...verdicts, figureVerdict("W's figures are those of the C kernel", kernelDiffers, tasks)];
}

function figureVerdict(claim: string, different: readonly string[], tasks: number): Verdict {
  return {
    claim,
    measured: different.length === 0 ? "all agree" : `different: ${different.join("; ")}`,
    bar: `within noise of ${digits(tasks)} tasks`,
    reached: different.length === 0,
  };
}
