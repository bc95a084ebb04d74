/** The line between the halves: dragged, or moved with the arrow keys. */
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { boundedWidth, PANEL_WIDTH } from "../store/view-store.ts";
import { useView } from "../use-session.ts";

const KEY_STEP = 16;

export function Splitter() {
  const width = useView((view) => view.panelWidth);
  const set = useView((view) => view.set);
  const grip = useRef(0);
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) {
      set({ panelWidth: boundedWidth(event.clientX - grip.current) });
    }
  };
  const press = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? KEY_STEP : event.key === "ArrowLeft" ? -KEY_STEP : 0;
    if (step !== 0) set({ panelWidth: boundedWidth(width + step) });
    if (event.key === "Home") set({ panelWidth: PANEL_WIDTH.usual });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is a widget, which <hr> is not
    <div
      className="splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the assumptions"
      aria-valuenow={width}
      aria-valuemin={PANEL_WIDTH.smallest}
      aria-valuemax={PANEL_WIDTH.largest}
      onPointerDown={(event) => {
        grip.current = event.clientX - width;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onDoubleClick={() => set({ panelWidth: PANEL_WIDTH.usual })}
      onKeyDown={press}
    />
  );
}
