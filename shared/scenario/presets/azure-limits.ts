import type { LimitsPreset } from "./limits-preset.ts";

/** Quota is assigned to each deployment, so that a preset can only know the rules. */
const OWN_NUMBER =
  "The rules are published, the quota is your deployment's own: copy these limits and write yours.";

export const AZURE_LIMITS: readonly LimitsPreset[] = [
  {
    name: "azure:standard",
    provider: "Azure OpenAI",
    on: "2025-07-31",
    source: "MicrosoftDocs/azure-ai-docs, how-to/quota.md",
    note: `${OWN_NUMBER} Assumed: 100,000 tokens a minute, and with them 600 requests (6 for 1,000 tokens a minute, as older chat models have it; o3 and o4-mini have 1, o1 has 1 for 6,000). Requests are watched over 1 or 10 seconds: 10 here, 1 is stricter. Tokens are counted as input and largest output, until the minute is over; nothing is given back.`,
    limits: {
      policy: "window",
      requestsPerMinute: 600,
      tokensPerMinute: 100_000,
      burstSeconds: { requests: 10 },
      reserves: "max-output",
      settles: false,
    },
  },
  {
    name: "azure:ptu",
    provider: "Azure OpenAI",
    on: "2025-09-03",
    source: "MicrosoftDocs/azure-ai-docs, concepts/provisioned-throughput.md",
    note: `${OWN_NUMBER} Assumed: 100,000 tokens a minute, what your units carry of your model, and a minute's worth of them before requests are rejected. A request counts its uncached input and its largest output at first, and is corrected at its end. Spillover is the next entry of a route, with onLimit "next".`,
    limits: {
      policy: "leaky",
      tokensPerMinute: 100_000,
      reserves: "max-output",
      settles: true,
      cachedCounts: false,
    },
  },
];
