/** The lines of a part as text, each with a checksum of its own: one that was torn or changed is not taken for true. */
import { fail, type Result, succeed } from "../result.ts";
import { PART_FORMAT, type PartLine, partLineSchema } from "./part-schema.ts";

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (0xedb88320 & -(remainder & 1));
  return remainder;
});

/**
 * The CRC-32 of a text of ASCII characters, in eight hexadecimal digits (ISO 3309, as gzip and PNG have it).
 *
 * @example crc32("123456789") // "cbf43926"
 */
export function crc32(text: string): string {
  let crc = -1;
  for (let at = 0; at < text.length; at++) {
    crc = TABLE[(crc ^ text.charCodeAt(at)) & 0xff]! ^ (crc >>> 8);
  }
  return (~crc >>> 0).toString(16).padStart(8, "0");
}

/** What every line of a part begins with, before its checksum. */
export const LINE_START = '{"check":"';
const CHECKED = /^\{"check":"([0-9a-f]{8})",/;

/** A line with its checksum and its end: JSON in ASCII. */
export function textOfLine(line: PartLine): string {
  const body = JSON.stringify(line).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${LINE_START}${crc32(body)}",${body.slice(1)}\n`;
}

/**
 * A line without its end, read and checked.
 *
 * @returns the line, or what is wrong with it in a few words that go on "this line …"
 */
export function lineOfText(text: string): Result<PartLine, string> {
  const checked = CHECKED.exec(text);
  if (checked === null) return fail("is torn or was changed");
  const body = `{${text.slice(checked[0].length)}`;
  if (crc32(body) !== checked[1]) return fail("is torn or was changed");
  const value = parsed(body);
  const later = formatOf(value);
  if (later !== undefined && later > PART_FORMAT)
    return fail(`has format ${later}, of a newer Plimsoll; this one reads ${PART_FORMAT}`);
  const line = partLineSchema.safeParse(value);
  return line.success ? succeed(line.data) : fail("is not as a part's lines are");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function formatOf(value: unknown): number | undefined {
  const has = typeof value === "object" && value !== null && "format" in value;
  return has && typeof value.format === "number" ? value.format : undefined;
}
