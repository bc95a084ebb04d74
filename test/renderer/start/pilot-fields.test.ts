import { describe, expect, test } from "vitest";
import { EXAMPLES } from "../../../renderer/start/examples.ts";
import { NOTHING_TYPED, scenarioOfTexts } from "../../../renderer/start/pilot-fields.ts";
import { parseScenario } from "../../../shared/scenario/parse.ts";

describe("a new scenario", () => {
  test("follows from four numbers, typed as people type them", () => {
    const made = scenarioOfTexts({ calls: "3.1k", cost: "$30", usersPerDay: "100k", callsPerUser: "0.5" });
    if (!made.ok) throw new Error("It was not made.");
    const read = parseScenario(made.value);
    if (!read.ok) throw new Error("It is no scenario.");
    expect(read.value.pilot).toEqual({ calls: 3100, cost: 30 });
    expect(read.value.traffic.users).toBe(100_000);
  });

  test("says at each field what is missing or can't be", () => {
    expect(scenarioOfTexts(NOTHING_TYPED)).toEqual({
      ok: false,
      error: {
        calls: "Type a number, such as 3100.",
        cost: "Type a number, such as $30.",
        usersPerDay: "Type a number, such as 100k.",
        callsPerUser: "Type a number, such as 0.5.",
      },
    });
    const wrong = scenarioOfTexts({ calls: "2.5", cost: "0", usersPerDay: "many", callsPerUser: "1 to 3" });
    if (wrong.ok) throw new Error("It was made.");
    expect(wrong.error.usersPerDay).toContain("not a number");
    expect(wrong.error.callsPerUser).toBe("One number is enough here, such as 0.5.");
    const impossible = scenarioOfTexts({ calls: "2.5", cost: "0", usersPerDay: "1", callsPerUser: "1" });
    if (impossible.ok) throw new Error("It was made.");
    expect(impossible.error).toMatchObject({
      calls: expect.stringContaining("whole number of 1 or more"),
      cost: expect.stringContaining("above 0"),
    });
  });
});

test("Every example is a scenario, opens by itself and bears its title", async () => {
  for (const { title, text } of EXAMPLES) {
    const read = parseScenario(await text());
    if (!read.ok) throw new Error(`${title} is no scenario.`);
    expect(read.value.name?.toLowerCase()).toContain(title.toLowerCase().split(" ")[0]);
    expect(JSON.stringify(read.value)).not.toContain('"file":');
  }
  expect(EXAMPLES).toHaveLength(7);
});
