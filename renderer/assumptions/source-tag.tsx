/** Where a figure comes from and who stands for it, and the few fields in which that is said. */
import { Button, Dialog, DialogTrigger, Input, Label, TextField } from "react-aria-components";
import type { Path } from "../../shared/scenario/path.ts";
import { Segments } from "../ui/segments.tsx";
import { useSession } from "../use-session.ts";
import { RowPopover } from "./row-popover.tsx";
import { type Assumption, assumptionValue, keyFor, type Said, SOURCES } from "./sources.ts";

interface SourceTagProps {
  readonly path: Path;
  readonly label: string;
  readonly said: Said | undefined;
}

export function SourceTag({ path, label, said }: SourceTagProps) {
  const { source, by } = said?.assumption ?? {};
  const words = [source ?? (said === undefined ? "source?" : "no source"), by].filter(Boolean).join(", ");
  return (
    <DialogTrigger>
      <Button
        className="source-tag"
        data-source={source ?? "none"}
        aria-label={`Source of ${label}: ${source === undefined ? "not said" : words}`}
      >
        {words}
      </Button>
      <RowPopover>
        <Dialog className="source-dialog" aria-label={`Source of ${label}`}>
          <SourceForm path={path} label={label} said={said} />
        </Dialog>
      </RowPopover>
    </DialogTrigger>
  );
}

const FIELDS = [
  { key: "by", label: "Who says so", placeholder: "engineering" },
  { key: "note", label: "How it is known", placeholder: "200 raw tickets, no preprocessing" },
  { key: "on", label: "When", placeholder: "2026-11-01" },
] as const;

function SourceForm({ path, label, said }: SourceTagProps) {
  const { document } = useSession();
  const assumption: Assumption = said?.assumption ?? {};
  const change = (part: Assumption): void => {
    const key = said?.key ?? keyFor(path);
    const value = assumptionValue({ ...assumption, ...part });
    document.getState().edit(["assumptions", key], value, `Source of ${label}`, `source ${key}`);
  };
  return (
    <>
      <h3 className="dialog-title">Where does “{label}” come from?</h3>
      <Segments
        label="Source"
        value={assumption.source ?? "none"}
        choices={[
          ...SOURCES.map((value) => ({ value, label: value })),
          { value: "none" as const, label: "not said" },
        ]}
        onChange={(value) => change({ source: value === "none" ? undefined : value })}
      />
      {FIELDS.map(({ key, label: name, placeholder }) => (
        <TextField
          key={key}
          className="form-field"
          defaultValue={assumption[key] ?? ""}
          onBlur={(event) => {
            if (event.target instanceof HTMLInputElement) change({ [key]: event.target.value });
          }}
        >
          <Label>{name}</Label>
          <Input className="form-input" placeholder={placeholder} />
        </TextField>
      ))}
    </>
  );
}
