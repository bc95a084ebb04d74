import { describe, expect, it } from "vitest";
import { replay } from "../../../support/replay.ts";

const price = { input: 10, output: 100 };
const perCall = (1000 * 10 + 200 * 100) / 1e6; // of the plain step
const failing = { latency: { total: 1 }, failures: { errorShare: 1 } };
const many = Array.from({ length: 4000 }, (_, task) => task);

/** Whether a count of so many draws is within four standard deviations of its share. */
function expectShare(count: number, share: number, of: number): void {
  expect(Math.abs(count - share * of)).toBeLessThan(4 * Math.sqrt(share * (1 - share) * of));
}

describe("a delivered task", () => {
  it("is right with the product of the success shares of the models that answered its steps", () => {
    const run = replay(many, {
      task: {
        steps: [
          { name: "look", input: 10, output: 10 },
          { name: "answer", input: 10, output: 10 },
        ],
      },
      rest: {
        models: {
          model: { latency: { total: 1 }, success: 0.9 },
          other: { latency: { total: 1 }, success: 0.5 },
        },
      },
      design: { route: { look: ["model"], answer: ["other"] } },
    });
    expectShare(run.right, 0.45, 4000);
  });

  it("takes for a step whose calls were answered by different models the success of its last call's", () => {
    const right = (first: number, last: number) =>
      replay([0], {
        step: { calls: 2 },
        rest: {
          models: {
            // one request: the second call goes on
            model: {
              latency: { total: 1 },
              success: first,
              limits: { requestsPerMinute: 0.0001, burstSeconds: 600_000 },
            },
            backup: { latency: { total: 1 }, success: last },
          },
        },
        design: { route: { answer: ["model", "backup"] }, onLimit: "next" },
      }).right;
    expect([right(0, 1), right(1, 0)]).toEqual([1, 0]);
  });

  it("is a unit if the user keeps it, which is drawn for each", () => {
    const run = replay(many, { rest: { value: { keptShare: 0.7 } } });
    expect(run.right).toBe(4000);
    expectShare(run.units, 0.7, 4000);
  });

  it("may have its success share from a test set", () => {
    const run = replay([0], { model: { success: { passed: 1_000_000, of: 1_000_000 } } });
    expect(run.right).toBe(1);
  });

  it("that is wrong is an expected loss, unless review puts it right", () => {
    const wrong = (catches: number) =>
      replay(many, {
        model: { latency: { total: 1 }, success: 0.5 },
        rest: { value: { wrongOutput: 1 }, costs: { review: { share: 1, minutes: 1, perHour: 1, catches } } },
      });
    expectShare(wrong(0.4).right, 0.7, 4000);
    expect(wrong(0.4).costWrongOutputs).toBe(4000 - wrong(0.4).right);
  });

  it("that was reviewed in vain costs both, and one that was right costs the review all the same", () => {
    const run = (success: number) =>
      replay([0], {
        model: { latency: { total: 1 }, success },
        rest: {
          value: { wrongOutput: 5 },
          costs: { review: { share: 1, minutes: 6, perHour: 20, catches: 0 } },
        },
      });
    expect([run(0).costReview, run(0).costWrongOutputs]).toEqual([2, 5]);
    expect([run(1).costReview, run(1).costWrongOutputs]).toEqual([2, 0]);
  });
});

describe("a late task", () => {
  it("is not reviewed, and its wrong answer costs no loss", () => {
    const run = replay([0], {
      task: { patience: 1 },
      model: { latency: { total: 2 }, success: 0 },
      rest: {
        value: { wrongOutput: 5 },
        costs: { review: { share: 1, minutes: 6, perHour: 20, catches: 0 } },
      },
    });
    expect([run.late, run.costReview, run.costWrongOutputs]).toEqual([1, 0, 0]);
  });

  it("is one whose response comes after its patience, not at it", () => {
    const late = (patience: number) =>
      replay([0], { task: { patience }, model: { latency: { total: 2 } } }).late;
    expect([late(2), late(1.999)]).toEqual([0, 1]);
  });

  it("there is none without patience or deadline", () => {
    const slow = { model: { latency: { total: 1e6 } } };
    expect(replay([0], slow).delivered).toBe(1);
    expect(replay([0], { ...slow, design: { mode: "async" } }).delivered).toBe(1);
  });

  it("has the deadline of its design, where that has one", () => {
    const parts = (deadline: number) => ({
      task: { deadline: 10 },
      model: { latency: { total: 20 } },
      design: { mode: "async" as const, deadline },
    });
    expect([replay([0], parts(30)).late, replay([0], parts(15)).late]).toEqual([0, 1]);
  });
});

