/** A popover that opens beside the whole row, so that the row can be read while it is edited. */
import { createContext, type ReactNode, type RefObject, useContext } from "react";
import { AppPopover } from "../ui/app-popover.tsx";

/** The row that what is inside it belongs to. */
export const RowPlace = createContext<RefObject<HTMLElement | null> | undefined>(undefined);

export function RowPopover({ children }: { readonly children: ReactNode }) {
  return (
    <AppPopover placement="right top" beside={useContext(RowPlace)}>
      {children}
    </AppPopover>
  );
}
