/** What to ask finance for: the month's cost in the middle of the worlds, and with a contingency. */
import { pilotSentence } from "../../shared/findings/pilot-sentence.ts";
import { tied } from "../format/tied.ts";
import type { Answered, AnsweredDesign } from "./answered.ts";
import { budgetRows, budgetSentence } from "./cost-budget-words.ts";

interface BudgetProps {
  readonly answered: Answered;
  readonly shown: AnsweredDesign;
}

export function Budget({ answered, shown }: BudgetProps) {
  const { currency, snapshot } = answered;
  const { pilot } = snapshot.answer;
  return (
    <section className="budget" aria-label="What to budget for a month">
      <h2 className="section-title">{tied(budgetSentence(shown, currency))}</h2>
      <div className="table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Enough in</th>
              <th scope="col" data-numeric="true">
                A month
              </th>
              <th scope="col" data-numeric="true">
                Contingency
              </th>
            </tr>
          </thead>
          <tbody>
            {budgetRows(shown, currency).map(({ name, value, spread, contingency }) => (
              <tr key={name}>
                <td>{name}</td>
                <td data-numeric="true">
                  {value}
                  <span className="cell-spread">{spread}</span>
                </td>
                <td data-numeric="true">{contingency}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="figure-note">
        Contingency is what comes on top of the middle; no interval is estimated for it.
      </p>
      {pilot !== undefined && <p className="pilot-line">{tied(pilotSentence(pilot, currency))}</p>}
    </section>
  );
}
