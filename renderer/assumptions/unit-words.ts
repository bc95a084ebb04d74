/** A unit as it stands under its field; the signs that the number itself carries are left out. */
import type { Unit } from "../../shared/units/unit.ts";

const WORDS: Partial<Record<Unit, string>> = {
  share: "",
  seconds: "",
  minutes: "",
  hours: "",
  days: "",
  factor: "times",
  weight: "",
  count: "",
  currency: "",
  "currency a month": "a month",
  "currency an hour": "an hour",
  "currency a unit": "per unit of value",
  "currency a task": "a task",
  "currency a call": "a call",
  "currency per million tokens": "per million tokens",
};

export const unitWords = (unit: Unit | undefined): string =>
  unit === undefined ? "" : (WORDS[unit] ?? unit);
