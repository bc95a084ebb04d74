/**
 * Bills worked out by hand from providers' published prices, against what the whole engine books. Prices are dollars
 * per million tokens, as published (read in November 2026, and in the catalogue of 2026-09-23):
 *
 * - OpenAI, developers.openai.com/api/docs/pricing and the pages of the models
 * - Anthropic, platform.claude.com/docs/en/about-claude/pricing
 * - Google, ai.google.dev/gemini-api/docs/pricing
 * - Amazon Bedrock, aws.amazon.com/bedrock/pricing
 * - Azure, azure.microsoft.com/pricing/details/cognitive-services/openai-service
 * - Perplexity, docs.perplexity.ai/getting-started/pricing
 */
import { describe, expect, test } from "vitest";
import { billOf } from "./bill.ts";

/** Far less than a cent. */
const DIGITS = 7;

describe("A bill of OpenAI", () => {
  test("gpt-4o-mini, 0.15 in, 0.075 cached, 0.60 out", async () => {
    const price = "openai:gpt-4o-mini";
    const bill = await billOf({ price, calls: 1000, input: 10_000, cached: 4000, output: 500 });
    // 1,000 × (6,000 × 0.15 + 4,000 × 0.075 + 500 × 0.60) / 10⁶ = 0.90 + 0.30 + 0.30
    expect(bill.input).toBeCloseTo(0.9, DIGITS);
    expect(bill.cachedInput).toBeCloseTo(0.3, DIGITS);
    expect(bill.output).toBeCloseTo(0.3, DIGITS);
    expect(bill.total).toBeCloseTo(1.5, DIGITS);
  });

  test("gpt-5-mini in batches, at half of 0.25 in and 2 out, where the design does not say", async () => {
    const design = { mode: "batch", batch: { everyMinutes: 1, turnaroundMinutes: 1 } } as const;
    const bill = await billOf({ price: "openai:gpt-5-mini", calls: 400, input: 3000, output: 1000, design });
    // 400 × (3,000 × 0.25 + 1,000 × 2) / 10⁶ = 1.10, and half of it
    expect(bill.total).toBeCloseTo(0.55, DIGITS);
  });

  test("in batches at the share that a design gives, whatever the provider's", async () => {
    const batch = { everyMinutes: 1, turnaroundMinutes: 1, priceShare: 0.8 };
    const design = { mode: "batch", batch } as const;
    const bill = await billOf({ price: "openai:gpt-5-mini", calls: 400, input: 3000, output: 1000, design });
    expect(bill.total).toBeCloseTo(0.88, DIGITS);
  });

  test.each([
    // 271,999 × 2 + 1,000 × 12 = 543,998 + 12,000
    [271_999, 0.555_998],
    // 272,000 × 4 + 1,000 × 18 = 1,088,000 + 18,000: the whole call, not what is beyond
    [272_000, 1.106],
    // 272,001 × 4 + 18,000
    [272_001, 1.106_004],
  ])("gpt-5.6-terra, long context from 272,000 tokens on: %i tokens", async (input, dollars) => {
    const bill = await billOf({ price: "openai:gpt-5.6-terra", calls: 3, input, output: 1000 });
    expect(bill.total).toBeCloseTo(3 * dollars, DIGITS);
  });

  test("long context counts cached tokens, and has a cached price of its own", async () => {
    const price = "openai:gpt-5.6-terra";
    const bill = await billOf({ price, calls: 1, input: 272_000, cached: 136_000, output: 1000 });
    // 136,000 × 4 = 0.544; 136,000 × 0.40 = 0.0544; 1,000 × 18 = 0.018
    expect(bill.input).toBeCloseTo(0.544, DIGITS);
    expect(bill.cachedInput).toBeCloseTo(0.0544, DIGITS);
    expect(bill.output).toBeCloseTo(0.018, DIGITS);
  });

  test("before and after the price cut of 2026-07-30", async () => {
    const calls = { price: "openai:gpt-5.6-terra", calls: 10, input: 10_000, output: 1000 };
    // 10 × (10,000 × 2.50 + 1,000 × 15) / 10⁶, then 10 × (10,000 × 2 + 1,000 × 12) / 10⁶
    expect((await billOf({ ...calls, on: "2026-07-29" })).total).toBeCloseTo(0.4, DIGITS);
    expect((await billOf({ ...calls, on: "2026-07-30" })).total).toBeCloseTo(0.32, DIGITS);
  });

  test("gpt-5-mini with flex processing, at half, and priority processing, at 0.45 in and 3.60 out", async () => {
    const calls = { calls: 100, input: 2000, output: 1000 };
    // 100 × (2,000 × 0.125 + 1,000 × 1) / 10⁶; 100 × (2,000 × 0.45 + 1,000 × 3.60) / 10⁶
    expect((await billOf({ ...calls, price: "openai:gpt-5-mini@flex" })).total).toBeCloseTo(0.125, DIGITS);
    expect((await billOf({ ...calls, price: "openai:gpt-5-mini@priority" })).total).toBeCloseTo(0.45, DIGITS);
  });
});

