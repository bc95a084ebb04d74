import { describe, expect, test } from "vitest";
import { type Invocation, parseArguments } from "../../cli/arguments.ts";
import { COMMAND_NAMES, STILL_TO_COME } from "../../cli/commands.ts";
import { parseMerge } from "../../cli/merge-arguments.ts";
import { parseRun } from "../../cli/run-arguments.ts";
import type { RunArguments } from "../../cli/run-options.ts";
import { type Problem, problemText } from "../../shared/errors.ts";
import { command } from "./in-process.ts";

function typed(line: string): readonly string[] {
  return line.split(" ").filter((word) => word !== "");
}

function invocation(line: string): Invocation {
  const parsed = parseArguments(typed(line));
  if (!parsed.ok) throw new Error(parsed.error.map(problemText).join("\n"));
  return parsed.value;
}

function run(line: string): RunArguments {
  const parsed = parseRun(typed(line));
  if (!parsed.ok) throw new Error(parsed.error.map(problemText).join("\n"));
  return parsed.value;
}

function problems(line: string): readonly Problem[] {
  const parsed = parseArguments(typed(line));
  return parsed.ok ? [] : parsed.error;
}

const complaint = (line: string) => problems(line).map(problemText).join("\n");

describe("A run", () => {
  test("needs nothing but a scenario", () => {
    expect(run("support.json")).toEqual({ file: "support.json", designs: [] });
  });

  test("takes options before and after the scenario, with a blank or with =", () => {
    const expected = { file: "s.json", designs: [], seed: 3, days: 2, replications: 64, workers: 1 };
    expect(run("--seed 3 s.json --days=2 --replications 64 --workers=1")).toEqual(expected);
  });

  test("takes several designs, each once, in the order typed", () => {
    expect(run("s.json --design b --design a --design b").designs).toEqual(["b", "a"]);
  });

  test("reads numbers as people write them", () => {
    expect(run("s.json --replications 1k").replications).toBe(1000);
    expect(run("s.json --precision 2%").precision).toBe(0.02);
    expect(run("s.json --load 2.5x").load).toBe(2.5);
    expect(run("s.json --days 0.5").days).toBe(0.5);
  });

  test("reads its scenario from standard input where FILE is -", () => {
    expect(run("- --seed 1").file).toBe("-");
  });

  test("takes whatever stands behind -- as a file", () => {
    expect(run("--seed 1 -- --odd.json").file).toBe("--odd.json");
  });
});

describe("The answer as JSON", () => {
  test.each([
    ["s.json --json", "-"],
    ["--json s.json", "-"],
    ["--json - s.json", "-"],
    ["s.json --json out.json", "out.json"],
    ["--json out.json s.json", "out.json"],
    ["s.json --json out.txt", "out.txt"],
    ["--json=out.json s.json", "out.json"],
    ["s.json --json --seed 1", "-"],
    ["--json --seed 1 s.json", "-"],
  ])("%s: scenario s.json, answer to %s", (line, json) => {
    const found = run(line);
    expect([found.file, found.json]).toEqual(["s.json", json]);
  });

  test("goes to standard output when the scenario does come from standard input", () => {
    expect(run("- --json")).toMatchObject({ file: "-", json: "-" });
    expect(run("--json -")).toMatchObject({ file: "-", json: "-" });
  });

  test("is not asked for unless it is", () => {
    expect(run("s.json").json).toBeUndefined();
  });

  test("with = and no name is refused", () => {
    expect(complaint("run s.json --json=")).toContain("--json: A file's name is missing");
  });
});

describe("What is not allowed is refused, with what is", () => {
  test.each([
    ["--replications 3", "an even number from 2 to 100,000", "Did you mean 4?"],
    ["--replications 1", "an even number from 2 to 100,000", "Did you mean 2?"],
    ["--replications 0", "an even number from 2 to 100,000", ""],
    ["--replications 2.5", "an even number from 2 to 100,000", "Did you mean 4?"],
    ["--load 0", "a number above 0", ""],
    ["--load -1", "a number above 0", ""],
    ["--days -1", "a number above 0, at most 366", ""],
    ["--days 400", "a number above 0, at most 366", ""],
    ["--workers 0", "a whole number from 1 to 256", ""],
    ["--workers 1.5", "a whole number from 1 to 256", ""],
    ["--seed -1", "a whole number from 0 to 4,294,967,295", ""],
    ["--seed NaN", "a whole number", "not a number"],
    ["--seed Infinity", "a whole number", "not a number"],
    ["--seed 1e400", "a whole number", "too large"],
    ["--precision 0", "a share between 0 and 1", ""],
    ["--precision 100%", "a share between 0 and 1", ""],
    ["--load 1..2", "a number above 0", "not a range"],
  ])("%s", (option, allowed, more) => {
    const text = complaint(`run s.json ${option}`);
    expect(text).toContain(option.split(" ")[0]);
    expect(text).toContain(allowed);
    expect(text).toContain(more);
  });

  test("all of it at once", () => {
    expect(problems("run s.json --days 0 --load 0 --sed 3 --workers x")).toHaveLength(4);
  });

  test("an option without its value", () => {
    expect(complaint("run s.json --seed")).toContain("--seed: A value is missing");
    expect(complaint("run --seed --json s.json")).toContain("--seed: A value is missing");
    expect(complaint("run s.json --design")).toContain("the name of a design");
  });

  test("a run without a scenario, or with two", () => {
    expect(complaint("run --seed 1")).toContain("A scenario file is missing");
    expect(complaint("run a.json b.json")).toContain("one scenario file; found a.json, b.json");
  });
});

