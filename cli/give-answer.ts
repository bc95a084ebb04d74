/** An answer on its way out: the table, or JSON, or both. */
import type { RunAnswer } from "../shared/findings/answer.ts";
import type { RunContext } from "../shared/findings/context.ts";
import { type Host, tell } from "./host.ts";
import { reportOf } from "./report/report.ts";
import { inkOf, wantsColour, widthOf } from "./terminal.ts";
import { writeWhole } from "./write-file.ts";

export interface GiveOptions {
  /** Traffic multiple of the run. */
  readonly load: number;
  /** Absent = the table only; `-` = JSON on standard output instead of it; otherwise the file to write beside it. */
  readonly json: string | undefined;
}

/** @throws MachineError where the file can't be written; the table is printed then, too */
export async function giveAnswer(
  answer: RunAnswer,
  context: RunContext,
  { load, json }: GiveOptions,
  host: Host,
): Promise<void> {
  const text = `${JSON.stringify(answer, null, 2)}\n`;
  if (json === "-") {
    host.stdout.write(text);
    return;
  }
  // Whoever can't have the file should still see the table, and the other way round.
  const width = widthOf(host.stdout, host.env);
  const ink = inkOf(wantsColour(host.stdout, host.env));
  host.stdout.write(reportOf(answer, context, { load, width, ink }));
  if (json === undefined) return;
  await writeWhole(json, text);
  tell(host, `The answer is in ${json}.`);
}
