import type { Limits } from "../schema.ts";
import type { LimitsPreset } from "./limits-preset.ts";

const RULES: Limits = {
  policy: "bucket",
  reserves: "max",
  settles: false,
  cachedCounts: true,
  rejectsCount: true,
};

const ASSUMED =
  "Assumed, because it is not published: that the limits refill continuously, a minute's worth at most, and that a reserve is not given back. They may be enforced over shorter periods: burstSeconds then says so. That cached tokens count is known at second hand.";

function tier(
  what: string,
  models: string,
  number: number,
  rpm: number,
  tpm: number,
  queue: string,
): LimitsPreset {
  return {
    name: `openai:${what}tier-${number}`,
    provider: "OpenAI",
    on: "2026-11-01",
    source: "developers.openai.com/api/docs/guides/rate-limits, and the pages of the models",
    note: `Usage tier ${number}, ${models}.${queue} A request counts the larger of its input and its largest output; unsuccessful ones count, too. ${ASSUMED}`,
    limits: { ...RULES, requestsPerMinute: rpm, tokensPerMinute: tpm },
  };
}

const NEWEST = "models gpt-5.x and gpt-6-astra";
const newest = (number: number, rpm: number, tpm: number, queue: string) =>
  tier("", NEWEST, number, rpm, tpm, ` The batch queue holds ${queue} input tokens.`);

const chatLatest = (number: number, rpm: number, tpm: number) =>
  tier("chat-latest-", "models gpt-5.x-chat-latest", number, rpm, tpm, "");

export const OPENAI_LIMITS: readonly LimitsPreset[] = [
  newest(1, 500, 500_000, "1.5 million"),
  newest(2, 5_000, 1_000_000, "3 million"),
  newest(3, 5_000, 2_000_000, "100 million"),
  newest(4, 10_000, 4_000_000, "200 million"),
  newest(5, 15_000, 40_000_000, "15 billion"),
  chatLatest(1, 500, 30_000),
  chatLatest(2, 5_000, 450_000),
  chatLatest(3, 5_000, 800_000),
  chatLatest(4, 10_000, 2_000_000),
  chatLatest(5, 15_000, 40_000_000),
];
