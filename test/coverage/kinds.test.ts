/** Every interval that the product prints is of a kind whose coverage is counted. */
import { describe, expect, it } from "vitest";
import { SCHEMAS } from "../../cli/schemas.ts";
import { COVERAGE } from "./cases.ts";
import { promisingFields, spelledOut } from "./fields.ts";
import { KINDS, PRINTED } from "./kinds.ts";
import { titleOf } from "./results.ts";

/** These describe what is read, or parts of a run, and not an answer. */
const NO_ANSWERS = ["scenario", "part"];

const printed = SCHEMAS.filter(({ name }) => !NO_ANSWERS.includes(name)).flatMap(({ name, text }) =>
  promisingFields(text()).map((field) => `${name}: ${field}`),
);

describe("the intervals that answers have", () => {
  it("are all of a kind that is known, and no kind is said to stand where there is none", () => {
    const mapped = PRINTED.flatMap(({ schema, field }) =>
      spelledOut(field).map((each) => `${schema}: ${each}`),
    );
    expect(mapped.sort()).toEqual([...printed].sort());
  });

  it("are found wherever an answer has two ends, a verdict or a noise floor", () => {
    expect(printed).toContain("run: designs.*.cost.perUnit");
    expect(printed).toContain("check: verdict");
    expect(printed).toContain("loadline: targets[].crossings[]");
    expect(printed.filter((field) => field.startsWith("explain"))).toEqual([]);
    expect(printed.filter((field) => field.startsWith("prices"))).toEqual([]);
  });
});

describe("each kind of interval", () => {
  const counted = COVERAGE.flatMap(({ intervals }) => intervals.map(({ kind }) => kind));

  it.each(Object.keys(KINDS))("is counted, and printed somewhere: %s", (kind) => {
    expect(counted).toContain(kind);
    expect(PRINTED.flatMap(({ kinds }) => kinds)).toContain(kind);
  });
});

describe("coverage cases", () => {
  it("have names of their own", () => {
    expect(new Set(COVERAGE.map(titleOf)).size).toBe(COVERAGE.length);
  });
});
