import fc from "fast-check";
import { expect, test } from "vitest";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import { scenarioSchema } from "../../../shared/scenario/schema.ts";
import { everyFieldText, example, exampleText } from "./example.ts";

const SEED = 20261101;
/** Only so that a machine at its limit does not fail a test that waits for nothing. */
const PATIENCE_MS = 60_000;

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    null,
    "",
    -1,
    0,
    1.5,
    1e308,
    [],
    {},
    "human",
    "large",
    { lognormal: { p50: 1 } },
    { beta: {} },
  ),
  fc.constantFrom({ mixture: [] }, { empirical: { values: ["x"] } }, { like: "sync" }, [[]], {
    scale: { scale: 1 },
  }),
);

/** All places of a tree, as lists of names. */
function placesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => placesOf(member, [...path, name]))];
}

function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === name ? replaced(item, rest, by) : item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === name ? replaced(item, rest, by) : item]),
  );
}

const everyField: unknown = JSON.parse(everyFieldText);
const mutation = fc
  .constantFrom<unknown>(example(), everyField)
  .chain((tree) => fc.tuple(fc.constant(tree), fc.constantFrom(...placesOf(tree)), anything))
  .map(([tree, path, by]) => replaced(tree, path, by));

test(
  "whatever stands in one place of a file, reading never throws and agrees with the schema",
  () => {
    fc.assert(
      fc.property(mutation, (scenario) => {
        const parsed = parseScenario(JSON.stringify(scenario));
        if (parsed.ok) expect(parsed.value).toEqual(JSON.parse(JSON.stringify(scenario)));
        else {
          expect(parsed.error.length).toBeGreaterThan(0);
          for (const problem of parsed.error) expect(problem.message.length).toBeGreaterThan(10);
        }
        // What the schema refuses must have been told in words.
        if (!scenarioSchema.safeParse(scenario).success) expect(parsed.ok).toBe(false);
      }),
      { seed: SEED, numRuns: 60 },
    );
  },
  PATIENCE_MS,
);

test(
  "whatever happens to the text of a file, reading never throws and reaches no prototype",
  () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const edit = fc.tuple(
      fc.nat(exampleText.length),
      fc.nat(12),
      fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom('"__proto__": {"x": 1},', '"constructor":', "[[", "}}", '"', "\\u", "1e9999,"),
      ),
    );
    fc.assert(
      fc.property(edit, ([start, length, insert]) => {
        const text = exampleText.slice(0, start) + insert + exampleText.slice(start + length);
        const parsed = parseScenario(text);
        if (!parsed.ok) {
          expect(parsed.error.length).toBeGreaterThan(0);
          for (const { line } of parsed.error) expect(line).toBeGreaterThan(0);
        }
        expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
      }),
      { seed: SEED, numRuns: 60 },
    );
  },
  PATIENCE_MS,
);

test(
  "strict JSON is exactly what JSON.parse reads",
  () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            '"a"',
            '"b"',
            "1",
            "-2.5e3",
            "true",
            "null",
            " ",
            "\n",
            "x",
            "'",
            ".",
          ),
          { maxLength: 9 },
        ),
        (tokens) => {
          const text = `{"plimsoll":2,"a":${tokens.join("")}}`;
          const parsed = parseScenario(text);
          // A newer version is told only by a file that could be read at all.
          const isRead =
            !parsed.ok &&
            parsed.error.some(({ path, message }) => path === "plimsoll" && message.includes("newer"));
          const isRepeated = !parsed.ok && parsed.error.some(({ message }) => message.includes("twice"));
          expect(isRead || isRepeated).toBe(isJson(text));
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  },
  PATIENCE_MS,
);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
