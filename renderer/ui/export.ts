/** Charts as files: the picture with its title on its paper, as SVG or PNG, and its data as CSV. */
import { FONT, type Palette } from "../charts/palette.ts";
import { download } from "../host/browser-host.ts";

const MARGIN = 24;
const TITLE_SIZE = 15;
const LINE = 20;

/** The chart as it stands, under its title, with room around it. */
export function standaloneSvg(chart: SVGSVGElement, title: string, palette: Palette): string {
  const width = chart.width.baseVal.value;
  const height = chart.height.baseVal.value;
  const lines = wrapped(title, Math.floor(width / (TITLE_SIZE * 0.53)));
  const top = MARGIN + lines.length * LINE + 8;
  const copy = chart.cloneNode(true);
  if (copy instanceof SVGSVGElement) {
    copy.setAttribute("x", String(MARGIN));
    copy.setAttribute("y", String(top));
  }
  const words = lines
    .map((line, at) => `<tspan x="${MARGIN}" y="${MARGIN + (at + 0.8) * LINE}">${escaped(line)}</tspan>`)
    .join("");
  const [fullWidth, fullHeight] = [width + 2 * MARGIN, top + height + MARGIN];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${fullWidth}" height="${fullHeight}" viewBox="0 0 ${fullWidth} ${fullHeight}">`,
    `<rect width="100%" height="100%" fill="${palette.paper}"/>`,
    `<text font-family='${FONT}' font-size="${TITLE_SIZE}" font-weight="600" fill="${palette.ink}">${words}</text>`,
    new XMLSerializer().serializeToString(copy),
    "</svg>",
  ].join("\n");
}

const escaped = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** Words in lines of at most so many characters. */
function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export function saveSvg(chart: SVGSVGElement, title: string, palette: Palette, name: string): void {
  download(`${name}.svg`, new Blob([standaloneSvg(chart, title, palette)], { type: "image/svg+xml" }));
}

/** Dots a pixel of a PNG: sharp on paper and on every screen. */
const SHARPNESS = 2;

export async function savePng(
  chart: SVGSVGElement,
  title: string,
  palette: Palette,
  name: string,
): Promise<void> {
  const svg = standaloneSvg(chart, title, palette);
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SHARPNESS;
    canvas.height = image.naturalHeight * SHARPNESS;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob !== null) download(`${name}.png`, blob);
  } finally {
    URL.revokeObjectURL(address);
  }
}

export function saveCsv(text: string, name: string): void {
  download(`${name}.csv`, new Blob([text], { type: "text/csv" }));
}
