/** Which unknowns the scenario joins, and by what rank correlation. */
import { drawnPath } from "../scenario/drawn-path.ts";
import { findPath } from "../scenario/field-at.ts";
import type { Scenario } from "../scenario/schema.ts";

/** An unknown that another one moves with. */
export interface Companion {
  readonly path: string;
  /** Spearman's rank correlation. */
  readonly spearman: number;
}

export class InputCorrelations {
  readonly #companions = new Map<string, Companion[]>();

  /** @param among paths of the unknowns that have more than one value: others move with nothing */
  constructor(scenario: Scenario, among: ReadonlySet<string>) {
    for (const [first, second, spearman] of scenario.correlations ?? []) {
      const [a, b] = [first, second].map((text) => drawn(scenario, text));
      if (a === undefined || b === undefined || spearman === 0 || !among.has(a) || !among.has(b)) continue;
      this.#add(a, { path: b, spearman });
      this.#add(b, { path: a, spearman });
    }
  }

  /** Those that the scenario names beside it, by path. */
  companionsOf(path: string): readonly Companion[] {
    return this.#companions.get(path) ?? [];
  }

  /** All that move with it, directly or by others, itself included, by path. */
  groupOf(path: string): readonly string[] {
    const found = new Set([path]);
    for (const member of found) for (const other of this.companionsOf(member)) found.add(other.path);
    return [...found].sort();
  }

  #add(path: string, companion: Companion): void {
    const known = [...this.companionsOf(path), companion];
    this.#companions.set(
      path,
      known.sort((a, b) => (a.path < b.path ? -1 : 1)),
    );
  }
}

function drawn(scenario: Scenario, text: string): string | undefined {
  const found = findPath(scenario, text);
  return found && drawnPath(scenario, found);
}
