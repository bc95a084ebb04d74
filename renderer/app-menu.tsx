/** What is done now and then: behind one button of the header, each with its key. */
import { Button, Menu, MenuItem, MenuTrigger, Separator, Text } from "react-aria-components";
import { onMac } from "./on-mac.ts";
import { type CommandId, commandNamed, keysText } from "./store/commands.ts";
import { AppPopover } from "./ui/app-popover.tsx";
import { useSession } from "./use-session.ts";

const GROUPS: readonly (readonly CommandId[])[] = [
  ["new", "openExample", "openRecent"],
  ["saveAs", "print"],
  ["palette", "shortcuts", "tour"],
];

export function AppMenu() {
  const session = useSession();
  return (
    <MenuTrigger>
      <Button className="quiet-button">More</Button>
      <AppPopover placement="bottom start">
        <Menu className="menu app-menu" aria-label="More commands">
          {GROUPS.flatMap((ids, group) => [
            ...(group === 0 ? [] : [<Separator key={ids[0]} className="menu-line" />]),
            ...ids.map((id) => {
              const command = commandNamed(id);
              if (command === undefined) return null;
              const label = command.label(session).replace(" …", "…");
              return (
                <MenuItem
                  key={id}
                  className="menu-item"
                  textValue={label}
                  onAction={() => command.run(session)}
                >
                  <Text slot="label" className="app-menu-label">
                    {label}
                    {command.keys !== undefined && (
                      <kbd className="keys">{keysText(command.keys, onMac())}</kbd>
                    )}
                  </Text>
                </MenuItem>
              );
            }),
          ])}
        </Menu>
      </AppPopover>
    </MenuTrigger>
  );
}
