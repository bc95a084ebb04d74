/** Targets in words: their names, units and which way they bind. */
import { formatShare } from "../../shared/units/format.ts";
import { COUNT, type Measure, money, SECONDS, SHARE, shortText } from "../format/measure.ts";

export interface TargetWords {
  /** As a heading: `Monthly cost`, `Result, p95`. */
  readonly title: string;
  /** Within a sentence: `monthly cost`, `95% of results`. */
  readonly noun: string;
  readonly measure: Measure;
  /** Which side of the limit is kept. */
  readonly bound: "at most" | "at least";
  /** Room in which to look further. */
  readonly room: "cost" | "latency" | "overview";
  /** For latency: what is measured and the share of tasks, 0…1. */
  readonly latency?: { readonly measure: "response" | "result"; readonly p: number };
}

const NOUNS: Readonly<Record<string, string>> = {
  monthlyCost: "monthly cost",
  costPerUnit: "cost per unit",
  loadedCostPerUnit: "loaded cost per unit",
  successShare: "right answers",
  deliveredShare: "delivery",
};

/**
 * What `result.p95`, `monthlyCost` and the other names of targets mean.
 *
 * @param unitName what a unit of value is called, where the title should say so
 */
export function targetWords(name: string, currency: string, unitName = "unit"): TargetWords {
  const latency = latencyOf(name);
  if (latency !== undefined) {
    const { measure, p } = latency;
    const noun = `${formatShare(p)} of ${measure}s`;
    const title = `${measure === "result" ? "Result" : "Response"}, p${Number((p * 100).toPrecision(6))}`;
    return { title, noun, measure: SECONDS, bound: "at most", room: "latency", latency };
  }
  const noun = NOUNS[name] ?? name;
  const title = capitalised(name === "costPerUnit" ? noun.replace("unit", unitName) : noun);
  if (name.endsWith("Share")) return { title, noun, measure: SHARE, bound: "at least", room: "overview" };
  const measure = /cost/i.test(name) ? money(currency) : COUNT;
  return { title, noun, measure, bound: "at most", room: "cost" };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `result.p95` → the result at 0.95; `response.p999` → the response at 0.999. */
function latencyOf(
  name: string,
): { readonly measure: "response" | "result"; readonly p: number } | undefined {
  const match = /^(response|result)\.p(\d\d)(?:\.?(\d+))?$/.exec(name);
  if (match === null) return undefined;
  const p = Number(`0.${match[2]}${match[3] ?? ""}`);
  return { measure: match[1] === "response" ? "response" : "result", p };
}

/** A limit as it was promised: `$35k`, `13 s`, `97%`. */
export const limitText = (limit: number, measure: Measure): string => shortText(limit, measure);
