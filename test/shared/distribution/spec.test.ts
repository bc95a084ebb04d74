import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { distributionProblems } from "../../../shared/distribution/problems.ts";
import { FAMILIES, quantitySchema } from "../../../shared/distribution/spec.ts";

const files = ["scenarios/support-assistant.json", "test/scenario-files/every-field.json"];

/** Every object of a file that has a family for a key. */
function distributionsIn(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(distributionsIn);
  return FAMILIES.some((family) => Object.hasOwn(value, family)) ? [value, ...inside] : inside;
}

test.each(files)("every distribution of %s is understood", (file) => {
  const found = distributionsIn(JSON.parse(readFileSync(file, "utf8")));
  expect(found.length).toBeGreaterThan(10);
  for (const spec of found) {
    // a distribution called beta has a parameter called beta
    if (JSON.stringify(spec).startsWith('{"alpha"')) continue;
    expect(distributionProblems(spec, "x"), JSON.stringify(spec)).toEqual([]);
    expect(quantitySchema.safeParse(spec).success).toBe(true);
  }
});

test("the JSON Schema defines a quantity once, and refers to it", () => {
  const schema = z.toJSONSchema(
    z.strictObject({ first: quantitySchema, second: quantitySchema.meta({ unit: "seconds" }) }),
  );
  const text = JSON.stringify(schema);
  expect(schema.properties?.["first"]).toEqual({ $ref: "#/$defs/Quantity" });
  expect(schema.properties?.["second"]).toMatchObject({ $ref: "#/$defs/Quantity", unit: "seconds" });
  for (const family of FAMILIES) expect(text).toContain(`"required":["${family}"]`);
  expect(text).toContain('"additionalProperties":false');
});
