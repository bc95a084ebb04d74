/** Charts rendered as they leave the window, and what can be read out of the picture. */
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** One element a line, so that a change of the picture is a change of few lines. */
export function picture(chart: ReactElement): string {
  return `${renderToStaticMarkup(chart).replace(/></g, ">\n<")}\n`;
}

/** The address of a picture that is kept. */
export const pictureFile = (name: string): string =>
  new URL(`../../pictures/${name}.svg`, import.meta.url).pathname;

/** Numbers of an attribute of the elements that match, in the order in which they are drawn. */
export function numbersOf(svg: string, element: RegExp, attribute: string): readonly number[] {
  return elements(svg, element).map((tag) => Number(new RegExp(` ${attribute}="([^"]*)"`).exec(tag)?.[1]));
}

export function elements(svg: string, element: RegExp): readonly string[] {
  return svg.split("\n").filter((line) => element.test(line));
}

/** Corner points of a path of straight lines. */
export function pathPoints(tag: string): readonly (readonly [number, number])[] {
  const path = / d="([^"]*)"/.exec(tag)?.[1] ?? "";
  return [...path.matchAll(/[ML]?(-?[\d.]+),(-?[\d.]+)/g)].map((match) => [
    Number(match[1]),
    Number(match[2]),
  ]);
}
