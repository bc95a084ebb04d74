import { totalmem } from "node:os";
import { describe, expect, test } from "vitest";
import { forewarnings, freeBytes, memoryBytes, thisMachine } from "../../cli/machine.ts";
import { prepareRun } from "../../shared/run/prepare.ts";
import { memoryNeeded, runSize } from "../../shared/run/size.ts";
import { formatBytes } from "../../shared/run/size-problems.ts";
import { plainScenario } from "../support/scenarios.ts";
import { SMALL, scenarioFile } from "./built-cli.ts";
import { command } from "./in-process.ts";

const roomy = { memoryBytes: 1e15, workers: 1, longestSeconds: 1e9 };

function sizeOf(tasksPerDay: number, replications: number) {
  const prepared = prepareRun(
    plainScenario({ tasksPerDay, design: { concurrency: 4 } }),
    {},
    {
      today: "2026-12-01",
      replications,
      machine: roomy,
    },
  );
  if (!prepared.ok) throw new Error("it can't be run");
  return runSize(prepared.value.request);
}

describe("This machine", () => {
  test("has as much memory as its container gives it, and no less that is free than there is", () => {
    expect(memoryBytes()).toBeGreaterThan(1e8);
    expect(memoryBytes()).toBeLessThanOrEqual(totalmem());
    expect(freeBytes()).toBeLessThanOrEqual(memoryBytes());
    expect(thisMachine(3).workers).toBe(3);
  });
});

describe("A long run", () => {
  test("says how long, on how many cores, and what makes it shorter", () => {
    const size = { ...sizeOf(200_000, 5000), cpuSeconds: 6 * 3600 };
    const [line, ...more] = forewarnings(size, 2, undefined, 1e12);
    expect(line).toBe(
      "About 3 h on 2 cores (1G tasks, 1G attempts). To make it shorter: fewer --replications, fewer --days, or --shard to spread it over machines.",
    );
    expect(more).toEqual([]);
    expect(forewarnings(size, 1, { index: 1, of: 9 }, 1e12)[0]).toContain("on 1 core ");
    expect(forewarnings(size, 1, { index: 1, of: 9 }, 1e12)[0]).toContain("or more parts (--shard).");
  });

  test("is one that takes more than an hour on all its cores together", () => {
    const size = { ...sizeOf(1000, 8), cpuSeconds: 7000 };
    expect([1, 2].map((workers) => forewarnings(size, workers, undefined, 1e12).length)).toEqual([1, 0]);
  });
});

describe("A run that may fill the memory", () => {
  test("that is free says so, and is simulated all the same", () => {
    const size = sizeOf(2_000_000, 8);
    const needed = memoryNeeded(size, 2);
    const [line] = forewarnings(size, 2, undefined, needed / 2);
    expect(line).toBe(
      `This may need up to ${formatBytes(needed)} of memory, and ${formatBytes(needed / 2)} are free; fewer --workers need less.`,
    );
    expect(forewarnings(size, 2, undefined, needed)).toEqual([]);
  });

  test("that there is is refused with exit code 2, and says what would do", async () => {
    const designs = { only: { ...SMALL.designs.plain, concurrency: 4 } };
    // an hour at most for a replication, and more memory for each of many than any machine of today has
    const path = await scenarioFile({ ...SMALL, traffic: { users: 2e8 }, designs });
    const { code, stdout, stderr } = await command(["run", path, "--workers", "256"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("simulation: This run may need ");
    expect(stderr).toContain("tasks of a replication wait in only at once on each of 256 workers");
    expect(stderr).toContain("What would do: ");
  });

  test("in one replication of hours is refused, too", async () => {
    const path = await scenarioFile({ ...SMALL, traffic: { users: 1e11 } });
    const { code, stderr } = await command(["run", path, "--shard", "1/2", "--out", `${path}.part`]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/traffic\.users: This brings up to 100G tasks to one replication of 1 day: about/);
    expect(stderr).toContain("Simulate fewer users, or a shorter horizon (simulation.days:");
  });
});
