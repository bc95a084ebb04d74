/** The four things that everybody knows after a pilot, as they are typed, and the scenario that follows. */
import type { Problem } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";
import { scenarioFromPilot } from "../../shared/scenario/from-pilot.ts";
import type { Unit } from "../../shared/units/unit.ts";
import { readTyped } from "../assumptions/typed-number.ts";

export type PilotField = "calls" | "cost" | "usersPerDay" | "callsPerUser";
export type PilotTexts = Readonly<Record<PilotField, string>>;

export const PILOT_FIELDS: readonly {
  readonly key: PilotField;
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly unit: Unit;
}[] = [
  {
    key: "calls",
    label: "Calls in the pilot",
    hint: "model calls that the bill below paid for",
    placeholder: "3100",
    unit: "count",
  },
  {
    key: "cost",
    label: "Cost of the pilot",
    hint: "the API bill, in dollars",
    placeholder: "$30",
    unit: "currency",
  },
  {
    key: "usersPerDay",
    label: "Users a day",
    hint: "once everybody has it",
    placeholder: "100k",
    unit: "count",
  },
  {
    key: "callsPerUser",
    label: "Calls per user",
    hint: "on an average day",
    placeholder: "0.5",
    unit: "count",
  },
];

export const NOTHING_TYPED: PilotTexts = { calls: "", cost: "", usersPerDay: "", callsPerUser: "" };

export type PilotProblems = Partial<Record<PilotField, string>>;

/** The text of a scenario, or what is wrong with each field. */
export function scenarioOfTexts(texts: PilotTexts): Result<string, PilotProblems> {
  const problems: PilotProblems = {};
  const numbers: Record<PilotField, number> = { calls: 0, cost: 0, usersPerDay: 0, callsPerUser: 0 };
  for (const { key, unit, placeholder } of PILOT_FIELDS) {
    const read = readTyped(texts[key], unit);
    if (texts[key].trim() === "") problems[key] = `Type a number, such as ${placeholder}.`;
    else if (read.kind === "number") numbers[key] = read.value;
    else
      problems[key] =
        read.kind === "problem" ? read.message : `One number is enough here, such as ${placeholder}.`;
  }
  if (Object.keys(problems).length > 0) return { ok: false, error: problems };
  const made = scenarioFromPilot(numbers);
  return made.ok ? made : { ok: false, error: sentencesOf(made.error) };
}

function sentencesOf(problems: readonly Problem[]): PilotProblems {
  return Object.fromEntries(
    problems.map(({ path, message, allowed }) => [
      path,
      allowed === undefined ? message : `${message} Allowed: ${allowed}.`,
    ]),
  );
}
