/** One bar of a tornado in characters. */

/**
 * A bar as long as an effect, dark where it goes beyond the noise floor, with the floor marked.
 *
 * @param longest what fills all of `columns`
 * @example barOf(2, 1, 4, 8) // "██┊█"
 * @example barOf(1, 2, 4, 8) // "▒▒  ┊"
 */
export function barOf(effect: number, floor: number, longest: number, columns: number): string {
  if (!(longest > 0)) return "";
  const length = Math.round((columns * effect) / longest);
  const mark = Math.min(columns - 1, Math.round((columns * floor) / longest));
  const cells = Array.from({ length: Math.max(length, mark + 1) }, (_, at) => {
    if (at === mark) return "┊";
    if (at >= length) return " ";
    return effect > floor ? "█" : "▒";
  });
  return cells.join("");
}
