import { describe, expect, it } from "vitest";
import { z } from "zod";
import { limitsSchema } from "../../../../shared/scenario/limits-schema.ts";
import { parseScenario } from "../../../../shared/scenario/parse.ts";
import {
  LIMITS_PRESET_NAMES,
  LIMITS_PRESETS,
  limitsOf,
  resolvedLimits,
} from "../../../../shared/scenario/presets/limits.ts";
import { everyFieldText, example, put } from "../example.ts";

function problemsWith(limits: unknown) {
  const parsed = parseScenario(JSON.stringify(put(example(), "models.large.limits", limits)));
  return parsed.ok ? [] : parsed.error;
}

describe.each(LIMITS_PRESETS)("the limits $name", ({ name, provider, on, source, note, limits }) => {
  it("can be named in a scenario, and copied into one", () => {
    expect(problemsWith(name)).toEqual([]);
    expect(problemsWith(limits)).toEqual([]);
    expect(limitsSchema.parse(JSON.parse(JSON.stringify(limits)))).toEqual(limits);
  });

  it("say whose they are, when and where they were read, and what to know of them", () => {
    expect(z.iso.date().safeParse(on).success).toBe(true);
    for (const text of [provider, source, note]) expect(text).toMatch(/\S/);
    // no provider publishes all of it
    expect(note).toContain("ssumed");
  });
});

describe("presets of limits", () => {
  it("have names of their own, which begin with who sets them", () => {
    expect(new Set(LIMITS_PRESET_NAMES).size).toBe(LIMITS_PRESETS.length);
    const owners = LIMITS_PRESETS.map(({ name, provider }) => `${name.split(":")[0]} ${provider}`);
    expect([...new Set(owners)]).toEqual([
      "openai OpenAI",
      "anthropic Anthropic",
      "azure Azure OpenAI",
      "bedrock Amazon Bedrock",
      "gemini Gemini API",
    ]);
  });

  it("hold the published figures", () => {
    const figures = (name: string) => {
      const { requestsPerMinute, tokensPerMinute, inputTokensPerMinute, outputTokensPerMinute } =
        limitsOf(name)?.limits ?? {};
      return [requestsPerMinute, tokensPerMinute, inputTokensPerMinute, outputTokensPerMinute];
    };
    const thousands = (...numbers: (number | undefined)[]) =>
      numbers.map((number) => (number === undefined ? undefined : number * 1000));
    expect(figures("openai:tier-1")).toEqual(thousands(0.5, 500, undefined, undefined));
    expect(figures("openai:tier-2")).toEqual(thousands(5, 1000, undefined, undefined));
    expect(figures("openai:tier-3")).toEqual(thousands(5, 2000, undefined, undefined));
    expect(figures("openai:tier-4")).toEqual(thousands(10, 4000, undefined, undefined));
    expect(figures("openai:tier-5")).toEqual(thousands(15, 40_000, undefined, undefined));
    expect(figures("openai:chat-latest-tier-1")).toEqual(thousands(0.5, 30, undefined, undefined));
    expect(figures("openai:chat-latest-tier-2")).toEqual(thousands(5, 450, undefined, undefined));
    expect(figures("openai:chat-latest-tier-3")).toEqual(thousands(5, 800, undefined, undefined));
    expect(figures("openai:chat-latest-tier-4")).toEqual(thousands(10, 2000, undefined, undefined));
    expect(figures("openai:chat-latest-tier-5")).toEqual(thousands(15, 40_000, undefined, undefined));
    expect(figures("anthropic:start")).toEqual(thousands(1, undefined, 2000, 400));
    expect(figures("anthropic:build")).toEqual(thousands(5, undefined, 5000, 1000));
    expect(figures("anthropic:scale")).toEqual(thousands(10, undefined, 10_000, 2000));
    expect(figures("anthropic:fable-start")).toEqual(thousands(1, undefined, 500, 100));
    expect(figures("anthropic:fable-build")).toEqual(thousands(2, undefined, 1500, 300));
    expect(figures("anthropic:fable-scale")).toEqual(thousands(4, undefined, 4000, 800));
    const spend = [1, 2, 3].map((tier) => limitsOf(`gemini:tier-${tier}`)?.limits.spendPerTenMinutes);
    expect(spend).toEqual([10, 50, 200]);
  });

  it("count the largest output as each provider does", () => {
    const rules = (name: string) => {
      const { policy, reserves, settles, cachedCounts, outputWeight } = limitsOf(name)?.limits ?? {};
      return { policy, reserves, settles, cachedCounts, outputWeight };
    };
    expect(rules("openai:tier-3")).toMatchObject({ reserves: "max", cachedCounts: true });
    expect(rules("anthropic:start")).toMatchObject({
      policy: "bucket",
      reserves: "none",
      cachedCounts: false,
    });
    expect(rules("azure:standard")).toMatchObject({
      policy: "window",
      reserves: "max-output",
      settles: false,
    });
    expect(rules("azure:ptu")).toMatchObject({
      policy: "leaky",
      reserves: "max-output",
      cachedCounts: false,
    });
    expect(rules("bedrock:claude")).toMatchObject({ reserves: "max-output", settles: true, outputWeight: 5 });
    expect(rules("bedrock:default")).toMatchObject({ outputWeight: 1 });
    expect(rules("gemini:tier-1")).toMatchObject({ reserves: "none" });
  });
});

describe("a name that no preset has", () => {
  it("is told with those that exist and the nearest of them", () => {
    const [problem, ...others] = problemsWith("openai:teir-3");
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      path: "models.large.limits",
      value: "openai:teir-3",
      suggestion: "openai:tier-3",
      allowed: LIMITS_PRESET_NAMES.join(", "),
    });
    expect(problem?.message).toContain('no preset "openai:teir-3"');
    expect(problem?.line).toBeGreaterThan(0);
  });

  it("is found whatever the case and the separators", () => {
    const suggested = (name: string) => problemsWith(name).map(({ suggestion }) => suggestion);
    expect(suggested("Azure:PTU")).toEqual(["azure:ptu"]);
    expect(suggested("anthropic:fable start")).toEqual(["anthropic:fable-start"]);
    expect(suggested("antropic:scale")).toEqual(["anthropic:scale"]);
  });

  it("is one problem, also where it is blank or a word of the language", () => {
    expect(problemsWith(" ")).toHaveLength(1);
    expect(problemsWith("constructor")).toHaveLength(1);
  });

  it("never comes as far as the simulation", () => {
    expect(() => resolvedLimits("openai:tier-9")).toThrow("never validated");
  });
});

describe("a model's limits", () => {
  it("are a preset's by its name, its own, or none", () => {
    expect(resolvedLimits("openai:tier-3")).toBe(limitsOf("openai:tier-3")?.limits);
    const own = { requestsPerMinute: 7 };
    expect(resolvedLimits(own)).toBe(own);
    expect(resolvedLimits(undefined)).toEqual({});
  });

  it("are proposed by editors that know the JSON Schema", () => {
    expect(z.toJSONSchema(limitsSchema).anyOf?.[0]?.examples).toEqual(LIMITS_PRESET_NAMES);
  });

  it("of the file with every field are read", () => {
    expect(parseScenario(everyFieldText).ok).toBe(true);
    expect(everyFieldText).toContain('"limits": "openai:tier-3"');
  });
});
