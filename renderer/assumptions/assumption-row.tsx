/** One assumption: its name, a picture of what is not known, its value to edit, its unit and where it comes from. */
import { memo, useId, useRef } from "react";
import type { Problem } from "../../shared/errors.ts";
import { formatPath } from "../../shared/scenario/path.ts";
import { type Json, valueAt } from "../store/json.ts";
import { useDocument, useSession } from "../use-session.ts";
import type { Row } from "./outline.ts";
import { Picker, pickAt } from "./pickers.tsx";
import { mayBeShaped, QuantityDialog } from "./quantity-dialog.tsx";
import { familyOf } from "./quantity-text.ts";
import { RouteButton } from "./route-editor.tsx";
import { RowEditor } from "./row-editor.tsx";
import { RowMenu } from "./row-menu.tsx";
import { RowPlace } from "./row-popover.tsx";
import { SourceTag } from "./source-tag.tsx";
import type { Said } from "./sources.ts";
import { unitWords } from "./unit-words.ts";
import { WeightsButton } from "./weights-editor.tsx";

interface AssumptionRowProps {
  readonly row: Row;
  readonly said: Said | undefined;
  readonly problems: readonly Problem[];
}

const CERTAINTY = { plain: "", varies: "varies", unknown: "unknown" } as const;

export const AssumptionRow = memo(function AssumptionRow({ row, said, problems }: AssumptionRowProps) {
  const value = useDocument((document) => valueAt(document.value, row.path));
  const noteId = useId();
  const place = useRef<HTMLDivElement>(null);
  const family = familyOf(value);
  const certainty = family === undefined ? "" : CERTAINTY[row.field.certainty ?? "plain"];
  const unit = unitWords(row.field.unit);
  const told = row.note === undefined ? [family, certainty] : [row.note];
  const facts = [unit.toLowerCase() === row.label.toLowerCase() ? "" : unit, ...told].filter(
    (fact) => fact !== undefined && fact !== "",
  );
  return (
    <RowPlace value={place}>
      <div
        ref={place}
        className="row"
        data-path={formatPath(row.path)}
        data-slim={facts.length === 0 && said === undefined}
        title={row.field.description}
      >
        {row.editor !== "correlation" && <span className="row-label">{row.label}</span>}
        <ShapeWay row={row} value={value} />
        <RowEditor row={row} value={value} problems={problems} describedBy={noteId} />
        <RowMenu row={row} />
        <div className="row-under">
          <span className="row-facts" id={noteId}>
            {facts.join(" · ")}
          </span>
          {row.editor !== "correlation" && <SourceTag path={row.path} label={row.label} said={said} />}
        </div>
      </div>
    </RowPlace>
  );
});

/** The way into what a line of text can't show. */
function ShapeWay({ row, value }: { readonly row: Row; readonly value: Json | undefined }) {
  const { document } = useSession();
  const put = (next: Json, gesture?: string): void =>
    document.getState().edit(row.path, next, row.label, gesture);
  if (value !== undefined && mayBeShaped(row)) return <QuantityDialog row={row} value={value} />;
  if (row.editor === "weights") return <WeightsButton label={row.label} value={value} onChange={put} />;
  if (typeof value === "string" && pickAt(row.path) !== undefined) return <Picker path={row.path} quiet />;
  if (row.editor === "correlation") return null;
  if (row.editor === "names") return <RouteButton label={row.label} value={value} onChange={put} />;
  return <span className="picture" />;
}
