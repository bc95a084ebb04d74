/** What the README tells people to type. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMAND_NAMES, STILL_TO_COME } from "../../cli/commands.ts";
import { PROJECT } from "../../scripts/setup/project.mjs";

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
  const named = /the\s+commands\s+for\s+them \(([^)]*)\)/.exec(readme)?.[1] ?? "";
  expect([...named.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(STILL_TO_COME);
});

test("The oldest Node is the package's", () => {
  const oldest = manifest.engines.node.replace(/[^\d.]/g, "");
  expect(readme).toContain(`Node ${oldest} or newer`);
});

test("Every command that answers a question is in the table of questions", () => {
  const table = [...readme.matchAll(/^\| `npx plimsoll (\w+)/gm)].map(([, name]) => name);
  const others = ["merge", "schema", "help"];
  expect([...table].sort()).toEqual(COMMAND_NAMES.filter((name) => !others.includes(name)).sort());
});

describe("The picture", () => {
  test("is one that npm run pictures takes", () => {
    expect(readme).toMatch(/!\[[^\]]+\]\(docs\/pictures\/overview-light-1280\.png\)/);
  });
});
