/** What the window must never do, whatever its page tries: leave the app, open windows, ask for the machine. */
import type { Session, WebContents } from "electron";
import { isAppAddress } from "./app-address.ts";

/** Keeps a page inside the app. */
export function guardContents(contents: WebContents): void {
  const stayInside = (event: { preventDefault: () => void; url: string }): void => {
    if (!isAppAddress(event.url)) event.preventDefault();
  };
  contents.on("will-navigate", stayInside);
  contents.on("will-frame-navigate", stayInside);
  contents.on("will-redirect", stayInside);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

/** The only thing a page may ask the machine for: to put a chart or a table on the clipboard. */
const ALLOWED_PERMISSIONS: readonly string[] = ["clipboard-sanitized-write"];

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(ALLOWED_PERMISSIONS.includes(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED_PERMISSIONS.includes(permission));
  session.setDevicePermissionHandler(() => false);
}
