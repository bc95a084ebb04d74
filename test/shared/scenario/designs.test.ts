import { expect, test } from "vitest";
import { resolveDesigns } from "../../../shared/scenario/designs.ts";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import type { Scenario } from "../../../shared/scenario/schema.ts";
import { everyFieldText, example, exampleText, put } from "./example.ts";

function read(text: string): Scenario {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

test("a design keeps what it says and takes the rest from the one it is like", () => {
  const { sync, queued } = resolveDesigns(read(exampleText));
  expect(queued).toMatchObject({
    mode: "async",
    onLimit: "wait",
    workers: 40,
    timeout: 30,
    retry: sync?.retry,
  });
  expect(queued).not.toHaveProperty("like");
  expect(sync).not.toHaveProperty("workers");
});

test("designs stay in the order of the file, even before the one they are like", () => {
  const scenario = put(example(), "designs", {
    last: { like: "middle", timeout: 3 },
    middle: { like: "first", timeout: 2, retry: { attempts: 9 } },
    first: {
      mode: "sync",
      route: { classify: ["small"], answer: ["large", "backup"] },
      timeout: 1,
      retry: { attempts: 2, jitter: "none" },
    },
  });
  const designs = resolveDesigns(read(JSON.stringify(put(scenario, "chosen", "last"))));
  expect(Object.keys(designs)).toEqual(["last", "middle", "first"]);
  expect(designs["last"]).toMatchObject({ mode: "sync", timeout: 3, retry: { attempts: 9, jitter: "none" } });
});

test("objects are merged member by member, lists are replaced", () => {
  const scenario = put(example(), "designs.streamed.route", { answer: ["backup"] });
  const { streamed } = resolveDesigns(read(JSON.stringify(scenario)));
  expect(streamed?.route).toEqual({ classify: ["small"], answer: ["backup"] });
});

test("a distribution is replaced as a whole, not mixed with the one it stands for", () => {
  const scenario = put(example(), "designs.sync.patience", { lognormal: { p50: 10, p95: 30 } });
  put(scenario, "designs.streamed.patience", { uniform: { min: 5, max: 9 } });
  put(scenario, "designs.sync.cached", { hitShare: 0.1, success: { passed: 9, of: 10 } });
  put(scenario, "designs.streamed.cached", { success: { beta: { alpha: 2, beta: 2 } } });
  const text = JSON.stringify(scenario).replace('"cached":{"success"', '"cached":{"hitShare":0.2,"success"');
  const { streamed, queued } = resolveDesigns(read(text));
  expect(streamed?.patience).toEqual({ uniform: { min: 5, max: 9 } });
  expect(streamed?.cached).toEqual({ hitShare: 0.2, success: { beta: { alpha: 2, beta: 2 } } });
  expect(queued?.patience).toEqual({ lognormal: { p50: 10, p95: 30 } });
});

test("what is merged is checked as merged: a design may be complete only with what it takes", () => {
  const parsed = parseScenario(JSON.stringify(put(example(), "designs.streamed.hedgeAfter", 45)));
  expect(parsed).toMatchObject({ ok: false, error: [{ path: "designs.streamed.hedgeAfter", value: 45 }] });
});

test("all designs of the file with every field resolve", () => {
  expect(Object.keys(resolveDesigns(read(everyFieldText)))).toEqual([
    "sync",
    "canned",
    "queued",
    "overnight",
  ]);
});
