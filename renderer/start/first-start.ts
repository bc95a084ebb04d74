/** The first start shows around; that it was shown is kept beside the window's settings. */
import type { OverlayStore } from "../store/overlay-store.ts";
import type { Keep } from "../store/view-store.ts";

const KEY = "plimsoll.tour";

/** Starts the tour where it was never ended; without a place to remember that it would come every time, so it doesn't. */
export function showAroundOnce(overlay: OverlayStore, keep: Keep | undefined): void {
  if (keep === undefined || wasShown(keep)) return;
  overlay.getState().tour(0);
  const stop = overlay.subscribe(({ tourStep }) => {
    if (tourStep !== undefined) return;
    stop();
    try {
      keep.setItem(KEY, "shown");
    } catch {
      // Where nothing can be kept the next start shows around again.
    }
  });
}

function wasShown(keep: Keep): boolean {
  try {
    return keep.getItem(KEY) !== null;
  } catch {
    return true;
  }
}
