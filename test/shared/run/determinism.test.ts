import { describe, expect, it } from "vitest";
import { inlinePort } from "../../../shared/run/inline-port.ts";
import type { FromWorker, ToWorker, WorkerPort } from "../../../shared/run/messages.ts";
import { WorkerPool } from "../../../shared/run/pool.ts";
import { RunWorker } from "../../../shared/run/worker.ts";
import type { ReplicationTally } from "../../../shared/simulate/tally.ts";
import { digest, exampleRequest, tallied } from "../../support/tallied.ts";

describe("a run", () => {
  it("gives the same bytes with 1, 2 and 8 workers, and again", async () => {
    const request = exampleRequest(20);
    const once = digest(await tallied(request, 1));
    for (const workers of [2, 8, 1]) expect(digest(await tallied(request, workers))).toBe(once);
  }, 30_000);

  it("gives other bytes for another seed", async () => {
    const request = exampleRequest(4);
    expect(digest(await tallied({ ...request, seed: 8 }, 1))).not.toBe(digest(await tallied(request, 1)));
  });

  it("a design's tallies do not change when another design is run beside it, or before it", async () => {
    const request = exampleRequest(6);
    const alone = await tallied({ ...request, designs: ["sync"] }, 1);
    const together = await tallied({ ...request, designs: ["streamed", "sync"] }, 1);
    expect(digest(together.filter(({ design }) => design === "sync"))).toBe(digest(alone));
  });

  it("designs that differ in name only agree to the byte", async () => {
    const request = exampleRequest(4);
    const { sync } = request.scenario.designs;
    const scenario = { ...request.scenario, designs: { ...request.scenario.designs, twin: sync! } };
    const twins = await tallied({ ...request, scenario, designs: ["sync", "twin"] }, 1);
    const renamed = twins
      .filter(({ design }) => design === "twin")
      .map((tally) => ({ ...tally, design: "sync" }));
    expect(digest(renamed)).toBe(digest(twins.filter(({ design }) => design === "sync")));
  });
});

/** A worker that dies of some jobs. */
function frailPort(dies: (message: ToWorker) => boolean): () => WorkerPort {
  return () => {
    const worker = new RunWorker();
    let deliver: (message: FromWorker) => void = () => {};
    let fall: (reason: string) => void = () => {};
    let alive = true;
    return {
      post(message) {
        void Promise.resolve().then(() => {
          if (!alive) return;
          if (dies(message)) {
            alive = false;
            fall("out of memory");
            return;
          }
          const answer = worker.handle(message);
          if (answer !== undefined) deliver(answer);
        });
      },
      listen(onMessage, onFailure) {
        deliver = onMessage;
        fall = onFailure;
      },
      terminate() {
        alive = false;
      },
    };
  };
}

describe("a worker that listens in between", () => {
  it("comes to the same bytes in slices of any size", () => {
    const request = exampleRequest(2);
    const job = {
      kind: "job" as const,
      run: 1,
      job: 0,
      work: request.designs.map((design) => ({ replication: 1, design })),
    };
    const done = (events: number) => {
      const worker = new RunWorker();
      worker.handle({ kind: "begin", run: 1, request });
      // work that was begun and dropped leaves nothing behind
      const dropped = worker.slices(job, 100);
      for (let i = 0; i < 5; i++) expect(dropped.next().done).not.toBe(true);
      const slices = worker.slices(job, events);
      let count = 0;
      for (let slice = slices.next(); ; slice = slices.next()) {
        if (slice.done === true) {
          expect(slice.value.kind).toBe("done");
          return { count, digest: slice.value.kind === "done" ? digest(slice.value.tallies) : "" };
        }
        count++;
      }
    };
    const whole = done(Number.POSITIVE_INFINITY);
    const sliced = done(97);
    expect(whole.count).toBe(0);
    expect(sliced.count).toBeGreaterThan(10);
    expect(sliced.digest).toBe(whole.digest);
  });
});

