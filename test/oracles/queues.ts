/** Waiting lines: M/M/1, M/M/c with its tail and Little's law, M/G/1, M/D/1. */

import type { Scenario } from "../../shared/scenario/schema.ts";
import {
  BirthDeath,
  constantMoments,
  erlangTail,
  lognormalMoments,
  Mmc,
  type Moments,
  mg1FromEmpty,
  pollaczekKhinchine,
} from "../support/queueing.ts";
import { plainScenario } from "../support/scenarios.ts";
import { type Oracle, type Quantity, type Size, scaled } from "./oracle.ts";

export const LOADS = [0.3, 0.7, 0.9, 0.95] as const;
type Load = (typeof LOADS)[number];

/** All services take one second on average. */
const SECONDS_PER_DAY = 86_400;

/** Beyond this many a line of these loads has no chance worth a digit. */
const ROOM = 1500;

/**
 * How long a replication must be follows from the load: what a start from empty adds grows like (1 − load)⁻³, the
 * spread of a mean like (1 − load)⁻². Tasks of services whose second moment is that of the exponential distribution.
 */
const SIZES: Readonly<Record<Load, Sizes>> = {
  0.3: { shown: { replications: 56, tasks: 10_000 }, counted: { replications: 14, tasks: 5000 } },
  0.7: { shown: { replications: 56, tasks: 20_000 }, counted: { replications: 14, tasks: 6000 } },
  0.9: { shown: { replications: 28, tasks: 60_000 }, counted: { replications: 8, tasks: 20_000 } },
  0.95: { shown: { replications: 28, tasks: 160_000 }, counted: { replications: 8, tasks: 80_000 } },
};

interface Sizes {
  readonly shown: Size;
  readonly counted: Size;
}

/** With services that vary more, lines build up and empty more slowly, in proportion. @param second E S², E S = 1 */
function sizes(load: Load, second: number): Sizes {
  const scale = (size: Size): Size => ({ ...size, tasks: Math.round((size.tasks * second) / 2) });
  const { shown, counted } = SIZES[load];
  return { shown: scale(shown), counted: scale(counted) };
}

/** What becomes of a mean over the tasks of a replication that starts with nobody there. */
function biasOfMean(chain: BirthDeath, of: (state: number) => number): (horizon: number) => number {
  const excess = Math.abs(chain.fromEmpty(of));
  return (horizon) => excess / horizon;
}

/** The same for a quantile of a time, whose density there is given. */
function biasOfQuantile(
  chain: BirthDeath,
  longer: (state: number) => number,
  density: number,
): (horizon: number) => number {
  const excess = Math.abs(chain.fromEmpty(longer));
  return (horizon) => excess / horizon / density;
}

function responseQuantile(chain: BirthDeath, slack: number, p: number, name: "p95" | "p99"): Quantity {
  const exact = -Math.log(1 - p) / slack;
  return {
    name: `${name} of the response, s`,
    exact,
    read: ({ responseSeconds }) => responseSeconds[name],
    bias: biasOfQuantile(chain, (n) => erlangTail(n + 1, 1, exact), slack * (1 - p)),
  };
}

/** One server: the slot of a model. */
function mm1(load: Load): Oracle {
  const queue = new Mmc(1, load, 1);
  const chain = BirthDeath.queue(1, load, 1, ROOM);
  return {
    name: "M/M/1",
    at: `load ${load}`,
    source: "Erlang 1917; the response is exponential",
    scenario: plainScenario({
      tasksPerDay: load * SECONDS_PER_DAY,
      model: { latency: { total: { exponential: { mean: 1 } } }, concurrency: 1 },
    }),
    arrivalRate: load,
    ...SIZES[load],
    quantities: [
      {
        name: "mean wait, s",
        exact: queue.meanWait,
        read: ({ waitSeconds }) => waitSeconds.mean,
        bias: biasOfMean(chain, (n) => n),
      },
      responseQuantile(chain, queue.slack, 0.95, "p95"),
      // closer to 1 the tasks of a run are so much alike that they are too few for p99
      ...(load < 0.9 ? [responseQuantile(chain, queue.slack, 0.99, "p99")] : []),
    ],
  };
}

