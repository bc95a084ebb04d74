/** The window: the header, the assumptions on the left, the rooms on the right. */
import { type CSSProperties, type DragEvent, useEffect, useState } from "react";
import { AppHeader } from "./app-header.tsx";
import { AssumptionsPanel } from "./assumptions/panel.tsx";
import { NoticeBar, QuestionDialog, RecoveryBar } from "./notices.tsx";
import { onMac } from "./on-mac.ts";
import { CommandPalette } from "./palette/command-palette.tsx";
import { Shortcuts } from "./palette/shortcuts.tsx";
import { Rooms } from "./rooms/rooms.tsx";
import { NewScenario } from "./start/new-scenario.tsx";
import { Tour } from "./start/tour.tsx";
import { commandFor } from "./store/commands.ts";
import { titleOf } from "./store/document-store.ts";
import type { Session } from "./store/session.ts";
import { OverlayPlace } from "./ui/app-popover.tsx";
import { useThemeAttribute } from "./ui/use-palette.ts";
import { SessionProvider, useDocument, useSession, useView } from "./use-session.ts";

export function App({ session }: { readonly session: Session }) {
  return (
    <SessionProvider value={session}>
      <Window />
    </SessionProvider>
  );
}

function Window() {
  const panelWidth = useView((view) => view.panelWidth);
  const drop = useDrop();
  useThemeAttribute();
  useCommandKeys();
  useWindowTitle();
  const style: CSSProperties & Record<"--panel-width", string> = { "--panel-width": `${panelWidth}px` };
  return (
    <div className="app" style={style} {...drop.handlers}>
      <AppHeader />
      <RecoveryBar />
      <NoticeBar />
      <div className="halves">
        <AssumptionsPanel />
        <main className="follows">
          <Rooms />
        </main>
      </div>
      <OverlayPlace />
      <Tour />
      <CommandPalette />
      <Shortcuts />
      <NewScenario />
      <QuestionDialog />
      {drop.over && <div className="drop-veil">Drop the scenario to open it</div>}
    </div>
  );
}

/** Keys that mean a command, wherever the focus is; a text that is being typed keeps its own undo. */
function useCommandKeys(): void {
  const session = useSession();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const command = commandFor(event, onMac(), takesText(event.target));
      if (command === undefined || (command.keys?.endsWith("z") === true && isTyping(event.target))) return;
      event.preventDefault();
      // What lies over the window has the keyboard until it is answered.
      if (document.querySelector(".modal-veil") !== null) return;
      // What is being typed counts: leaving the field takes it.
      if (isField(document.activeElement) && command.id !== "find") document.activeElement.blur();
      if (command.enabled(session)) command.run(session);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [session]);
}

/** Where a letter is a letter. */
function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** A field whose text differs from what it was when it was entered. */
function isTyping(target: EventTarget | null): boolean {
  return isField(target) && target.dataset["draft"] === "true";
}

const isField = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

function useWindowTitle(): void {
  const title = useDocument(titleOf);
  useEffect(() => {
    document.title = `${title} – Plimsoll`;
  }, [title]);
}

/** A scenario file can be dropped anywhere on the window. */
function useDrop() {
  const { files } = useSession();
  const [over, setOver] = useState(false);
  const holdsFile = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      setOver(false);
      const [file] = event.dataTransfer.files;
      if (file === undefined) return;
      event.preventDefault();
      void files.openDropped(file);
    },
  };
  return { over, handlers };
}
