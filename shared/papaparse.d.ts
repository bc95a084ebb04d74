/**
 * The part of papaparse that is used here (`paths` in tsconfig.json leads to it). The types published for it lean on
 * Node's, and would make Node known to all of shared/.
 */

export interface ParseError {
  readonly type: "Quotes" | "Delimiter" | "FieldMismatch";
  readonly code: string;
  readonly message: string;
  /** Index of the row in `data`, where the error belongs to one. */
  readonly row?: number | undefined;
}

export interface ParseResult<Row> {
  readonly data: Row[];
  readonly errors: ParseError[];
}

export interface ParseConfig {
  readonly delimiter?: string;
  readonly header?: boolean;
  readonly skipEmptyLines?: boolean | "greedy";
}

declare const Papa: {
  parse<Row>(text: string, config?: ParseConfig): ParseResult<Row>;
};
export default Papa;
