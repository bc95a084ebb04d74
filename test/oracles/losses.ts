/** What is turned away: M/M/c/K, Erlang's B, and the token bucket. */
import type { DesignAnswer, Estimate } from "../../shared/findings/answer.ts";
import { BirthDeath, bucketAdmits, bucketFromFull, erlangB } from "../support/queueing.ts";
import { plainScenario } from "../support/scenarios.ts";
import { complement, type Oracle, type Quantity, scaled } from "./oracle.ts";
import { LOADS } from "./queues.ts";

const SECONDS_PER_DAY = 86_400;
const SIZES = {
  shown: { replications: 28, tasks: 30_000 },
  counted: { replications: 14, tasks: 3000 },
} as const;

/** What a bucket admits in overload hardly varies, and what it held at the start shows: few and long. */
const OVERLOADED = {
  shown: { replications: 14, tasks: 100_000 },
  counted: { replications: 8, tasks: 16_000 },
} as const;

/** The estimate of a share that a scenario promises. */
function share(answer: DesignAnswer, name: "deliveredShare" | "successShare"): Estimate {
  const target = answer.targets.find((each) => each.name === name);
  if (target === undefined) throw new Error(`there is no target ${name}`);
  return target.value;
}

/** Any promise has the share estimated. */
const PROMISED = { targets: { deliveredShare: 0.5, successShare: 0.5 } } as const;

const SERVERS = 2;
const ROOM = 6;

/** Two servers, and room for four more to wait. */
function mmck(load: number, where: "the model's line" | "the design's queue"): Oracle {
  const arrivalRate = SERVERS * load;
  const chain = BirthDeath.queue(SERVERS, arrivalRate, 1, ROOM);
  const isFull = (n: number) => (n === ROOM ? 1 : 0);
  const blocked = chain.mean(isFull);
  const wait = (n: number) => (n === ROOM ? 0 : Math.max(0, n - SERVERS + 1) / SERVERS);
  const meanWait = chain.mean(wait) / (1 - blocked);
  // a ratio of two means: what its two parts are off, the one held against the other
  const excess = chain.fromEmpty((n) => wait(n) - meanWait * (1 - isFull(n))) / (1 - blocked);
  const inLine = ROOM - SERVERS;
  return {
    name: `M/M/${SERVERS}/${ROOM}, ${where}`,
    at: `load ${load}`,
    source: "birth and death (Kleinrock 1975, 3.6)",
    scenario: plainScenario({
      tasksPerDay: arrivalRate * SECONDS_PER_DAY,
      model: {
        latency: { total: { exponential: { mean: 1 } } },
        ...(where === "the model's line"
          ? { concurrency: SERVERS, waiting: inLine, limits: { rejectSeconds: 0 } }
          : {}),
      },
      design: where === "the model's line" ? {} : { concurrency: SERVERS, queueLimit: inLine },
      rest: PROMISED,
    }),
    arrivalRate,
    ...SIZES,
    // a full line is rare at a low load
    shown: load < 0.5 ? { replications: 28, tasks: 60_000 } : SIZES.shown,
    quantities: [
      {
        name: "blocked share",
        exact: blocked,
        read: (answer) => complement(share(answer, "deliveredShare")),
        bias: (horizon) => Math.abs(chain.fromEmpty(isFull)) / horizon,
      },
      {
        name: "mean response of the admitted, s",
        exact: 1 + meanWait,
        read: ({ responseSeconds }) => responseSeconds.mean,
        bias: (horizon) => Math.abs(excess) / horizon,
      },
    ],
  };
}

const TRUNKS = 5;

