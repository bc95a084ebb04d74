import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inlinePort } from "../../../shared/run/inline-port.ts";
import { WorkerPool } from "../../../shared/run/pool.ts";
import { replicationOrder } from "../../../shared/run/schedule.ts";
import { replicationsOfShard, shardProblems } from "../../../shared/run/shard.ts";
import { weekdayOf } from "../../../shared/simulate/compile-traffic.ts";
import type { ReplicationTally } from "../../../shared/simulate/tally.ts";
import { digest, exampleRequest, tallied } from "../../support/tallied.ts";

const shards = (of: number, replications: number, days = 1) =>
  Array.from({ length: of }, (_, i) => replicationsOfShard({ index: i + 1, of }, replications, days));

/** A number of worlds, and of parts that they can be cut into. */
const cuts = fc
  .integer({ min: 1, max: 150 })
  .chain((worlds) => fc.tuple(fc.constant(worlds), fc.integer({ min: 1, max: worlds })));

describe("a run cut into parts", () => {
  it("has every replication in exactly one of them, and both of a world in the same", () => {
    fc.assert(
      fc.property(cuts, ([worlds, of]) => {
        const parts = shards(of, 2 * worlds);
        expect(parts.flat().sort((a, b) => a - b)).toEqual([...Array(2 * worlds).keys()]);
        for (const part of parts) {
          const inPart = new Set(part);
          expect(part.filter((replication) => !inPart.has(replication ^ 1))).toEqual([]);
        }
      }),
    );
  });

  it("gives each as many worlds as the next, and as many of each weekday, within one", () => {
    fc.assert(
      fc.property(cuts, ([worlds, of]) => {
        const parts = shards(of, 2 * worlds);
        const within = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts);
        expect(within(parts.map(({ length }) => length / 2))).toBeLessThanOrEqual(1);
        for (let weekday = 0; weekday < 7; weekday++) {
          const counts = parts.map(
            (part) => part.filter((replication) => weekdayOf(replication >> 1, 1) === weekday).length / 2,
          );
          expect(within(counts)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("cut into seven has not all Sundays in one of them", () => {
    for (const part of shards(7, 128)) {
      expect(new Set(part.map((replication) => weekdayOf(replication >> 1, 1))).size).toBe(7);
    }
  });

  it("keeps the order of the run in one piece", () => {
    for (const days of [1, 7]) {
      const order = replicationOrder(60);
      for (const part of shards(4, 60, days)) {
        expect(part).toEqual(order.filter((replication) => part.includes(replication)));
      }
    }
  });

  it("can't have more parts than worlds", () => {
    expect(shardProblems({ index: 4, of: 4 }, 8)).toEqual([]);
    expect(shardProblems({ index: 1, of: 5 }, 8)).toMatchObject([
      { path: "--shard", value: "1/5", allowed: "I/N with N at most 4" },
    ]);
  });
});

describe("a pool asked for some of a run's replications", () => {
  it.each([1, 3])("gives those, in the order asked for, to the byte: %i of them at once", async (workers) => {
    const request = exampleRequest(20);
    const part = replicationsOfShard({ index: 2, of: 3 }, 20, request.days);
    const pool = new WorkerPool(inlinePort, workers);
    const tallies: ReplicationTally[] = [];
    await pool.run(request, { tallies: (told) => tallies.push(...told) }, part).finished;
    expect(tallies.map(({ replication }) => replication)).toEqual(
      part.flatMap((replication) => request.designs.map(() => replication)),
    );
    const whole = await tallied(request, 1);
    expect(digest(tallies)).toBe(digest(whole.filter(({ replication }) => part.includes(replication))));
  });
});
