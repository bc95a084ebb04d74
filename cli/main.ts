/** The process of the `plimsoll` command: its streams, signals and exit code. */
import { commandLine } from "./command-line.ts";
import { systemCode } from "./file-errors.ts";
import { localDate } from "./host.ts";
import { nodePort } from "./node-port.ts";

/** A reader that went away, as `| head` does, has what it wanted. */
function forgiveClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on("error", (error) => {
    if (systemCode(error) !== "EPIPE") throw error;
  });
}

forgiveClosedPipe(process.stdout);
forgiveClosedPipe(process.stderr);
const stopping = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  // The second time the system's own way is open again: the process ends at once.
  process.once(name, () => stopping.abort(name));
}
process.exitCode = await commandLine(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  signal: stopping.signal,
  now: () => performance.now(),
  today: () => localDate(new Date()),
  startWorker: nodePort,
});