describe("A bill of Anthropic", () => {
  const haiku = {
    price: "anthropic:claude-haiku-4-5",
    calls: 400,
    input: 20_000,
    cached: 15_000,
    output: 800,
  };

  test("claude-haiku-4-5 reads and writes a cache: 1 in, 1.25 written, 0.10 read, 5 out", async () => {
    const bill = await billOf({ ...haiku, writesCache: true });
    // 400 × 5,000 × 1.25 = 2.50; 400 × 15,000 × 0.10 = 0.60; 400 × 800 × 5 = 1.60
    expect(bill.input).toBeCloseTo(2.5, DIGITS);
    expect(bill.cachedInput).toBeCloseTo(0.6, DIGITS);
    expect(bill.total).toBeCloseTo(4.7, DIGITS);
  });

  test("the same without writing: what is not read from the cache at 1", async () => {
    // 400 × 5,000 × 1 = 2.00
    expect((await billOf(haiku)).total).toBeCloseTo(2 + 0.6 + 1.6, DIGITS);
  });

  test("in batches all of it at half", async () => {
    const design = { mode: "batch", batch: { everyMinutes: 1, turnaroundMinutes: 1 } } as const;
    expect((await billOf({ ...haiku, writesCache: true, design })).total).toBeCloseTo(2.35, DIGITS);
  });

  test.each([
    // 200,000 × 3.75 + 1,000 × 15
    [200_000, 0.765],
    // 200,001 × 7.50 + 1,000 × 22.50
    [200_001, 1.522_507_5],
  ])("claude-sonnet-4-5, cache writes at the boundary of 200,000: %i tokens", async (input, dollars) => {
    const price = "anthropic:claude-sonnet-4-5";
    const bill = await billOf({ price, calls: 1, input, output: 1000, writesCache: true });
    expect(bill.total).toBeCloseTo(dollars, DIGITS);
  });

  test("claude-opus-4-6 has had one price at every size since 2026-03-13", async () => {
    const calls = { price: "anthropic:claude-opus-4-6", calls: 1, input: 300_000, output: 1000 };
    // 300,000 × 10 + 1,000 × 37.50; 300,000 × 5 + 1,000 × 25
    expect((await billOf({ ...calls, on: "2026-03-12" })).total).toBeCloseTo(3.0375, DIGITS);
    expect((await billOf({ ...calls, on: "2026-03-13" })).total).toBeCloseTo(1.525, DIGITS);
  });
});