const SERVERS = 4;

function waitQuantile(queue: Mmc, chain: BirthDeath, p: number, name: "p95" | "p99"): Quantity {
  const { servers, slack } = queue;
  const exact = queue.waitQuantile(p);
  return {
    name: `${name} of the wait, s`,
    exact,
    read: ({ waitSeconds }) => waitSeconds[name],
    bias: biasOfQuantile(
      chain,
      (n) => (n < servers ? 0 : erlangTail(n - servers + 1, servers, exact)),
      slack * (1 - p),
    ),
  };
}

/** Several servers: the slots of a design. */
function mmc(load: Load): Oracle {
  const arrivalRate = SERVERS * load;
  const queue = new Mmc(SERVERS, arrivalRate, 1);
  const chain = BirthDeath.queue(SERVERS, arrivalRate, 1, ROOM);
  const tails = [
    waitQuantile(queue, chain, 0.95, "p95"),
    ...(load < 0.9 ? [waitQuantile(queue, chain, 0.99, "p99")] : []),
  ];
  return {
    name: `M/M/${SERVERS}`,
    at: `load ${load}`,
    source: "Erlang 1917 (C); Little 1961",
    scenario: plainScenario({
      tasksPerDay: arrivalRate * SECONDS_PER_DAY,
      model: { latency: { total: { exponential: { mean: 1 } } } },
      design: { concurrency: SERVERS },
    }),
    arrivalRate,
    ...SIZES[load],
    quantities: [
      {
        name: "mean wait, s",
        exact: queue.meanWait,
        read: ({ waitSeconds }) => waitSeconds.mean,
        bias: biasOfMean(chain, (n) => Math.max(0, n - SERVERS + 1) / SERVERS),
      },
      // at a low load fewer than one in twenty wait at all
      ...tails.filter(({ exact }) => exact > 0),
      {
        // what the states say, against the arrival rate times what the tasks say
        name: "mean number there = λ × mean response (Little)",
        exact: chain.mean((n) => n),
        read: ({ responseSeconds }) => scaled(responseSeconds.mean, arrivalRate),
        bias: biasOfMean(chain, (n) => arrivalRate * (Math.max(0, n - SERVERS + 1) / SERVERS)),
      },
    ],
  };
}

type Latency = NonNullable<Scenario["models"][string]["latency"]["total"]>;

/** One server and any service: Pollaczek and Khinchine's mean wait. */
function mg1(load: Load, name: string, moments: Moments, total: Latency, worker: boolean): Oracle {
  return {
    name,
    at: `load ${load}`,
    source: "Pollaczek 1930, Khinchine 1932",
    scenario: plainScenario({
      tasksPerDay: load * SECONDS_PER_DAY,
      model: { latency: { total }, ...(worker ? {} : { concurrency: 1 }) },
      design: worker ? { mode: "async", workers: 1 } : {},
    }),
    arrivalRate: load,
    ...sizes(load, moments.second),
    quantities: [
      {
        name: "mean wait, s",
        exact: pollaczekKhinchine(load, moments),
        read: ({ waitSeconds }) => waitSeconds.mean,
        bias: (horizon) => Math.abs(mg1FromEmpty(load, moments)) / horizon,
      },
    ],
  };
}

const CV = 1.25;

export const QUEUES: readonly Oracle[] = [
  ...LOADS.map(mm1),
  ...LOADS.map(mmc),
  // a worker of an async design serves, and holds one task at a time
  ...LOADS.map((load) =>
    mg1(load, "M/G/1, lognormal", lognormalMoments(1, CV), { lognormal: { mean: 1, cv: CV } }, true),
  ),
  ...LOADS.map((load) => mg1(load, "M/D/1", constantMoments(1), 1, false)),
];
