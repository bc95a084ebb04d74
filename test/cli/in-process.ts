/** The command line in this process and its one thread. */
import { Readable } from "node:stream";
import { commandLine } from "../../cli/command-line.ts";
import { inlinePort } from "../../shared/run/inline-port.ts";

export async function command(
  args: readonly string[],
  { stdin = "", signal = new AbortController().signal, today = "2026-12-01" } = {},
) {
  const written = { stdout: "", stderr: "" };
  const sink = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text;
    },
  });
  const code = await commandLine(args, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    env: {},
    signal,
    now: () => 0,
    today: () => today,
    startWorker: inlinePort,
  });
  return { code, ...written };
}
