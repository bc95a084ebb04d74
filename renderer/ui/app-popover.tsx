/** A popover that opens inside the window's landmark for them, where a screen reader's map of the page finds it. */
import { type ReactNode, type RefObject, useEffect, useState } from "react";
import { Popover, type PopoverProps } from "react-aria-components";

const PLACE = "overlays";

interface AppPopoverProps {
  readonly placement: NonNullable<PopoverProps["placement"]>;
  /** Opens beside this instead of its own button. */
  readonly beside?: RefObject<Element | null> | undefined;
  readonly children: ReactNode;
}

export function AppPopover({ placement, beside, children }: AppPopoverProps) {
  // The place may be mounted after this; a popover that is open must not move there, or it would lose its focus.
  const [container, setContainer] = useState(() => document.getElementById(PLACE));
  useEffect(() => setContainer(document.getElementById(PLACE)), []);
  return (
    <Popover
      className="popover"
      placement={placement}
      {...(beside === undefined ? {} : { triggerRef: beside })}
      {...(container === null ? {} : { UNSTABLE_portalContainer: container })}
    >
      {children}
    </Popover>
  );
}

/** Where popovers open; stands once in the window. */
export function OverlayPlace() {
  return <section id={PLACE} aria-label="Open dialog" />;
}
