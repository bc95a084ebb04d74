/**
 * The colours of the charts, as literal values: a chart that leaves the window (SVG, PNG) has no style sheet. The
 * same values stand in styles/tokens.css for everything that is not a chart; a test holds the two together.
 */

export interface Palette {
  readonly paper: string;
  readonly ink: string;
  /** Second voice: axes, units, what is not the point. */
  readonly quiet: string;
  /** Grid lines. */
  readonly line: string;
  /** Axis lines and ticks. */
  readonly hair: string;
  readonly accent: string;
  readonly met: string;
  readonly broken: string;
  readonly unsure: string;
  /** One colour a design, in the scenario's order. */
  readonly designs: readonly string[];
}

/**
 * The colour-blind-safe set of Okabe and Ito (https://jfly.uni-koeln.de/color/), ordered by contrast with paper;
 * its yellow is left out on white, its blue moved back on dark.
 */
const OKABE_ITO = {
  blue: "#0072b2",
  vermillion: "#d55e00",
  green: "#009e73",
  purple: "#cc79a7",
  orange: "#e69f00",
  sky: "#56b4e9",
  yellow: "#f0e442",
} as const;

export const LIGHT: Palette = {
  paper: "#fcfbf8",
  ink: "#18212b",
  quiet: "#566270",
  line: "#e7e3da",
  hair: "#b9b4a7",
  accent: "#2a46ad",
  met: "#1a6b48",
  broken: "#b3261e",
  unsure: "#7f5a00",
  designs: [
    OKABE_ITO.blue,
    OKABE_ITO.vermillion,
    OKABE_ITO.green,
    OKABE_ITO.purple,
    OKABE_ITO.orange,
    OKABE_ITO.sky,
    "#18212b",
  ],
};

export const DARK: Palette = {
  paper: "#10151b",
  ink: "#e6eaee",
  quiet: "#98a5b3",
  line: "#222b35",
  hair: "#4a5766",
  accent: "#9db0ff",
  met: "#5fca98",
  broken: "#ff8d80",
  unsure: "#e2b34f",
  designs: [
    OKABE_ITO.sky,
    OKABE_ITO.vermillion,
    OKABE_ITO.green,
    OKABE_ITO.purple,
    OKABE_ITO.orange,
    OKABE_ITO.yellow,
    "#e6eaee",
  ],
};

/** Dash patterns beside the colours, so that neither is the only sign; "" is a solid line. */
const DASHES = ["", "7 3", "2 2.5", "9 3 2 3", "4 2", "1 3", "12 4"] as const;

export interface LineStyle {
  readonly colour: string;
  readonly dash: string;
}

/** How the design at that place of the scenario is drawn, in every room the same. */
export function designStyle(index: number, palette: Palette): LineStyle {
  // Colours that come again come with another dash.
  const round = Math.floor(index / palette.designs.length);
  return {
    colour: palette.designs[index % palette.designs.length] ?? palette.ink,
    dash: DASHES[(index + round) % DASHES.length] ?? "",
  };
}

/** The interface face of each system, those with tabular figures first. */
export const FONT =
  '-apple-system, "Segoe UI Variable Text", "Segoe UI", Ubuntu, Cantarell, "Noto Sans", "Liberation Sans", system-ui, sans-serif';
