import { describe, expect, test } from "vitest";
import { parseStudy, type StudyOptions, studyHelp } from "../../cli/study-arguments.ts";
import { problemText } from "../../shared/errors.ts";

let months: string | undefined;
const OPTIONS: StudyOptions = {
  name: "forecast",
  designs: "one",
  numbers: ["replications", "seed"],
  own: [
    {
      name: "months",
      letter: "N",
      explains: "how far to look",
      allowed: "a whole number from 1 to 120",
      take: (value) => {
        months = value;
        return /^\d+$/.test(value) ? undefined : { message: "This is not a number of months." };
      },
    },
  ],
};

function typed(line: string) {
  const parsed = parseStudy(
    line.split(" ").filter((word) => word !== ""),
    OPTIONS,
  );
  return parsed.ok ? parsed.value : parsed.error.map(problemText);
}

describe("The words behind a study", () => {
  test("are a scenario, a design, numbers, and options of its own", () => {
    expect(typed("s.json --design a --replications 1k --months 24 --json out.json")).toEqual({
      file: "s.json",
      designs: ["a"],
      replications: 1000,
      json: "out.json",
    });
    expect(months).toBe("24");
  });

  test.each([
    ["", "A scenario file is missing: plimsoll forecast FILE"],
    ["a.json b.json", "forecast takes one scenario file; found a.json, b.json."],
    ["s.json --design a --design b", "forecast looks at one design at a time; found a and b."],
    ["s.json --load 2", "There is no option --load."],
    ["s.json --month 2", "Did you mean --months?"],
    ["s.json --months", "a whole number from 1 to 120"],
    ["s.json --months soon", 'This is not a number of months. Found "soon"'],
    ["s.json --replications 3", "Did you mean 4?"],
  ])("%s is refused", (line, complaint) => {
    expect(typed(line)).toEqual([expect.stringContaining(complaint)]);
  });

  test("are explained as they are read", () => {
    expect(studyHelp(OPTIONS, "the forecast").map(({ option }) => option)).toEqual([
      "--design NAME",
      "--months N",
      "--replications N",
      "--seed N",
      "--json [FILE]",
      "-h, --help",
    ]);
  });
});
