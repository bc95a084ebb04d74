/** What the answer of every study begins with: of which scenario, and how it was simulated. */
import { z } from "zod";
import type { RunContext } from "./context.ts";

export const studyHeadSchema = z.strictObject({
  plimsoll: z.literal(1),
  scenario: z.strictObject({ name: z.string(), sha256: z.string() }),
  seed: z.number(),
  /** Replications of the scenario as it stands; two share a world. */
  replications: z.number(),
  days: z.number(),
  /** Today, `YYYY-MM-DD`. */
  start: z.string(),
});
export type StudyHead = z.infer<typeof studyHeadSchema>;

export function studyHeadOf(context: RunContext): StudyHead {
  const { name, sha256, seed, replications, days, start } = context;
  return { plimsoll: 1, scenario: { name, sha256 }, seed, replications, days, start };
}
