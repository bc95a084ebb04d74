/** The benchmark: runs the sections one after the other, prints and writes what they say. */
import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from "node:os";
import { join } from "node:path";
import type { App, Bench } from "./bench.ts";
import { digits } from "./format.ts";
import { type Options, optionsOf, type SectionName, USAGE } from "./options.ts";
import { type Section, sectionText } from "./report.ts";
import { chromiumSection } from "./sections/chromium.ts";
import { exampleSection } from "./sections/example.ts";
import { firstEstimateSection } from "./sections/first-estimate.ts";
import { flatSection } from "./sections/flat.ts";
import { memorySection } from "./sections/memory.ts";
import { workersSection } from "./sections/workers.ts";
import { workloadSection } from "./sections/workload.ts";

const RUN: Readonly<Record<SectionName, (bench: Bench) => Promise<Section>>> = {
  w: workloadSection,
  tasks: flatSection,
  memory: memorySection,
  workers: workersSection,
  chromium: chromiumSection,
  example: exampleSection,
  "first-estimate": firstEstimateSection,
};

/** What the script that starts the benchmark brings along. */
export interface Tools {
  readonly project: string;
  readonly say: (line: string) => void;
  readonly print: (text: string) => void;
  readonly openApp: () => Promise<App & { readonly close: () => Promise<void> }>;
  readonly now: Date;
}

/** @returns undefined, or what was wrong with the arguments */
export async function bench(args: readonly string[], tools: Tools): Promise<string | undefined> {
  if (args.includes("--help")) {
    tools.print(`${USAGE}\n`);
    return undefined;
  }
  const options = optionsOf(args);
  if (!options.ok) return options.error;
  const { only, rounds, quick, full } = options.value;
  const app = only.includes("chromium") ? await openedApp(tools) : undefined;
  const sections: Partial<Record<SectionName, Section>> = {};
  const parts: string[] = [heading(tools.now, options.value)];
  tools.print(`${parts[0]}\n`);
  try {
    for (const name of only) {
      const { project, say } = tools;
      const section = await RUN[name]({ project, rounds, quick, full, say, app });
      sections[name] = section;
      parts.push(sectionText(section));
      tools.print(`\n${parts.at(-1)}\n`);
    }
  } finally {
    await app?.close();
  }
  await written(options.value, tools, parts, sections);
  return undefined;
}

async function openedApp({ openApp, say }: Tools) {
  try {
    return await openApp();
  } catch (error) {
    say(`Chromium is left out: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

async function written(
  { write, json }: Options,
  { project, now, say }: Tools,
  parts: readonly string[],
  sections: Partial<Record<SectionName, Section>>,
): Promise<void> {
  if (json !== undefined) {
    await writeFile(
      json,
      `${JSON.stringify({ date: dateOf(now), machine: machine(), sections }, null, 2)}\n`,
    );
    say(`Every figure: ${json}`);
  }
  if (!write) return;
  const folder = join(project, "bench", "results");
  const file = join(folder, `${dateOf(now)}.md`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${parts.join("\n\n")}\n`);
  say(`Written: bench/results/${dateOf(now)}.md`);
}

/** By this machine's calendar. */
function dateOf(now: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return [
    `${model}, ${availableParallelism()} cores, ${digits(totalmem() / 2 ** 30, 2)} GiB`,
    `${platform()} ${release()}`,
    `Node ${process.versions.node}`,
    `load average ${loadavg()
      .map((load) => load.toFixed(2))
      .join(", ")}`,
  ].join("; ");
}

function heading(now: Date, { rounds, quick }: Options): string {
  const sizes = quick ? "Small sizes (--quick): to see that it works, not to judge." : "";
  return [
    `# Benchmark of ${dateOf(now)}`,
    `${machine()}. ${rounds} ${rounds === 1 ? "round" : "rounds"}. ${sizes}`.trim(),
    "Figures are the median (smallest – largest) of the rounds unless they say otherwise. Only ratios of what was measured in the same round mean anything: machines change their speed from minute to minute.",
  ].join("\n\n");
}
