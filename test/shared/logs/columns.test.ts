import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readColumns } from "../../../shared/logs/columns.ts";
import { parseTimestamp, secondsBetween } from "../../../shared/logs/timestamp.ts";
import type { ColumnNeeded } from "../../../shared/scenario/files-needed.ts";

const data = fileURLToPath(new URL("../../../scenarios/data/", import.meta.url));

const wanted: readonly ColumnNeeded[] = [
  { name: "t", kind: "time" },
  { name: "in", kind: "tokens" },
  { name: "out", kind: "tokens" },
];

function read(text: string, fileName = "log.csv", columns = wanted) {
  const result = readColumns(fileName, text, columns);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function problemsOf(text: string, fileName = "log.csv", columns = wanted) {
  const result = readColumns(fileName, text, columns);
  return result.ok ? [] : result.error;
}

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan). */
function percentile(values: Float64Array, p: number): number {
  const sorted = Float64Array.from(values).sort();
  const position = (p / 100) * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? 0;
  return below + (position % 1) * ((sorted[Math.ceil(position)] ?? 0) - below);
}

function summary(values: Float64Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, percentiles: [50, 90, 95, 99, 100].map((p) => percentile(values, p)) };
}

/** Definitions of a percentile differ by up to a token here. */
function expectWithinOne(found: readonly number[], published: readonly number[]): void {
  for (const [index, value] of published.entries())
    expect(Math.abs((found[index] ?? 0) - value)).toBeLessThanOrEqual(1);
}

function gaps(times: Float64Array) {
  const list = Float64Array.from(times.slice(1), (time, index) => time - (times[index] ?? 0));
  const mean = list.reduce((sum, gap) => sum + gap, 0) / list.length;
  const variance = list.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / list.length;
  return { mean, cv: Math.sqrt(variance) / mean };
}

describe("real traffic reads as it was measured by others", () => {
  test("the code assistant's hour", () => {
    const { columns, ...counts } = read(readFileSync(`${data}azure-llm-2023-code.csv`, "utf8"), "a.csv", [
      { name: "TIMESTAMP", kind: "time" },
      { name: "ContextTokens", kind: "tokens" },
      { name: "GeneratedTokens", kind: "tokens" },
    ]);
    const times = columns["a.csv#TIMESTAMP"] ?? new Float64Array();
    const input = summary(columns["a.csv#ContextTokens"] ?? new Float64Array());
    const output = summary(columns["a.csv#GeneratedTokens"] ?? new Float64Array());
    expect(counts).toMatchObject({ rows: 8819, blankRows: 0, outOfOrder: 0 });
    expect(times.at(0)).toBe(0);
    expect(times.at(1)).toBeCloseTo(0.052, 9);
    expect(times.at(-1)).toBeCloseTo(3436, 0);
    expect(input.mean).toBeCloseTo(2048, 0);
    expectWithinOne(input.percentiles, [1469, 5188, 7303, 7436, 7437]);
    expect(output.mean).toBeCloseTo(27.9, 1);
    expectWithinOne(output.percentiles, [13, 55, 90, 252, 1899]);
    expect(gaps(times).mean).toBeCloseTo(0.39, 3);
    expect(gaps(times).cv).toBeCloseTo(13.2, 1);
  });

  test("a university's week of questions", () => {
    const { columns, ...counts } = read(readFileSync(`${data}ragpulse-week.jsonl`, "utf8"), "r.jsonl", [
      { name: "timestamp", kind: "time" },
      { name: "input_length", kind: "tokens" },
      { name: "output_length", kind: "tokens" },
    ]);
    const times = columns["r.jsonl#timestamp"] ?? new Float64Array();
    const input = summary(columns["r.jsonl#input_length"] ?? new Float64Array());
    const output = summary(columns["r.jsonl#output_length"] ?? new Float64Array());
    expect(counts.rows).toBe(7106);
    expect(times.at(-1)).toBeGreaterThan(6.9 * 86_400);
    expect(times.at(-1)).toBeLessThan(7.1 * 86_400);
    expect(input.mean).toBeCloseTo(2944, 0);
    expectWithinOne(input.percentiles, [3140, 3958, 4425, 5438, 7712]);
    expect(output.mean).toBeCloseTo(283, 0);
    expectWithinOne(output.percentiles, [234, 563, 670, 891, 2183]);
    expect(gaps(times).mean).toBeCloseTo(85, 0);
    expect(gaps(times).cv).toBeCloseTo(3.06, 2);
  });
});

test("rows that are out of order are sorted with their sizes, equal times in the file's order, and counted", () => {
  const result = read("t,in,out\n5,50,1\n2,20,2\n5,51,3\n9,90,4\n2,21,5\n");
  expect([...(result.columns["log.csv#t"] ?? [])]).toEqual([0, 0, 3, 3, 7]);
  expect([...(result.columns["log.csv#in"] ?? [])]).toEqual([20, 21, 50, 51, 90]);
  expect([...(result.columns["log.csv#out"] ?? [])]).toEqual([2, 5, 1, 3, 4]);
  expect(result.outOfOrder).toBe(2);
});

test("blank rows are skipped and counted, the end of the file is none", () => {
  const result = read("t,in,out\n1,2,3\n\n , ,\n2,3,4\n\n");
  expect(result).toMatchObject({ rows: 2, blankRows: 2 });
});

