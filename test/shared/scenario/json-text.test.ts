import { describe, expect, test } from "vitest";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import { everyFieldText, exampleText } from "./example.ts";

function problemsOf(text: string) {
  const parsed = parseScenario(text);
  return parsed.ok ? [] : parsed.error;
}

describe("a text that is no strict JSON is told with line, column and what to write instead", () => {
  test.each([
    ["an empty file", "", 1, 1, /empty/],
    ["a file of blanks", " \n\t ", 1, 1, /empty/],
    ["another format", "users: 100\nname: x", 1, 1, /no JSON/],
    ["a byte order mark", `\ufeff${exampleText}`, 1, 1, /byte order mark/],
    ["UTF-16 read as UTF-8", "{\u0000\n\u0000", 1, 1, /UTF-8/],
    ["a list", "[1]", 1, 1, /object in \{ \}, not a list/],
    ["a number", "7", 1, 1, /not a number/],
    ["null", "null", 1, 1, /not null/],
    ["a comment", '{\n  // users\n  "plimsoll": 1\n}', 2, 3, /no comments/],
    ["a block comment", '{ /* users */ "plimsoll": 1 }', 1, 3, /no comments/],
    ["a comma before }", '{\n  "plimsoll": 1,\n}', 3, 1, /Remove the comma/],
    ["a comma before ]", '{ "a": [1, 2, ] }', 1, 15, /Remove the comma/],
    ["two commas", '{ "a": 1,, "b": 2 }', 1, 10, /before this comma/],
    ["a missing comma", '{\n  "a": 1\n  "b": 2\n}', 3, 3, /comma is missing before "b"/],
    ["a missing colon", '{ "a" 1 }', 1, 7, /colon is missing/],
    ["= for a colon", '{ "a" = 1 }', 1, 7, /colon instead/],
    ["; for a comma", '{ "a": 1; "b": 2 }', 1, 9, /comma instead/],
    ["a bare name", "{ users: 1 }", 1, 3, /double quotes: "users"/],
    ["single quotes", "{ 'users': 1 }", 1, 3, /double quotes/],
    ["typographic quotes", "{ “users”: 1 }", 1, 3, /double quotes/],
    ["an open text", '{ "name": "x\n}', 1, 11, /not closed/],
    ["an open object", '{\n  "a": { "b": 1\n', 3, 1, /ends before the \{ of line 2, column 8/],
    ["a bracket that closes another", '{ "a": [1, 2 }', 1, 14, /closes nothing/],
    ["something behind the end", '{ "a": 1 } { }', 1, 12, /follows the end/],
    ["NaN", '{ "a": NaN }', 1, 8, /no NaN/],
    ["Infinity", '{ "a": -Infinity }', 1, 8, /no NaN or Infinity/],
    ["undefined", '{ "a": undefined }', 1, 8, /leave the field out/],
    ["True", '{ "a": True }', 1, 8, /Write true/],
    ["None", '{ "a": None }', 1, 8, /leave the field out/],
    ["100k", '{ "a": 100k }', 1, 11, /bare number/],
    ["5%", '{ "a": 5% }', 1, 9, /bare number/],
    ["$0.25", '{ "a": $0.25 }', 1, 8, /bare number/],
    [".5", '{ "a": .5 }', 1, 8, /bare number/],
    ["5.", '{ "a": 5. }', 1, 8, /number is not finished/],
    ["+5", '{ "a": +5 }', 1, 8, /bare number/],
    ["1,000", '{ "a": 1,000 }', 1, 10, /bare number/],
    ["1_000", '{ "a": 1_000 }', 1, 9, /bare number/],
    ["007", '{ "a": 007 }', 1, 9, /bare number/],
    ["0x1F", '{ "a": 0x1F }', 1, 9, /bare number/],
    ["a bad escape", '{ "a": "C:\\data" }', 1, 8, /backslash/i],
    ["a tab in a text", '{ "a": "x\ty" }', 1, 8, /control character/],
    ["an invisible blank", '{ "a":\u00a01 }', 1, 7, /invisible/],
  ])("%s", (_, text, line, column, message) => {
    const problems = problemsOf(text);
    expect(problems.map((problem) => problem.message)).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line, column });
    expect(problems[0]?.message).toMatch(message);
  });
});

