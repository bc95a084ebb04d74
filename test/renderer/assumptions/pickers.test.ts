import { describe, expect, test } from "vitest";
import { ageSentence, figuresOf, offersFor } from "../../../renderer/assumptions/catalogue-list.ts";
import { newCorrelation, unknownsOf } from "../../../renderer/assumptions/correlations.ts";
import { helpAt, offsetOf, problemLines } from "../../../renderer/assumptions/json-help.ts";
import { limitsWords, pickAt, presetsFor } from "../../../renderer/assumptions/pickers.tsx";
import { entryMoved } from "../../../renderer/assumptions/route-editor.tsx";
import type { Json } from "../../../renderer/store/json.ts";
import example from "../../../scenarios/support-assistant.json?raw";
import type { Catalogue } from "../../../shared/prices/catalogue.ts";
import { parseScenario } from "../../../shared/scenario/parse.ts";
import { limitsOf } from "../../../shared/scenario/presets/limits.ts";

const scenario: Json = JSON.parse(example);

function model(id: string, input: number) {
  const periods = [{ input, cachedInput: input / 10, output: input * 4, tiers: [] }];
  return { id, name: id.toUpperCase(), aliases: [], periods, notes: [], source: "here" };
}
const CATALOGUE: Catalogue = {
  name: "prices 1",
  on: "2026-08-01",
  models: [
    model("zeta:large", 9),
    model("openai:gpt-5-mini", 0.25),
    { ...model("openai:picture", 1), periods: [] },
  ],
};

describe("a price from the catalogue", () => {
  test("is found by words of its id or name; what is not sold by the token is not offered", () => {
    expect(offersFor(CATALOGUE, "", "2026-11-01").offers.map(({ id }) => id)).toEqual([
      "openai:gpt-5-mini",
      "zeta:large",
    ]);
    expect(offersFor(CATALOGUE, "GPT mini", "2026-11-01").offers.map(({ price }) => price)).toEqual([
      "$0.25 in, $1 out",
    ]);
    expect(offersFor(CATALOGUE, "nothing", "2026-11-01").offers).toEqual([]);
  });

  test("can be written as its numbers", () => {
    expect(figuresOf(CATALOGUE, "openai:gpt-5-mini", "2026-11-01")).toEqual({
      input: 0.25,
      cachedInput: 0.025,
      output: 1,
    });
    expect(figuresOf(CATALOGUE, "openai:gone", "2026-11-01")).toBeUndefined();
  });

  test("says how old it is, and when that is too old", () => {
    expect(ageSentence(CATALOGUE, "2026-08-02")).toContain("a day old");
    expect(ageSentence(CATALOGUE, "2026-08-02")).not.toContain("check the price");
    expect(ageSentence(CATALOGUE, "2026-12-01")).toContain("check the price with the provider");
  });
});

describe("limits from a preset", () => {
  test("are found by provider, and told by the figures that people know them by", () => {
    expect(presetsFor("openai tier-3").choices[0]).toMatchObject({ id: "openai:tier-3" });
    expect(limitsWords(limitsOf("openai:tier-3")?.limits ?? {})).toBe("5K requests, 2M tokens a minute");
    expect(presetsFor("nobody").choices).toEqual([]);
  });

  test("are offered at a model's limits and nowhere else", () => {
    expect(pickAt(["models", "large", "limits"])).toBe("limits");
    expect(pickAt(["models", "large", "price"])).toBe("price");
    expect(pickAt(["designs", "sync", "batch", "limits"])).toBeUndefined();
  });
});

test("A route's entry changes places with its neighbour, and not beyond the ends", () => {
  expect(entryMoved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(entryMoved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
});

describe("correlations", () => {
  test("are between what is unknown, and begin with a pair that is not there yet", () => {
    const paths = unknownsOf(scenario).map(({ path }) => path);
    expect(paths).toContain("traffic.adoption");
    expect(paths).not.toContain("traffic.users");
    expect(paths).not.toContain("task.patience");
    const first = newCorrelation(scenario);
    expect(first).toEqual([paths[0], paths[1], 0.3]);
    const both = { ...(scenario as object), correlations: [first ?? []] } as Json;
    expect(newCorrelation(both)).not.toEqual(first);
  });
});

describe("the file's text", () => {
  test("explains the field that the cursor is on", () => {
    const help = helpAt(example, example.indexOf('"adoption"') + 3, scenario);
    expect(help).toMatchObject({ path: "traffic.adoption", label: "Adoption" });
    expect(help?.words).toContain("a number from 0 to 1, or a distribution");
    expect(help?.further).toContain("levelNoise");
    expect(helpAt(example, 0, scenario)).toBeUndefined();
  });

  test("shows a problem at its line", () => {
    const text = example.replace('"users": 100000', '"users": -5');
    const read = parseScenario(text);
    const problems = read.ok ? [] : read.error;
    const line = text.slice(0, text.indexOf('"users"')).split("\n").length;
    expect([...problemLines(problems)]).toEqual([line]);
    const [problem] = problems;
    const at = offsetOf(text, problem?.line ?? 0, problem?.column ?? 0);
    expect(text.slice(at, at + 2)).toBe("-5");
  });
});
