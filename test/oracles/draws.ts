/** What tasks and worlds draw: lognormal sizes and what they cost, sizes joined by a copula, a test set's posterior. */
import type { DesignAnswer } from "../../shared/findings/answer.ts";
import {
  integral,
  lognormalMean,
  lognormalOf,
  meanTokens,
  normalCdf,
  quantileOfSum,
  WholeBeta,
} from "../support/moments.ts";
import { plainScenario } from "../support/scenarios.ts";
import { type Oracle, scaled } from "./oracle.ts";

const SECONDS_PER_DAY = 86_400;
/** Tasks that never meet don't notice when a replication starts. */
const never = () => 0;

const INPUT = { p50: 800, p95: 4000 };
const OUTPUT = { p50: 250, p95: 1200 };
const LARGEST = 2000;

function cost(): Oracle {
  // so many tokens that rounding them changes nothing in six digits
  const input = lognormalMean(lognormalOf(INPUT.p50, INPUT.p95));
  const output = meanTokens(lognormalOf(OUTPUT.p50, OUTPUT.p95), LARGEST);
  return {
    name: "Lognormal tokens",
    at: `output cut at ${LARGEST}`,
    source: "mean of a lognormal in whole tokens, cut",
    scenario: plainScenario({
      tasksPerDay: SECONDS_PER_DAY,
      step: {
        input: { lognormal: INPUT },
        output: { lognormal: OUTPUT },
        correlation: 0.42,
        maxOutput: LARGEST,
        onTruncate: "fine",
      },
      model: { latency: { perInputToken: 0.0001 }, price: { input: 3, output: 15 } },
    }),
    arrivalRate: 1,
    shown: { replications: 56, tasks: 20_000 },
    counted: { replications: 28, tasks: 1500 },
    quantities: [
      {
        name: "cost a task, of a million tokens",
        exact: 3 * input + 15 * output,
        read: (answer) => scaled(answer.cost.perTask, 1e6),
        bias: never,
      },
      {
        name: "mean input, from the mean response",
        exact: input,
        read: ({ responseSeconds }) => scaled(responseSeconds.mean, 1e4),
        bias: never,
      },
    ],
  };
}

/** Input and output joined: how long they take together depends on how they go together. */
function joined(spearman: number): Oracle {
  const perInput = 0.001;
  const perOutput = 0.003;
  const quantity = (p: number, name: "p95" | "p99") => {
    const exact = quantileOfSum(
      [perInput, lognormalOf(INPUT.p50, INPUT.p95)],
      [perOutput, lognormalOf(OUTPUT.p50, OUTPUT.p95)],
      spearman,
      p,
    );
    return {
      name: `${name} of the response, s`,
      exact,
      read: ({ responseSeconds }: DesignAnswer) => responseSeconds[name],
      bias: never,
    };
  };
  return {
    name: "Sizes joined by a copula",
    at: `rank correlation ${spearman}`,
    source: "Pearson 1907; the sum's distribution by integration",
    scenario: plainScenario({
      tasksPerDay: SECONDS_PER_DAY,
      step: { input: { lognormal: INPUT }, output: { lognormal: OUTPUT }, correlation: spearman },
      model: { latency: { perInputToken: perInput, perOutputToken: perOutput } },
    }),
    arrivalRate: 1,
    shown: { replications: 56, tasks: 10_000 },
    counted: { replications: 28, tasks: 1000 },
    quantities: [quantity(0.95, "p95"), quantity(0.99, "p99")],
  };
}

const PASSED = 176;
const OF = 200;
const PROMISED = 0.88;

/** Worlds whose success share is known from a test set only. */
function posterior(): Oracle {
  const beta = new WholeBeta(PASSED + 1, OF - PASSED + 1);
  const tasks = 1000;
  // a world shows its share on the tasks of its two replications
  const seenAtLeast = integral(0.5, 1, 4000, (share) => {
    const sd = Math.sqrt((share * (1 - share)) / (2 * tasks));
    return beta.density(share) * normalCdf((share - PROMISED) / sd);
  });
  const target = (answer: DesignAnswer) => {
    const found = answer.targets.find(({ name }) => name === "successShare");
    if (found === undefined) throw new Error("there is no target");
    return found;
  };
  return {
    name: "Posterior of a test set",
    at: `${PASSED} of ${OF} passed`,
    source: "Beta(passed + 1, of − passed + 1) (Laplace 1774)",
    scenario: plainScenario({
      tasksPerDay: SECONDS_PER_DAY,
      model: { latency: { total: 1 }, success: { passed: PASSED, of: OF } },
      rest: { costs: { perTask: { "one each": 1 } }, targets: { successShare: PROMISED } },
    }),
    arrivalRate: 1,
    shown: { replications: 1024, tasks },
    counted: { replications: 64, tasks },
    quantities: [
      { name: "right share", exact: beta.mean, read: (answer) => target(answer).value, bias: never },
      {
        name: "cost a unit, 1 over the right share",
        exact: 1 / beta.mean,
        read: (answer) => answer.cost.perUnit,
        bias: never,
      },
      {
        name: `worlds with ${PROMISED} or more right`,
        exact: seenAtLeast,
        read: (answer) => target(answer).worldsMeeting,
        bias: never,
        promises: "at least 95 %",
      },
    ],
  };
}

export const DRAWS: readonly Oracle[] = [cost(), ...[-0.5, 0.42, 0.9].map(joined), posterior()];
