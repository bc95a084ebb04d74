/** React's way to the session's stores. */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { DocumentActions, DocumentState } from "./store/document-store.ts";
import type { NoticeActions, NoticeState } from "./store/notice-store.ts";
import type { OverlayActions, OverlayState } from "./store/overlay-store.ts";
import type { RecoveryActions, RecoveryState } from "./store/recovery.ts";
import type { RunActions, RunState } from "./store/run-store.ts";
import type { Session } from "./store/session.ts";
import type { StudiesActions, StudiesState } from "./store/study-store.ts";
import type { ViewActions, ViewState } from "./store/view-store.ts";

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error("There is no session around this component.");
  return session;
}

export const useDocument = <Part>(select: (state: DocumentState & DocumentActions) => Part): Part =>
  useStore(useSession().document, select);
export const useRun = <Part>(select: (state: RunState & RunActions) => Part): Part =>
  useStore(useSession().run, select);
export const useView = <Part>(select: (state: ViewState & ViewActions) => Part): Part =>
  useStore(useSession().view, select);
export const useStudies = <Part>(select: (state: StudiesState & StudiesActions) => Part): Part =>
  useStore(useSession().studies, select);
export const useNotices = <Part>(select: (state: NoticeState & NoticeActions) => Part): Part =>
  useStore(useSession().notices, select);
export const useOverlay = <Part>(select: (state: OverlayState & OverlayActions) => Part): Part =>
  useStore(useSession().overlay, select);
export const useRecovery = <Part>(select: (state: RecoveryState & RecoveryActions) => Part): Part =>
  useStore(useSession().recovery, select);
