/** The data of a chart as a table: on the screen, and as CSV. */

export interface Cell {
  /** As people read it. */
  readonly text: string;
  /** As a spreadsheet reads it; undefined = nothing is known. */
  readonly raw: number | string | undefined;
}

export interface TableData {
  readonly columns: readonly { readonly name: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
}

export function DataTable({ data, label }: { readonly data: TableData; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      <table className="data-table">
        <thead>
          <tr>
            {data.columns.map((column) => (
              <th key={column.name} scope="col" data-numeric={column.numeric}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.map((cell) => cell.text).join("|")}>
              {row.map((cell, at) => (
                <td key={data.columns[at]?.name} data-numeric={data.columns[at]?.numeric ?? false}>
                  {cell.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** RFC 4180: commas, CRLF, quotes doubled. Texts that a spreadsheet would run as a formula are defused. */
export function csvText(data: TableData): string {
  const rows = [
    data.columns.map((column) => column.name),
    ...data.rows.map((row) => row.map((cell) => cell.raw ?? "")),
  ];
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

function csvCell(value: number | string): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
