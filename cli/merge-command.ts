/** `plimsoll merge`: the parts of one run become its answer. */
import { ExpectedError } from "../shared/errors.ts";
import { answerOf } from "../shared/findings/answer-of.ts";
import { contextOf, type RunContext } from "../shared/findings/context.ts";
import { succeed } from "../shared/result.ts";
import { Fold } from "../shared/run/fold.ts";
import { preparedRunOf } from "../shared/run/part-run.ts";
import type { PartHeader } from "../shared/run/part-schema.ts";
import { isLook, replicationOrder } from "../shared/run/schedule.ts";
import { resultBytes } from "../shared/run/size.ts";
import { formatBytes } from "../shared/run/size-problems.ts";
import type { ReplicationTally } from "../shared/simulate/tally.ts";
import { checkTarget } from "./answer-file.ts";
import { type Command, HELP_OPTION } from "./command.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { MachineError } from "./file-errors.ts";
import { giveAnswer } from "./give-answer.ts";
import { type Host, tell } from "./host.ts";
import { memoryBytes } from "./machine.ts";
import { type MergeArguments, parseMerge } from "./merge-arguments.ts";
import { type ByShard, headersOf, oneRun, readAll } from "./merge-parts.ts";
import { isEnough, precisionText } from "./precision.ts";
import { version } from "./version.ts";

export const MERGE: Command = {
  name: "merge",
  usage: "PART... [options]",
  does: "puts together the parts of a run that was spread over machines, and prints what comes out",
  help: {
    about:
      "Puts together the parts of a run that plimsoll run --shard wrote, on this machine or on others, and prints what the run in one piece would print. The parts are all it needs: they hold the scenario, too.",
    options: [
      {
        option: "--json [FILE]",
        explains:
          "prints the answer as JSON instead of the table, or writes it to FILE beside the table; --json=FILE is never taken for a part",
      },
      HELP_OPTION,
    ],
    exitCodes: [
      { option: "0", explains: "done, whatever the verdict" },
      {
        option: "2",
        explains:
          "a part is missing or not finished, belongs to another run, or is none: each is named on standard error",
      },
      { option: "4", explains: "the machine failed: a part is damaged or can't be read" },
    ],
    examples: ["plimsoll merge support-*.part", "plimsoll merge support-*.part --json=answer.json"],
  },
  parse(args) {
    const parsed = parseMerge(args);
    if (!parsed.ok) return parsed;
    return succeed({ left: "merged", carryOut: (host) => carryOut(parsed.value, host) });
  },
};

async function carryOut({ parts: files, json }: MergeArguments, host: Host): Promise<ExitCode> {
  const began = host.now();
  if (json !== undefined && json !== "-") await checkTarget(json);
  const { header, byShard } = oneRun(await headersOf(files));
  const prepared = preparedRunOf(header);
  if (!prepared.ok) throw new ExpectedError(prepared.error);
  checkMemory(header);
  tellOddities(header, byShard, host);
  const context = contextOf(prepared.value, header.scenario.sha256);
  const fold = await folded(header, byShard, context, host);
  const answer = answerOf(context, fold, (host.now() - began) / 1000);
  await giveAnswer(answer, context, { load: header.load, json }, host);
  if (header.precision !== undefined) tell(host, precisionText(answer, header.precision));
  return EXIT.ok;
}

function checkMemory({ replications, designs }: PartHeader): void {
  const needed = resultBytes(replications, designs.length);
  if (needed <= memoryBytes()) return;
  throw new MachineError(
    `The results of ${replications} replications of ${designs.length} designs may take ${formatBytes(needed)} of memory, and there is ${formatBytes(memoryBytes())}; merge them on a larger machine.`,
  );
}

function tellOddities({ plimsoll }: PartHeader, byShard: ByShard, host: Host): void {
  if (plimsoll !== version())
    tell(host, `The parts were simulated by Plimsoll ${plimsoll}; this is ${version()}.`);
  for (const [index, same] of byShard) {
    if (same.length === 1) continue;
    const files = same.map(({ file }) => file).join(", ");
    tell(host, `Part ${index} is there ${same.length} times (${files}); it counts once.`);
  }
}

/**
 * The results of all parts. Where the run was to stop once it is precise enough, they are looked at in the order in
 * which a run in one piece would have seen them, and count up to the same look.
 */
async function folded(
  { designs, replications, precision }: PartHeader,
  byShard: ByShard,
  context: RunContext,
  host: Host,
): Promise<Fold> {
  const fold = new Fold(designs);
  if (precision === undefined) {
    await readAll(byShard, (tallies) => fold.addAll(tallies), host);
    return fold;
  }
  const all = new Map<number, readonly ReplicationTally[]>();
  await readAll(byShard, ([tally, ...more]) => tally && all.set(tally.replication, [tally, ...more]), host);
  let done = 0;
  for (const replication of replicationOrder(replications)) {
    fold.addAll(all.get(replication) ?? []);
    done++;
    const look = done < replications && isLook(done, replications);
    if (look && isEnough(answerOf(context, fold, 0), precision)) break;
  }
  return fold;
}
