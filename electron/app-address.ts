/** The app's own addresses: `app://plimsoll/…`, a scheme that only this app answers. */

export const APP_SCHEME = "app";
const APP_HOST = "plimsoll";
/** What the window shows. */
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`;

/** Whether an address is the app's own. Compared in parts: `app://plimsoll.example/` is somebody else's. */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === "" && password === "";
}
