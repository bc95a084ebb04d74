/** The line above everything: what is open, what can be done with it, and how the run is doing. */
import { Button } from "react-aria-components";
import { AppMenu } from "./app-menu.tsx";
import { onMac } from "./on-mac.ts";
import { RunStatus } from "./run-status.tsx";
import { type Command, commandNamed, keysText } from "./store/commands.ts";
import { isDirty, titleOf } from "./store/document-store.ts";
import type { ThemeChoice } from "./store/view-store.ts";
import { Hint } from "./ui/hint.tsx";
import { Icon, type IconName } from "./ui/icons.tsx";
import { Mark } from "./ui/mark.tsx";
import { useDocument, useSession, useView } from "./use-session.ts";

export function AppHeader() {
  const title = useDocument(titleOf);
  const fileName = useDocument((document) => document.fileName);
  const dirty = useDocument(isDirty);
  return (
    <header className="app-header">
      <Mark size={28} />
      <h1 className="app-title">{title}</h1>
      <span className="app-file">
        {fileName ?? "no file yet"}
        {dirty && <span className="edited"> · edited</span>}
      </span>
      <nav className="app-actions" aria-label="File">
        <CommandButton id="open" />
        <CommandButton id="save" />
        <AppMenu />
        <span className="divider" />
        <CommandButton id="undo" icon="undo" />
        <CommandButton id="redo" icon="redo" />
      </nav>
      <FindButton />
      <RunStatus />
      <ThemeButton />
    </header>
  );
}

interface CommandButtonProps {
  readonly id: Command["id"];
  readonly icon?: IconName;
}

/** A command as a button: by its words, or as an icon whose words are its hint. */
function CommandButton({ id, icon }: CommandButtonProps) {
  const session = useSession();
  // What a command may do depends on the document; asking for its history keeps the button true.
  useDocument((document) => document.past);
  useDocument((document) => document.future);
  const command = commandNamed(id);
  if (command === undefined) return null;
  const label = command.label(session);
  const keys = command.keys === undefined ? "" : ` (${keysText(command.keys, onMac())})`;
  return (
    <Hint text={label + keys}>
      <Button
        className={icon === undefined ? "quiet-button" : "icon-button"}
        aria-label={label}
        isDisabled={!command.enabled(session)}
        onPress={() => command.run(session)}
      >
        {icon === undefined ? label.replace(" …", "…") : <Icon name={icon} />}
      </Button>
    </Hint>
  );
}

/** The way to everything that has no button. */
function FindButton() {
  const session = useSession();
  const command = commandNamed("palette");
  if (command === undefined) return null;
  return (
    <Hint text={command.label(session)}>
      <Button className="find-button" onPress={() => command.run(session)}>
        <Icon name="search" /> Find
        <kbd className="keys">{keysText(command.keys ?? "", onMac())}</kbd>
      </Button>
    </Hint>
  );
}

const NEXT_THEME: Readonly<Record<ThemeChoice, ThemeChoice>> = {
  system: "light",
  light: "dark",
  dark: "system",
};

function ThemeButton() {
  const theme = useView((view) => view.theme);
  const set = useView((view) => view.set);
  const label = `Theme: ${theme}; switch to ${NEXT_THEME[theme]}`;
  return (
    <Hint text={label}>
      <Button className="icon-button" aria-label={label} onPress={() => set({ theme: NEXT_THEME[theme] })}>
        <Icon name={theme} />
      </Button>
    </Hint>
  );
}
