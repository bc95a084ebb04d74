/** What the terminal can show: how wide it is, whether in colour, and how wide a text is on it. */

/** What is asked of the process's surroundings. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Lines longer than this are hard to read, however wide the window is. */
const WIDEST = 100;
const NARROWEST = 40;

/** Columns to write to: the terminal's, or `COLUMNS` where there is none, within what can be read. */
export function widthOf(output: Output, env: Environment): number {
  // A terminal that doesn't know its width says 0.
  const columns = positive(output.columns) ?? positive(Number(env["COLUMNS"])) ?? WIDEST;
  return Math.min(WIDEST, Math.max(NARROWEST, columns));
}

function positive(columns: number | undefined): number | undefined {
  return columns !== undefined && Number.isInteger(columns) && columns > 0 ? columns : undefined;
}

/** `FORCE_COLOR` before `NO_COLOR` (any text counts) before what the output is. */
export function wantsColour(output: Output, env: Environment): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  return isScreen(output, env);
}

/** Whether lines can be redrawn: a terminal that knows the codes for it. */
export function isScreen(output: Output, env: Environment): boolean {
  return output.isTTY === true && env["TERM"] !== "dumb";
}

export interface Ink {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly unsure: (text: string) => string;
}

const ESCAPE = "\u001b";
const coded = (on: number, off: number) => (text: string) =>
  text === "" ? "" : `${ESCAPE}[${on}m${text}${ESCAPE}[${off}m`;
const plain = (text: string) => text;

/** The styles of a text; without colour they leave it as it is. */
export function inkOf(colour: boolean): Ink {
  if (!colour) return { bold: plain, dim: plain, good: plain, bad: plain, unsure: plain };
  return {
    bold: coded(1, 22),
    dim: coded(2, 22),
    good: coded(32, 39),
    bad: coded(31, 39),
    unsure: coded(33, 39),
  };
}

const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A text from a file, without anything that would steer the terminal. */
export function harmless(text: string): string {
  return text.replace(CONTROL, "\ufffd");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the codes that style a text
const STYLE = /\u001b\[[\d;]*m/g;
const SEGMENTS = new Intl.Segmenter("en", { granularity: "grapheme" });
/** East Asian wide and full-width characters, and pictures: two columns each. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes on a terminal; styles take none. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of SEGMENTS.segment(text.replace(STYLE, ""))) columns += WIDE.test(segment) ? 2 : 1;
  return columns;
}
