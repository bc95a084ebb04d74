import { calcPrice, type Provider, waitForUpdate } from "@pydantic/genai-prices";
import { beforeAll, describe, expect, test } from "vitest";
import manifestText from "../../../package.json?raw";
import { type Catalogue, modelOf, periodOn, ratesAt } from "../../../shared/prices/catalogue.ts";
import { catalogueOf, GENAI_PRICES, loadCatalogue } from "../../../shared/prices/genai-prices.ts";
import { nearIds } from "../../../shared/prices/near-ids.ts";
import { RETIREMENT_DATES, TIER_MULTIPLIERS } from "../../../shared/prices/overlay.ts";
import { lookUp, resolvePrices } from "../../../shared/prices/resolve.ts";
import { plainScenario } from "../../support/scenarios.ts";

const START = "2026-12-01";
let catalogue: Catalogue;
let providers: readonly Provider[];

beforeAll(async () => {
  catalogue = await loadCatalogue();
  providers = (await waitForUpdate()) ?? [];
});

const looked = (id: string, start = START) => {
  const found = lookUp(catalogue, id, start);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
};

const refused = (id: string) => {
  const found = lookUp(catalogue, id, START);
  if (found.ok) throw new Error(`${id} has a price`);
  return found.error;
};

describe("The catalogue", () => {
  test("is the version that is installed, exactly", () => {
    expect(JSON.parse(manifestText).devDependencies["@pydantic/genai-prices"]).toBe(GENAI_PRICES.version);
    expect(catalogue.on).toBe(GENAI_PRICES.on);
  });

  test("has every model of every provider, and each id once", () => {
    const all = providers.flatMap(({ models }) => models);
    expect(catalogue.models).toHaveLength(all.length);
    expect(new Set(catalogue.models.map(({ id }) => id.toLowerCase())).size).toBe(all.length);
  });

  test("has for every model, at every size, what the package itself would charge", () => {
    const day = "2026-12-01";
    let compared = 0;
    for (const provider of providers) {
      for (const model of provider.models) {
        const ours = modelOf(catalogue, `${provider.id}:${model.id}`);
        const hours =
          Array.isArray(model.prices) &&
          model.prices.some(({ constraint }) => constraint?.type === "time_of_date");
        if (ours === undefined || ours.periods.length === 0 || hours) continue;
        // only this model, matched exactly: the package's own matching is loose
        const alone = { ...provider, models: [{ ...model, match: { equals: model.id } }] };
        const period = periodOn(ours.periods, day);
        for (const size of [1000, 128_001, 200_000, 200_001, 271_999, 272_000, 600_000]) {
          const usage = { input_tokens: size, cache_read_tokens: size / 4, output_tokens: 1000 };
          const theirs = calcPrice(usage, model.id, {
            provider: alone,
            timestamp: new Date(`${day}T12:00:00Z`),
          });
          const rates = ratesAt(period, size);
          const cached = rates.cachedInput ?? rates.input;
          const cost = (0.75 * size * rates.input + 0.25 * size * cached + 1000 * rates.output) / 1e6;
          expect(cost + (period.perCall ?? 0), `${ours.id} at ${size}`).toBeCloseTo(
            theirs?.total_price ?? -1,
            9,
          );
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(10_000);
  });
});

describe("An id", () => {
  test("is exact but for case", () => {
    expect(looked("OpenAI:GPT-5-Mini").used.id).toBe("openai:gpt-5-mini");
    expect(looked(" openai:gpt-5-mini ").used).toMatchObject({ input: 0.25, cachedInput: 0.025, output: 2 });
  });

  test("that the catalogue knows under another exact name takes its price, and says whose", () => {
    const { used } = looked("openai:gpt-5-mini-2025-08-07");
    expect(used.id).toBe("openai:gpt-5-mini");
    expect(used.notes[0]).toBe("openai:gpt-5-mini-2025-08-07 is priced as openai:gpt-5-mini.");
  });

  test("that is not there is an error with near names, though the package would take another's price", () => {
    const guessed = calcPrice({ input_tokens: 1 }, "claude-sonnet-5-5", { providerId: "anthropic" });
    expect(guessed?.model.id).toBe("claude-sonnet-5");
    const { message, allowed, suggestion } = refused("anthropic:claude-sonnet-5-5");
    expect(message).toContain('no "anthropic:claude-sonnet-5-5"');
    expect(suggestion).toBe("anthropic:claude-sonnet-5");
    expect(allowed).toContain("anthropic:claude-sonnet-4-5");
  });

  test("without its provider is an error that names the providers", () => {
    expect(refused("gpt-5-mini").suggestion).toMatch(/:gpt-5-mini$/);
  });

  test("that is like nothing has no near names", () => {
    expect(nearIds(catalogue, "openai:zzzzzzzz")).toEqual([]);
    expect(nearIds(catalogue, "")).toEqual([]);
    expect(refused("x:qqqqqqqqqqqqqqqqq").allowed).toContain("plimsoll prices");
  });

  test("of a model that is not sold by the token is an error of its own", () => {
    expect(refused("openai:whisper-1").message).toContain("not sold by the token");
  });

  test.each(["flex", "priority"])("with @%s where nobody knows what that costs is an error", (tier) => {
    expect(refused(`openai:gpt-4@${tier}`).message).toContain(`What ${tier} processing makes of the price`);
  });
});

describe("A price", () => {
  test("says how old it is from the ninety-first day on", () => {
    const day = (start: string) => looked("openai:gpt-5.4", start).used;
    // the catalogue is of 2026-09-23
    expect(day("2026-12-22")).toMatchObject({ ageDays: 90, notes: [] });
    expect(day("2026-12-23").ageDays).toBe(91);
    expect(day("2026-12-23").notes[0]).toContain("91 days old on 2026-12-23");
    expect(day("2026-01-01").ageDays).toBe(0);
  });

  test("tells what it will be, and is that from its day on", () => {
    expect(looked("google:gemini-3.6-flash").used).toMatchObject({
      input: 0.75,
      changes: [{ from: "2027-01-01", input: 1.5, cachedInput: 0.15, output: 7.5 }],
    });
    const then = looked("google:gemini-3.6-flash", "2027-01-01").used;
    expect(then).toMatchObject({ input: 1.5, from: "2027-01-01" });
    expect(then.changes).toBeUndefined();
  });

  test("tells its context tiers", () => {
    const { tiers } = looked("google:gemini-2.5-pro").used;
    expect(tiers).toEqual([{ above: 200_000, input: 2.5, cachedInput: 0.25, output: 15 }]);
  });

  test("of flex processing keeps the batch price that it has", () => {
    const { used } = looked("openai:gpt-5-mini@flex");
    expect(used).toMatchObject({ tier: "flex", input: 0.125, cachedInput: 0.0125, output: 1 });
    // a batch costs half the standard price, which is all of the flex price
    expect(used.batchShare).toBe(1);
  });

  test("says when its model is switched off, as far as that is known", () => {
    const notes = looked("openai:gpt-5-mini").used.notes;
    expect(notes.join(" ")).toContain("openai:gpt-5-mini is switched off on 2026-12-11");
  });

  test("of some hours of the day is said to be left out", () => {
    expect(looked("deepseek:deepseek-chat").used.notes.join(" ")).toContain("At some hours of the day");
  });
});

describe("A scenario's catalogue prices", () => {
  test("in another currency than dollars are an error that says what to do", () => {
    const scenario = { ...plainScenario({ model: { price: "openai:gpt-5-mini" } }), currency: "EUR" };
    const resolved = resolvePrices(scenario, catalogue, START);
    expect(resolved).toMatchObject({ ok: false, error: [{ path: "models.model.price" }] });
    if (!resolved.ok) expect(resolved.error[0]?.message).toContain("write the prices as numbers");
  });

  test("are all looked up at once: every wrong one is told", () => {
    const scenario = plainScenario({
      rest: {
        models: {
          a: { latency: { total: 1 }, price: "openai:gpt-5-minni" },
          b: { latency: { total: 1 }, price: "nobody:nothing" },
          c: { latency: { total: 1 }, price: { input: 1 } },
        },
      },
    });
    const resolved = resolvePrices(scenario, catalogue, START);
    expect(resolved.ok ? [] : resolved.error.map(({ path }) => path)).toEqual([
      "models.a.price",
      "models.b.price",
    ]);
  });
});

describe("The overlay", () => {
  test("speaks of models that the catalogue has", () => {
    const named = [
      ...RETIREMENT_DATES.flatMap(({ id, instead }) => [id, ...(instead === undefined ? [] : [instead])]),
      ...TIER_MULTIPLIERS.flatMap(({ provider, models = [] }) =>
        models.map((model) => `${provider}:${model}`),
      ),
    ];
    expect(named.filter((id) => modelOf(catalogue, id)?.id !== id)).toEqual([]);
  });

  test("says of everything where and when it was read", () => {
    for (const { source, on } of [...RETIREMENT_DATES, ...TIER_MULTIPLIERS]) {
      expect(source).toMatch(/^[\w.-]+\.[a-z]+\//);
      expect(on).toMatch(/^2026-\d\d-\d\d$/);
    }
  });
});

test("A catalogue without providers is empty, not an error", () => {
  expect(catalogueOf([]).models).toEqual([]);
});