describe("A bill of Google", () => {
  test.each([
    // 199,999 × 1.25 + 1,000 × 10
    [199_999, 0.259_998_75],
    [200_000, 0.26],
    // 200,001 × 2.50 + 1,000 × 15
    [200_001, 0.515_002_5],
  ])("gemini-2.5-pro, above 200,000 tokens the long prompt's price: %i tokens", async (input, dollars) => {
    const bill = await billOf({ price: "google:gemini-2.5-pro", calls: 1, input, output: 1000 });
    expect(bill.total).toBeCloseTo(dollars, DIGITS);
  });

  test("a cached prompt of gemini-2.5-pro: 0.125, and 0.25 above 200,000", async () => {
    const calls = { price: "google:gemini-2.5-pro", calls: 1, output: 1 };
    const short = await billOf({ ...calls, input: 100_000, cached: 80_000 });
    const long = await billOf({ ...calls, input: 400_000, cached: 320_000 });
    expect(short.cachedInput).toBeCloseTo(0.01, DIGITS);
    expect(long.cachedInput).toBeCloseTo(0.08, DIGITS);
  });

  test("gemini-3.6-flash: the introductory price ends with 2026", async () => {
    const calls = { price: "google:gemini-3.6-flash", calls: 100, input: 4000, output: 1000 };
    // 100 × (4,000 × 0.75 + 1,000 × 3.75) / 10⁶, then twice that
    expect((await billOf({ ...calls, on: "2026-12-31" })).total).toBeCloseTo(0.675, DIGITS);
    expect((await billOf({ ...calls, on: "2027-01-01" })).total).toBeCloseTo(1.35, DIGITS);
  });
});

describe("A bill of a platform", () => {
  test("Bedrock, Claude Sonnet 4.5 in a region: 3.30 in, 0.33 cached, 4.125 written, 16.50 out", async () => {
    const price = "aws:regional.anthropic.claude-sonnet-4-5-20250929-v1:0";
    const calls = { price, calls: 100, input: 10_000, cached: 8000, output: 1000 };
    // 100 × (2,000 × 4.125 + 8,000 × 0.33 + 1,000 × 16.50) / 10⁶ = 0.825 + 0.264 + 1.65
    expect((await billOf({ ...calls, writesCache: true })).total).toBeCloseTo(2.739, DIGITS);
  });

  test("Azure, o3: 2 in, 0.50 cached, 8 out", async () => {
    const price = "azure:o3-2025-04-16";
    const bill = await billOf({ price, calls: 50, input: 6000, cached: 2000, output: 2500 });
    // 50 × (4,000 × 2 + 2,000 × 0.50 + 2,500 × 8) / 10⁶
    expect(bill.total).toBeCloseTo(1.45, DIGITS);
  });

  test("Perplexity, sonar: 1 in, 1 out, and 12 per thousand requests", async () => {
    const bill = await billOf({ price: "perplexity:sonar", calls: 100, input: 500, output: 200 });
    // 100 × (700 × 1 / 10⁶ + 0.012); a request's price is booked with its input
    expect(bill.total).toBeCloseTo(1.27, DIGITS);
    expect(bill.input).toBeCloseTo(1.25, DIGITS);
  });
});

describe("A bill without a catalogue", () => {
  test("of a price of 0 is 0, and free models cost nothing", async () => {
    const calls = { calls: 10, input: 1000, output: 1000, cached: 500 };
    expect((await billOf({ ...calls, price: { input: 0, output: 0 } })).total).toBe(0);
    expect((await billOf({ ...calls, price: {} })).total).toBe(0);
    expect((await billOf({ ...calls, price: "openrouter:allenai/molmo-7b-d:free" })).total).toBe(0);
  });

  test("cached tokens without a price of their own are input, though it be only output that costs", async () => {
    const bill = await billOf({
      price: { input: 2, output: 8 },
      calls: 1,
      input: 1000,
      cached: 900,
      output: 100,
    });
    expect(bill).toMatchObject({ cachedInput: 0 });
    expect(bill.total).toBeCloseTo(0.0028, DIGITS);
  });

  test("a cached price of 0 is a price: cached tokens are free", async () => {
    const price = { input: 2, cachedInput: 0, output: 8 };
    const bill = await billOf({ price, calls: 1, input: 1000, cached: 900, output: 100 });
    expect(bill.total).toBeCloseTo(0.001, DIGITS);
  });
});

describe("A discount", () => {
  test("is off every price of usage of its model, long context too", async () => {
    const commitment = { discount: 0.1 };
    const long = { price: "google:gemini-2.5-pro", calls: 1, input: 200_001, output: 1000, commitment };
    expect((await billOf(long)).total).toBeCloseTo(0.9 * 0.515_002_5, DIGITS);
    const sonar = { price: "perplexity:sonar", calls: 100, input: 500, output: 200, commitment };
    expect((await billOf(sonar)).total).toBeCloseTo(0.9 * 1.27, DIGITS);
  });
});
