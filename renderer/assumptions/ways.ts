/** Places that may be written in more than one way, and what stands there after changing from one to another. */
import type { Path } from "../../shared/scenario/path.ts";
import { limitsOf } from "../../shared/scenario/presets/limits.ts";
import { isObject, type Json } from "../store/json.ts";

export interface Way {
  /** What changes, as a menu says it. */
  readonly label: string;
  readonly value: Json;
}

/** Promises that may be a bare number. */
const BARE: Readonly<Record<string, "atMost" | "atLeast">> = {
  monthlyCost: "atMost",
  costPerUnit: "atMost",
  loadedCostPerUnit: "atMost",
  successShare: "atLeast",
  deliveredShare: "atLeast",
};

/** The other ways to write what stands at a place. */
export function waysAt(path: Path, value: Json | undefined): readonly Way[] {
  const [section, , part] = path;
  const last = String(path.at(-1));
  if (section === "targets" && path.length === 2) return targetWays(BARE[last], value);
  if (section === "models" && part === "price" && path.length === 3 && typeof value === "string")
    return [{ label: "Write the prices as numbers", value: { input: 0, output: 0 } }];
  if (section === "models" && part === "limits" && path.length === 3 && typeof value === "string") {
    const preset = limitsOf(value);
    const figures: Json = preset === undefined ? {} : JSON.parse(JSON.stringify(preset.limits));
    return [{ label: "Write the limits as numbers", value: figures }];
  }
  return section === "models" && last === "burstSeconds" ? burstWays(value) : [];
}

function targetWays(key: "atMost" | "atLeast" | undefined, value: Json | undefined): readonly Way[] {
  if (key === undefined) return [];
  if (typeof value === "number") {
    return [
      { label: "Judge it in a later month", value: { [key]: value, inMonth: 12 } },
      { label: "Judge it day by day", value: { [key]: value, per: "day" } },
    ];
  }
  const bound = isObject(value) ? value[key] : undefined;
  return bound === undefined ? [] : [{ label: "Judge it in the first month", value: bound }];
}

function burstWays(value: Json | undefined): readonly Way[] {
  if (typeof value === "number")
    return [{ label: "Say it for requests and tokens apart", value: { requests: value, tokens: value } }];
  const one = isObject(value) ? (value["tokens"] ?? value["requests"]) : undefined;
  return one === undefined ? [] : [{ label: "Say it once for both", value: one }];
}
