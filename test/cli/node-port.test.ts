import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { nodePort } from "../../cli/node-port.ts";
import type { ToWorker } from "../../shared/run/messages.ts";
import { temporaryFolder } from "../electron/temporary-folder.ts";

const JOB: ToWorker = { kind: "job", run: 1, job: 1, work: [] };

/** What is heard of a thread with this body that was given a job. */
async function heardOf(body: string, heap = 64): Promise<{ messages: unknown[]; failures: string[] }> {
  const file = join(await temporaryFolder(), "worker.mjs");
  await writeFile(file, `import { parentPort } from "node:worker_threads";\n${body}`);
  const port = nodePort(heap, pathToFileURL(file));
  const heard = { messages: [] as unknown[], failures: [] as string[] };
  await new Promise<void>((resolve) => {
    port.listen(
      (message) => {
        heard.messages.push(message);
        resolve();
      },
      (reason) => {
        heard.failures.push(reason);
        resolve();
      },
    );
    port.post(JOB);
  });
  // Whatever else comes would come now.
  await new Promise((resolve) => setTimeout(resolve, 50));
  port.terminate();
  return heard;
}

describe("A worker thread", () => {
  test("answers messages", async () => {
    const { messages, failures } = await heardOf(
      'parentPort.on("message", (m) => parentPort.postMessage(m));',
    );
    expect(messages).toEqual([JOB]);
    expect(failures).toEqual([]);
  });

  test("that throws is told of once, with its reason", async () => {
    const { failures } = await heardOf('parentPort.on("message", () => { throw new Error("it broke"); });');
    expect(failures).toEqual(["it broke"]);
  });

  test("that ends is told of", async () => {
    const { failures } = await heardOf('parentPort.on("message", () => process.exit(7));');
    expect(failures).toEqual(["it ended with code 7"]);
  });

  test("that fills its memory ends alone, and says so", async () => {
    const greedy =
      'parentPort.on("message", () => { const all = []; for (;;) all.push(new Array(1e5).fill({})); });';
    const { failures } = await heardOf(greedy, 16);
    expect(failures).toEqual(["it ran out of memory; fewer --workers leave more for each"]);
  });

  test("that was sent away is not told of", async () => {
    const file = join(await temporaryFolder(), "worker.mjs");
    await writeFile(file, "setInterval(() => {}, 1000);");
    const port = nodePort(64, pathToFileURL(file));
    const failures: string[] = [];
    port.listen(
      () => {},
      (reason) => failures.push(reason),
    );
    port.terminate();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(failures).toEqual([]);
  });
});
