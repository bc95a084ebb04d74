/** A quantity in full: one number or a family, its curve to take hold of, and all its fields. */
import { useId } from "react";
import { FAMILIES, type Family } from "../../shared/distribution/spec.ts";
import type { Certainty, Range } from "../../shared/scenario/fields.ts";
import type { Path } from "../../shared/scenario/path.ts";
import type { Unit } from "../../shared/units/unit.ts";
import { isList, isObject, type Json, valueAt, withValue } from "../store/json.ts";
import { CurveEditor } from "./curve-editor.tsx";
import {
  FAMILY_WORDS,
  type Form,
  familiesFor,
  formOf,
  formsOf,
  inFamily,
  inForm,
  sameForm,
  summaryOf,
} from "./families.ts";
import { type Part, partsOf, partText, typedPart } from "./quantity-parts.ts";
import { familyOf, numberText, type Writing } from "./quantity-text.ts";
import { ValueInput } from "./value-input.tsx";

interface QuantityFormProps {
  readonly label: string;
  readonly value: Json;
  readonly unit: Unit;
  readonly currency: string;
  readonly certainty: Certainty;
  readonly range: Range;
  /** The whole quantity anew; a gesture makes several changes one to undo. */
  readonly onChange: (value: Json, gesture?: string) => void;
  /** A test's result may stand there without its family's name. */
  readonly bareEvaluation?: boolean;
}

export function QuantityForm(props: QuantityFormProps) {
  const { label, value, unit, currency, certainty, range, onChange } = props;
  const writing: Writing = { unit, currency };
  const format = (number: number): string => numberText(Number(number.toPrecision(3)), writing);
  return (
    <div className="quantity-form">
      <FamilyChoice {...props} />
      {typeof value !== "number" && (
        <CurveEditor
          label={label}
          value={value}
          certainty={certainty}
          range={range}
          format={format}
          onChange={onChange}
        />
      )}
      <Amounts value={value} format={format} />
      <FormChoice value={value} onChange={onChange} />
      <Parts {...props} />
    </div>
  );
}

function FamilyChoice({ value, unit, onChange, bareEvaluation = false }: QuantityFormProps) {
  const id = useId();
  const current: Family | "number" = familyOf(value) ?? "number";
  const offered = familiesFor(unit);
  const families = current === "number" || offered.includes(current) ? offered : [current, ...offered];
  const choose = (chosen: string): void => {
    const family = FAMILIES.find((name) => name === chosen) ?? "number";
    const next = inFamily(value, family, unit);
    const bare = isObject(next) ? next["evaluation"] : undefined;
    onChange(bareEvaluation && bare !== undefined ? bare : next);
  };
  return (
    <div className="part">
      <label className="part-label" htmlFor={id}>
        Kind
      </label>
      <select
        id={id}
        className="value-select"
        value={current}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="number">one number</option>
        {families.map((family) => (
          <option key={family} value={family}>
            {family} – {FAMILY_WORDS[family]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What the distribution amounts to, whatever its parameters are called. */
function Amounts({ value, format }: { readonly value: Json; readonly format: (number: number) => string }) {
  if (typeof value === "number") return null;
  const summary = summaryOf(value);
  if (summary === undefined) {
    return (
      <p className="amounts">There is no picture of it: what it says can’t be drawn, or stands in a file.</p>
    );
  }
  const { p5, p50, p95, mean } = summary;
  const average = Number.isFinite(mean) ? format(mean) : "without bound";
  const before = changedBy(value);
  return (
    <p className="amounts">
      {`${before}${before === "" ? "N" : "n"}ine in ten are ${format(p5)} to ${format(p95)}; half are below ${format(p50)}; the mean is ${average}.`}
    </p>
  );
}

/** What comes on top of the distribution that is drawn. */
function changedBy(value: Json): string {
  if (valueAt(value, ["scale"]) !== undefined) return "Before its unknown factor, ";
  const shift = valueAt(value, ["shift"]) ?? valueAt(value, ["evaluation", "shift"]);
  return shift === undefined ? "" : "Before what production changes, ";
}

const formText = (form: Form): string => form.join(" and ");

function FormChoice({ value, onChange }: Pick<QuantityFormProps, "value" | "onChange">) {
  const id = useId();
  const forms = formsOf(value);
  const current = formOf(value);
  if (current === undefined || forms.length < 2) return null;
  return (
    <div className="part">
      <label className="part-label" htmlFor={id}>
        Written by
      </label>
      <select
        id={id}
        className="value-select"
        value={formText(forms.find((form) => sameForm(form, current)) ?? current)}
        onChange={(event) => {
          const form = forms.find((each) => formText(each) === event.currentTarget.value);
          const next = form === undefined ? undefined : inForm(value, form);
          if (next !== undefined) onChange(next);
        }}
      >
        {forms.map((form) => (
          <option key={formText(form)}>{formText(form)}</option>
        ))}
      </select>
    </div>
  );
}

function Parts({ label, value, unit, currency, onChange }: QuantityFormProps) {
  const put = (path: Path, next: Json | undefined): void => {
    const whole = withValue(value, path, next);
    if (whole !== undefined) onChange(whole);
  };
  const mixture = valueAt(value, ["mixture"]);
  return (
    <>
      {partsOf(value, unit).map((part) => (
        <PartField
          key={part.path.join(".")}
          of={label}
          part={part}
          value={value}
          currency={currency}
          put={put}
        />
      ))}
      {isList(mixture) && (
        <div className="part-acts">
          <button
            type="button"
            className="text-button"
            onClick={() => put(["mixture"], [...mixture, { weight: 0.1, of: 1 }])}
          >
            Add a kind
          </button>
          {mixture.length > 1 && (
            <button
              type="button"
              className="text-button"
              onClick={() => put(["mixture"], mixture.slice(0, -1))}
            >
              Remove kind {mixture.length}
            </button>
          )}
        </div>
      )}
    </>
  );
}

interface PartFieldProps {
  readonly of: string;
  readonly part: Part;
  readonly value: Json;
  readonly currency: string;
  readonly put: (path: Path, next: Json | undefined) => void;
}

function PartField({ of, part, value, currency, put }: PartFieldProps) {
  const held = valueAt(value, part.path);
  const noteId = useId();
  const nested = part.kind === "quantity" && isObject(held);
  return (
    <>
      <div className="part">
        <span className="part-label" id={noteId}>
          {part.label}
        </span>
        <ValueInput
          label={`${part.label}, ${of}`}
          text={partText(part, value, currency)}
          describedBy={noteId}
          wide={part.kind === "numbers" || part.kind === "pairs"}
          onTyped={(typed) => {
            const read = typedPart(part, typed, value);
            if ("problem" in read) return read.problem;
            put(part.path, read.value);
            return undefined;
          }}
        />
      </div>
      {nested && (
        <details className="part-nested">
          <summary>Its shape</summary>
          <QuantityForm
            label={`${part.label}, ${of}`}
            value={held}
            unit={part.unit}
            currency={currency}
            certainty="unknown"
            range={{}}
            onChange={(next) => put(part.path, next)}
          />
        </details>
      )}
    </>
  );
}
