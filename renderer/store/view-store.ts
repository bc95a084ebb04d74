/** How a person has set up the window: kept on this machine, never in the scenario. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ExemplarKind } from "../../shared/simulate/tally.ts";

export type ThemeChoice = "system" | "light" | "dark";
export type TimeMeasure = "response" | "result";
/** Named like the promise that is made of it; the throttled share has none. */
export type TrafficMeasure = "result.p95" | "result.p99" | "costPerUnit" | "throttledShare" | "monthlyCost";

/** A task of one design, by its replication and its number there. */
export interface OpenTask {
  readonly design: string;
  readonly replication: number;
  readonly task: number;
}

export interface ViewState {
  readonly theme: ThemeChoice;
  readonly room: string;
  /** Width of the assumptions, pixels. */
  readonly panelWidth: number;
  readonly timeMeasure: TimeMeasure | undefined;
  /** Design whose worlds the cost room shows; undefined = the chosen one. */
  readonly costDesign: string | undefined;
  /** Design whose load line is shown; undefined = the chosen one. */
  readonly loadDesign: string | undefined;
  /** What is drawn against the traffic. */
  readonly trafficMeasure: TrafficMeasure;
  /** Design that the others are held against; undefined = the chosen one. */
  readonly compareBaseline: string | undefined;
  /** What is asked of the assumptions: what moves this; undefined = the first that can be told. */
  readonly movedMeasure: string | undefined;
  /** How far the forecast looks. */
  readonly forecastMonths: number;
  /** Design whose time, tasks and day are shown; undefined = the chosen one. */
  readonly whyDesign: string | undefined;
  /** What the tasks that are listed stand out by; undefined = the first kind. */
  readonly taskKind: ExemplarKind | undefined;
  /** The task whose life is open. */
  readonly openTask: OpenTask | undefined;
}

export interface ViewActions {
  readonly set: (change: Partial<ViewState>) => void;
}

export type ViewStore = StoreApi<ViewState & ViewActions>;

/** Where settings are kept: `localStorage`, or nothing. */
export interface Keep {
  readonly getItem: (key: string) => string | null;
  readonly setItem: (key: string, value: string) => void;
}

export const PANEL_WIDTH = { smallest: 300, usual: 380, largest: 640 } as const;
const KEY = "plimsoll.view";
const USUAL: ViewState = {
  theme: "system",
  room: "overview",
  panelWidth: PANEL_WIDTH.usual,
  timeMeasure: undefined,
  costDesign: undefined,
  loadDesign: undefined,
  trafficMeasure: "result.p95",
  compareBaseline: undefined,
  movedMeasure: undefined,
  forecastMonths: 12,
  whyDesign: undefined,
  taskKind: undefined,
  openTask: undefined,
};

/** Panel widths that leave both halves usable. */
export function boundedWidth(width: number): number {
  return Math.round(Math.min(PANEL_WIDTH.largest, Math.max(PANEL_WIDTH.smallest, width)));
}

export function createViewStore(keep: Keep | undefined): ViewStore {
  return createStore<ViewState & ViewActions>()((set, get) => ({
    ...USUAL,
    ...remembered(keep),
    set: (change) => {
      set(change);
      const { theme, room, panelWidth } = get();
      try {
        keep?.setItem(KEY, JSON.stringify({ theme, room, panelWidth }));
      } catch {
        // A full or forbidden storage only means that the next start looks as usual.
      }
    },
  }));
}

function remembered(keep: Keep | undefined): Partial<ViewState> {
  try {
    const found: unknown = JSON.parse(keep?.getItem(KEY) ?? "{}");
    if (typeof found !== "object" || found === null) return {};
    return {
      ...("theme" in found && isTheme(found.theme) ? { theme: found.theme } : {}),
      ...("room" in found && typeof found.room === "string" ? { room: found.room } : {}),
      ...("panelWidth" in found && typeof found.panelWidth === "number"
        ? { panelWidth: boundedWidth(found.panelWidth) }
        : {}),
    };
  } catch {
    return {};
  }
}

const isTheme = (value: unknown): value is ThemeChoice =>
  value === "system" || value === "light" || value === "dark";
