/** The menu of one of several parts: judge, vary, duplicate, rename, move, delete; each is one step to undo. */
import { useState } from "react";
import { Button, Dialog, DialogTrigger, Input, Label, TextField } from "react-aria-components";
import type { Path } from "../../shared/scenario/path.ts";
import { useDocument, useSession } from "../use-session.ts";
import { actsOn, groupActs, groupName, hasName } from "./member-acts.ts";
import { nameProblem, renamed } from "./restructure.ts";
import { RowPopover } from "./row-popover.tsx";

export function GroupMenu({ path }: { readonly path: Path }) {
  const name = useDocument((state) => groupName(state.value, path));
  const has = useDocument((state) => groupActs(state.value, path).length > 0);
  if (!has) return null;
  return (
    <DialogTrigger>
      <Button className="group-menu" aria-label={`What to do with ${name}`}>
        ⋯
      </Button>
      <RowPopover>
        <Dialog className="row-dialog" aria-label={`What to do with ${name}`}>
          {({ close }) => (
            <>
              <h3 className="dialog-title">{name}</h3>
              <MemberActs path={path} name={name} close={close} />
            </>
          )}
        </Dialog>
      </RowPopover>
    </DialogTrigger>
  );
}

interface MemberActsProps {
  readonly path: Path;
  readonly name: string;
  readonly close: () => void;
}

/** The acts on a part, as a list of buttons. */
export function MemberActs({ path, name, close }: MemberActsProps) {
  const { document } = useSession();
  const scenario = useDocument((state) => state.value);
  const { edit } = document.getState();
  const isMember = actsOn(scenario, path).length > 0;
  return (
    <>
      {isMember && hasName(scenario, path) && (
        <NameForm
          label="Name"
          act="Rename"
          start={name}
          problemOf={(typed) => (typed.trim() === name ? undefined : nameProblem(scenario, path, typed))}
          onName={(typed) => {
            edit([], renamed(scenario, path, typed), `Rename “${name}” to “${typed}”`);
            close();
          }}
        />
      )}
      {groupActs(scenario, path).map((act) => (
        <div key={act.label} className="act-line">
          <Button
            className="act"
            isDisabled={act.why !== undefined}
            onPress={() => {
              edit([], act.run(scenario), act.undo);
              close();
            }}
          >
            {act.label}
          </Button>
          {act.why !== undefined && <span className="dialog-note">{act.why}</span>}
        </div>
      ))}
    </>
  );
}

interface NameFormProps {
  readonly label: string;
  readonly act: string;
  readonly start: string;
  readonly problemOf: (typed: string) => string | undefined;
  readonly onName: (name: string) => void;
}

/** Asks for a name and says at once why one can't be. */
export function NameForm({ label, act, start, problemOf, onName }: NameFormProps) {
  const [typed, setTyped] = useState(start);
  const problem = problemOf(typed);
  return (
    <form
      className="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === undefined) onName(typed.trim());
      }}
    >
      <TextField value={typed} onChange={setTyped} isInvalid={problem !== undefined} className="name-field">
        <Label className="part-label">{label}</Label>
        <Input className="form-input" spellCheck="false" autoComplete="off" />
      </TextField>
      <Button type="submit" className="small-button" isDisabled={problem !== undefined}>
        {act}
      </Button>
      {problem !== undefined && <p className="row-problem">{problem}</p>}
    </form>
  );
}
