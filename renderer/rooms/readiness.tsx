/** Go or no-go: ten questions, what the run shows of each, and what people stand for. */
import { tied } from "../format/tied.ts";
import { DataTable } from "../ui/data-table.tsx";
import { VerdictMark } from "../ui/verdict.tsx";
import type { Answered } from "./answered.ts";
import { alertsOf, alertsTable } from "./readiness-alerts.ts";
import { QuestionItem } from "./readiness-question.tsx";
import { judged, type ReadinessVerdict, readinessVerdict } from "./readiness-verdict.ts";

const LOOK = { go: "pass", conditions: "inconclusive", "no-go": "fail" } as const;

export function ReadinessRoom({ answered }: { readonly answered: Answered }) {
  const questions = judged(answered);
  const { verdict, word, sentence, counts } = readinessVerdict(questions);
  return (
    <div className="readiness">
      <header className="readiness-head">
        <p className="question">Go or no-go for “{answered.snapshot.answer.chosen}”?</p>
        <h2 className="answer">
          <VerdictMark verdict={LOOK[verdict]} word={`${word}:`} /> {tied(sentence)}
        </h2>
        <p className="joint">{countsText(counts)}</p>
        {!answered.snapshot.final && (
          <p className="readiness-running">The run still refines: what it shows may change.</p>
        )}
      </header>
      <ol className="readiness-list">
        {questions.map((each, at) => (
          <QuestionItem key={each.question.key} judged={each} number={at + 1} />
        ))}
      </ol>
      <Alerts answered={answered} />
    </div>
  );
}

const WORDS = {
  yes: "answered yes",
  partly: "in part",
  no: "no",
  missing: "without evidence",
  "not applicable": "not applicable",
} as const;

/** @example "3 answered yes · 1 in part · 6 without evidence" */
export function countsText(counts: ReadinessVerdict["counts"]): string {
  return (["yes", "partly", "no", "missing", "not applicable"] as const)
    .filter((standing) => counts[standing] > 0)
    .map((standing) => `${counts[standing]} ${WORDS[standing]}`)
    .join(" · ");
}

function Alerts({ answered }: { readonly answered: Answered }) {
  const alerts = alertsOf(answered);
  if (alerts.length === 0) return null;
  return (
    <div className="readiness-alerts">
      <h2 className="section-title">Alerts that the simulated worlds propose</h2>
      <DataTable data={alertsTable(alerts)} label="Proposed alerts" />
      <p className="figure-note">
        Thresholds are for the mean of a month: beyond them something is not as assumed. A single day varies
        more.
      </p>
    </div>
  );
}
