/** The app's own web worker in Chromium beside a thread of Node, on the same jobs. */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { heapLimit, nodePort } from "../../cli/node-port.ts";
import type { FromWorker, ToWorker, WorkerPort } from "../../shared/run/messages.ts";
import type { App, Bench } from "../bench.ts";
import { digits, spreadText } from "../format.ts";
import { requestOf } from "../measure.ts";
import { leftOut, type Section, type Verdict } from "../report.ts";
import { pairedRatios, spreadOf } from "../spread.ts";

const TITLE = "Node and Chromium";
const MOST_OF_NODE = 1.3;
/** Replications that each worker simulates. */
const REPLICATIONS = 12;
const QUICK_REPLICATIONS = 3;

/** Gives each of some workers messages of its own, and tells in how many seconds all had answered their jobs. */
type Crew = (messages: readonly (readonly ToWorker[])[]) => Promise<number>;

const HOSTS = ["Node, 1 worker", "Chromium, 1 worker", "Node, 2 workers", "Chromium, 2 workers"] as const;
type HostName = (typeof HOSTS)[number];

export async function chromiumSection(bench: Bench): Promise<Section> {
  const { app } = bench;
  if (app === undefined) return leftOut(TITLE, "Chromium: none here (PLIMSOLL_BROWSER names one)");
  const text = readFileSync(join(bench.project, "bench", "workload.json"), "utf8");
  const each = bench.quick ? QUICK_REPLICATIONS : REPLICATIONS;
  const counts = availableParallelism() < 2 ? [1] : [1, 2];
  const ports = Array.from({ length: Math.max(...counts) }, () => nodePort(heapLimit(2)));
  const page = await app.browser.newPage();
  const seconds = new Map<HostName, number[]>();
  try {
    await page.goto(app.url);
    const crews = [nodeCrew(ports), await chromiumCrew(page, app, ports.length)];
    for (let round = -1; round < bench.rounds; round++) {
      for (const workers of counts) {
        for (const host of round % 2 === 0 ? [0, 1] : [1, 0]) {
          const name = HOSTS[2 * (workers - 1) + host]!;
          const taken = await crews[host]!(messagesFor(text, 1000 + round, workers, each));
          if (round < 0) continue;
          seconds.set(name, [...(seconds.get(name) ?? []), taken / workers / each / 200_000]);
          bench.say(
            `  round ${round + 1} of ${bench.rounds}: ${name} ${digits((taken / workers / each / 200_000) * 1e9)} ns a task`,
          );
        }
      }
    }
  } finally {
    for (const port of ports) port.terminate();
    await page.close();
  }
  return sectionOf(app, seconds, each);
}

function sectionOf(
  { browser }: App,
  seconds: ReadonlyMap<HostName, readonly number[]>,
  each: number,
): Section {
  const of = (host: HostName): readonly number[] => seconds.get(host) ?? [];
  const verdicts: Verdict[] = [];
  const rows = HOSTS.filter((host) => seconds.has(host)).map((host) => [
    host,
    spreadText(spreadOf(of(host).map((taken) => taken * 1e9))),
  ]);
  const toNode = spreadOf(pairedRatios(of("Chromium, 1 worker"), of("Node, 1 worker")));
  verdicts.push({
    claim: "Chromium's cost beside Node's, one worker",
    measured: spreadText(toNode),
    bar: `at most ${MOST_OF_NODE} ×`,
    reached: toNode.median <= MOST_OF_NODE,
  });
  if (seconds.has("Chromium, 2 workers")) {
    const speedup = spreadOf(pairedRatios(of("Chromium, 1 worker"), of("Chromium, 2 workers")));
    rows.push(["Chromium, 1 worker / 2 workers", spreadText(speedup)]);
  }
  return {
    title: TITLE,
    meaning: `Chromium ${browser.version()} runs the built app's own simulator worker, Node ${process.versions.node} a thread of the same sources; each worker gets one job of ${each} replications of W, warm, by turns; wall clock from the job to its answer inside the page or the process. Of two workers: time of both over the tasks of both.`,
    tables: [{ head: ["host", "ns a task"], rows }],
    verdicts,
    leftOut: [],
    data: Object.fromEntries(seconds),
  };
}

let runs = 0;

/** For each worker a request and one job of its share of the replications. */
function messagesFor(text: string, seed: number, workers: number, each: number): ToWorker[][] {
  const request = requestOf(text, { seed, replications: workers * each });
  const design = request.designs[0] ?? "";
  return Array.from({ length: workers }, (_, worker): ToWorker[] => {
    const run = runs++;
    const work = Array.from({ length: each }, (_, i) => ({ replication: worker * each + i, design }));
    return [
      { kind: "begin", run, request },
      { kind: "job", run, job: run, work },
    ];
  });
}

function nodeCrew(ports: readonly WorkerPort[]): Crew {
  const heard = ports.map((port) => {
    const ear = { answer: (_: FromWorker): void => {}, fail: (_: Error): void => {} };
    port.listen(
      (message) => ear.answer(message),
      (reason) => ear.fail(new Error(reason)),
    );
    return ear;
  });
  return async (messages) => {
    const began = performance.now();
    await Promise.all(
      messages.map(
        (some, at) =>
          new Promise<void>((resolve, reject) => {
            const ear = heard[at]!;
            ear.answer = (answer) =>
              answer.kind === "failed" ? reject(new Error(answer.message)) : resolve();
            ear.fail = reject;
            for (const message of some) ports[at]?.post(message);
          }),
      ),
    );
    return (performance.now() - began) / 1000;
  };
}

async function chromiumCrew(page: Page, { workerUrl }: App, size: number): Promise<Crew> {
  await page.evaluate(
    ({ workerUrl, size }) => {
      const workers = Array.from({ length: size }, () => new Worker(workerUrl, { type: "module" }));
      Reflect.set(window, "crew", workers);
    },
    { workerUrl, size },
  );
  return (messages) =>
    page.evaluate(async (messages) => {
      const workers = Reflect.get(window, "crew") as Worker[];
      const began = performance.now();
      await Promise.all(
        messages.map(
          (some, at) =>
            new Promise<void>((resolve, reject) => {
              const worker = workers[at]!;
              worker.onmessage = ({ data }: MessageEvent<FromWorker>) =>
                data.kind === "failed" ? reject(new Error(data.message)) : resolve();
              worker.onerror = ({ message }) => reject(new Error(message));
              for (const message of some) worker.postMessage(message);
            }),
        ),
      );
      return (performance.now() - began) / 1000;
    }, messages);
}
