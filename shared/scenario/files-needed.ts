/** The files beside a scenario that a run reads, and which of their columns. */
import { isRawObject, memberOf, objectOf, textOf } from "./raw.ts";
import type { Scenario } from "./schema.ts";

/** What a column holds: points in time, token counts, or numbers of any kind. */
export type ColumnKind = "time" | "tokens" | "number";

export interface ColumnNeeded {
  readonly name: string;
  readonly kind: ColumnKind;
}

export interface FileNeeded {
  /** As written: relative to the scenario's folder. */
  readonly file: string;
  readonly columns: readonly ColumnNeeded[];
}

/** The name under which a run finds a column: `data/azure.csv#ContextTokens`. */
export function columnKey(file: string, column: string): string {
  return `${file}#${column}`;
}

/** Every file that the scenario names, each once, with the columns that it needs, in the order of the scenario. */
export function filesNeeded(scenario: Scenario): FileNeeded[] {
  const files = new Map<string, Map<string, ColumnKind>>();
  const need = (file: string, column: string, kind: ColumnKind) => {
    const columns = files.get(file) ?? new Map<string, ColumnKind>();
    files.set(file, columns);
    // A time or a token count is also a number: the more exact kind stays.
    if (!columns.has(column) || columns.get(column) === "number") columns.set(column, kind);
  };
  const trace = scenario.traffic.trace;
  if (trace !== undefined) {
    need(trace.file, trace.columns.time, "time");
    if (trace.columns.input !== undefined) need(trace.file, trace.columns.input, "tokens");
    if (trace.columns.output !== undefined) need(trace.file, trace.columns.output, "tokens");
  }
  eachEmpirical(scenario, (file, column) => need(file, column, "number"));
  return [...files].map(([file, columns]) => ({
    file,
    columns: [...columns].map(([name, kind]) => ({ name, kind })),
  }));
}

function eachEmpirical(value: unknown, found: (file: string, column: string) => void): void {
  if (Array.isArray(value)) for (const element of value) eachEmpirical(element, found);
  if (!isRawObject(value)) return;
  const file = textOf(memberOf(value["empirical"], "file"));
  const column = textOf(memberOf(value["empirical"], "column"));
  if (file !== undefined && column !== undefined) found(file, column);
  for (const member of Object.values(objectOf(value))) eachEmpirical(member, found);
}
