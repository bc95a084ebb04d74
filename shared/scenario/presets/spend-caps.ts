/**
 * How much a usage tier may spend in a month. A tier is named by its limits, such as `openai:tier-3`; who spends more
 * needs the next one, and gets its limits with it.
 */
import { LIMITS_PRESET_NAMES } from "./limits.ts";

export interface SpendCap {
  /** The limits of the tier: what a model's `limits` says. */
  readonly preset: string;
  /** US dollars a month. */
  readonly perMonth: number;
  /** The limits of the next tier; undefined where there is none by name. */
  readonly next: string | undefined;
  /** The day it was last read, `YYYY-MM-DD`, and where. */
  readonly on: string;
  readonly source: string;
}

/** One provider's tiers, from the lowest on; `families` are what stands before the tier in the names of its limits. */
interface Tiers {
  readonly families: readonly string[];
  readonly caps: readonly (readonly [tier: string, perMonth: number])[];
  readonly on: string;
  readonly source: string;
}

const TIERS: readonly Tiers[] = [
  {
    families: ["openai:", "openai:chat-latest-"],
    caps: [
      ["tier-1", 100],
      ["tier-2", 500],
      ["tier-3", 1_000],
      ["tier-4", 5_000],
      ["tier-5", 200_000],
    ],
    on: "2026-11-01",
    source: "developers.openai.com/api/docs/guides/rate-limits",
  },
  {
    families: ["anthropic:", "anthropic:fable-"],
    caps: [
      ["start", 500],
      ["build", 1_000],
      ["scale", 200_000],
    ],
    on: "2026-10-17",
    source: "platform.claude.com/docs/en/api/rate-limits",
  },
  {
    // Of the third tier only a range is published, 20,000 to more than 100,000.
    families: ["gemini:"],
    caps: [
      ["tier-1", 250],
      ["tier-2", 2_000],
      ["tier-3", 20_000],
    ],
    on: "2026-10-01",
    source: "ai.google.dev/gemini-api/docs/rate-limits",
  },
];

/**
 * The cap of the tier whose limits these are; undefined where none is published.
 *
 * @example spendCapOf("openai:tier-3")?.perMonth // 1000
 */
export function spendCapOf(preset: string): SpendCap | undefined {
  for (const { families, caps, on, source } of TIERS) {
    for (const family of families) {
      const at = caps.findIndex(([tier]) => `${family}${tier}` === preset);
      const cap = caps[at];
      if (cap === undefined) continue;
      const next = caps[at + 1];
      const named = next && `${family}${next[0]}`;
      const known = named !== undefined && LIMITS_PRESET_NAMES.includes(named) ? named : undefined;
      return { preset, perMonth: cap[1], next: known, on, source };
    }
  }
  return undefined;
}
