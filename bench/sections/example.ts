/** The example scenario with all its designs, beside workload W. */
import { join } from "node:path";
import type { Bench } from "../bench.ts";
import { digits, spreadText } from "../format.ts";
import type { DesignCost, ScenarioMeasurement } from "../measure.ts";
import { simulated } from "../programs.ts";
import type { Section, Verdict } from "../report.ts";
import { pairedRatios, spreadOf } from "../spread.ts";

/** Nanoseconds an attempt, of all designs, over W's. */
const MOST_OF_W = 2;
const SIZES = { full: { W: 8, example: 24, warm: 4 }, quick: { W: 3, example: 4, warm: 2 } };

/** Nanoseconds an attempt of some designs together. */
function perAttempt(designs: readonly DesignCost[]): number {
  const sum = (part: (design: DesignCost) => number): number =>
    designs.reduce((total, design) => total + part(design), 0);
  return (sum(({ cpuSeconds }) => cpuSeconds) / sum(({ attempts }) => attempts)) * 1e9;
}

const all = ({ designs }: ScenarioMeasurement): number => perAttempt(Object.values(designs));

export async function exampleSection(bench: Bench): Promise<Section> {
  const { W, example, warm } = bench.quick ? SIZES.quick : SIZES.full;
  const files = {
    W: { file: join(bench.project, "bench", "workload.json"), replications: W },
    example: { file: join(bench.project, "scenarios", "support-assistant.json"), replications: example },
  };
  const ofW: ScenarioMeasurement[] = [];
  const ofExample: ScenarioMeasurement[] = [];
  for (let round = 0; round < bench.rounds; round++) {
    const measureW = async () => ofW.push(await simulated({ ...files.W, seed: 1000 + round, warm }));
    const measureExample = async () =>
      ofExample.push(await simulated({ ...files.example, seed: 1000 + round, warm }));
    for (const measure of round % 2 === 0 ? [measureW, measureExample] : [measureExample, measureW])
      await measure();
    bench.say(
      `  example, round ${round + 1} of ${bench.rounds}: W ${digits(all(ofW.at(-1)!))}, example ${digits(all(ofExample.at(-1)!))} ns an attempt`,
    );
  }
  const notSimulated = ofExample[0]?.notSimulated ?? [];
  return {
    title: "The example scenario, all designs",
    meaning: `scenarios/support-assistant.json, ${example} replications of a day a round, design by design in one process; processor time over all attempts, the same for W in the same round.`,
    tables: [
      {
        head: ["design", "ns an attempt", "ns a task", "attempts a task", "beside W, an attempt"],
        rows: [
          rowOf("workload W", ofW, ofW, (measured) => Object.values(measured.designs)),
          ...Object.keys(ofExample[0]?.designs ?? {}).map((name) =>
            rowOf(name, ofExample, ofW, ({ designs }) => [designs[name]!]),
          ),
          rowOf("all designs", ofExample, ofW, ({ designs }) => Object.values(designs)),
        ],
      },
    ],
    verdicts: verdictsOf(ofW, ofExample),
    leftOut: notSimulated.map((name) => `design ${name}: the engine does not simulate it`),
    data: { W: ofW, example: ofExample },
  };
}

function verdictsOf(
  ofW: readonly ScenarioMeasurement[],
  ofExample: readonly ScenarioMeasurement[],
): Verdict[] {
  const verdict = (claim: string, costs: readonly number[]): Verdict => {
    const ratio = spreadOf(pairedRatios(costs, ofW.map(all)));
    const bar = `at most ${MOST_OF_W} ×`;
    return { claim, measured: spreadText(ratio), bar, reached: ratio.median <= MOST_OF_W };
  };
  const together = verdict("the example's designs together beside W, an attempt", ofExample.map(all));
  const single = Object.keys(ofExample[0]?.designs ?? {}).map((name) => ({
    name,
    costs: ofExample.map(({ designs }) => perAttempt([designs[name]!])),
  }));
  const dearest = single.toSorted((a, b) => spreadOf(b.costs).median - spreadOf(a.costs).median)[0];
  if (dearest === undefined) return [together];
  return [together, verdict(`the dearest of them (${dearest.name})`, dearest.costs)];
}

function rowOf(
  name: string,
  measured: readonly ScenarioMeasurement[],
  W: readonly ScenarioMeasurement[],
  pick: (one: ScenarioMeasurement) => readonly DesignCost[],
): string[] {
  const picked = measured.map(pick);
  const costs = picked.map(perAttempt);
  const tasks = picked.flat().reduce((sum, design) => sum + design.tasks, 0);
  const attempts = picked.flat().reduce((sum, design) => sum + design.attempts, 0);
  return [
    name,
    spreadText(spreadOf(costs)),
    digits((spreadOf(costs).median * attempts) / tasks),
    digits(attempts / tasks),
    digits(spreadOf(pairedRatios(costs, W.map(all))).median),
  ];
}
