/** What an assumption means, and what can be done with it beside typing: put back, write otherwise, leave out. */
import { Button, Dialog, DialogTrigger } from "react-aria-components";
import { sameJson, valueAt } from "../store/json.ts";
import { useDocument, useSession } from "../use-session.ts";
import { MemberActs } from "./group-menu.tsx";
import { actsOn } from "./member-acts.ts";
import type { Row } from "./outline.ts";
import { quantityText } from "./quantity-text.ts";
import { RowPopover } from "./row-popover.tsx";
import { waysAt } from "./ways.ts";

export function RowMenu({ row }: { readonly row: Row }) {
  return (
    <DialogTrigger>
      <Button className="row-menu" aria-label={`More about ${row.label}`}>
        ⋯
      </Button>
      <RowPopover>
        <Dialog className="row-dialog" aria-label={`More about ${row.label}`}>
          {({ close }) => <RowActs row={row} close={close} />}
        </Dialog>
      </RowPopover>
    </DialogTrigger>
  );
}

interface Act {
  readonly label: string;
  readonly run: () => void;
}

function RowActs({ row, close }: { readonly row: Row; readonly close: () => void }) {
  const acts = useActs(row);
  const member = useDocument((state) => actsOn(state.value, row.path).length > 0);
  return (
    <>
      <h3 className="dialog-title">{row.label}</h3>
      <p className="dialog-note">{row.field.description}</p>
      {member && <MemberActs path={row.path} name={row.label} close={close} />}
      {acts.map((act) => (
        <Button
          key={act.label}
          className="act"
          onPress={() => {
            act.run();
            close();
          }}
        >
          {act.label}
        </Button>
      ))}
    </>
  );
}

function useActs(row: Row): readonly Act[] {
  const { document } = useSession();
  const value = useDocument((state) => valueAt(state.value, row.path));
  const saved = useDocument((state) => valueAt(state.savedValue, row.path));
  const currency = useDocument((state) => valueAt(state.value, ["currency"]));
  const { edit } = document.getState();
  const writing = { unit: row.field.unit, currency: typeof currency === "string" ? currency : "USD" };
  const before = quantityText(saved, writing) || "what was saved";
  const back: readonly Act[] =
    saved === undefined || sameJson(saved, value)
      ? []
      : [{ label: `Put back to ${before}`, run: () => edit(row.path, saved, `${row.label} put back`) }];
  const ways = waysAt(row.path, value).map((way) => ({
    label: way.label,
    run: () => edit(row.path, way.value, row.label),
  }));
  const out: readonly Act[] = row.field.optional
    ? [{ label: "Leave it out", run: () => edit(row.path, undefined, `Leave out ${row.label}`) }]
    : [];
  return [...back, ...ways, ...out];
}
