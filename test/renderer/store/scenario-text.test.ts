import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../../renderer/store/json.ts";
import { withValue } from "../../../renderer/store/json.ts";
import { rewritten, scenarioText } from "../../../renderer/store/scenario-text.ts";
import example from "../../../scenarios/support-assistant.json?raw";

const read = (text: string): Json => JSON.parse(text);

/** Lines of the second text that the first does not have. */
function changedLines(before: string, after: string): readonly string[] {
  const old = new Set(before.split("\n"));
  return after.split("\n").filter((line) => !old.has(line));
}

// fast-check's own JSON, without the keys that no object can have twice and without −0, which JSON can't tell from 0.
const anyJson = fc.jsonValue({ maxDepth: 4 }).map((value): Json => read(JSON.stringify(value)));

describe("the text of a scenario", () => {
  test("stays byte for byte where nothing was edited", () => {
    expect(rewritten(example, read(example))).toBe(example);
  });

  test("differs in one line when one number was edited", () => {
    const edited = withValue(read(example), ["traffic", "users"], 120_000) ?? null;
    const text = rewritten(example, edited);
    expect(changedLines(example, text)).toEqual(['    "users": 120000,']);
    expect(text.split("\n")).toHaveLength(example.split("\n").length);
  });

  test("keeps a line's own style when a value inside it changes", () => {
    const edited = withValue(read(example), ["models", "small", "price", "output"], 0.5) ?? null;
    expect(changedLines(example, rewritten(example, edited))).toEqual([
      '      "price": { "input": 0.1, "cachedInput": 0.01, "output": 0.5 },',
    ]);
  });

  test("puts a new key last and leaves the rest as it was", () => {
    const edited =
      withValue(read(example), ["assumptions", "targets.monthlyCost"], { source: "contract" }) ?? null;
    const text = rewritten(example, edited);
    expect(read(text)).toEqual(edited);
    expect(changedLines(example, text).filter((line) => line.includes("traffic.users"))).toEqual([]);
    expect(text).toContain('"targets.monthlyCost": { "source": "contract" }');
  });

  test("writes a list of numbers on one line, whatever its length", () => {
    const hours = Array.from({ length: 24 }, (_, hour) => hour + 0.5);
    const text = scenarioText({
      traffic: { users: 1, profile: { hours, days: [1, 2] }, spikes: { a: { b: { c: 1 } } } },
    });
    expect(text).toContain(`"hours": [${hours.join(", ")}]`);
    expect(text.endsWith("}\n")).toBe(true);
  });

  test("says the same as the value, whatever text it is written over", () => {
    fc.assert(
      fc.property(anyJson, anyJson, fc.constantFrom(0, 2), (before, after, indent) => {
        expect(read(rewritten(JSON.stringify(before, null, indent), after))).toEqual(after);
        expect(read(scenarioText(after))).toEqual(after);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test("keeps the order of the keys of the value", () => {
    const text = rewritten('{ "a": 1, "b": 2 }', { b: 2, a: 1 });
    expect(Object.keys(JSON.parse(text))).toEqual(["b", "a"]);
  });
});
