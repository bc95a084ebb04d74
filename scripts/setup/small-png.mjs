/**
 * Makes screenshots small: at most 256 colours in a palette, which is a third of the bytes. Flat pictures of an
 * interface have few colours; those left out take the nearest of the others.
 */
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;
const TRUECOLOUR = 2;
const TRUECOLOUR_WITH_ALPHA = 6;
const PALETTE = 3;

/**
 * @typedef {object} Pixels
 * @property {number} width
 * @property {number} height
 * @property {Uint32Array} colours one 0xRRGGBB a pixel, row by row
 */

/** @param {Buffer} png @returns {Generator<{ type: string, data: Buffer }>} */
function* chunksOf(png) {
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** The predictor of PNG's filter type 4. @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/**
 * Takes PNG's line filters off, in place.
 * @param {Buffer} lines every line with its filter type before it
 * @param {number} stride bytes of a line without that
 * @param {number} size bytes of a pixel
 */
function unfilter(lines, stride, size) {
  const line = stride + 1;
  for (let start = 0; start < lines.length; start += line) {
    const filter = lines[start];
    for (let i = 1; i <= stride; i++) {
      const at = start + i;
      const left = i > size ? (lines[at - size] ?? 0) : 0;
      const up = start > 0 ? (lines[at - line] ?? 0) : 0;
      const corner = i > size && start > 0 ? (lines[at - line - size] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      lines[at] = (lines[at] ?? 0) + guess;
    }
  }
}

/**
 * Reads an opaque PNG of eight bits a channel, as Chromium's screenshots are.
 * @param {Buffer} png
 * @returns {Pixels}
 */
export function readPixels(png) {
  const chunks = [...chunksOf(png)];
  const header = chunks[0]?.data ?? Buffer.alloc(13);
  const [width, height, kind] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9]];
  if (header[8] !== 8 || (kind !== TRUECOLOUR && kind !== TRUECOLOUR_WITH_ALPHA) || header[12] !== 0) {
    throw new Error("This is no PNG as Chromium writes its screenshots.");
  }
  const size = kind === TRUECOLOUR ? 3 : 4;
  const lines = inflateSync(
    Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data)),
  );
  unfilter(lines, width * size, size);
  const colours = new Uint32Array(width * height);
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0, at = y * (width * size + 1) + 1; x < width; x++, at += size) {
      colours[pixel++] = lines.readUIntBE(at, 3);
    }
  }
  return { width, height, colours };
}

/** @param {number} a @param {number} b @returns {number} squared distance of two colours */
function distance(a, b) {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return 2 * red * red + 4 * green * green + 3 * blue * blue;
}

/**
 * The palette of a picture, and the place in it of every colour that occurs. The next colour taken is always the one
 * that those already taken serve worst, far from them or often used: few pixels of an accent are not lost.
 * @param {Uint32Array} colours
 */
function paletteOf(colours) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const distinct = [...counts.keys()];
  const weights = distinct.map((colour) => Math.sqrt(counts.get(colour) ?? 0));
  const gaps = distinct.map(() => Number.POSITIVE_INFINITY);
  const places = distinct.map(() => 0);
  /** @type {number[]} */
  const palette = [];
  while (palette.length < Math.min(MOST_COLOURS, distinct.length)) {
    const losses = gaps.map((gap, i) => Math.min(gap, 2 ** 20) * (weights[i] ?? 0));
    const next = distinct[losses.indexOf(losses.reduce((most, loss) => Math.max(most, loss)))] ?? 0;
    distinct.forEach((colour, i) => {
      const gap = distance(colour, next);
      if (gap < (gaps[i] ?? 0)) {
        gaps[i] = gap;
        places[i] = palette.length;
      }
    });
    palette.push(next);
  }
  return { palette, places: new Map(distinct.map((colour, i) => [colour, places[i] ?? 0])) };
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/**
 * The same picture in a palette.
 * @param {Buffer} png
 * @returns {Buffer}
 */
export function smallPng(png) {
  const { width, height, colours } = readPixels(png);
  const { palette, places } = paletteOf(colours);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, PALETTE, 0, 0, 0], 8);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 1; x <= width; x++) lines[y * (width + 1) + x] = places.get(colours[pixel++] ?? 0) ?? 0;
  }
  const entries = Buffer.alloc(palette.length * 3);
  for (const [place, colour] of palette.entries()) entries.writeUIntBE(colour, place * 3, 3);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", entries),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
