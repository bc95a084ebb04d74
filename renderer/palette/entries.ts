/** What the palette finds: commands, rooms, designs, assumptions, examples and recent files, each with what it does. */

import type { Group } from "../assumptions/outline.ts";
import { outline } from "../assumptions/outline.ts";
import type { RecentFile } from "../host/host.ts";
import { ROOMS } from "../rooms/room-list.ts";
import { EXAMPLES } from "../start/examples.ts";
import { COMMANDS, keysText } from "../store/commands.ts";
import { isObject, type Json, valueAt } from "../store/json.ts";
import type { Session } from "../store/session.ts";
import type { Findable } from "./match.ts";
import { revealAssumption } from "./reveal.ts";

export type EntryKind = "command" | "room" | "design" | "assumption" | "example" | "recent file";

export interface Entry extends Findable {
  readonly id: string;
  readonly kind: EntryKind;
  /** Said beside its name. */
  readonly note: string;
  /** Keys that do the same, as they are written here. */
  readonly keys: string | undefined;
  readonly run: (session: Session) => void;
}

export function commandEntries(session: Session, mac: boolean): readonly Entry[] {
  return COMMANDS.filter((command) => command.id !== "palette" && command.enabled(session)).map(
    (command) => ({
      id: `command ${command.id}`,
      kind: "command",
      label: command.label(session),
      also: "",
      note: "",
      keys: command.keys === undefined ? undefined : keysText(command.keys, mac),
      run: command.run,
    }),
  );
}

export function roomEntries(): readonly Entry[] {
  return ROOMS.map(({ id, label, question }) => ({
    id: `room ${id}`,
    kind: "room",
    label,
    also: `room ${question}`,
    note: question,
    keys: undefined,
    run: ({ view }) => view.getState().set({ room: id }),
  }));
}

/** Each design can be judged in the place of the one that is, and copied. */
export function designEntries(value: Json): readonly Entry[] {
  const designs = valueAt(value, ["designs"]);
  if (!isObject(designs)) return [];
  const names = Object.keys(designs);
  const chosen = valueAt(value, ["chosen"]) ?? names[0];
  return names.flatMap((name) => [
    ...(name === chosen ? [] : [judged(name)]),
    copied(name, designs[name], nextName(name, names)),
  ]);
}

function judged(name: string): Entry {
  return {
    id: `judge ${name}`,
    kind: "design",
    label: `Judge “${name}”`,
    also: `design ${name} choose`,
    note: "in the place of the design that is judged now",
    keys: undefined,
    run: ({ document }) => document.getState().edit(["chosen"], name, `Judge “${name}”`),
  };
}

function copied(name: string, design: Json | undefined, copy: string): Entry {
  return {
    id: `copy ${name}`,
    kind: "design",
    label: `Duplicate “${name}”`,
    also: `design ${name} copy`,
    note: `as “${copy}”`,
    keys: undefined,
    run: ({ document }) => document.getState().edit(["designs", copy], design, `Duplicate “${name}”`),
  };
}

/** @example nextName("sync", ["sync", "sync 2"]) // "sync 3" */
export function nextName(name: string, taken: readonly string[]): string {
  for (let number = 2; ; number += 1) {
    const next = `${name} ${number}`;
    if (!taken.includes(next)) return next;
  }
}

/** Every field of the file, by its name and the groups around it. */
export function assumptionEntries(value: Json): readonly Entry[] {
  return outline(value).flatMap((group) => rowsOf(group, []));
}

function rowsOf(group: Group, above: readonly string[]): readonly Entry[] {
  const around = [...above, group.label];
  const rows = group.rows.map((row): Entry => {
    const path = row.path.join(" ");
    return {
      id: `assumption ${path}`,
      kind: "assumption",
      label: row.label,
      also: `${around.join(" ")} ${path}`,
      note: around.join(" › "),
      keys: undefined,
      run: (session) => revealAssumption(session, row.path, `${around.slice(1).join(" ")} ${row.label}`),
    };
  });
  return [...rows, ...group.groups.flatMap((inner) => rowsOf(inner, around))];
}

export function exampleEntries(): readonly Entry[] {
  return EXAMPLES.map(({ id, title, teaches, text }) => ({
    id: `example ${id}`,
    kind: "example",
    label: title,
    also: `example ${teaches}`,
    note: teaches,
    keys: undefined,
    run: ({ files }) => void text().then((read) => files.openText(read)),
  }));
}

export function recentEntries(recent: readonly RecentFile[]): readonly Entry[] {
  return recent.map((file, at) => ({
    id: `recent ${at}`,
    kind: "recent file",
    label: file.name,
    also: `recent file ${file.place ?? ""}`,
    note: file.place ?? "",
    keys: undefined,
    run: ({ files }) => void files.openRecent(file.recent),
  }));
}
