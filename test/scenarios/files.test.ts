/** The project's scenarios are right, say where their figures come from, and are told of. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { prepareRun } from "../../shared/run/prepare.ts";
import { filesNeeded } from "../../shared/scenario/files-needed.ts";
import { parseScenario } from "../../shared/scenario/parse.ts";

const FOLDER = "scenarios";
const files = readdirSync(FOLDER).filter((file) => file.endsWith(".json") && !file.endsWith(".schema.json"));
const readme = readFileSync(join(FOLDER, "README.md"), "utf8");

function scenarioIn(file: string) {
  const parsed = parseScenario(readFileSync(join(FOLDER, file), "utf8"));
  if (!parsed.ok) throw new Error(parsed.error.map(({ path, message }) => `${path}: ${message}`).join(" "));
  return parsed.value;
}

test("There are six scenarios and more beside the example", () => {
  expect(files.length).toBeGreaterThanOrEqual(7);
});

describe.each(files)("%s", (file) => {
  test("is valid, can be simulated in all its designs, and is of a size for seconds", () => {
    const scenario = scenarioIn(file);
    if (filesNeeded(scenario).length > 0) return;
    const prepared = prepareRun(scenario, {}, { today: "2026-12-01" });
    expect(prepared.ok && prepared.value.notSimulated).toEqual({});
  });

  test("asks a question, promises something, and has sources of its figures", () => {
    const { question, targets, assumptions = {}, name } = scenarioIn(file);
    expect(name).not.toBe("");
    expect(question).toMatch(/\?$/);
    expect(Object.keys(targets ?? {}).length).toBeGreaterThan(1);
    expect(Object.keys(assumptions).length).toBeGreaterThanOrEqual(3);
    for (const { source } of Object.values(assumptions)) expect(source).toBeDefined();
  });

  test("stands in the README with what it teaches", () => {
    expect(readme).toContain(`| [${file}](${file}) |`);
  });
});
