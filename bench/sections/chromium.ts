/** The app's own web worker in Chromium beside a thread of Node, on the same jobs. */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { heapLimit, nodePort } from "../../cli/node-port.ts";
import type { FromWorker, ToWorker, WorkerPort } from "../../shared/run/messages.ts";
import type { App, Bench } from "../bench.ts";
import { digits, spreadText } from "../format.ts";
import { processorSeconds, requestOf } from "../measure.ts";
import { leftOut, type Section } from "../report.ts";
import { pairedRatios, spreadOf } from "../spread.ts";

const TITLE = "Node and Chromium";
const MOST_OF_NODE = 1.3;
/** Replications that each worker simulates. */
const REPLICATIONS = 16;
const QUICK_REPLICATIONS = 3;

interface Taken {
  /** From the first job to the last answer. */
  readonly wallSeconds: number;
  /** Processor time of the process, or of all of the browser's pages. */
  readonly cpuSeconds: number;
}

/** Gives each of some workers messages of its own, and tells what it took until all had answered their jobs. */
type Crew = (messages: readonly (readonly ToWorker[])[]) => Promise<Taken>;

const HOSTS = ["Node, 1 worker", "Chromium, 1 worker", "Node, 2 workers", "Chromium, 2 workers"] as const;
type HostName = (typeof HOSTS)[number];
type Figures = ReadonlyMap<HostName, readonly Taken[]>;

export async function chromiumSection(bench: Bench): Promise<Section> {
  const { app } = bench;
  if (app === undefined) return leftOut(TITLE, "Chromium: none here (PLIMSOLL_BROWSER names one)");
  const each = bench.quick ? QUICK_REPLICATIONS : REPLICATIONS;
  const counts = availableParallelism() < 2 ? [1] : [1, 2];
  const ports = counts.map(() => nodePort(heapLimit(2)));
  const page = await app.browser.newPage();
  try {
    // A page of the app's own origin on which the app does not run: it would simulate, too.
    await page.goto(app.workerUrl);
    const crews = [nodeCrew(ports), await chromiumCrew(page, app, counts.length)];
    return sectionOf(app, await timedRounds(bench, crews, counts, each), each);
  } finally {
    for (const port of ports) port.terminate();
    await page.close();
  }
}

async function timedRounds(
  { project, rounds, say }: Bench,
  crews: readonly Crew[],
  counts: readonly number[],
  each: number,
): Promise<Figures> {
  const text = readFileSync(join(project, "bench", "workload.json"), "utf8");
  const figures = new Map<HostName, Taken[]>();
  // The round before the first warms the workers up.
  for (let round = -1; round < rounds; round++) {
    for (const workers of counts) {
      for (const host of round % 2 === 0 ? [0, 1] : [1, 0]) {
        const name = HOSTS[2 * (workers - 1) + host]!;
        const taken = await crews[host]!(messagesFor(text, 1000 + round, workers, each));
        if (round < 0) continue;
        // Of one task: two workers have twice as many.
        const tasks = workers * each * 200_000;
        const { wallSeconds, cpuSeconds } = taken;
        const one = { wallSeconds: wallSeconds / tasks, cpuSeconds: cpuSeconds / tasks };
        figures.set(name, [...(figures.get(name) ?? []), one]);
        say(`  round ${round + 1} of ${rounds}: ${name} ${digits(one.wallSeconds * 1e9)} ns a task`);
      }
    }
  }
  return figures;
}

function sectionOf({ browser }: App, figures: Figures, each: number): Section {
  const cpu = (host: HostName): number[] => (figures.get(host) ?? []).map(({ cpuSeconds }) => cpuSeconds);
  const wall = (host: HostName): number[] => (figures.get(host) ?? []).map(({ wallSeconds }) => wallSeconds);
  const nanoseconds = (seconds: readonly number[]): string =>
    spreadText(spreadOf(seconds.map((taken) => taken * 1e9)));
  const toNode = spreadOf(pairedRatios(cpu("Chromium, 1 worker"), cpu("Node, 1 worker")));
  const toNodeByClock = spreadOf(pairedRatios(wall("Chromium, 1 worker"), wall("Node, 1 worker")));
  const ratios = [["Chromium / Node, 1 worker", spreadText(toNode), spreadText(toNodeByClock)]];
  if (figures.has("Chromium, 2 workers")) {
    const speedup = (host: "Node" | "Chromium"): string =>
      spreadText(spreadOf(pairedRatios(wall(`${host}, 1 worker`), wall(`${host}, 2 workers`))));
    ratios.push(["Node, 1 worker / 2 workers", "", speedup("Node")]);
    ratios.push(["Chromium, 1 worker / 2 workers", "", speedup("Chromium")]);
  }
  return {
    title: TITLE,
    meaning: `Chromium ${browser.version()} runs the built app's own simulator worker, Node ${process.versions.node} a thread of the same sources; each worker gets one job of ${each} replications of W, warm, by turns. The clock runs inside the page and the process, from the job to its answer; processor time is of all of the browser's page processes, and of the Node process.`,
    tables: [
      {
        head: ["host", "ns a task, processor", "ns a task, wall clock"],
        rows: HOSTS.filter((host) => figures.has(host)).map((host) => [
          host,
          nanoseconds(cpu(host)),
          nanoseconds(wall(host)),
        ]),
      },
      { head: ["paired ratios", "processor", "wall clock"], rows: ratios },
    ],
    verdicts: [
      {
        claim: "Chromium's processor time beside Node's, one worker",
        measured: spreadText(toNode),
        bar: `at most ${MOST_OF_NODE} ×`,
        reached: toNode.median <= MOST_OF_NODE,
      },
    ],
    leftOut: [],
    data: Object.fromEntries(figures),
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
    const before = processorSeconds();
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
    const wallSeconds = (performance.now() - began) / 1000;
    return { wallSeconds, cpuSeconds: processorSeconds() - before };
  };
}

async function chromiumCrew(page: Page, { browser, workerUrl }: App, size: number): Promise<Crew> {
  await page.evaluate(
    ({ workerUrl, size }) => {
      const workers = Array.from({ length: size }, () => new Worker(workerUrl, { type: "module" }));
      Reflect.set(window, "crew", workers);
    },
    { workerUrl, size },
  );
  const session = await browser.newBrowserCDPSession();
  const pagesSeconds = async (): Promise<number> => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo
      .filter(({ type }) => type === "renderer")
      .reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  return async (messages) => {
    const before = await pagesSeconds();
    const wallSeconds = await page.evaluate(answered, messages);
    return { wallSeconds, cpuSeconds: (await pagesSeconds()) - before };
  };
}

/** Runs in the page. */
async function answered(messages: readonly (readonly ToWorker[])[]): Promise<number> {
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
}
