/** What knowing an assumption would be worth in money, and what would make the answer narrower: two small tables. */
import type { SensitivityAnswer, SensitivityMeasure } from "../../shared/findings/sensitivity-answer.ts";
import { tied } from "../format/tied.ts";
import { useSession } from "../use-session.ts";
import { findingWords } from "./sensitivity-place.ts";
import { buyRows, buyTitle, type WorthRow, worthNote, worthRows } from "./sensitivity-tables.ts";
import type { Said } from "./sensitivity-words.ts";

interface WorthTableProps {
  readonly answer: SensitivityAnswer;
  readonly said: Said;
}

export function WorthTable({ answer, said }: WorthTableProps) {
  const rows = worthRows(answer, said);
  return (
    <section aria-label="What knowing would be worth">
      <h2 className="section-title">What knowing it before deciding would be worth, a month</h2>
      {rows.length > 0 && (
        <div className="table-scroll">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">Assumption</th>
                <th scope="col" data-numeric="true">
                  Worth
                </th>
                <th scope="col">If low, ship</th>
                <th scope="col">If high, ship</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Worth key={row.path} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="figure-note">{tied(worthNote(answer, said))}</p>
    </section>
  );
}

function Worth({ row }: { readonly row: WorthRow }) {
  const session = useSession();
  return (
    <tr>
      <td>
        <button
          type="button"
          className="card-link"
          onClick={() => session.focusFilter(findingWords(row.path, session.document.getState().value))}
        >
          {row.label}
        </button>
      </td>
      <td data-numeric="true">
        {row.value}
        <span className="cell-spread">{row.spread}</span>
      </td>
      <td>{row.low}</td>
      <td>{row.high}</td>
    </tr>
  );
}

interface BuyTableProps extends WorthTableProps {
  readonly measure: SensitivityMeasure;
}

export function BuyTable({ answer, measure, said }: BuyTableProps) {
  const rows = buyRows(answer, measure, said);
  return (
    <section aria-label="What would make the answer narrower">
      <h2 className="section-title">{tied(buyTitle(answer, measure, said))}</h2>
      {rows.length === 0 ? (
        <p className="figure-note">
          What more worlds or more days would buy is not known:{" "}
          {measure.why ?? "it takes more worlds to tell"}.
        </p>
      ) : (
        <div className="table-scroll">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">With</th>
                <th scope="col" data-numeric="true">
                  Width of its interval
                </th>
                <th scope="col" data-numeric="true">
                  Nine in ten worlds span
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ what, interval, worlds }) => (
                <tr key={what}>
                  <td>{what}</td>
                  <td data-numeric="true">{interval}</td>
                  <td data-numeric="true">{worlds}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
