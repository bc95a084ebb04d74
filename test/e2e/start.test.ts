/** `npm start` as a person runs it on a machine without a display. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { PROJECT } from "../../scripts/setup/project.mjs";

interface Started {
  readonly child: ChildProcess;
  /** What it has said so far. */
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function start(...args: readonly string[]): Started {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = spawn(process.execPath, [join(PROJECT, "scripts", "start.mjs"), ...args], { env });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, said: () => said, ended };
}

/** Waits until it has said where the app is, and gives that address. */
async function addressOf(started: Started): Promise<string> {
  await expect.poll(started.said, { timeout: 60_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
  return /http:\/\/127\.0\.0\.1:\d+\//.exec(started.said())?.[0] ?? "";
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "The app is where it says, and ends cleanly at %s",
  async (signal) => {
    const started = start("--no-open");
    const page = await fetch(await addressOf(started));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<title>Plimsoll</title>");
    started.child.kill(signal);
    expect(await started.ended).toBe(0);
    expect(started.said()).toContain("Stopped.");
  },
);

test("A second start finds another port beside the first", async () => {
  const first = await addressOf(start("--no-open"));
  const second = await addressOf(start("--no-open"));
  expect(second).not.toBe(first);
  expect((await fetch(second)).status).toBe(200);
});

test("A port that is taken is said to be, and nothing is started", async () => {
  const { port } = new URL(await addressOf(start("--no-open")));
  const second = start("--no-open", "--port", port);
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain(`Port ${port} is in use`);
});

test.each([
  ["--port", "eighty"],
  ["--port", "0"],
  ["--prot", "8080"],
])("%s %s is refused with an explanation", async (...args) => {
  const started = start(...args);
  expect(await started.ended).toBe(1);
  expect(started.said()).toMatch(/a port is a whole number|npm start -- /);
});
