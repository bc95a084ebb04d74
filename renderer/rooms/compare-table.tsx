/** All stable designs side by side, with what each could be the best in; those that are no choice apart. */
import type { Estimate, Verdict } from "../../shared/findings/answer.ts";
import { bestSentence, measureWords, tradeOffSentence } from "../../shared/findings/comparison-sentences.ts";
import type { CompareAnswer, ComparedDesign } from "../../shared/findings/comparison-study.ts";
import { estimateText } from "../format/estimate.ts";
import type { Measure } from "../format/measure.ts";
import { tied } from "../format/tied.ts";
import { LineSample } from "../ui/line-sample.tsx";
import { VerdictMark } from "../ui/verdict.tsx";
import type { Answered } from "./answered.ts";
import { comparedIn, comparedUnit } from "./compare-words.ts";

interface CompareTableProps {
  readonly answered: Answered;
  readonly answer: CompareAnswer;
  readonly orders: ReadonlyMap<string, number>;
}

const COLUMNS = ["costPerUnit", "monthlyCost", "result.p95", "result.p99", "deliveredShare"] as const;

const HEADS = (unitName: string) =>
  ({
    costPerUnit: `Per ${unitName}`,
    monthlyCost: "A month",
    "result.p95": "Result, p95",
    "result.p99": "Result, p99",
    deliveredShare: "Tasks answered",
  }) as const;

export function CompareTable({ answered, answer, orders }: CompareTableProps) {
  const { told, unitName } = answered;
  const criterion = comparedIn(answer, answer.criterion.measure);
  const tradeOff = tradeOffSentence(answer, told);
  const stable = Object.entries(answer.designs).filter(([, design]) => design.stable);
  return (
    <section className="compare-all" aria-label="All designs">
      <h2 className="figure-title">{criterion === undefined ? "" : tied(bestSentence(criterion, told))}</h2>
      {tradeOff !== "" && <p className="compare-trade">{tied(tradeOff)}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <div className="table-scroll" tabIndex={0}>
        <table className="design-table compare-table">
          <thead>
            <tr>
              <th scope="col">Design</th>
              {COLUMNS.map((name) => (
                <th key={name} scope="col" data-numeric="true">
                  {HEADS(unitName)[name]}
                </th>
              ))}
              <th scope="col">Promises</th>
            </tr>
          </thead>
          <tbody>
            {stable.map(([name, design]) => (
              <Row key={name} {...{ name, design, answered, answer }} order={orders.get(name) ?? 0} />
            ))}
          </tbody>
        </table>
      </div>
      <NoChoice answered={answered} answer={answer} />
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly design: ComparedDesign;
  readonly order: number;
  readonly answered: Answered;
  readonly answer: CompareAnswer;
}

function Row({ name, design, order, answered, answer }: RowProps) {
  return (
    <tr data-chosen={name === answer.chosen}>
      <th scope="row">
        <LineSample order={order} /> {name}
        {name === answer.chosen && <span className="chosen-note"> judged</span>}
        {design.acknowledges && (
          <span className="cell-spread">
            <span aria-hidden="true">⚑</span> acknowledges first
          </span>
        )}
      </th>
      {COLUMNS.map((measure) => (
        <FigureCell
          key={measure}
          estimate={design.figures[measure]}
          measure={comparedUnit(measure, answered.currency)}
          best={bestWords(answer, measure, name)}
        />
      ))}
      <td>
        <Promises name={name} design={design} answered={answered} />
      </td>
    </tr>
  );
}

interface FigureCellProps {
  readonly estimate: Estimate | undefined;
  readonly measure: Measure;
  readonly best: string | undefined;
}

function FigureCell({ estimate, measure, best }: FigureCellProps) {
  const { value, spread } =
    estimate === undefined ? { value: "not known", spread: "" } : estimateText(estimate, measure);
  return (
    <td data-numeric="true">
      {value}
      <span className="cell-spread">{spread.split(":")[0]}</span>
      {best !== undefined && <span className="best-mark">{best}</span>}
    </td>
  );
}

/** `◆ best` where it is one design, `◇ could be best` where several can't be ruled out. */
export function bestWords(answer: CompareAnswer, measure: string, design: string): string | undefined {
  const best = comparedIn(answer, measure)?.best ?? [];
  const open = best.filter(({ couldBeBest }) => couldBeBest === true);
  if (!open.some((standing) => standing.design === design)) return undefined;
  const unknown = best.some(({ couldBeBest }) => couldBeBest === null);
  return open.length === 1 && !unknown && best.length > 1 ? "◆ best" : "◇ could be best";
}

/** So many promises are named. */
const FEW = 2;

/** All promises at once as the run judged them, and which of them stand in the way. */
function Promises({ name, design, answered }: Pick<RowProps, "name" | "design" | "answered">) {
  const judged = answered.snapshot.answer.designs[name];
  if (judged !== undefined && judged.targets.length === 0) return <>nothing is promised</>;
  const nouns = (names: readonly string[]): string =>
    names.length > FEW
      ? `${names.length} of ${judged?.targets.length ?? names.length} promises`
      : names.map((target) => measureWords(target, answered.unitName)).join(", ");
  const { broken, notSure } = design;
  const verdict: Verdict =
    judged?.allTargets.verdict ?? (broken.length > 0 ? "fail" : notSure.length > 0 ? "inconclusive" : "pass");
  const why =
    broken.length > 0
      ? nouns(broken)
      : notSure.length > 0 && verdict !== "pass"
        ? `not sure: ${nouns(notSure)}`
        : "";
  return (
    <>
      <VerdictMark verdict={verdict} />
      {why !== "" && <span className="cell-spread promise-why">{why}</span>}
    </>
  );
}

/** Designs that are unstable or were not simulated: a sentence each, and what to do. */
function NoChoice({ answered, answer }: Pick<CompareTableProps, "answered" | "answer">) {
  const unstable = Object.entries(answer.designs).filter(([, { stable }]) => !stable);
  const missing = Object.entries(answer.notSimulated ?? {});
  const { replications, days } = answer;
  return (
    <>
      <ul className="not-simulated">
        {unstable.map(([name]) => (
          <li key={name}>
            <span className="unstable-cell">✕ {name} is unstable:</span> more work arrives than it can do.
            Give it more workers, slots or quota; until then there is nothing to compare.
          </li>
        ))}
        {missing.map(([name, why]) => (
          <li key={name}>
            <strong>{name}</strong> is not simulated: {why.join("; ")}.
          </li>
        ))}
      </ul>
      <p className="figure-note">
        ◇ marks designs that can't be ruled out as the best of a column, ◆ one that is left alone; together
        they hold the best in 95% of runs. All designs met the same tasks, {replications.toLocaleString("en")}{" "}
        simulated horizons of {days === 1 ? "a day" : `${days} days`}
        {answered.snapshot.answer.notes === undefined ? "." : `; ${answered.snapshot.answer.notes.join(" ")}`}
      </p>
    </>
  );
}