test("every line with a slip of its own is told, with the words of the line", () => {
  const problems = problemsOf('{\n  plimsoll: 1,\n  "name": "x",\n  "days": .5,\n  "a": True\n}');
  expect(problems.map(({ line, value }) => [line, value])).toEqual([
    [2, "plimsoll: 1,"],
    [4, '"days": .5,'],
    [5, '"a": True'],
  ]);
});

test("the path of a slip is told as far as it is known", () => {
  expect(problemsOf('{ "traffic": { "users": 100k } }')[0]?.path).toBe("traffic.users");
});

test("a name that stands twice is told at its second place", () => {
  const text = exampleText.replace('"burstiness": 0.6,', '"burstiness": 0.6,\n    "users": 5,');
  expect(problemsOf(text)).toMatchObject([{ path: "traffic.users", line: 16, column: 5 }]);
  expect(problemsOf(text)[0]?.message).toMatch(/twice/);
});

test.each(["__proto__", "constructor", "prototype"])(
  "a model called %s is refused and reaches nothing",
  (name) => {
    const text = exampleText.replace(
      '"backup": {',
      `"${name}": { "polluted": true, "latency": { "total": 1 } }, "backup": {`,
    );
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/reserved/);
    expect({}).not.toHaveProperty("polluted");
  },
);

test("names that every object seems to have are names like others", () => {
  const text = exampleText.replaceAll('"small"', '"toString"').replaceAll('"queued"', '"hasOwnProperty"');
  expect(problemsOf(text)).toEqual([]);
  expect(problemsOf(exampleText.replace('["small"]', '["valueOf"]'))).toMatchObject([
    { path: "designs.sync.route.classify[0]", value: "valueOf" },
  ]);
});

test.each(["1e999", "-1e999"])("the number %s is too large to be a number", (number) => {
  const problems = problemsOf(exampleText.replace('"users": 100000', `"users": ${number}`));
  expect(problems[0]).toMatchObject({ path: "traffic.users", line: 9, column: 14 });
  expect(problems[0]?.message).toMatch(/too large/);
});

test("brackets a hundred deep are read, and one more is told where it stands", () => {
  const deep = (levels: number) => `{ "name": ${"[".repeat(levels)}${"]".repeat(levels)} }`;
  expect(problemsOf(deep(99)).some(({ message }) => message.includes("nested"))).toBe(false);
  expect(problemsOf(deep(100))).toMatchObject([{ line: 1, column: 110 }]);
  expect(problemsOf("[".repeat(1_000_000))[0]?.message).toMatch(/nested/);
});

test("a text of more than 50 million characters is refused unread", () => {
  expect(problemsOf(" ".repeat(50_000_001))[0]?.message).toMatch(/50000001 characters/);
});

test("more values than a scenario can need are refused unread", () => {
  expect(problemsOf(`{ "a": [${"1,".repeat(300_000)}1] }`)[0]?.message).toMatch(/file of their own/);
});

test("a problem stands at its value, a wrong name at the name, and what is missing where it should be", () => {
  const lines = ["{", '  "plimsoll": 1,', '  "traffic": { "users": -1, "usrs": 2 },', '  "models": {}', "}"];
  const places = problemsOf(lines.join("\n")).map(({ path, line, column }) => [path, line, column]);
  expect(places).toContainEqual(["traffic.users", 3, 25]);
  expect(places).toContainEqual(["traffic.usrs", 3, 29]);
  expect(places).toContainEqual(["task", 1, 1]);
});

test("the example and the file with every field load unchanged", () => {
  for (const text of [exampleText, everyFieldText]) {
    const parsed = parseScenario(text);
    expect(parsed.ok && parsed.value).toEqual(JSON.parse(text));
  }
});