describe("What was mistyped is guessed", () => {
  test.each([
    ["rnu s.json", "plimsoll run"],
    ["shcema", "plimsoll schema"],
    ["chekc s.json", "plimsoll check"],
    ["mege a.part", "plimsoll merge"],
    ["--hlep", "plimsoll --help"],
    ["run s.json --replication 4", "--replications"],
    ["run s.json --sed 4", "--seed"],
    ["run s.json --jsn", "--json"],
    ["run s.json --shrad 1/4", "--shard"],
    ["schema --off run", "--of"],
    ["schema --of rnu", "run"],
    ["schema run", "plimsoll schema --of run"],
    ["support.json --seed 3", "plimsoll run support.json --seed 3"],
  ])("%s: %s", (line, meant) => {
    expect(problems(line).map(({ suggestion }) => suggestion)).toEqual([meant]);
  });

  test("the value of an option that doesn't exist is not complained about as well", () => {
    expect(problems("run s.json --replication 32")).toHaveLength(1);
  });

  test("what is like nothing gets the list of what there is", () => {
    expect(complaint("frobnicate")).toBe(
      `There is no command frobnicate. Allowed: ${COMMAND_NAMES.join(", ")}.`,
    );
    expect(complaint("run s.json --frobnicate")).toContain("--replications");
  });
});

describe("What is still to come is said plainly", () => {
  test.each([...STILL_TO_COME])("%s", (name) => {
    expect(complaint(`${name} s.json`)).toContain(`plimsoll ${name} is not there yet`);
  });
});

describe("A part of a run", () => {
  test("is the I-th of N, counted from 1, and a file", () => {
    expect(run("s.json --shard 3/8 --out s3.part")).toEqual({
      file: "s.json",
      designs: [],
      shard: { index: 3, of: 8 },
      out: "s3.part",
    });
    expect(run("s.json --shard=1/1 --out=only.part").shard).toEqual({ index: 1, of: 1 });
  });

  test.each([
    ["0/8", "Parts are counted from 1.", "Did you mean 1/8?"],
    ["9/8", "There is no part 9 of 8.", "such as 1/8 to 8/8"],
    ["1/0", "A run has one part at least.", ""],
    ["3", "This is not a part.", "I/N"],
    ["3/", "This is not a part.", "I/N"],
    ["1.5/8", "This is not a part.", "I/N"],
    ["-1/8", "This is not a part.", "I/N"],
    ["a/b", "This is not a part.", "I/N"],
  ])("--shard %s is refused", (shard, message, more) => {
    const text = complaint(`run s.json --out s.part --shard=${shard}`);
    expect(text).toContain(`--shard: ${message}`);
    expect(text).toContain(`Found "${shard}"`);
    expect(text).toContain(more);
  });

  test("needs its file, and the file its part", () => {
    expect(complaint("run s.json --shard 1/4")).toBe(
      "--shard: A part needs a file to be written to: --out PART.",
    );
    expect(complaint("run s.json --out s.part")).toContain("--out: This is for the part that --shard I/N");
    expect(complaint("run s.json --shard 1/4 --out -")).toContain("--out: A part is a file");
    expect(complaint("run s.json --shard --out s.part")).toContain("--shard: A value is missing behind it.");
    expect(complaint("run s.json --shard 1/4 --out")).toContain("the name of a file");
  });

  test("has no answer of its own", () => {
    expect(complaint("run s.json --shard 1/4 --out s.part --json")).toContain("--json: A part has no answer");
  });
});

describe("A merge", () => {
  const merge = (line: string) => {
    const parsed = parseMerge(typed(line));
    return parsed.ok ? parsed.value : undefined;
  };

  test("takes parts, one at least", () => {
    expect(merge("a.part b.part")).toEqual({ parts: ["a.part", "b.part"] });
    expect(complaint("merge")).toContain("The parts are missing");
    expect(complaint("merge --json")).toContain("The parts are missing");
  });

  test.each([
    ["a b --json", ["a", "b"], "-"],
    ["a b --json out.json", ["a", "b"], "out.json"],
    ["--json=out.json a b", ["a", "b"], "out.json"],
    ["--json out.json a", ["a"], "out.json"],
    ["--json a", ["a"], "-"],
    ["--json - a b", ["a", "b"], "-"],
  ])("%s", (line, parts, json) => {
    expect(merge(line)).toEqual({ parts, json });
  });

  test("has no options of a run", () => {
    expect(complaint("merge a.part --seed 3")).toContain("There is no option --seed.");
    expect(complaint("merge a.part --jsno")).toContain("Did you mean --json?");
  });
});

describe("Help, version and schemas", () => {
  test.each([
    ["--help", undefined],
    ["-h", undefined],
    ["help", undefined],
    ["help run", "run"],
    ["run --help", "run"],
    ["run s.json --seed 3 -h", "run"],
    ["schema --help", "schema"],
    ["merge -h", "merge"],
  ])("%s", (line, command) => {
    const found = invocation(line);
    expect(found.kind).toBe("help");
    expect(found.kind === "help" ? found.command?.name : "").toBe(command);
  });

  test("the version has two names", () => {
    expect(invocation("--version")).toEqual({ kind: "version" });
    expect(invocation("-v")).toEqual({ kind: "version" });
  });

  test("the schema is that of scenarios unless another is named", async () => {
    const title = async (...args: string[]) => JSON.parse((await command(["schema", ...args])).stdout).title;
    const scenarios = await title();
    expect(await title("--of=scenario")).toBe(scenarios);
    expect(await title("--of", "run")).toBe("Plimsoll answer of a run");
    expect(await title("--of", "part")).toContain("Plimsoll part of a run");
  });

  test("nothing typed is a mistake, too", () => {
    expect(problems("")).toHaveLength(1);
  });
});
