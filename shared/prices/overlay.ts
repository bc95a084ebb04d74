/**
 * What the catalogue lacks and providers publish: what batch, flex and priority processing multiply a price by, and
 * the days on which models are switched off. Each with where and when it was read. Limits are in scenario/presets.
 * It is a start, not an authority: a scenario overrules all of it with its own numbers.
 */

/** How a call is processed, beside the standard way. */
export const SERVICE_TIERS = ["batch", "flex", "priority"] as const;
export type ServiceTier = (typeof SERVICE_TIERS)[number];

interface Read {
  /** Where it was read, and when, `YYYY-MM-DD`. */
  readonly source: string;
  readonly on: string;
}

/** What a service tier multiplies all prices of a provider's models by. */
export interface TierMultiplier extends Read {
  readonly provider: string;
  readonly tier: ServiceTier;
  readonly multiplier: number;
  /** Models it holds for, without the provider; absent: all of the provider. */
  readonly models?: readonly string[];
  /** What the names of its models begin with: some platforms sell others' models, too. */
  readonly family?: string;
}

const OPENAI_PRICING: Read = { source: "developers.openai.com/api/docs/pricing", on: "2026-11-01" };
const OPENAI_PRIORITY: Read = { source: "openai.com/api-priority-processing", on: "2026-11-01" };
const GEMINI: Read = { source: "ai.google.dev/gemini-api/docs/optimization", on: "2026-11-01" };

export const TIER_MULTIPLIERS: readonly TierMultiplier[] = [
  { provider: "openai", tier: "batch", multiplier: 0.5, ...OPENAI_PRICING },
  {
    provider: "openai",
    tier: "flex",
    multiplier: 0.5,
    models: [
      "gpt-5",
      "gpt-5-mini",
      "gpt-5-nano",
      "gpt-5.1",
      "gpt-5.2",
      "gpt-5.4",
      "gpt-5.5",
      "o3",
      "o4-mini",
    ],
    ...OPENAI_PRICING,
  },
  priority(1.7, "gpt-4o"),
  priority(1.75, "gpt-4.1", "gpt-4.1-mini"),
  priority(1.8, "gpt-5-mini"),
  priority(2, "gpt-4.1-nano", "gpt-5", "gpt-5.1", "gpt-5.2", "gpt-5.4", "gpt-5.4-mini"),
  {
    provider: "anthropic",
    tier: "batch",
    multiplier: 0.5,
    source: "platform.claude.com/docs/en/about-claude/pricing",
    on: "2026-11-01",
  },
  { provider: "google", tier: "batch", multiplier: 0.5, family: "gemini-", ...GEMINI },
  { provider: "google", tier: "flex", multiplier: 0.5, family: "gemini-", ...GEMINI },
  {
    provider: "aws",
    tier: "batch",
    multiplier: 0.5,
    source: "docs.aws.amazon.com/bedrock/latest/userguide/capacity-limits-cost-optimization.html",
    on: "2026-11-01",
  },
];

function priority(multiplier: number, ...models: string[]): TierMultiplier {
  return { provider: "openai", tier: "priority", multiplier, models, ...OPENAI_PRIORITY };
}

/** What a service tier multiplies the price of a catalogue id by; undefined where that is not known. */
export function tierMultiplier(id: string, tier: ServiceTier): TierMultiplier | undefined {
  const colon = id.indexOf(":");
  const provider = id.slice(0, colon);
  const model = id.slice(colon + 1);
  return TIER_MULTIPLIERS.find(
    (one) =>
      one.provider === provider &&
      one.tier === tier &&
      (one.models?.includes(model) ?? true) &&
      model.startsWith(one.family ?? ""),
  );
}

/** The day a provider switches a model off. */
export interface RetirementDate extends Read {
  readonly id: string;
  readonly retires: string;
  /** What the provider names instead, where it does. */
  readonly instead?: string;
}

const OPENAI_ENDS: Read = { source: "developers.openai.com/api/docs/deprecations", on: "2026-10-28" };
const CLAUDE_ENDS: Read = {
  source: "platform.claude.com/docs/en/about-claude/model-deprecations",
  on: "2026-06-15",
};
const GEMINI_ENDS: Read = { source: "ai.google.dev/gemini-api/docs/deprecations", on: "2026-11-10" };

export const RETIREMENT_DATES: readonly RetirementDate[] = [
  ...ends(
    "openai",
    "2026-10-23",
    ["gpt-3.5-turbo", "gpt-4", "gpt-4-turbo", "o1", "o1-pro", "o3-mini", "o4-mini"],
    OPENAI_ENDS,
  ),
  ...ends(
    "openai",
    "2026-12-11",
    ["gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-5-pro", "o3", "o3-pro"],
    OPENAI_ENDS,
  ),
  ...ends(
    "openai",
    "2027-01-14",
    ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini"],
    OPENAI_ENDS,
    "gpt-6-luna",
  ),
  ...ends("openai", "2027-04-01", ["gpt-5.1"], OPENAI_ENDS),
  ...ends("anthropic", "2026-01-05", ["claude-3-opus-latest"], CLAUDE_ENDS),
  ...ends("anthropic", "2026-06-15", ["claude-sonnet-4-0"], CLAUDE_ENDS, "claude-sonnet-4-6"),
  ...ends("anthropic", "2026-06-15", ["claude-opus-4-0"], CLAUDE_ENDS, "claude-opus-4-8"),
  ...ends("anthropic", "2026-08-05", ["claude-opus-4-1"], CLAUDE_ENDS),
  ...ends("google", "2026-12-01", ["gemini-2.5-pro"], GEMINI_ENDS, "gemini-3.8-flash"),
  ...ends("google", "2026-12-01", ["gemini-2.5-flash"], GEMINI_ENDS, "gemini-3.5-flash-lite"),
];

function ends(
  provider: string,
  retires: string,
  models: readonly string[],
  read: Read,
  instead?: string,
): RetirementDate[] {
  return models.map((model) => ({
    id: `${provider}:${model}`,
    retires,
    ...(instead === undefined ? {} : { instead: `${provider}:${instead}` }),
    ...read,
  }));
}

/** When a model of the catalogue is switched off, as far as that is known here. */
export function retirementOf(id: string): RetirementDate | undefined {
  return RETIREMENT_DATES.find((one) => one.id === id);
}
