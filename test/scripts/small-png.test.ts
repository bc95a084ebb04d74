import { crc32, deflateSync, inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readPixels, smallPng } from "../../scripts/setup/small-png.mjs";

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function header(width: number, height: number, kind: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, kind, 0, 0, 0], 8);
  return chunk("IHDR", data);
}

/** What a line filter of PNG takes from a byte, by the definition: 0 none, 1 left, 2 up, 3 mean, 4 Paeth. */
function guess(filter: number, left: number, up: number, corner: number): number {
  if (filter === 4) {
    const p = left + up - corner;
    const [pa, pb, pc] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
    return pa <= pb && pa <= pc ? left : pb <= pc ? up : corner;
  }
  return [0, left, up, Math.floor((left + up) / 2)][filter] ?? 0;
}

/** A truecolour PNG whose lines use all filters in turn. */
function png(rows: readonly (readonly number[])[]): Buffer {
  const width = rows[0]?.length ?? 0;
  const raw = rows.map((row) =>
    Buffer.from(row.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
  );
  const lines = raw.map((bytes, y) => {
    const filter = y % 5;
    const at = (line: Buffer | undefined, i: number): number => (i < 0 ? 0 : (line?.[i] ?? 0));
    const above = raw[y - 1];
    const filtered = bytes.map(
      (byte, i) => byte - guess(filter, at(bytes, i - 3), at(above, i), at(above, i - 3)),
    );
    return Buffer.concat([Buffer.from([filter]), filtered]);
  });
  const data = deflateSync(Buffer.concat(lines));
  return Buffer.concat([
    SIGNATURE,
    header(width, rows.length, 2),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The colours of a PNG with a palette and without line filters, as smallPng writes them. */
function paletteColours(picture: Buffer): number[] {
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < picture.length; ) {
    const length = picture.readUInt32BE(at);
    parts.set(picture.toString("latin1", at + 4, at + 8), picture.subarray(at + 8, at + 8 + length));
    expect(picture.readUInt32BE(at + 8 + length)).toBe(crc32(picture.subarray(at + 4, at + 8 + length)));
    at += length + 12;
  }
  const width = parts.get("IHDR")?.readUInt32BE(0) ?? 0;
  const palette = parts.get("PLTE") ?? Buffer.alloc(0);
  const lines = inflateSync(parts.get("IDAT") ?? Buffer.alloc(0));
  return [...lines].filter((_, i) => i % (width + 1) !== 0).map((place) => palette.readUIntBE(place * 3, 3));
}

/** A picture with as many colours as pixels. */
function gradient(size: number): number[][] {
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) => (x << 16) + (y << 8) + ((x * y) & 255)),
  );
}

describe("A screenshot", () => {
  test("is read through every line filter", () => {
    const rows = gradient(12);
    expect([...readPixels(png(rows)).colours]).toEqual(rows.flat());
  });

  test("with few colours comes out exactly", () => {
    const rows = gradient(16);
    expect(paletteColours(smallPng(png(rows)))).toEqual(rows.flat());
  });

  test("with many colours keeps them nearly, and a rare accent fully", () => {
    const rows = gradient(64);
    const accent = 0xff00ff;
    rows[3]?.splice(5, 1, accent);
    const before = rows.flat();
    const colours = paletteColours(smallPng(png(rows)));
    expect(new Set(colours).size).toBe(256);
    expect(colours[3 * 64 + 5]).toBe(accent);
    const worst = Math.max(
      ...colours.map((colour, i) => Math.abs((colour >> 16) - ((before[i] ?? 0) >> 16))),
    );
    expect(worst).toBeLessThan(24);
  });

  test("of another kind is refused", () => {
    const grey = Buffer.concat([SIGNATURE, header(1, 1, 0), chunk("IDAT", deflateSync(Buffer.from([0, 0])))]);
    expect(() => readPixels(grey)).toThrow("no PNG as Chromium writes");
  });
});
