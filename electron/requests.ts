/** Answers the window's requests: who asks is checked first, then what; only then is anything done. */
import {
  channelOf,
  type DesktopOutcome,
  type DesktopRequest,
  type DesktopRequestName,
  type DesktopResponse,
} from "../shared/desktop-contract.ts";
import { isAppAddress } from "./app-address.ts";
import type { Documents } from "./documents.ts";
import { done } from "./file-problem.ts";
import { requestSchemas } from "./request-schemas.ts";

export type Handlers = {
  readonly [Name in DesktopRequestName]: (
    request: DesktopRequest<Name>,
  ) => Promise<DesktopOutcome<DesktopResponse<Name>>>;
};

/** The part of Electron's event that says who asks. */
export interface RequestEvent {
  /** The frame that asks; null when it has gone meanwhile. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** The part of Electron's `ipcMain` that is used. */
export interface RequestRegistry {
  readonly handle: (
    channel: string,
    listener: (event: RequestEvent, ...sent: unknown[]) => Promise<unknown>,
  ) => void;
}

/** What the window is told of its document. */
export interface EditedState {
  readonly setEdited: (edited: boolean) => void;
  readonly saveEnded: (outcome: DesktopOutcome<unknown>["kind"]) => void;
}

export function documentHandlers(documents: Documents, state: EditedState): Handlers {
  const saved = async <Value>(saving: Promise<DesktopOutcome<Value>>): Promise<DesktopOutcome<Value>> => {
    const outcome = await saving;
    state.saveEnded(outcome.kind);
    return outcome;
  };
  return {
    openScenario: () => documents.openChosen(),
    recentFiles: async () => done(await documents.recentFiles()),
    openRecent: (request) => documents.openRecent(request),
    openDropped: ({ path }) => documents.openPath(path),
    saveScenario: (request) => saved(documents.save(request)),
    saveScenarioAs: (request) => saved(documents.saveAs(request)),
    readBeside: (request) => documents.readBeside(request),
    setEdited: async ({ edited }) => {
      state.setEdited(edited);
      return done({});
    },
  };
}

/** Answers each request of the contract with its handler; anything that doesn't fit rejects the window's promise. */
export function answerRequests(registry: RequestRegistry, handlers: Handlers): void {
  const answer = <Name extends DesktopRequestName>(name: Name): void => {
    registry.handle(channelOf(name), async (event, ...sent) => {
      if (!isOwnPage(event)) throw new Error(`${name}: asked by a page that is not the app's.`);
      const request = requestSchemas[name].safeParse(sent[0]);
      if (!request.success || sent.length !== 1)
        throw new Error(`${name}: this is not what the contract asks for.`);
      return handlers[name](request.data);
    });
  };
  for (const name of Object.keys(requestSchemas)) if (isRequestName(name)) answer(name);
}

function isRequestName(name: string): name is DesktopRequestName {
  return Object.hasOwn(requestSchemas, name);
}

/** Only the window's own top frame may ask, and only while it shows the app. */
function isOwnPage(event: RequestEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isAppAddress(frame.url);
}
