/** What `npm run bench` may be asked. */
import { parseArgs } from "node:util";
import { fail, type Result, succeed } from "../shared/result.ts";

export const SECTIONS = ["w", "tasks", "memory", "workers", "chromium", "example", "first-estimate"] as const;
export type SectionName = (typeof SECTIONS)[number];

export interface Options {
  readonly only: readonly SectionName[];
  readonly rounds: number;
  readonly quick: boolean;
  readonly full: boolean;
  readonly write: boolean;
  /** A file for all figures. */
  readonly json: string | undefined;
}

const DEFAULT_ROUNDS = 12;
const QUICK_ROUNDS = 3;

export const USAGE = `npm run bench -- [--help] [--only SECTION]… [--rounds N] [--quick] [--full] [--write] [--json FILE]

  --only SECTION  ${SECTIONS.join(", ")}; may be given several times
  --rounds N      rounds of what is compared (${DEFAULT_ROUNDS}; with --quick ${QUICK_ROUNDS})
  --quick         small sizes: to see that it works, not to judge
  --full          up to 10^8 tasks
  --write         writes bench/results/DATE.md
  --json FILE     writes every single figure`;

function isSection(name: string): name is SectionName {
  return SECTIONS.some((section) => section === name);
}

/** Reads the arguments. A failure is a sentence for the person who typed them. */
export function optionsOf(args: readonly string[]): Result<Options, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: "string", multiple: true },
        rounds: { type: "string" },
        quick: { type: "boolean", default: false },
        full: { type: "boolean", default: false },
        write: { type: "boolean", default: false },
        json: { type: "string" },
      },
    });
    const { only = SECTIONS, quick, full, write, json } = values;
    const unknown = only.filter((name) => !isSection(name));
    if (unknown.length > 0)
      return fail(`There is no section ${unknown.join(", ")}; there are ${SECTIONS.join(", ")}.`);
    const rounds = Number(values.rounds ?? (quick ? QUICK_ROUNDS : DEFAULT_ROUNDS));
    if (!Number.isInteger(rounds) || rounds < 1) return fail(`--rounds takes a whole number of 1 or more.`);
    return succeed({ only: only.filter(isSection), rounds, quick, full, write, json });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
