/** One run cut into parts for many machines: who simulates which replications. */
import type { Problem } from "../errors.ts";
import { weekdayOf } from "../simulate/compile-traffic.ts";
import { replicationOrder } from "./schedule.ts";

/** The `index`-th of `of` parts, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * Shards by world. Worlds are sorted by the weekday that they start on and dealt out like cards: every shard gets as
 * many as the next and as many of each weekday, within one, and so takes about as long.
 */
function shardsOfWorlds(worlds: number, days: number, of: number): Int32Array {
  const byWeekday = Array.from({ length: worlds }, (_, world) => world).sort(
    (a, b) => weekdayOf(a, days) - weekdayOf(b, days) || a - b,
  );
  const shards = new Int32Array(worlds);
  byWeekday.forEach((world, position) => {
    shards[world] = (position % of) + 1;
  });
  return shards;
}

/**
 * The replications of a shard, in the order of the whole run's schedule. Both replications of a world are in the same
 * shard; every replication is in exactly one.
 *
 * @param replications of the whole run
 * @param days length of the horizon
 * @example replicationsOfShard({ index: 2, of: 2 }, 8, 1) // [6, 7, 2, 3]
 */
export function replicationsOfShard({ index, of }: Shard, replications: number, days: number): number[] {
  const shards = shardsOfWorlds(Math.ceil(replications / 2), days, of);
  return replicationOrder(replications).filter((replication) => shards[replication >> 1] === index);
}

/** What is wrong with asking for a shard of so many replications; empty when nothing is. */
export function shardProblems({ index, of }: Shard, replications: number): Problem[] {
  const worlds = Math.ceil(replications / 2);
  if (of <= worlds) return [];
  return [
    {
      path: "--shard",
      value: `${index}/${of}`,
      message: `${replications} replications are ${worlds} worlds, and a world is not cut in two.`,
      allowed: `I/N with N at most ${worlds}`,
    },
  ];
}
