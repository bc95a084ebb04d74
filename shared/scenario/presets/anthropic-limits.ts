import type { Limits } from "../schema.ts";
import type { LimitsPreset } from "./limits-preset.ts";

const RULES: Limits = {
  policy: "bucket",
  burstSeconds: { requests: 1, tokens: 60 },
  reserves: "none",
  settles: true,
  cachedCounts: false,
  cacheWriteWeight: 1,
};

const NOTE =
  "The largest output counts nothing, the output counts as it is produced; what is read from the cache is free, what is written to it is not. The documentation warns that 60 requests a minute may be enforced as one a second, and so they are here. Assumed, because it is not published: that the tokens of a minute may come at once. A limit on sudden growth, of which no number is published, is not in here.";

function tier(what: string, models: string, rpm: number, input: number, output: number): LimitsPreset {
  return {
    name: `anthropic:${what}`,
    provider: "Anthropic",
    on: "2026-10-17",
    source: "platform.claude.com/docs/en/api/rate-limits",
    note: `${models}. ${NOTE}`,
    limits: { ...RULES, requestsPerMinute: rpm, inputTokensPerMinute: input, outputTokensPerMinute: output },
  };
}

const CLAUDE = "Each of Opus 5.x, Sonnet 5.x and Haiku 4.5";
const FABLE = "Fable 5.x";

export const ANTHROPIC_LIMITS: readonly LimitsPreset[] = [
  tier("start", CLAUDE, 1_000, 2_000_000, 400_000),
  tier("build", CLAUDE, 5_000, 5_000_000, 1_000_000),
  tier("scale", CLAUDE, 10_000, 10_000_000, 2_000_000),
  tier("fable-start", FABLE, 1_000, 500_000, 100_000),
  tier("fable-build", FABLE, 2_000, 1_500_000, 300_000),
  tier("fable-scale", FABLE, 4_000, 4_000_000, 800_000),
];
