import { beforeEach, describe, expect, test } from "vitest";
import { createStudyStore, type StudyStore } from "../../../renderer/store/study-store.ts";
import type { LiveRun } from "../../../renderer/workers/live-run.ts";
import { type StudyAsk, studyKey } from "../../../renderer/workers/studies.ts";

const ASK: StudyAsk = { name: "lives", design: "sync", tasks: [{ replication: 0, task: 1 }] };
const KEY = studyKey(ASK);

let store: StudyStore;
let asked: StudyAsk[];
const run: LiveRun = { cancel: () => {}, study: (ask) => asked.push(ask) };
const state = () => store.getState().studies[KEY];

beforeEach(() => {
  asked = [];
  store = createStudyStore();
  store.getState().follow(run);
});

describe("what rooms ask for beside the run", () => {
  test("is asked once however many look at it", () => {
    store.getState().want(ASK);
    store.getState().want({ ...ASK });
    expect(asked).toEqual([ASK]);
    expect(state()?.status).toBe("waiting");
  });

  test("is asked again with every run while somebody looks; the last answer stays, marked as stale", () => {
    const leave = store.getState().want(ASK);
    store.getState().receive({ kind: "study", key: KEY, status: "running", share: 0.4 });
    expect(state()).toMatchObject({ status: "running", share: 0.4 });
    store.getState().receive({ kind: "study", key: KEY, status: "done", answer: [] });
    expect(state()).toMatchObject({ status: "done", answer: [], stale: false });
    store.getState().follow(run);
    expect(asked).toHaveLength(2);
    expect(state()).toMatchObject({ status: "waiting", answer: [], stale: true });
    leave();
    store.getState().follow(run);
    expect(asked).toHaveLength(2);
    store.getState().want(ASK);
    expect(asked).toHaveLength(3);
  });

  test("says what broke, and is asked again by whoever looks next", () => {
    store.getState().want(ASK);
    store.getState().receive({ kind: "study", key: KEY, status: "failed", message: "no memory" });
    expect(state()).toMatchObject({ status: "failed", message: "no memory" });
    store.getState().want(ASK);
    expect(asked).toHaveLength(2);
  });

  test("is forgotten with its document", () => {
    store.getState().want(ASK);
    store.getState().forget();
    store.getState().receive({ kind: "study", key: KEY, status: "done", answer: [] });
    expect(state()).toBeUndefined();
  });
});
