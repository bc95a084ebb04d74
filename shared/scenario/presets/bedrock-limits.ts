import type { Limits } from "../schema.ts";
import type { LimitsPreset } from "./limits-preset.ts";

const RULES: Limits = {
  policy: "bucket",
  tokensPerMinute: 2_000_000,
  reserves: "max-output",
  settles: true,
  cachedCounts: false,
  cacheWriteWeight: 1,
};

const NOTE =
  "Input and largest output are reserved, input with cache writes and the weighted output are settled; what is read from the cache is free. Assumed: that the reserve is weighted like the output, that cache reads are free from the start, and that the limits refill continuously, a minute's worth at most. Requests a minute and tokens a day (1,440 times the minute's by default) differ by model and account, and are not in here.";

const SOURCE = {
  provider: "Amazon Bedrock",
  on: "2026-11-01",
  source: "docs.aws.amazon.com, quotas-token-burndown; re:Post",
};

export const BEDROCK_LIMITS: readonly LimitsPreset[] = [
  {
    ...SOURCE,
    name: "bedrock:claude",
    note: `Claude 4 family: an output token counts five. 2 million tokens a minute are known at second hand, and for input; that they hold for all tokens is assumed. ${NOTE}`,
    limits: { ...RULES, outputWeight: 5 },
  },
  {
    ...SOURCE,
    name: "bedrock:default",
    note: `Models whose output tokens count once. 2 million tokens a minute are assumed, as Claude has them: quotas differ by model. ${NOTE}`,
    limits: { ...RULES, outputWeight: 1 },
  },
];
