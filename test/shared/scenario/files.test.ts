import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readColumns } from "../../../shared/logs/columns.ts";
import { filesNeeded } from "../../../shared/scenario/files-needed.ts";
import { scenarioJsonSchema, scenarioJsonSchemaText } from "../../../shared/scenario/json-schema.ts";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import { everyFieldText, example, put } from "./example.ts";

const folder = fileURLToPath(new URL("../../../scenarios/", import.meta.url));
const scenarios = readdirSync(folder).filter(
  (name) => name.endsWith(".json") && !name.endsWith(".schema.json"),
);

test.each(scenarios)("the example %s loads, and the files that it names hold what it needs", (name) => {
  const parsed = parseScenario(readFileSync(folder + name, "utf8"));
  expect(parsed.ok ? [] : parsed.error).toEqual([]);
  if (!parsed.ok) return;
  expect(parsed.value.question).toMatch(/\?$/);
  for (const { file, columns } of filesNeeded(parsed.value)) {
    const read = readColumns(file, readFileSync(folder + file, "utf8"), columns);
    expect(read.ok ? [] : read.error).toEqual([]);
  }
});

test("a run is told the files it needs, each once, with what their columns hold", () => {
  const scenario = put(example(), "task.steps.0.output", { empirical: { file: "log.csv", column: "out" } });
  put(scenario, "traffic", {
    trace: { file: "log.csv", columns: { time: "t", input: "in", output: "out" } },
  });
  put(scenario, "task.steps.1.seconds", {
    mixture: [{ weight: 1, of: { empirical: { file: "x.jsonl", column: "s" } } }],
  });
  put(scenario, "assumptions", {});
  const parsed = parseScenario(JSON.stringify(scenario));
  expect(parsed.ok && filesNeeded(parsed.value)).toEqual([
    {
      file: "log.csv",
      columns: [
        { name: "t", kind: "time" },
        { name: "in", kind: "tokens" },
        { name: "out", kind: "tokens" },
      ],
    },
    { file: "x.jsonl", columns: [{ name: "s", kind: "number" }] },
  ]);
});

test("a scenario without files needs none", () => {
  const parsed = parseScenario(everyFieldText);
  expect(parsed.ok && filesNeeded(parsed.value)).toEqual([]);
});

test("a trace brings the sizes of its step, and needs no days", () => {
  const scenario = put(example(), "traffic", {
    trace: { file: "a.csv", columns: { time: "t", input: "i" }, scale: 2 },
  });
  put(scenario, "assumptions", {});
  put(scenario, "simulation", {});
  put(scenario, "task.steps.1", { name: "answer", output: 200, maxOutput: 1500 });
  const parsed = parseScenario(JSON.stringify(scenario));
  expect(parsed.ok ? [] : parsed.error).toEqual([]);
});

test("the published JSON Schema is up to date", async () => {
  await expect(scenarioJsonSchemaText()).toMatchFileSnapshot(`${folder}scenario.schema.json`);
});

test("the JSON Schema keeps the label, the unit and the range of a field", () => {
  expect(scenarioJsonSchema()).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    additionalProperties: false,
    properties: {
      traffic: {
        properties: {
          adoption: { $ref: "#/$defs/Quantity", label: "Adoption", unit: "share", minimum: 0, maximum: 1 },
        },
      },
      models: { additionalProperties: { properties: { retires: { type: "string", format: "date" } } } },
    },
  });
});
