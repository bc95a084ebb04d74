/** An axis that stays while a run refines, and moves only when data leaves it. */
import { useRef } from "react";
import { type Domain, heldDomain } from "../charts/scales.ts";

/** `key` names the axis: another key begins anew. */
export function useHeldDomain(key: string, needed: Domain, length?: (domain: Domain) => number): Domain {
  const held = useRef<{ readonly key: string; readonly domain: Domain } | undefined>(undefined);
  const old = held.current?.key === key ? held.current.domain : undefined;
  const domain = heldDomain(old, needed, length);
  held.current = { key, domain };
  return domain;
}
