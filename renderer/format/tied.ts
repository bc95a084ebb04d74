/** A text whose numbers stay on one line with their units and intervals. */
export function tied(text: string): string {
  return text
    .replace(/(?<=[\d%kMG]) (?=±|(?:ms|s|min|h|days)\b)/g, "\u00a0")
    .replace(/(?<=±) (?=\d)/g, "\u00a0");
}
