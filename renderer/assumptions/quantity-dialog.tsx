/** The picture of an assumption as the way into its shape: what varies or isn't known, drawn and typed. */
import { Button, Dialog, DialogTrigger } from "react-aria-components";
import type { Certainty } from "../../shared/scenario/fields.ts";
import { isObject, type Json, valueAt } from "../store/json.ts";
import { useDocument, useSession } from "../use-session.ts";
import { DistributionPicture } from "./distribution-picture.tsx";
import type { Row } from "./outline.ts";
import { QuantityForm } from "./quantity-form.tsx";
import { RowPopover } from "./row-popover.tsx";

const MEANING: Readonly<Record<Certainty, string>> = {
  plain: "",
  varies:
    "Varies: drawn anew for each task, call or attempt. What we don’t know about all of them together is the factor above.",
  unknown: "Unknown: it has one value, and we don’t know which. Each simulated world takes one.",
};

interface QuantityDialogProps {
  readonly row: Row;
  readonly value: Json;
}

/** True where a field may be uncertain, so that there is a shape to edit. */
export const mayBeShaped = (row: Row): boolean =>
  row.editor === "quantity" && (row.field.kind === "quantity" || row.path.at(-1) === "success");

export function QuantityDialog({ row, value }: QuantityDialogProps) {
  const certain = typeof value === "number";
  return (
    <DialogTrigger>
      <Button
        className="shape-button"
        data-certain={certain}
        aria-label={certain ? `How sure is ${row.label}?` : `Shape of ${row.label}`}
      >
        {certain ? "±" : <DistributionPicture value={value} certainty={row.field.certainty ?? "plain"} />}
      </Button>
      <RowPopover>
        <Dialog className="shape-dialog" aria-label={`Shape of ${row.label}`}>
          <ShapeForm row={row} />
        </Dialog>
      </RowPopover>
    </DialogTrigger>
  );
}

function ShapeForm({ row }: { readonly row: Row }) {
  const { document } = useSession();
  const value = useDocument((state) => valueAt(state.value, row.path));
  const currency = useDocument((state) => valueAt(state.value, ["currency"]));
  const { certainty = "plain", unit = "count" } = row.field;
  if (value === undefined) return null;
  return (
    <>
      <h3 className="dialog-title">{row.label}</h3>
      <p className="dialog-note">{row.field.description}</p>
      <QuantityForm
        label={row.label}
        value={value}
        unit={unit}
        currency={typeof currency === "string" ? currency : "USD"}
        certainty={certainty}
        range={row.field}
        bareEvaluation={row.field.kind !== "quantity"}
        onChange={(next, gesture) => document.getState().edit(row.path, next, row.label, gesture)}
      />
      {isObject(value) && <p className="dialog-note">{MEANING[certainty]}</p>}
    </>
  );
}
