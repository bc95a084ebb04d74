/** One more of what a group holds: a step, a model, a design, a cost by its name. */
import { Button, Dialog, DialogTrigger } from "react-aria-components";
import type { Path } from "../../shared/scenario/path.ts";
import { isList, isObject, type Json, valueAt, withValue } from "../store/json.ts";
import { AppPopover } from "../ui/app-popover.tsx";
import { useDocument, useSession } from "../use-session.ts";
import { NameForm } from "./group-menu.tsx";
import { type Collection, collectionAt, nameForNew } from "./members.ts";
import { inserted, nameProblem } from "./restructure.ts";

/** The scenario with one more part at the end of a collection. */
export function withMember(scenario: Json, path: Path, collection: Collection, name: string): Json {
  const { starting } = collection;
  if (starting === undefined) return scenario;
  if (collection.kind === "record") return withValue(scenario, [...path, name], starting) ?? scenario;
  const held = valueAt(scenario, path);
  const count = isList(held) ? held.length : 0;
  const named = isObject(starting) && Object.hasOwn(starting, "name") ? { ...starting, name } : starting;
  return inserted(scenario, [...path, count], named).after;
}

export function AddMember({ path }: { readonly path: Path }) {
  const { document } = useSession();
  const scenario = useDocument((state) => state.value);
  const collection = collectionAt(scenario, path);
  if (collection?.starting === undefined || collection.names?.length === 0) return null;
  const add = (name: string): void =>
    document
      .getState()
      .edit(
        [],
        withMember(scenario, path, collection, name),
        `Add ${collection.what} ${collection.kind === "record" ? `“${name}”` : ""}`.trim(),
      );
  const start = nameForNew(scenario, path, collection);
  if (collection.kind === "list" || collection.names !== undefined) {
    const names = collection.names ?? [start];
    return names.map((name) => (
      <Button key={name} className="add-field" onPress={() => add(name)}>
        {collection.names === undefined
          ? `+ Add a ${collection.what}`
          : `+ Add a ${collection.what} for ${name}`}
      </Button>
    ));
  }
  return (
    <DialogTrigger>
      <Button className="add-field">+ Add a {collection.what}</Button>
      <AppPopover placement="right top">
        <Dialog className="row-dialog" aria-label={`Add a ${collection.what}`}>
          {({ close }) => (
            <>
              <h3 className="dialog-title">Another {collection.what}</h3>
              <NameForm
                label="Name"
                act="Add"
                start={start}
                problemOf={(typed) => nameProblem(scenario, [...path, ""], typed)}
                onName={(name) => {
                  add(name);
                  close();
                }}
              />
            </>
          )}
        </Dialog>
      </AppPopover>
    </DialogTrigger>
  );
}
