/** `plimsoll loadline`: how much more traffic a design can carry before each of its promises breaks. */
import { loadLineAnswer } from "../shared/findings/load-line.ts";
import { LOAD_LINE_DEFAULTS, type LoadLineOptions, studyLoad } from "../shared/findings/load-line-study.ts";
import { fail, succeed } from "../shared/result.ts";
import { formatCount, formatShare } from "../shared/units/format.ts";
import { parseTyped } from "../shared/units/typed.ts";
import type { Unit } from "../shared/units/unit.ts";
import type { Command } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Host } from "./host.ts";
import { thisMachine } from "./machine.ts";
import { loadLineText } from "./report/load-line.ts";
import { giveStudy, study } from "./study.ts";
import {
  type OwnOption,
  parseStudy,
  type StudyArguments,
  type StudyOptions,
  studyHelp,
} from "./study-arguments.ts";

/** What the command's own options say. */
type Typed = { -readonly [Name in "to" | "from" | "precision" | "runs"]?: number };

function optionsFor(typed: Typed): StudyOptions {
  const own = (
    name: string,
    key: keyof Typed,
    unit: Unit,
    accepts: (value: number) => boolean,
    { letter, explains, allowed }: { letter: string; explains: string; allowed: string },
  ): OwnOption => ({
    name,
    letter,
    explains,
    allowed,
    take(value) {
      const read = parseTyped(value, unit);
      if (!read.ok) return { message: read.error.message };
      if (read.value.kind === "range") return { message: "One number is wanted here, not a range." };
      if (!accepts(read.value.value)) return { message: "This value is not allowed." };
      typed[key] = read.value.value;
      return undefined;
    },
  });
  const { from, to, precision, runs } = LOAD_LINE_DEFAULTS;
  return {
    name: "loadline",
    designs: "one",
    numbers: ["replications", "seed", "days", "workers"],
    own: [
      own("up-to", "to", "factor", (x) => x > 1 && x <= 1000, {
        letter: "X",
        explains: `the most traffic to look at, times today's; default: ${to}`,
        allowed: "a number above 1, at most 1,000",
      }),
      own("down-to", "from", "factor", (x) => x >= 0.001 && x < 1, {
        letter: "X",
        explains: `the least traffic to look at, times today's; default: ${from}`,
        allowed: "a number from 0.001 to below 1",
      }),
      own("precision", "precision", "share", (x) => x >= 0.001 && x < 1, {
        letter: "P",
        explains: `how close the multiples beside a line should be, as a share; default: ${formatShare(precision)}`,
        allowed: "a share from 0.1% to below 1, such as 2%",
      }),
      own("runs", "runs", "factor", (x) => x >= 1 && x <= 1000, {
        letter: "N",
        explains: `how much may be simulated, in runs at today's traffic; default: ${formatCount(runs)}, more where a run has few replications`,
        allowed: "a number from 1 to 1,000",
      }),
    ],
  };
}

export const LOADLINE: Command = {
  name: "loadline",
  usage: "FILE [--design NAME] [options]",
  does: "finds the traffic multiple at which each promise of a design breaks",
  help: {
    about:
      "Simulates one design at many multiples of its traffic, on the same worlds and tasks, and says up to which multiple each promise is met in enough worlds, what breaks first, and from where on more work arrives than can be done.",
    options: studyHelp(optionsFor({}), "the load line"),
    examples: [
      "plimsoll loadline scenarios/support-assistant.json",
      "plimsoll loadline support.json --design sync --up-to 20",
      "plimsoll loadline support.json --runs 30 --precision 1% --json line.json",
    ],
  },
  parse(args) {
    const typed: Typed = {};
    const parsed = parseStudy(args, optionsFor(typed));
    if (!parsed.ok) return fail(parsed.error);
    const { value } = parsed;
    return succeed({ file: value.file, carryOut: (host) => carryOut(value, typed, host) });
  },
};

async function carryOut(args: StudyArguments, asked: LoadLineOptions, host: Host): Promise<ExitCode> {
  await study(args, "the design", host, async (lent) => {
    const { prepared, context, design, simulator, expect, elapsedSeconds } = lent;
    const options = { ...asked, machine: thisMachine(args.workers) };
    const found = await studyLoad(simulator, prepared, context, design, options, { expect });
    const answer = loadLineAnswer(context, design, found, elapsedSeconds());
    await giveStudy(answer, (page) => loadLineText(answer, context, page), args, host);
  });
  return EXIT.ok;
}
