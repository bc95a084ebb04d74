/** How high a chart of some width is: about a golden rectangle, within what a window can show at once. */
export const chartHeight = (width: number): number => Math.round(Math.min(520, Math.max(380, width * 0.5)));
