import { expect, test } from "vitest";
import { carriedOver } from "../../../renderer/store/carried.ts";
import { ORDINARY, syntheticSnapshot } from "../support/synthetic-snapshot.ts";

const NAMES = ["sync", "streamed", "queued", "overnight"];
const before = syntheticSnapshot({ designs: ORDINARY });
const early = syntheticSnapshot({
  designs: ORDINARY.filter(({ name }) => name === "streamed").map((design) => ({ ...design, monthly: 1000 })),
  done: 0,
});

test("Designs that a first look doesn't know yet stay as they were, in their places", () => {
  const { snapshot, carried } = carriedOver(early, before, NAMES);
  expect(carried).toEqual(["sync", "queued"]);
  expect(Object.keys(snapshot.answer.designs)).toEqual(["sync", "streamed", "queued"]);
  expect(snapshot.answer.designs["streamed"]?.cost.perMonth.value).toBe(1000);
  expect(snapshot.answer.designs["sync"]).toBe(before.answer.designs["sync"]);
  expect(snapshot.series.map(({ design }) => design).sort()).toEqual(["queued", "streamed", "sync"]);
});

test("A design that the scenario no longer has goes at once", () => {
  expect(carriedOver(early, before, ["streamed", "queued"]).carried).toEqual(["queued"]);
});

test("Nothing is carried into a first run, nor into a last look", () => {
  expect(carriedOver(early, undefined, NAMES)).toEqual({ snapshot: early, carried: [] });
  const last = { ...early, final: true };
  expect(carriedOver(last, before, NAMES)).toEqual({ snapshot: last, carried: [] });
});
