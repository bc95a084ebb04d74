import { beforeEach, describe, expect, test } from "vitest";
import { createRunStore, type RunStore } from "../../../renderer/store/run-store.ts";
import type { LiveListener } from "../../../renderer/workers/live-run.ts";
import type { LiveRequest } from "../../../renderer/workers/messages.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import { ORDINARY, syntheticSnapshot } from "../support/synthetic-snapshot.ts";

const parsed = parseScenario(example);
if (!parsed.ok) throw new Error("The example is no scenario.");
const request: LiveRequest = { scenario: parsed.value, text: example, columns: {} };

let store: RunStore;
let runs: { listener: LiveListener; cancelled: boolean }[];

beforeEach(() => {
  runs = [];
  store = createRunStore((_request, listener) => {
    const run = { listener, cancelled: false };
    runs.push(run);
    return {
      cancel: () => {
        run.cancelled = true;
      },
      study: () => {},
    };
  });
});

const look = (done: number) => ({
  kind: "snapshot" as const,
  snapshot: syntheticSnapshot({ designs: ORDINARY, done, planned: 256 }),
});

describe("the run of the open scenario", () => {
  test("refines until it is done", () => {
    store.getState().start(request);
    expect(store.getState().status).toBe("running");
    runs[0]?.listener(look(4));
    expect(store.getState().status).toBe("running");
    expect(store.getState().snapshot?.replicationsDone).toBe(4);
    runs[0]?.listener(look(256));
    expect(store.getState().status).toBe("done");
  });

  test("is cancelled by the next one, whose first look replaces what was kept", () => {
    store.getState().start(request);
    runs[0]?.listener(look(256));
    store.getState().start(request);
    expect(runs[0]?.cancelled).toBe(true);
    expect(store.getState().snapshot?.replicationsDone).toBe(256);
    expect(store.getState().stale).toBe(true);
    runs[1]?.listener(look(4));
    expect(store.getState().stale).toBe(false);
    expect(store.getState().snapshot?.replicationsDone).toBe(4);
  });

  test("ignores what a cancelled run still says", () => {
    store.getState().start(request);
    store.getState().start(request);
    runs[0]?.listener(look(128));
    expect(store.getState().snapshot).toBeUndefined();
  });

  test("keeps what it found when it is stopped, and can run again", () => {
    store.getState().start(request);
    runs[0]?.listener(look(64));
    store.getState().stop();
    runs[0]?.listener(look(128));
    expect(store.getState().status).toBe("stopped");
    expect(store.getState().snapshot?.replicationsDone).toBe(64);
    store.getState().again();
    expect(store.getState().status).toBe("running");
    expect(runs).toHaveLength(2);
  });

  test("says what broke, and keeps the last answer", () => {
    store.getState().start(request);
    runs[0]?.listener(look(64));
    runs[0]?.listener({ kind: "failed", message: "A worker stopped." });
    expect(store.getState()).toMatchObject({ status: "failed", message: "A worker stopped." });
    expect(store.getState().snapshot?.replicationsDone).toBe(64);
  });
});
