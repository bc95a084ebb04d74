/** Brings the keyboard to an assumption: to its row where it is in sight, or else to what the filter finds. */

import type { Path } from "../../shared/scenario/path.ts";
import { formatPath } from "../../shared/scenario/path.ts";
import type { Session } from "../store/session.ts";

/** The value itself before the buttons beside it. */
const CONTROLS = ["input, select", "button, [tabindex='0']"];

/** @param words what finds it by name */
export function revealAssumption(session: Session, path: Path, words: string): void {
  // The palette gives the focus back when it closes; what is asked for here comes after that.
  setTimeout(() => {
    if (focusRow(path)) return;
    session.focusFilter(words.trim());
    setTimeout(() => focusRow(path));
  }, 50);
}

function focusRow(path: Path): boolean {
  const row = document.querySelector(`.assumptions [data-path="${CSS.escape(formatPath(path))}"]`);
  const control = CONTROLS.map((each) => row?.querySelector(each)).find(
    (each) => each instanceof HTMLElement,
  );
  if (!(control instanceof HTMLElement)) return false;
  row?.scrollIntoView({ block: "nearest" });
  control.focus();
  return true;
}
