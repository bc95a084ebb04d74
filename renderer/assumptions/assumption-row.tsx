/** One assumption: its name, a picture of what is not known, its value to edit, its unit and where it comes from. */
import { memo, useId } from "react";
import type { Problem } from "../../shared/errors.ts";
import { formatPath } from "../../shared/scenario/path.ts";
import { isList, valueAt } from "../store/json.ts";
import { useDocument } from "../use-session.ts";
import { DistributionPicture } from "./distribution-picture.tsx";
import { shapeOf } from "./distribution-shape.ts";
import type { Row } from "./outline.ts";
import { familyOf } from "./quantity-text.ts";
import { RowEditor } from "./row-editor.tsx";
import { SourceTag } from "./source-tag.tsx";
import type { Said } from "./sources.ts";
import { unitWords } from "./unit-words.ts";

interface AssumptionRowProps {
  readonly row: Row;
  readonly said: Said | undefined;
  readonly problems: readonly Problem[];
}

const CERTAINTY = { plain: "", varies: "varies", unknown: "unknown" } as const;

export const AssumptionRow = memo(function AssumptionRow({ row, said, problems }: AssumptionRowProps) {
  const value = useDocument((document) => valueAt(document.value, row.path));
  const noteId = useId();
  const family = familyOf(value);
  const certainty = family === undefined ? "" : CERTAINTY[row.field.certainty ?? "plain"];
  const unit = unitWords(row.field.unit);
  const facts = [unit.toLowerCase() === row.label.toLowerCase() ? "" : unit, family, certainty].filter(
    (fact) => fact !== undefined && fact !== "",
  );
  const pictured = isList(value) || shapeOf(value) !== undefined;
  return (
    <div
      className="row"
      data-path={formatPath(row.path)}
      data-slim={facts.length === 0 && said === undefined && !pictured}
      title={row.field.description}
    >
      <span className="row-label">{row.label}</span>
      {pictured && <DistributionPicture value={value} certainty={row.field.certainty ?? "plain"} />}
      <RowEditor row={row} value={value} problems={problems} describedBy={noteId} />
      <div className="row-under">
        <span className="row-facts" id={noteId}>
          {facts.join(" · ")}
        </span>
        <SourceTag path={row.path} label={row.label} said={said} />
      </div>
    </div>
  );
});
