/** What the README tells people to type. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMAND_NAMES, STILL_TO_COME } from "../../cli/commands.ts";
import { PROJECT } from "../../scripts/setup/project.mjs";
import type { ResolvedDesign } from "../../shared/scenario/designs.ts";
import type { Model } from "../../shared/scenario/schema.ts";
import { reasonsNotSimulated } from "../../shared/simulate/not-simulated.ts";
import { plainScenario } from "../support/scenarios.ts";

const readme = readFileSync(join(PROJECT, "README.md"), "utf8");
const manifest: {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
} = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));

/** Lines that stand alone in a code block and begin with this word. */
const typed = (word: string): string[] =>
  readme.split("\n").filter((line) => line.startsWith(`${word} `) || line === word);

test("The two single commands stand on their own lines and are scripts of the package", () => {
  expect(typed("npm")).toEqual(["npm start", "npm test"]);
  for (const name of ["start", "test"]) expect(manifest.scripts).toHaveProperty(name);
});

test("The command line is the package's, and its example is there", () => {
  const calls = typed("npx");
  expect(calls.length).toBeGreaterThan(0);
  for (const call of calls) {
    const [, program = "", command = "", file = ""] = call.split(" ");
    expect(manifest.bin).toHaveProperty(program);
    expect(COMMAND_NAMES).toContain(command);
    expect(existsSync(join(PROJECT, file))).toBe(true);
  }
});

test("The commands still to come are those that the command line names", () => {
  const named = /the commands for\s+them \(([^)]*)\)/.exec(readme)?.[1] ?? "";
  expect([...named.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(STILL_TO_COME);
});

test("The oldest Node is the package's", () => {
  const oldest = manifest.engines.node.replace(/[^\d.]/g, "");
  expect(readme).toContain(`Node ${oldest} or newer`);
});

describe("What the README says is not simulated yet", () => {
  const scenario = (model: Partial<Model>) => plainScenario({ model });
  const design = (parts: Partial<ResolvedDesign>): ResolvedDesign => ({
    mode: "sync",
    route: { answer: ["model"] },
    ...parts,
  });
  const plain = design({});
  const cases: readonly (readonly [string, string[]])[] = [
    ["catalogue name", reasonsNotSimulated(plain, scenario({ price: "openai:gpt-5-mini" }))],
  ];

  test.each(cases)("%s is left out with a reason", (words, reasons) => {
    expect(readme).toContain(words);
    expect(reasons).toHaveLength(1);
  });

  test("is all there is: without it nothing is left out", () => {
    expect(reasonsNotSimulated(plain, scenario({ limits: { policy: "bucket" } }))).toEqual([]);
  });
});

describe("The picture", () => {
  test("is one that npm run pictures takes", () => {
    expect(readme).toMatch(/!\[[^\]]+\]\(docs\/pictures\/overview-light-1280\.png\)/);
  });
});
