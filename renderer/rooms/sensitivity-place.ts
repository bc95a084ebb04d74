/** Where an unknown of the sensitivity study stands in the panel, in words for the box that finds assumptions. */
import { filtered, outline } from "../assumptions/outline.ts";
import type { Json } from "../store/json.ts";

/**
 * The longest beginning of the path that finds something: `models.large.success.shift` is edited with
 * `models.large.success`.
 */
export function findingWords(path: string, scenario: Json): string {
  const sections = outline(scenario);
  const segments = path.split(".");
  for (let length = segments.length; length > 0; length -= 1) {
    const words = segments.slice(0, length).join(" ");
    if (filtered(sections, words).length > 0) return words;
  }
  return path;
}
