/** The theme in force and the palette that goes with it. */
import { useEffect, useSyncExternalStore } from "react";
import { DARK, LIGHT, type Palette } from "../charts/palette.ts";
import { useView } from "../use-session.ts";

const DARK_QUERY = "(prefers-color-scheme: dark)";

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(DARK_QUERY);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
const systemIsDark = (): boolean => window.matchMedia(DARK_QUERY).matches;

let printing = false;

/** Paper is light: told while a page is being printed. */
function subscribePrint(changed: () => void): () => void {
  const to = (now: boolean) => (): void => {
    printing = now;
    changed();
  };
  const [begin, end] = [to(true), to(false)];
  window.addEventListener("beforeprint", begin);
  window.addEventListener("afterprint", end);
  return () => {
    window.removeEventListener("beforeprint", begin);
    window.removeEventListener("afterprint", end);
  };
}
const isPrinting = (): boolean => printing;

/** `light` or `dark`: as chosen, or as the system has it. */
export function useTheme(): "light" | "dark" {
  const choice = useView((view) => view.theme);
  const system = useSyncExternalStore(subscribe, systemIsDark) ? "dark" : "light";
  const onPaper = useSyncExternalStore(subscribePrint, isPrinting);
  if (onPaper) return "light";
  return choice === "system" ? system : choice;
}

export function usePalette(): Palette {
  return useTheme() === "dark" ? DARK : LIGHT;
}

/** Tells the style sheet which theme is in force. */
export function useThemeAttribute(): void {
  const theme = useTheme();
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
}
