/** What has come back of the work: rows of each oracle and case as soon as all of it is there. */
import type { ValidatedFigure, ValidatedInterval } from "../../shared/findings/validation.ts";
import { addCovered, type Covered } from "../coverage/case.ts";
import { intervalsOf, meansOf } from "../coverage/results.ts";
import { caseAt, type Job, keyOf, type Outcome, oracleAt } from "./jobs.ts";
import { addCounts } from "./oracle.ts";
import { figuresOf } from "./results.ts";

/** All jobs of one oracle or case, in the order of their seeds. */
export interface Part {
  readonly of: "oracle" | "case";
  readonly at: number;
  readonly jobs: readonly Job[];
}

export class Progress {
  readonly #parts: readonly Part[];
  readonly #partOf = new Map<string, Part>();
  readonly #outcomes = new Map<string, Outcome>();
  readonly #left = new Map<Part, number>();

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
    for (const part of parts) {
      this.#left.set(part, part.jobs.length);
      for (const job of part.jobs) this.#partOf.set(keyOf(job), part);
    }
  }

  /** @returns the part that this completes */
  take(job: Job, outcome: Outcome): Part | undefined {
    const key = keyOf(job);
    const part = this.#partOf.get(key);
    if (part === undefined || this.#outcomes.has(key)) return undefined;
    this.#outcomes.set(key, outcome);
    const left = (this.#left.get(part) ?? 0) - 1;
    this.#left.set(part, left);
    return left === 0 ? part : undefined;
  }

  get done(): number {
    return this.#parts.filter((part) => this.#left.get(part) === 0).length;
  }

  /** @param part one that is complete */
  figuresOf(part: Part, date: string): ValidatedFigure[] {
    const outcomes = this.#outcomesOf(part);
    const counts = summed(
      outcomes.flatMap(({ counts }) => (counts === undefined ? [] : [counts])),
      addCounts,
    );
    const shown = outcomes.find((outcome) => outcome.shown !== undefined)?.shown ?? [];
    return figuresOf(oracleAt(part.at), shown, counts, date);
  }

  /** @param part one that is complete */
  intervalsOf(part: Part, date: string): ValidatedInterval[] {
    return intervalsOf(caseAt(part.at), this.#covered(part), date);
  }

  /** All rows, in the order of the parts. */
  rows(date: string): { figures: ValidatedFigure[]; intervals: ValidatedInterval[] } {
    const oracles = this.#parts.filter(({ of }) => of === "oracle");
    const cases = this.#parts.filter(({ of }) => of === "case");
    const means = meansOf(
      cases.map((part) => [caseAt(part.at), this.#covered(part)]),
      date,
    );
    return {
      figures: oracles.flatMap((part) => this.figuresOf(part, date)),
      intervals: [...cases.flatMap((part) => this.intervalsOf(part, date)), ...means],
    };
  }

  #covered(part: Part): readonly Covered[] {
    return (
      summed(
        this.#outcomesOf(part).map(({ covered }) => covered ?? []),
        addCovered,
      ) ?? []
    );
  }

  #outcomesOf(part: Part): Outcome[] {
    return part.jobs.map((job) => {
      const outcome = this.#outcomes.get(keyOf(job));
      if (outcome === undefined) throw new Error(`${keyOf(job)} is not done`);
      return outcome;
    });
  }
}

/** Sums of lists that are equally long, entry by entry; undefined of none. */
function summed<Entry>(
  lists: readonly (readonly Entry[])[],
  add: (a: Entry, b: Entry) => Entry,
): readonly Entry[] | undefined {
  const [first, ...others] = lists;
  return others.reduce<readonly Entry[] | undefined>(
    (sums, list) => sums?.map((sum, i) => (list[i] === undefined ? sum : add(sum, list[i]))),
    first,
  );
}
