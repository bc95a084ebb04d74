/** One question before production: how it stands, the evidence, and the few fields in which somebody answers it. */
import { useState } from "react";
import { Button, Input, Label, TextField } from "react-aria-components";
import { isObject, type Json, type JsonObject, valueAt } from "../store/json.ts";
import { Segments } from "../ui/segments.tsx";
import { useDocument, useSession, useView } from "../use-session.ts";
import type { Evidence, Question, Standing } from "./readiness-questions.ts";
import type { JudgedQuestion } from "./readiness-verdict.ts";

const LOOKS: Readonly<Record<Standing, { readonly glyph: string; readonly word: string }>> = {
  yes: { glyph: "✓", word: "yes" },
  partly: { glyph: "?", word: "in part" },
  no: { glyph: "✕", word: "no" },
  missing: { glyph: "○", word: "no evidence" },
  "not applicable": { glyph: "–", word: "not applicable" },
};
const TONES = {
  yes: "pass",
  partly: "inconclusive",
  no: "fail",
  missing: "missing",
  "not applicable": "spared",
};

function StandingMark({ standing }: { readonly standing: Standing }) {
  const { glyph, word } = LOOKS[standing];
  return (
    <span className="verdict" data-verdict={TONES[standing]}>
      <span aria-hidden="true">{glyph}</span> {word}
    </span>
  );
}

/** What one piece of evidence makes of its question; a dot where it only belongs to it. */
function SmallMark({ standing }: { readonly standing: Standing | undefined }) {
  if (standing === undefined) return <span aria-hidden="true">·</span>;
  const { glyph, word } = LOOKS[standing];
  return (
    <span className="verdict" role="img" data-verdict={TONES[standing]} aria-label={word}>
      {glyph}
    </span>
  );
}

interface QuestionItemProps {
  readonly judged: JudgedQuestion;
  readonly number: number;
}

export function QuestionItem({ judged, number }: QuestionItemProps) {
  const { question, standing, evidence, attested } = judged;
  const [open, setOpen] = useState(false);
  const said = useDocument((document) => valueAt(document.value, ["readiness", question.key]));
  const label = open ? "Done" : said === undefined ? "Answer…" : "Change…";
  return (
    <li className="readiness-question">
      <span className="readiness-number">{number}</span>
      <div>
        <h3 className="readiness-asks">{question.asks}</h3>
        <ul className="readiness-evidence">
          {evidence.map((each) => (
            <EvidenceLine key={each.sentence} evidence={each} />
          ))}
          {attested !== undefined && (
            <li>
              <span className="readiness-from">attested</span>
              <SmallMark standing={attested.standing} />
              <span data-standing={attested.standing}>{attested.sentence}</span>
            </li>
          )}
        </ul>
        {open && <AnswerForm question={question} said={isObject(said) ? said : {}} />}
      </div>
      <StandingMark standing={standing} />
      <Button
        className="quiet-button no-print"
        aria-expanded={open}
        aria-label={`${label.replace("…", "")}: ${question.asks}`}
        onPress={() => setOpen(!open)}
      >
        {label}
      </Button>
    </li>
  );
}

function EvidenceLine({ evidence: { from, sentence, standing, room } }: { readonly evidence: Evidence }) {
  const setView = useView((view) => view.set);
  return (
    <li>
      <span className="readiness-from">{from}</span>
      <SmallMark standing={standing} />
      <span data-standing={standing}>
        {sentence}
        {room !== undefined && (
          <>
            {" "}
            <button type="button" className="card-link no-print" onClick={() => setView({ room })}>
              See {room}
            </button>
          </>
        )}
      </span>
    </li>
  );
}

const ANSWERS = ["yes", "partly", "no", "not applicable"] as const;
const FIELDS = [
  { key: "by", label: "Who says so", placeholder: "security", type: "text" },
  { key: "on", label: "On", placeholder: "", type: "date" },
  { key: "note", label: "Evidence", placeholder: "where it can be looked up", type: "text" },
] as const;
type FieldKey = (typeof FIELDS)[number]["key"];

interface AnswerFormProps {
  readonly question: Question;
  readonly said: JsonObject;
}

function AnswerForm({ question, said }: AnswerFormProps) {
  const { document } = useSession();
  const answer = ANSWERS.find((each) => each === said["answer"]) ?? "open";
  const edit = (value: Json | undefined): void =>
    document.getState().edit(["readiness", question.key], value, `Readiness: ${question.key}`);
  return (
    <div className="readiness-form no-print">
      <Segments
        label={`Answer: ${question.asks}`}
        value={answer}
        choices={[
          ...ANSWERS.map((value) => ({ value, label: value })),
          { value: "open" as const, label: "not answered" },
        ]}
        onChange={(value) => edit(value === "open" ? undefined : { ...said, answer: value })}
      />
      {FIELDS.map(({ key, label, placeholder, type }) => (
        <AnswerField
          key={`${key} ${String(said[key] ?? "")}`}
          {...{ label, placeholder, type }}
          isDisabled={answer === "open"}
          text={String(said[key] ?? "")}
          onText={(text) => edit(withPart(said, key, text))}
        />
      ))}
    </div>
  );
}

/** What is emptied goes. */
export function withPart(said: JsonObject, key: FieldKey, text: string): JsonObject {
  const { [key]: _, ...rest } = said;
  return text.trim() === "" ? rest : { ...rest, [key]: text.trim() };
}

interface AnswerFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly type: "text" | "date";
  readonly text: string;
  readonly isDisabled: boolean;
  readonly onText: (text: string) => void;
}

function AnswerField({ label, placeholder, type, text, isDisabled, onText }: AnswerFieldProps) {
  return (
    <TextField
      className="form-field"
      type={type}
      defaultValue={text}
      isDisabled={isDisabled}
      onBlur={(event) => {
        if (event.target instanceof HTMLInputElement && event.target.value !== text)
          onText(event.target.value);
      }}
    >
      <Label>{label}</Label>
      <Input className="form-input" placeholder={placeholder} />
    </TextField>
  );
}
