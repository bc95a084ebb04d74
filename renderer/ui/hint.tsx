/** A few words that appear at a control, for what its face can't say. */
import type { ReactElement } from "react";
import { Tooltip, TooltipTrigger } from "react-aria-components";

export function Hint({ text, children }: { readonly text: string; readonly children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className="hint" offset={6}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  );
}
