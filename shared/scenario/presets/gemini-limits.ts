import type { LimitsPreset } from "./limits-preset.ts";

function tier(number: number, spendPerTenMinutes: number): LimitsPreset {
  return {
    name: `gemini:tier-${number}`,
    provider: "Gemini API",
    on: "2026-10-01",
    source: "ai.google.dev/gemini-api/docs/rate-limits",
    note: `Tier ${number}: US dollars in any ten minutes, for a project. Requests and input tokens a minute and requests a day are no longer published for each model: add yours from AI Studio. Only input tokens count. Assumed: that limits a minute, once added, refill continuously. Google's day ends at midnight in California, the simulated one at the traffic's own midnight.`,
    limits: { policy: "bucket", spendPerTenMinutes, reserves: "none" },
  };
}

export const GEMINI_LIMITS: readonly LimitsPreset[] = [tier(1, 10), tier(2, 50), tier(3, 200)];