describe("a failed task", () => {
  it("has wasted its finished steps, and still pays its extras", () => {
    const run = replay([0], {
      task: {
        steps: [
          { name: "look", input: 1000, output: 200 },
          { name: "answer", input: 10, output: 10 },
        ],
      },
      rest: {
        models: { model: { latency: { total: 1 }, price }, other: failing },
        costs: { perTask: { log: 0.25 } },
      },
      design: { route: { look: ["model"], answer: ["other"] } },
    });
    expect([run.failed, run.costInput, run.costOutput]).toEqual([1, 0, 0]);
    expect(run.costWasted).toBeCloseTo(perCall, 12);
    expect(run.costPerTask).toBe(0.25);
  });
});

describe("a rejected task", () => {
  it("pays nothing, is slower than any number, and has waited for nothing", () => {
    const run = replay([0, 0, 0], {
      model: { latency: { total: 1 }, price },
      design: { concurrency: 1, queueLimit: 1 },
      rest: { costs: { perTask: { log: 0.25 } } },
    });
    expect([run.delivered, run.rejected]).toEqual([2, 1]);
    expect(run.costPerTask).toBe(0.5);
    const { response, result, wait } = run.tally.histograms;
    expect([response.infinite, result.infinite, wait.infinite]).toEqual([1, 1, 0]);
  });

  it("is none that the design's cache can answer", () => {
    const run = replay([0, 0, 0], {
      model: { latency: { total: 1 } },
      design: { concurrency: 1, queueLimit: 0, cache: { hitShare: 1, seconds: 0.1 } },
    });
    expect([run.delivered, run.rejected]).toEqual([3, 0]);
  });
});

describe("a cache hit", () => {
  it("is right with the success shares of the first models of its steps, and is delivered", () => {
    const right = (first: number, second: number) =>
      replay([0], {
        rest: {
          models: {
            model: { latency: { total: 1 }, success: first },
            backup: { latency: { total: 1 }, success: second },
          },
        },
        design: { cache: { hitShare: 1 }, route: { answer: ["model", "backup"] } },
      });
    expect([right(0, 1).right, right(1, 0).right, right(0, 1).delivered]).toEqual([0, 1, 1]);
  });

  it("in an async design is acknowledged like any other, and its result comes after the cache's seconds", () => {
    const run = replay([0], {
      design: { mode: "async", acknowledge: 0.2, cache: { hitShare: 1, seconds: 0.7 } },
    });
    expect([run.responseSeconds, run.resultSeconds]).toEqual([0.2, 0.7]);
  });

  it("is drawn for each task", () => {
    const run = replay(many, { design: { cache: { hitShare: 0.3 } } });
    expectShare(4000 - run.calls, 0.3, 4000);
  });
});

describe("a canned answer", () => {
  it("is no result, never right, and costs no wrong output", () => {
    const run = replay([0], {
      model: failing,
      design: { route: { answer: ["model", "canned"] } },
      rest: { value: { wrongOutput: 5 } },
    });
    expect([run.degraded, run.right, run.units, run.servedResponse, run.servedResult]).toEqual([
      1, 0, 0, 1, 0,
    ]);
    expect(run.costWrongOutputs).toBe(0);
  });
});

describe("the parts of the cost of one task", () => {
  it("add up to its cash, which is everything but the expected loss", () => {
    const run = replay([0], {
      step: { calls: 3, cachedShare: 0.5, writesCache: true },
      model: {
        latency: { total: 1 },
        price: { ...price, cachedInput: 1, cacheWrite: 12, perCall: 0.01 },
        success: 0,
      },
      design: { escalates: { answer: 0.5 }, route: { answer: ["model", "model"] } },
      rest: {
        value: { wrongOutput: 5 },
        costs: {
          perTask: { log: 0.25 },
          review: { share: 1, minutes: 6, perHour: 20, catches: 0 },
        },
      },
    });
    const cash =
      run.costInput +
      run.costCachedInput +
      run.costOutput +
      run.costWasted +
      run.costFallback +
      run.costReview +
      run.costHuman +
      run.costPerTask;
    // one task: the sum of squares is its square; the review is no token
    expect(run.taskCostSquared).toBeCloseTo(cash ** 2, 12);
    expect(run.tally.exemplars.costliest[0]!.value).toBeCloseTo(cash, 12);
  });
});
