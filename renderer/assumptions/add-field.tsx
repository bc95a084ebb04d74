/** A menu of what a group could say besides, each with what it means. */
import { Button, Menu, MenuItem, MenuTrigger, Text } from "react-aria-components";
import type { Path } from "../../shared/scenario/path.ts";
import { AppPopover } from "../ui/app-popover.tsx";
import { useDocument, useSession } from "../use-session.ts";
import { additionsAt } from "./additions.ts";

export function AddField({ path, label }: { readonly path: Path; readonly label: string }) {
  const { document } = useSession();
  const scenario = useDocument((state) => state.value);
  const additions = additionsAt(scenario, path);
  if (additions.length === 0) return null;
  return (
    <MenuTrigger>
      <Button className="add-field" aria-label={`Add to ${label}`}>
        + Add
      </Button>
      <AppPopover placement="right top">
        <Menu className="menu add-menu" aria-label={`What ${label} could say besides`}>
          {additions.map((addition) => (
            <MenuItem
              key={addition.key}
              className="menu-item"
              textValue={addition.label}
              onAction={() =>
                document.getState().edit([...path, addition.key], addition.starting, `Add ${addition.label}`)
              }
            >
              <Text slot="label" className="menu-label">
                {addition.label}
              </Text>
              <Text slot="description" className="menu-note">
                {addition.description}
              </Text>
            </MenuItem>
          ))}
        </Menu>
      </AppPopover>
    </MenuTrigger>
  );
}
