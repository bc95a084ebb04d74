/** The same run over all three transports: in process, on threads of Node, in workers of Chromium. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodePort } from "../../cli/node-port.ts";
import { launchChromium } from "../../scripts/setup/chromium.mjs";
import { PROJECT } from "../../scripts/setup/project.mjs";
import { type Served, serve } from "../../scripts/setup/serve.mjs";
import type { FromWorker, WorkerPort } from "../../shared/run/messages.ts";
import { digest, exampleRequest, tallied } from "../support/tallied.ts";

const rendererFolder = join(PROJECT, "dist", "renderer");
const nodeWorker = new URL("../../dist/cli/worker.js", import.meta.url);

/** Typed arrays as text and back: what crosses between the page and the test is JSON. */
function revived(text: string): FromWorker {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !("typed" in value) || !("values" in value))
      return value;
    const values = value.values as number[];
    if (value.typed === "Float64Array") return Float64Array.from(values);
    return value.typed === "Uint16Array" ? Uint16Array.from(values) : Uint32Array.from(values);
  }) as FromWorker;
}

let ports = 0;

/** Ports to the app's own simulator, one web worker each, in a page of the built app. */
function chromiumPorts(page: Page, workerUrl: string): () => WorkerPort {
  return () => {
    const name = `answers${ports++}`;
    let deliver: (message: FromWorker) => void = () => {};
    const ready = page
      .exposeFunction(name, (text: string) => deliver(revived(text)))
      .then(() =>
        page.evaluate(
          ({ name, workerUrl }) => {
            const worker = new Worker(workerUrl, { type: "module" });
            const typed = (_: string, value: unknown) =>
              ArrayBuffer.isView(value)
                ? { typed: value.constructor.name, values: Array.from(value as Float64Array) }
                : value;
            worker.onmessage = ({ data }) => {
              const answer = Reflect.get(window, name) as (text: string) => void;
              answer(JSON.stringify(data, typed));
            };
            Reflect.set(window, `worker of ${name}`, worker);
          },
          { name, workerUrl },
        ),
      );
    let last: Promise<unknown> = ready;
    return {
      post(message) {
        last = last.then(() =>
          page.evaluate(
            ({ name, text }) => {
              const worker = Reflect.get(window, `worker of ${name}`) as Worker;
              worker.postMessage(JSON.parse(text));
            },
            { name, text: JSON.stringify(message) },
          ),
        );
      },
      listen(onMessage) {
        deliver = onMessage;
      },
      terminate() {
        // the page may have been closed before its turn
        last = last
          .then(() =>
            page.evaluate((name) => (Reflect.get(window, `worker of ${name}`) as Worker).terminate(), name),
          )
          .catch(() => {});
      },
    };
  };
}

describe("the same file and seed give the same bytes", () => {
  let browser: Browser;
  let served: Served;
  let page: Page;
  let workerUrl: string;
  const request = exampleRequest(16);

  beforeAll(async () => {
    served = await serve({ folder: rendererFolder, port: 0 });
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(`${served.url}`);
    const assets = await readdir(join(rendererFolder, "assets"));
    const worker = assets.find((name) => /^simulator-worker.*\.js$/.test(name));
    workerUrl = new URL(`assets/${worker}`, served.url).href;
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  it("in process, on threads of Node and in workers of Chromium, with 1, 2 and 8 of them", async () => {
    const inProcess = digest(await tallied(request, 1));
    for (const workers of [1, 2, 8]) {
      expect(digest(await tallied(request, workers, () => nodePort(512, nodeWorker)))).toBe(inProcess);
      expect(digest(await tallied(request, workers, chromiumPorts(page, workerUrl)))).toBe(inProcess);
    }
  });
});