/** Five slots, no line, and who finds them taken goes to the next model. */
function overflow(load: number): Oracle {
  const arrivalRate = TRUNKS * load;
  const chain = BirthDeath.queue(TRUNKS, arrivalRate, 1, TRUNKS);
  const exact = erlangB(TRUNKS, arrivalRate);
  const bias = (horizon: number) => Math.abs(chain.fromEmpty((n) => (n === TRUNKS ? 1 : 0))) / horizon;
  return {
    name: `Overflow to the next model, ${TRUNKS} slots`,
    at: `load ${load}`,
    source: "Erlang 1917 (B)",
    scenario: plainScenario({
      tasksPerDay: arrivalRate * SECONDS_PER_DAY,
      design: { onLimit: "next", route: { answer: ["model", "backup"] } },
      rest: {
        ...PROMISED,
        models: {
          model: {
            latency: { total: { exponential: { mean: 1 } } },
            concurrency: TRUNKS,
            waiting: 0,
            limits: { rejectSeconds: 0 },
          },
          // only who comes here pays, and is wrong
          backup: { latency: { total: 1 }, price: { perCall: 1 }, success: 0 },
        },
      },
    }),
    arrivalRate,
    ...SIZES,
    quantities: [
      {
        name: "share that overflows, from the success share",
        exact,
        read: (answer) => complement(share(answer, "successShare")),
        bias,
      },
      { name: "share that overflows, from the cost", exact, read: ({ cost }) => cost.perTask, bias },
    ],
  };
}

/** One request a second comes back. */
function bucketScenario(arrivalRate: number, capacity: number) {
  return plainScenario({
    tasksPerDay: arrivalRate * SECONDS_PER_DAY,
    model: {
      latency: { total: 0.5 },
      price: { perCall: 1 },
      limits: { requestsPerMinute: 60, burstSeconds: capacity, rejectSeconds: 0 },
    },
    rest: PROMISED,
  });
}

/** What is throttled is neither delivered nor paid for. */
function throttledShares(exact: number, bias: Quantity["bias"]): Quantity[] {
  return [
    {
      name: "throttled share, from the delivered share",
      exact,
      read: (answer) => complement(share(answer, "deliveredShare")),
      bias,
    },
    {
      name: "throttled share, from the cost",
      exact,
      read: ({ cost }) => complement(cost.perTask),
      bias,
    },
  ];
}

function bucket(load: number): Oracle {
  const capacity = 3;
  const admitted = bucketAdmits(load, capacity);
  const excess = Math.abs(bucketFromFull(load, capacity));
  return {
    name: `Token bucket of ${capacity} requests`,
    at: `load ${load}`,
    source: "M/D/1 with bounded work (Cohen 1982, III.5)",
    scenario: bucketScenario(load, capacity),
    arrivalRate: load,
    ...(load > 1 ? OVERLOADED : SIZES),
    quantities: [
      ...throttledShares(1 - admitted, (horizon) => excess / horizon),
      {
        name: "admitted a second",
        exact: load * admitted,
        read: ({ cost }) => scaled(cost.perDay, 1 / SECONDS_PER_DAY),
        bias: (horizon) => (load * excess) / horizon,
      },
    ],
  };
}

/** So much more comes than is refilled that the bucket is never full: all that is refilled is taken. */
function fluid([load, capacity]: readonly [number, number]): Oracle {
  const excess = Math.abs(bucketFromFull(load, capacity));
  return {
    name: "Token bucket in overload, as a fluid",
    at: `load ${load}`,
    source: "what is not refilled is throttled: 1 − 1/load",
    scenario: bucketScenario(load, capacity),
    arrivalRate: load,
    ...OVERLOADED,
    quantities: throttledShares(1 - 1 / load, (horizon) => excess / horizon),
  };
}

export const LOSSES: readonly Oracle[] = [
  ...LOADS.map((load) => mmck(load, "the model's line")),
  ...LOADS.map((load) => mmck(load, "the design's queue")),
  ...LOADS.map(overflow),
  ...[...LOADS, 1.5].map(bucket),
  // as small as leaves it empty of free room: once in a hundred thousand seconds
  ...(
    [
      [3, 4],
      [5, 3],
    ] as const
  ).map(fluid),
];
