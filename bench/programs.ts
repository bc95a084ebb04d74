/** The programs that are measured, each run in a process of its own. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type MeasureOptions, Refused, type ScenarioMeasurement } from "./measure.ts";
import { type Measurement, measurementOf } from "./measurement.ts";

const run = promisify(execFile);

/** Flags of the C kernel's compiler. */
export const KERNEL_FLAGS: readonly string[] = ["-O2"];

/** Something that may not be there: then the reason, as the end of a sentence. */
export type Available<T> = ({ readonly there: true } & T) | { readonly there: false; readonly why: string };

export interface Kernel {
  readonly run: (replications: number, seed: number) => Promise<Measurement>;
  /** The compiler's own first line about itself. */
  readonly compiler: string;
  readonly dispose: () => Promise<void>;
}

/** Compiles the C kernel with the machine's own compiler (`CC`, else `cc`). */
export async function kernel(source: string): Promise<Available<Kernel>> {
  const cc = process.env["CC"] ?? "cc";
  let compiler: string;
  try {
    compiler = firstLine((await run(cc, ["--version"])).stdout);
  } catch {
    return { there: false, why: `the C kernel: there is no C compiler here (${cc})` };
  }
  const folder = await mkdtemp(join(tmpdir(), "plimsoll-kernel-"));
  const program = join(folder, "kernel");
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await run(cc, [...KERNEL_FLAGS, "-o", program, source, "-lm"]);
  } catch (error) {
    await dispose();
    return { there: false, why: `the C kernel: ${cc} could not compile it (${firstLine(String(error))})` };
  }
  return {
    there: true,
    compiler,
    dispose,
    run: async (replications, seed) =>
      measurementOf((await run(program, [String(replications), String(seed), "2"])).stdout),
  };
}

export interface Simpy {
  readonly run: (tasks: number, seed: number) => Promise<Measurement>;
  readonly version: string;
}

/** SimPy of the system's Python, else of the first one on the path. */
export async function simpy(script: string): Promise<Available<Simpy>> {
  const ask = "import simpy, sys; print('SimPy', simpy.__version__ + ', Python', sys.version.split()[0])";
  for (const python of ["/usr/bin/python3", "python3"]) {
    try {
      const { stdout } = await run(python, ["-c", ask]);
      return {
        there: true,
        version: stdout.trim(),
        run: async (tasks, seed) =>
          measurementOf((await run(python, [script, String(tasks), String(seed)])).stdout),
      };
    } catch {
      // the next one may have it
    }
  }
  return { there: false, why: "SimPy: no Python here has it (Debian: apt-get install python3-simpy3)" };
}

/** Our own engine in a fresh process of this Node. @throws Refused where it won't run the scenario */
export async function simulated(options: MeasureOptions): Promise<ScenarioMeasurement> {
  const child = join(import.meta.dirname, "child.js");
  const { stdout } = await run(process.execPath, [child, JSON.stringify(options)]);
  const said: ScenarioMeasurement | { readonly refused: string } = JSON.parse(stdout);
  if ("refused" in said) throw new Refused(said.refused);
  return said;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
