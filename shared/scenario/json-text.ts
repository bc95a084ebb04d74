/**
 * Reads strict JSON so that every value can be pointed at: what JSON.parse reads, and beside it the line and
 * column of any path. Refuses what JSON.parse swallows: the same name twice, numbers beyond a double's range, and
 * names that would reach into an object's prototype.
 */
import { type Node, parseTree } from "jsonc-parser";
import type { Problem } from "../errors.ts";
import { fail, type Result, succeed } from "../result.ts";
import { eachMark, syntaxProblems } from "./json-syntax.ts";
import { formatPath, type Path } from "./path.ts";
import { type Position, TextLines } from "./text-position.ts";

/** The longest text that is read, characters. */
export const LONGEST_TEXT = 50_000_000;
/** The deepest nesting that is read. */
export const DEEPEST_NESTING = 100;
/** The most members and elements that are read. */
const MOST_VALUES = 200_000;

/** Names that every object seems to have; as a model's name they would be found where nothing stands. */
const RESERVED_NAMES: readonly string[] = ["__proto__", "constructor", "prototype"];

export interface JsonText {
  readonly value: unknown;
  /** What is wrong with it beyond its syntax; the value holds the last of several equal names. */
  readonly problems: readonly Problem[];
  /** Position of what stands at a path or, where nothing does, of what should hold it. */
  positionOf(path: Path, of: "value" | "name"): Position;
}

/** Reads a text; fails with every syntax problem where it is no JSON, and with one where it can't be read at all. */
export function readJson(text: string): Result<JsonText, Problem[]> {
  const obstacle = unreadable(text);
  if (obstacle !== undefined) return fail([obstacle]);
  const syntax = syntaxProblems(text);
  if (syntax.length > 0) return fail(syntax);
  const root = parseTree(text);
  if (root === undefined) return fail([wholeFile("The file can't be read as JSON.")]);
  const lines = new TextLines(text);
  const problems: Problem[] = [];
  const value = readValue(root, { problems, lines, path: [] });
  const positionOf = (path: Path, of: "value" | "name") =>
    lines.positionOf(nearestNode(root, path, of).offset);
  return succeed({ value, problems, positionOf });
}

function wholeFile(message: string, position: Position = { line: 1, column: 1 }): Problem {
  return { path: "", message, ...position };
}

function unreadable(text: string): Problem | undefined {
  if (text.length > LONGEST_TEXT) {
    return wholeFile(`The file has ${text.length} characters; a scenario has at most ${LONGEST_TEXT}.`);
  }
  if (text.trim() === "") return wholeFile("The file is empty: a scenario starts with {.");
  if (text.startsWith("\ufeff")) {
    return wholeFile("The file starts with a byte order mark (BOM): save it as UTF-8 without one.");
  }
  if (text.startsWith("\u0000") || text.charAt(1) === "\u0000" || text.startsWith("\ufffd")) {
    return wholeFile("The file is not text in UTF-8: save it as UTF-8.");
  }
  return tooMuch(text);
}

function tooMuch(text: string): Problem | undefined {
  let depth = 0;
  let values = 1;
  let found: Problem | undefined;
  eachMark(text, (offset, mark) => {
    if (mark === ",") values += 1;
    else depth += mark === "[" || mark === "{" ? 1 : -1;
    if (depth > DEEPEST_NESTING)
      found = wholeFile(TOO_DEEP, new TextLines(text.slice(0, offset)).positionOf(offset));
    else if (values > MOST_VALUES) found = wholeFile(TOO_MANY);
    return found === undefined;
  });
  return found;
}

const TOO_DEEP = `Brackets are nested more than ${DEEPEST_NESTING} deep; no scenario needs that.`;
const TOO_MANY = `The file has more than ${MOST_VALUES} values: long lists belong in a file of their own, which "empirical" can name.`;

interface Reading {
  readonly problems: Problem[];
  readonly lines: TextLines;
  readonly path: Path;
}

function readValue(node: Node, reading: Reading): unknown {
  if (node.type === "object") return readObject(node, reading);
  if (node.type === "array") {
    return (node.children ?? []).map((child, index) =>
      readValue(child, { ...reading, path: [...reading.path, index] }),
    );
  }
  if (typeof node.value === "number" && !Number.isFinite(node.value)) {
    report(reading, node, "This number is too large for a computer's numbers.", "a number below 1.8e308");
  }
  return node.value;
}

function readObject(node: Node, reading: Reading): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const property of node.children ?? []) {
    const [nameNode, valueNode] = property.children ?? [];
    if (nameNode === undefined || valueNode === undefined) continue;
    const name = String(nameNode.value);
    const inside = { ...reading, path: [...reading.path, name] };
    if (RESERVED_NAMES.includes(name)) {
      report(inside, nameNode, `The name ${name} is reserved: choose another.`, "any other name");
      continue;
    }
    if (Object.hasOwn(object, name)) {
      report(
        inside,
        nameNode,
        `The name ${name} stands here twice: remove one of the two.`,
        "each name once",
      );
    }
    object[name] = readValue(valueNode, inside);
  }
  return object;
}

function report({ problems, lines, path }: Reading, node: Node, message: string, allowed: string): void {
  problems.push({ path: formatPath(path), message, allowed, ...lines.positionOf(node.offset) });
}

function nearestNode(root: Node, path: Path, of: "value" | "name"): Node {
  let node = root;
  let named = root;
  for (const segment of path) {
    const children: readonly Node[] = node.children ?? [];
    if (node.type === "array") {
      const element = children[Number(segment)];
      if (element === undefined) return node;
      node = element;
      named = element;
      continue;
    }
    const property = children.findLast((child) => child.children?.[0]?.value === segment);
    const [name, value] = property?.children ?? [];
    if (name === undefined || value === undefined) return named;
    node = value;
    named = name;
  }
  return of === "name" ? named : node;
}