describe("a pool", () => {
  it("replaces a worker that dies, does its job once more, and gives the same bytes", async () => {
    const request = exampleRequest(12);
    let deaths = 0;
    const port = frailPort(
      (message) =>
        message.kind === "job" && message.work.some(({ replication }) => replication === 3) && deaths++ < 1,
    );
    expect(digest(await tallied(request, 2, port))).toBe(digest(await tallied(request, 1)));
    expect(deaths).toBe(2);
  });

  it("ends the run with the reason when the same job kills a second worker", async () => {
    const port = frailPort(
      (message) => message.kind === "job" && message.work.some(({ replication }) => replication === 3),
    );
    await expect(tallied(exampleRequest(12), 2, port)).rejects.toThrow(/stopped twice.*out of memory/);
  });

  it("ends the run with the reason when a job fails, and can run again", async () => {
    const request = exampleRequest(4);
    const pool = new WorkerPool(inlinePort, 2);
    const broken = pool.run({ ...request, designs: ["no such design"] }, { tallies: () => {} });
    await expect(broken.finished).rejects.toThrow(/no such design/);
    const tallies: ReplicationTally[] = [];
    await pool.run(request, { tallies: (some) => tallies.push(...some) }).finished;
    expect(tallies).toHaveLength(4 * request.designs.length);
  });

  it("tells tallies in the order of the schedule, each replication once, with how many are done", async () => {
    const request = exampleRequest(28);
    const seen: number[] = [];
    const pool = new WorkerPool(inlinePort, 3);
    await pool.run(request, {
      tallies: (tallies, done, planned) => {
        expect(tallies.map(({ design }) => design)).toEqual(request.designs);
        expect(new Set(tallies.map(({ replication }) => replication)).size).toBe(1);
        seen.push(tallies[0]!.replication);
        expect(done).toBe(seen.length);
        expect(planned).toBe(28);
      },
    }).finished;
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 28 }, (_, i) => i));
    expect(seen.slice(0, 4).map((replication) => replication >> 1)).toEqual([0, 0, 6, 6]);
  });

  it("brings two worlds of the design that is waited for before all else, and the same bytes in the end", async () => {
    const request = exampleRequest(20);
    const told: [string, number, number][] = [];
    const early: ReplicationTally[] = [];
    const pool = new WorkerPool(inlinePort, 2);
    await pool.run(
      { ...request, first: "streamed" },
      {
        tallies: (tallies, done) => {
          for (const { design, replication } of tallies) told.push([design, replication, done]);
          early.push(...tallies);
        },
      },
    ).finished;
    expect(told.slice(0, 2)).toEqual([
      ["streamed", 0, 0],
      ["streamed", 12, 0],
    ]);
    expect(told.at(-1)?.[2]).toBe(20);
    expect(digest(early)).toBe(digest(await tallied(request, 1)));
  });

  it("replaces a worker that is still busy with what nobody wants any more", async () => {
    const request = exampleRequest(2);
    let hired = 0;
    let ended = 0;
    // the first worker never answers
    const port = (): WorkerPort => {
      const dumb = hired++ === 0;
      const inner = inlinePort();
      return {
        post: (message) => (dumb ? undefined : inner.post(message)),
        listen: (onMessage, onFailure) => inner.listen(onMessage, onFailure),
        terminate: () => {
          ended++;
          inner.terminate();
        },
      };
    };
    const callbacks: (() => void)[] = [];
    const pool = new WorkerPool(port, 1, (callback) => callbacks.push(callback));
    const first = pool.run(request, { tallies: () => {} });
    const second = pool.run(request, { tallies: () => {} });
    await expect(first.finished).rejects.toThrow("cancelled");
    expect([hired, ended, callbacks.length]).toEqual([1, 0, 1]);
    for (const callback of callbacks) callback();
    await second.finished;
    expect([hired, ended]).toEqual([2, 1]);
  });

  it("a cancelled run tells nothing more; a new run cancels the one before", async () => {
    const request = exampleRequest(40);
    const pool = new WorkerPool(inlinePort, 2);
    let told = 0;
    const first = pool.run(request, {
      tallies: () => {
        told++;
        if (told === 3) first.cancel();
      },
    });
    await expect(first.finished).rejects.toThrow("cancelled");
    expect(told).toBe(3);
    const second = pool.run(request, { tallies: () => {} });
    const third = pool.run({ ...request, replications: 2 }, { tallies: () => {} });
    await expect(second.finished).rejects.toThrow("cancelled");
    await third.finished;
  });
});