test("rows without tokens are kept, and counted", () => {
  const result = read("t,in,out\n1,2,0\n2,0,0\n");
  expect(result).toMatchObject({ rows: 2, zeros: { in: 1, out: 2 } });
  expect([...(result.columns["log.csv#out"] ?? [])]).toEqual([0, 0]);
});

test("seven decimals of a timestamp are exact to a microsecond, over days and zones", () => {
  const text = [
    "t,in,out",
    "2023-12-31 23:59:59.9999999,1,1",
    "2024-02-29T00:00:00.0000001,1,1",
    "2024-02-29T02:30:00.5+02:30,1,1",
  ];
  const times = read(text.join("\n")).columns["log.csv#t"];
  expect(times?.[1]).toBeCloseTo(59 * 86_400 + 2e-7, 8);
  expect(times?.[2]).toBeCloseTo(59 * 86_400 + 0.5 + 1e-7, 8);
});

test.each([
  ["1970-01-01", 0],
  ["2000-03-01T00:00:00Z", 951_868_800],
  ["2023-11-16 18:17:03", 1_700_158_623],
  ["2026-12-01 12:00", 1_796_126_400],
  ["1969-12-31 23:59:59", -1],
])("%s is second %d", (text, seconds) => {
  const start = { seconds: 0, fraction: 0 };
  const point = parseTimestamp(text);
  expect(point && secondsBetween(start, point)).toBe(seconds);
  expect(seconds * 1000).toBe(
    Date.parse(text.includes("Z") ? text : `${text.replace(" ", "T")}${text.length > 10 ? "Z" : ""}`),
  );
});

test.each(["2023-02-29", "2023-13-01", "2023-11-16 24:00:00", "16.11.2023", "2023-11-16 18:60", "noon"])(
  "%s is no point in time",
  (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  },
);

test("numbers may be written as texts, in CSV quotes and in JSON alike", () => {
  expect(read('t,in,out\n"1","2"," 3 "\n').columns["log.csv#out"]?.[0]).toBe(3);
  expect(read('{"t":"1","in":2,"out":"3e2"}', "log.jsonl").columns["log.jsonl#out"]?.[0]).toBe(300);
});

test("a file without a telling name is known by its first character", () => {
  expect(read('{"t":1,"in":2,"out":3}', "log").rows).toBe(1);
  expect(read("t,in,out\n1,2,3", "log").rows).toBe(1);
});

describe("what is wrong with a file is told with its line", () => {
  test.each([
    ["a short row", "t,in,out\n1,2,3\n1,2\n", 3, /2 fields, and the header has 3/],
    ["a long row", "t,in,out\n1,2,3,4\n", 2, /4 fields/],
    ["an open quote", 't,in,out\n1,2,3\n1,"2,3\n4,5,6\n', 3, /quote/],
    ["an empty cell", "t,in,out\n1,,3\n", 2, /in is empty/],
    ["a word for a number", "t,in,out\n1,many,3\n", 2, /in is no token count/],
    ["a number with a separator", 't,in,out\n1,"2,000",3\n', 2, /in is no token count/],
    ["a negative count", "t,in,out\n1,2,-3\n", 2, /out is no token count/],
    ["no time", "t,in,out\nsoon,2,3\n", 2, /t is no time/],
    ["seconds among timestamps", "t,in,out\n2023-11-16 18:17:03,2,3\n5,2,3\n", 3, /t is no time/],
    ["milliseconds", "t,in,out\n1700158623000,2,3\n", 2, /milliseconds/],
    ["a row after one of two lines", 't,in,out,note\n1,2,3,"a\nb"\n1,x,3,c\n', 4, /in is no token count/],
  ])("%s", (_, text, line, message) => {
    const problems = problemsOf(text);
    expect(problems.map((problem) => problem.message)).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line });
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.allowed).toMatch(/\S/);
  });

  test.each([
    ["a line that is no JSON", '{"t":1,"in":2,"out":3}\n{"t":1,\n', 2, /no JSON object/],
    ["a list", '{"t":1,"in":2,"out":3}\n[1]\n', 2, /no JSON object/],
    ["a missing member", '{"t":1,"in":2,"out":3}\n{"t":1,"in":2}\n', 2, /out is empty/],
    ["a null", '{"t":1,"in":null,"out":3}\n', 1, /in is empty/],
  ])("in JSONL: %s", (_, text, line, message) => {
    const problems = problemsOf(text, "log.jsonl");
    expect(problems).toMatchObject([{ line }]);
    expect(problems[0]?.message).toMatch(message);
  });

  test("a column that is not there, with the one that was meant", () => {
    expect(problemsOf("t,in,outt\n1,2,3")).toMatchObject([
      { path: "log.csv", value: "out", allowed: "t, in, outt", suggestion: "outt" },
    ]);
  });

  test("an empty file", () => {
    expect(problemsOf("")).toHaveLength(3);
    expect(problemsOf("t,in,out\n")).toMatchObject([{ message: expect.stringMatching(/no rows/) }]);
  });

  test("a file that is wrong all over tells the first twenty and how many more there are", () => {
    const problems = problemsOf(`t,in,out\n${"x,2,3\n".repeat(100)}`);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)?.message).toMatch(/80 more/);
  });
});
