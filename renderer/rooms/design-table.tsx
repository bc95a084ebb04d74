/** The designs side by side on the same traffic. */
import type { DesignAnswer, Estimate } from "../../shared/findings/answer.ts";
import { estimateText } from "../format/estimate.ts";
import { type Measure, money, SECONDS, SHARE, shortText } from "../format/measure.ts";
import { LineSample } from "../ui/line-sample.tsx";
import { VerdictMark } from "../ui/verdict.tsx";
import type { Answered, AnsweredDesign } from "./answered.ts";
import { OutcomeBar } from "./outcome-bar.tsx";

interface DesignTableProps {
  readonly answered: Answered;
  readonly designs: readonly AnsweredDesign[];
}

export function DesignTable({ answered, designs }: DesignTableProps) {
  const { snapshot, currency, unitName } = answered;
  const { replications, days } = snapshot.answer;
  return (
    <section className="designs" aria-label="Designs side by side">
      <h2 className="section-title">What each design does with the same traffic</h2>
      <div className="table-scroll">
        <table className="design-table">
          <thead>
            <tr>
              {headings(unitName).map(({ name, numeric }) => (
                <th key={name} scope="col" data-numeric={numeric}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {designs.map((design) => (
              <DesignRow key={design.name} design={design} currency={currency} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="figure-note">
        Outcomes and throttled attempts are plain counts over {replications.toLocaleString("en")} simulated
        horizons of {days === 1 ? "a day" : `${days} days`}; no interval is estimated for them.
      </p>
      <NotSimulated reasons={snapshot.answer.notSimulated ?? {}} />
    </section>
  );
}

function headings(unitName: string) {
  return [
    { name: "Design", numeric: false },
    { name: "What becomes of 100 tasks", numeric: false },
    { name: `Per ${unitName}`, numeric: true },
    { name: "A month", numeric: true },
    { name: "Result, p95", numeric: true },
    { name: "Attempts throttled", numeric: true },
    { name: "Promises", numeric: false },
  ];
}

interface DesignRowProps {
  readonly design: AnsweredDesign;
  readonly currency: string;
}

function DesignRow({ design: { name, order, chosen, carried, answer }, currency }: DesignRowProps) {
  const cash = money(currency);
  return (
    <tr data-chosen={chosen} data-carried={carried}>
      <th scope="row">
        <LineSample order={order} /> {name}
        {chosen && <span className="chosen-note"> judged</span>}
      </th>
      <td>
        <OutcomeBar tasks={answer.tasks} />
      </td>
      <EstimateCell estimate={answer.cost.perUnit} measure={cash} />
      <EstimateCell estimate={answer.cost.perMonth} measure={cash} />
      {answer.stable ? (
        <EstimateCell estimate={answer.resultSeconds.p95} measure={SECONDS} />
      ) : (
        <td data-numeric="true" className="unstable-cell">
          unstable
        </td>
      )}
      <td data-numeric="true">{throttledText(answer)}</td>
      <td>
        {answer.targets.length === 0 ? "none made" : <VerdictMark verdict={answer.allTargets.verdict} />}
      </td>
    </tr>
  );
}

function EstimateCell({ estimate, measure }: { readonly estimate: Estimate; readonly measure: Measure }) {
  const { value, spread } = estimateText(estimate, measure);
  return (
    <td data-numeric="true">
      {value}
      <span className="cell-spread">{spread}</span>
    </td>
  );
}

function throttledText({ throttled, attempts }: DesignAnswer): string {
  if (attempts === 0) return "no attempts";
  return throttled === 0 ? "none" : shortText(throttled / attempts, SHARE);
}

function NotSimulated({ reasons }: { readonly reasons: Readonly<Record<string, readonly string[]>> }) {
  const entries = Object.entries(reasons);
  if (entries.length === 0) return null;
  return (
    <ul className="not-simulated">
      {entries.map(([name, why]) => (
        <li key={name}>
          <strong>{name}</strong> is not simulated: {why.join("; ")}.
        </li>
      ))}
    </ul>
  );
}
