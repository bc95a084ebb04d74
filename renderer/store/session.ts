/**
 * One window's session: the stores and how they follow each other. A new scenario starts a run; an edit tells the
 * host. Made once at the start, or once a test.
 */
import type { Scenario } from "../../shared/scenario/schema.ts";
import type { Host } from "../host/host.ts";
import { commandNamed } from "./commands.ts";
import { DataFiles } from "./data-files.ts";
import { createDocumentStore, type DocumentStore, isDirty, type ReadScenario } from "./document-store.ts";
import { Files } from "./files.ts";
import { createNoticeStore, type NoticeStore } from "./notice-store.ts";
import { createOverlayStore, type OverlayStore } from "./overlay-store.ts";
import { createRecoveryStore, type RecoveryStore } from "./recovery.ts";
import { createRunStore, type RunStore, type StartRun } from "./run-store.ts";
import { createStudyStore, type StudyStore } from "./study-store.ts";
import { createViewStore, type Keep, type ViewStore } from "./view-store.ts";

export interface Session {
  readonly document: DocumentStore;
  readonly run: RunStore;
  readonly studies: StudyStore;
  readonly view: ViewStore;
  readonly notices: NoticeStore;
  readonly overlay: OverlayStore;
  readonly recovery: RecoveryStore;
  readonly files: Files;
  readonly host: Host;
  /** Puts the keyboard into the box that finds an assumption by name; with words, finds them. */
  readonly focusFilter: (words?: string) => void;
  readonly onFocusFilter: (focus: (words?: string) => void) => () => void;
}

export interface SessionParts {
  readonly host: Host;
  readonly read: ReadScenario;
  readonly startRun: StartRun;
  readonly keep: Keep | undefined;
}

/** Whether nothing but what people stand for differs: that changes no number. */
function sameButAttested(now: Scenario | undefined, before: Scenario | undefined): boolean {
  if (now === before) return true;
  if (now === undefined || before === undefined) return false;
  return JSON.stringify({ ...now, readiness: {} }) === JSON.stringify({ ...before, readiness: {} });
}

export function createSession({ host, read, startRun, keep }: SessionParts): Session {
  const document = createDocumentStore(read);
  const studies = createStudyStore();
  const run = createRunStore(startRun, studies.getState());
  const notices = createNoticeStore();
  const view = createViewStore(keep);
  const files = new Files(host, document, notices);
  let focus: ((words?: string) => void) | undefined;
  const session: Session = {
    document,
    run,
    studies,
    notices,
    host,
    view,
    overlay: createOverlayStore(),
    recovery: createRecoveryStore({ shelf: host.drafts, document, files, now: Date.now }),
    files,
    focusFilter: (words) => focus?.(words),
    onFocusFilter: (wanted) => {
      focus = wanted;
      return () => {
        if (focus === wanted) focus = undefined;
      };
    },
  };
  const data = new DataFiles(host);
  const runNow = async (): Promise<void> => {
    const { scenario, handle, text } = document.getState();
    if (scenario === undefined) return;
    if (data.needsNone(scenario)) {
      run.getState().start({ scenario, text: text(), columns: {} });
      return;
    }
    const columns = await data.columns(scenario, handle);
    // Another edit may have come while the files were read.
    if (!sameButAttested(document.getState().scenario, scenario)) return;
    if (columns.ok) run.getState().start({ scenario, text: text(), columns: columns.value });
    else run.getState().refuse(columns.error);
  };
  document.subscribe((state, before) => {
    const another = state.opening !== before.opening;
    if (another) {
      run.getState().forget();
      studies.getState().forget();
      view.getState().set({ timeMeasure: undefined, costDesign: undefined });
    }
    if (another || !sameButAttested(state.scenario, before.scenario)) void runNow();
    if (isDirty(state) !== isDirty(before)) host.setEdited(isDirty(state));
  });
  host.listen({
    command: (name) => {
      const command = commandNamed(name);
      if (command?.enabled(session) === true) command.run(session);
    },
    opened: (outcome) => void session.files.opened(outcome),
  });
  return session;
}
