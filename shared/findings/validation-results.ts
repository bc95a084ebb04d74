/** The results of `npm run validate`, which writes the JSON beside this. */
import type { Validation } from "./validation.ts";
import results from "./validation-results.json" with { type: "json" };

export const VALIDATION: Validation = results;
