/** A group of assumptions that opens and closes, with the groups inside it. */
import { useState } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import type { Problem } from "../../shared/errors.ts";
import { formatPath } from "../../shared/scenario/path.ts";
import { Icon } from "../ui/icons.tsx";
import { AddField } from "./add-field.tsx";
import { AddMember } from "./add-member.tsx";
import { AssumptionRow } from "./assumption-row.tsx";
import { GroupMenu } from "./group-menu.tsx";
import { countRows, type Group, type Row } from "./outline.ts";
import { Picker } from "./pickers.tsx";
import type { PlacedProblems } from "./problems.ts";
import type { Said } from "./sources.ts";

const NO_PROBLEMS: readonly Problem[] = [];

interface Shown {
  readonly said: ReadonlyMap<string, Said>;
  readonly placed: PlacedProblems;
}

export function AssumptionRows({ rows, said, placed }: Shown & { readonly rows: readonly Row[] }) {
  return rows.map((row) => {
    const path = formatPath(row.path);
    return (
      <AssumptionRow
        key={path}
        row={row}
        said={said.get(path)}
        problems={placed.atField.get(path) ?? NO_PROBLEMS}
      />
    );
  });
}

interface AssumptionGroupProps extends Shown {
  readonly group: Group;
  readonly depth: number;
  /** Open whatever the person did: something was found in it. */
  readonly forced: boolean;
}

export function AssumptionGroup({ group, depth, forced, said, placed }: AssumptionGroupProps) {
  const [opened, setOpened] = useState(false);
  const wrong = hasProblem(group, placed);
  const open = forced || opened;
  return (
    <Disclosure className="group" data-depth={depth} isExpanded={open} onExpandedChange={setOpened}>
      <Heading className="group-heading" level={depth === 0 ? 3 : depth === 1 ? 4 : 5}>
        <Button slot="trigger" className="group-trigger">
          <Icon name="chevron" />
          <span className="group-name">{group.label}</span>
          {wrong && <span className="group-wrong">wrong</span>}
          <span className="group-count">{countRows(group)}</span>
        </Button>
        <GroupMenu path={group.path} />
      </Heading>
      <DisclosurePanel className="group-panel">
        {open && (
          <>
            <AssumptionRows rows={group.rows} said={said} placed={placed} />
            {group.path.length > 0 && !forced && <AddField path={group.path} label={group.label} />}
            {!forced && <Picker path={group.path} />}
            {group.path.length > 0 && !forced && <AddMember path={group.path} />}
            {group.groups.map((inner) => (
              <AssumptionGroup
                key={formatPath(inner.path)}
                group={inner}
                depth={depth + 1}
                forced={forced}
                said={said}
                placed={placed}
              />
            ))}
          </>
        )}
      </DisclosurePanel>
    </Disclosure>
  );
}

function hasProblem(group: Group, placed: PlacedProblems): boolean {
  return (
    group.rows.some((row) => placed.atField.has(formatPath(row.path))) ||
    group.groups.some((inner) => hasProblem(inner, placed))
  );
}
