import { describe, expect, test } from "vitest";
import { allRows, outline, type Row } from "../../../renderer/assumptions/outline.ts";
import { partsOf, typedPart } from "../../../renderer/assumptions/quantity-parts.ts";
import { quantityText, typedQuantity } from "../../../renderer/assumptions/quantity-text.ts";
import { readTyped } from "../../../renderer/assumptions/typed-number.ts";
import { waysAt } from "../../../renderer/assumptions/ways.ts";
import { isList, isObject, type Json, sameJson, valueAt, withValue } from "../../../renderer/store/json.ts";
import { scenarioProblems } from "../../../shared/scenario/parse.ts";
import { formatPath, type Path } from "../../../shared/scenario/path.ts";
import type { Unit } from "../../../shared/units/unit.ts";
import everyField from "../../scenario-files/every-field.json?raw";

const every: Json = JSON.parse(everyField);

function leaves(value: Json, path: Path = []): readonly Path[] {
  if (isList(value)) return value.flatMap((item, index) => leaves(item, [...path, index]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  return [path];
}

const startsWith = (path: Path, head: Path): boolean => head.every((part, at) => part === path[at]);

/** The field inside a quantity that a leaf is edited in; undefined where there is none. */
function insideField(value: Json, leaf: Path, unit: Unit): string | undefined {
  if (leaf.length === 0) return typeof value === "number" ? "number" : undefined;
  const part = partsOf(value, unit).find(({ path, absent }) => !absent && startsWith(leaf, path));
  if (part === undefined) return undefined;
  const held = valueAt(value, part.path);
  const rest = leaf.slice(part.path.length);
  return part.kind === "quantity" && held !== undefined ? insideField(held, rest, part.unit) : part.kind;
}

/** What edits a leaf; undefined where nothing does. */
function editorOf(rows: readonly Row[], leaf: Path): string | undefined {
  const row = rows.find(({ path }) => startsWith(leaf, path));
  const value = row && valueAt(every, row.path);
  if (row === undefined || value === undefined) return undefined;
  if (row.editor !== "quantity" || typeof value === "number") return row.editor;
  return insideField(value, leaf.slice(row.path.length), row.field.unit ?? "count");
}

describe("every field of the format", () => {
  const rows = allRows(outline(every));

  test("can be reached in the panel and edited without seeing JSON", () => {
    const fields = leaves(every).filter(([section]) => section !== "plimsoll" && section !== "assumptions");
    expect(fields.length).toBeGreaterThan(230);
    expect(fields.filter((leaf) => editorOf(rows, leaf) === undefined).map(formatPath)).toEqual([]);
  });

  test("that is a number takes another, and the file stays sound", () => {
    const numbers = rows.filter(
      (row) => row.editor === "quantity" && typeof valueAt(every, row.path) === "number",
    );
    expect(numbers.length).toBeGreaterThan(80);
    const stuck = numbers.filter((row) => {
      const before = Number(valueAt(every, row.path));
      const other =
        row.field.multipleOf === undefined
          ? row.field.kind === "whole"
            ? before + 1
            : before * 0.96875
          : before + 2;
      const { unit } = row.field;
      const text = quantityText(other, { unit, currency: "USD" });
      const next = typedQuantity(readTyped(text, unit), before, unit);
      const after = withValue(every, row.path, next);
      return after === undefined || sameJson(after, every) || scenarioProblems(after).length > 0;
    });
    expect(stuck.map((row) => formatPath(row.path))).toEqual([]);
  });

  test("that is a choice offers only what the format takes", () => {
    for (const row of rows.filter(({ editor }) => editor === "choice")) {
      expect(row.field.choices, formatPath(row.path)).toContain(valueAt(every, row.path));
    }
  });

  test("inside a distribution can be emptied where the format lets it be absent, and only there", () => {
    const value: Json = { lognormal: { p50: 1, p95: 2 }, max: 9 };
    const [p50, , , max] = partsOf(value, "tokens");
    expect(p50 && typedPart(p50, "", value)).toHaveProperty("problem");
    expect(max && typedPart(max, "", value)).toEqual({ value: undefined });
  });
});

describe("what can be written in two ways", () => {
  test("keeps its figure when it goes from one to the other and back", () => {
    const [later] = waysAt(["targets", "costPerUnit"], 0.2);
    expect(later?.value).toEqual({ atMost: 0.2, inMonth: 12 });
    expect(waysAt(["targets", "costPerUnit"], later?.value)).toEqual([
      { label: "Judge it in the first month", value: 0.2 },
    ]);
    const burst: Path = ["models", "large", "limits", "burstSeconds"];
    const [apart] = waysAt(burst, 10);
    expect(apart?.value).toEqual({ requests: 10, tokens: 10 });
    expect(waysAt(burst, apart?.value)[0]?.value).toBe(10);
  });

  test("gives a preset's own figures when its limits are to be numbers", () => {
    const [figures] = waysAt(["models", "second", "limits"], "openai:tier-3");
    const after = withValue(every, ["models", "second", "limits"], figures?.value);
    expect(valueAt(figures?.value, ["requestsPerMinute"])).toBe(5000);
    expect(after && scenarioProblems(after)).toEqual([]);
  });
});
