/** What the documents point to is there: files, places in files, tests, commands. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { PROJECT } from "../../scripts/setup/project.mjs";

const NOT_OURS = ["node_modules", "dist"];

/** Every Markdown file of the project, relative to it. */
function documentsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || NOT_OURS.includes(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return documentsIn(path);
    return entry.name.endsWith(".md") ? [relative(PROJECT, path).split(sep).join("/")] : [];
  });
}

const read = (document: string): string => readFileSync(join(PROJECT, document), "utf8");

/** The text without what is quoted as code in blocks of its own. */
const prose = (text: string): string => text.replace(/^( *)```[\s\S]*?^\1```/gm, "");

function linksOf(text: string): string[] {
  return [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

/** Headings as GitHub names their places: lower case, without punctuation, blanks as hyphens. */
function placesOf(text: string): string[] {
  return [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}\s_-]/gu, "")
      .replace(/\s/g, "-"),
  );
}

function missingLinks(document: string): string[] {
  const text = read(document);
  return linksOf(text).filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path = "", place] = link.split("#");
    const target = path === "" ? join(PROJECT, document) : resolve(PROJECT, dirname(document), path);
    if (!existsSync(target)) return true;
    return place !== undefined && !placesOf(readFileSync(target, "utf8")).includes(place);
  });
}

/** Files of the project that a text names as code, such as `test/scripts/arrows.test.ts`. */
function filesNamed(text: string): string[] {
  const path =
    /`((?:bench|cli|docs|electron|renderer|scenarios|scripts|shared|test)\/[\w./-]+\.(?:css|csv|json|jsonl|md|mjs|svg|tsx?))`/g;
  return [...prose(text).matchAll(path)].map(([, name = ""]) => name);
}

interface NamedTest {
  readonly file: string;
  readonly title: string;
}

/** Tests that a text names by file and title: `[a link to the file](…test.ts) › “its title”`. */
function testsNamed(text: string): NamedTest[] {
  const link = /\]\(([^)\s]+\.test\.tsx?)\) › “([^”]+)”/g;
  return [...prose(text).matchAll(link)].map(([, file = "", title = ""]) => ({
    file,
    title: title.replaceAll("\\|", "|"),
  }));
}

/** Whether a source has a test of this title, as it is written there. */
function hasTest(source: string, title: string): boolean {
  const quoted = [JSON.stringify(title), `\`${title}\``];
  return quoted.some((literal) =>
    [...source.matchAll(/\b(?:it|test)(?:\.each\([\s\S]*?\))?\(\s*/g)].some(({ index, 0: call }) =>
      source.startsWith(literal, index + call.length),
    ),
  );
}

const documents = documentsIn(PROJECT);
const scripts: Readonly<Record<string, string>> = JSON.parse(read("package.json")).scripts;

test("There is a way in, and what it leads to", () => {
  expect(documents).toEqual(
    expect.arrayContaining(["README.md", "CHANGELOG.md", "docs/architecture.md", "docs/model.md"]),
  );
});

describe.each(documents)("%s", (document) => {
  test("links only to what is there", () => {
    expect(missingLinks(document)).toEqual([]);
  });

  test("names only files that are there", () => {
    const missing = filesNamed(read(document)).filter((path) => !existsSync(join(PROJECT, path)));
    expect(missing).toEqual([]);
  });

  test("names only tests that are there, by their titles", () => {
    const missing = testsNamed(read(document)).filter(({ file, title }) => {
      const path = resolve(PROJECT, dirname(document), file);
      return !existsSync(path) || !hasTest(readFileSync(path, "utf8"), title);
    });
    expect(missing).toEqual([]);
  });

  test("gives only commands that there are", () => {
    const commands = [...read(document).matchAll(/\bnpm (?:run ([\w-]+)|(start|test))\b/g)];
    const missing = commands
      .map(([, run, own]) => run ?? own ?? "")
      .filter((name) => scripts[name] === undefined);
    expect(missing).toEqual([]);
  });
});

test("Every decision has the number of its file, and no two have the same", () => {
  const files = readdirSync(join(PROJECT, "docs", "decisions"));
  const numbers = files.map((file) => Number(file.slice(0, 4)));
  const headings = files.map((file) =>
    Number.parseInt(read(`docs/decisions/${file}`).replace(/^# /, ""), 10),
  );
  expect(headings).toEqual(numbers);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("Every section of the model that says how something is computed names the tests that bear it", () => {
  const sections = read("docs/model.md")
    .split(/^## /m)
    .filter((section) => /^(?:\d|1[0-5])\. /.test(section));
  expect(sections.length).toBe(15);
  for (const section of sections) expect(testsNamed(section).length, section.slice(0, 30)).toBeGreaterThan(0);
});

describe("A broken link is found", () => {
  test.each([
    ["[a](docs/nowhere.md)", ["docs/nowhere.md"]],
    ["![a picture](docs/pictures/none.png) and [b](README.md)", ["docs/pictures/none.png", "README.md"]],
    ["```\n[in](code)\n```\n[out](there.md)", ["there.md"]],
  ])("in %s", (text, links) => {
    expect(linksOf(text)).toEqual(links);
  });

  test("a heading's place is the one that GitHub gives it", () => {
    expect(placesOf("# A\n\n## 9. Outcomes, value, cost\n")).toEqual(["a", "9-outcomes-value-cost"]);
  });

  test("a test that is named is found by its whole title, and only in a test", () => {
    expect(testsNamed("| x | [a](../a.test.ts) › “it is”; [b](b.test.tsx) › “so” |")).toEqual([
      { file: "../a.test.ts", title: "it is" },
      { file: "b.test.tsx", title: "so" },
    ]);
    const source =
      'const no = "it is"; it("it is so", f);\ntest.each([1])(\n  "of %s",\n f); it(`by hand`, f);';
    expect(["it is", "it is so", "of %s", "by hand"].map((title) => hasTest(source, title))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});
