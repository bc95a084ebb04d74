/** Limits of providers by name. They change; each says when and where it was read, and can be copied and changed. */
import { BugError } from "../../errors.ts";
import type { Limits, Model } from "../schema.ts";
import { ANTHROPIC_LIMITS } from "./anthropic-limits.ts";
import { AZURE_LIMITS } from "./azure-limits.ts";
import { BEDROCK_LIMITS } from "./bedrock-limits.ts";
import { GEMINI_LIMITS } from "./gemini-limits.ts";
import type { LimitsPreset } from "./limits-preset.ts";
import { OPENAI_LIMITS } from "./openai-limits.ts";

export const LIMITS_PRESETS: readonly LimitsPreset[] = [
  ...OPENAI_LIMITS,
  ...ANTHROPIC_LIMITS,
  ...AZURE_LIMITS,
  ...BEDROCK_LIMITS,
  ...GEMINI_LIMITS,
];

/** The names that a model's `limits` may say. */
export const LIMITS_PRESET_NAMES: readonly string[] = LIMITS_PRESETS.map(({ name }) => name);

/**
 * The preset of a name, or undefined where there is none.
 *
 * @example limitsOf("openai:tier-3")?.limits.requestsPerMinute // 5000
 */
export function limitsOf(name: string): LimitsPreset | undefined {
  return LIMITS_PRESETS.find((preset) => preset.name === name);
}

/**
 * A model's limits as figures, whether it writes them or names a preset; none where it says nothing.
 *
 * @throws BugError for a name that no preset has: the scenario did not pass validation.
 */
export function resolvedLimits(limits: Model["limits"]): Limits {
  if (typeof limits !== "string") return limits ?? {};
  const preset = limitsOf(limits);
  if (preset === undefined) throw new BugError(`The limits ${limits} were never validated.`);
  return preset.limits;
}
