import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MUTATIONS } from "../../scripts/mutations/list.mjs";
import { sectionOf, withSection } from "../../scripts/mutations/section.mjs";
import { PROJECT } from "../../scripts/setup/project.mjs";

const read = (...path: string[]) => readFileSync(join(PROJECT, ...path), "utf8");

describe("the deliberate faults of the engine", () => {
  it("are twenty at least, each with a name of its own", () => {
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(20);
    expect(new Set(MUTATIONS.map(({ fault }) => fault)).size).toBe(MUTATIONS.length);
  });

  it.each(MUTATIONS)(
    "$fault: still fits, and so does the test that notices it",
    ({ file, from, to, test }) => {
      expect(read("shared", "simulate", file).split(from).length - 1).toBe(1);
      expect(to).not.toBe(from);
      expect(read("test", test[0])).toContain(`"${test[1]}"`);
    },
  );

  it("are listed in docs/validation.md", () => {
    expect(read("docs", "validation.md")).toContain(sectionOf(MUTATIONS));
  });

  it("replace their section of the document and nothing else", () => {
    const section = sectionOf(MUTATIONS.slice(0, 1));
    const first = withSection("# Text\n", section);
    expect(first).toBe(`# Text\n\n${section}\n`);
    expect(withSection(`${first}\nMore\n`, sectionOf(MUTATIONS))).toBe(
      `# Text\n\n${sectionOf(MUTATIONS)}\n\nMore\n`,
    );
  });
});
