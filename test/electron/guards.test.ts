import { EventEmitter } from "node:events";
import type { Session, WebContents } from "electron";
import { describe, expect, test } from "vitest";
import { guardContents, guardSession } from "../../electron/guards.ts";

/** As much of a page as the guards touch. */
class PageDouble extends EventEmitter {
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: "allow" });

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  /** Whether the page may do what the event announces. */
  may(event: string, url: string): boolean {
    let prevented = false;
    this.emit(event, { url, preventDefault: () => (prevented = true) });
    return !prevented;
  }
}

function guardedPage(): PageDouble {
  const page = new PageDouble();
  guardContents(page as unknown as WebContents);
  return page;
}

type Ask = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;
type Check = (contents: unknown, permission: string) => boolean;

function guardedSession(): { readonly ask: (permission: string) => boolean; readonly check: Check } {
  let ask: Ask = (_contents, _permission, answer) => answer(true);
  let check: Check = () => true;
  const session = {
    setPermissionRequestHandler: (handler: Ask) => (ask = handler),
    setPermissionCheckHandler: (handler: Check) => (check = handler),
    setDevicePermissionHandler: () => {},
  };
  guardSession(session as unknown as Session);
  return {
    ask: (permission) => {
      let granted = false;
      ask({}, permission, (answer) => (granted = answer));
      return granted;
    },
    check: (contents, permission) => check(contents, permission),
  };
}

describe("A page of the app", () => {
  test.each(["will-navigate", "will-frame-navigate", "will-redirect"])(
    "may stay in the app (%s)",
    (event) => {
      expect(guardedPage().may(event, "app://plimsoll/index.html#cost")).toBe(true);
    },
  );

  test.each(["will-navigate", "will-frame-navigate", "will-redirect"])("may not leave it (%s)", (event) => {
    for (const url of ["https://example.org/", "file:///etc/passwd", "app://other/", "javascript:alert(1)"]) {
      expect(guardedPage().may(event, url)).toBe(false);
    }
  });

  test("may open no window and hold no other page", () => {
    const page = guardedPage();
    expect(page.openHandler({ url: "app://plimsoll/index.html" })).toEqual({ action: "deny" });
    expect(page.may("will-attach-webview", "app://plimsoll/index.html")).toBe(false);
  });

  test("may put something on the clipboard, and is granted nothing else", () => {
    const { ask, check } = guardedSession();
    expect(ask("clipboard-sanitized-write")).toBe(true);
    expect(check({}, "clipboard-sanitized-write")).toBe(true);
    for (const permission of [
      "media",
      "geolocation",
      "notifications",
      "clipboard-read",
      "fileSystem",
      "openExternal",
    ]) {
      expect(ask(permission), permission).toBe(false);
      expect(check({}, permission), permission).toBe(false);
    }
  });
});
