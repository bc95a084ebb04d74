/** The section on mutations of docs/validation.md, between its markers. */

const BEGIN = "<!-- mutations -->";
const END = "<!-- mutations: end -->";

/** @param {string} text */
const cell = (text) => text.replaceAll("|", "\\|");

/**
 * @param {readonly import("./list.mjs").Mutation[]} mutations each of which failed its test
 * @returns {string} with the markers
 */
export function sectionOf(mutations) {
  const rows = mutations.map(({ fault, file, test: [testFile, title] }) => {
    const name = testFile.slice(testFile.lastIndexOf("/") + 1);
    return `| ${cell(fault)} | [${file}](../shared/simulate/${file}) | [${name}](../test/${testFile}) › “${cell(title)}” |`;
  });
  return [
    BEGIN,
    "## Mutations",
    "",
    `A test that can't fail shows nothing. \`npm run mutations\` puts ${mutations.length} deliberate faults into a copy of the`,
    "engine, one at a time, and each makes the test beside it fail. That every fault still fits the engine is looked at by",
    "[mutations.test.ts](../test/scripts/mutations.test.ts).",
    "",
    "| fault | in | is noticed by |",
    "|---|---|---|",
    ...rows,
    END,
  ].join("\n");
}

/**
 * The document with this section in the place of the one it has, or at its end.
 * @param {string} document
 * @param {string} section
 */
export function withSection(document, section) {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < 0) return `${document.trimEnd()}\n\n${section}\n`;
  return document.slice(0, begin) + section + document.slice(end + END.length);
}
