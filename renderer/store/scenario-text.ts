/**
 * The text of a scenario file. Whoever edits one number in the app wants a diff of one line, so the words of
 * the file as it was read are kept wherever their value is the same, and only what changed is written anew.
 */
import { type Node, parseTree } from "jsonc-parser";
import { isList, isObject, type Json, type JsonObject, sameJson } from "./json.ts";

/** What fits in this many characters with its indentation goes on one line. */
const LINE_WIDTH = 100;
const INDENT = "  ";

/** A value in the style of the examples: two spaces, lists of numbers and small leaves on one line. */
export function scenarioText(value: Json): string {
  return `${written(value, 0, true)}\n`;
}

function written(value: Json, depth: number, root = false): string {
  const line = onOneLine(value);
  const listOfScalars = isList(value) && value.every((item) => !isObject(item) && !isList(item));
  if (listOfScalars || (!root && line.length + depth * INDENT.length <= LINE_WIDTH && levels(value) <= 2)) {
    return line;
  }
  if (isList(value))
    return block(
      "[",
      "]",
      value.map((item) => written(item, depth + 1)),
      depth,
    );
  if (isObject(value)) {
    const members = Object.entries(value);
    return block(
      "{",
      "}",
      members.map(([key, item]) => member(key, written(item, depth + 1))),
      depth,
    );
  }
  return line;
}

const member = (key: string, text: string): string => `${JSON.stringify(key)}: ${text}`;

function block(open: string, close: string, items: readonly string[], depth: number): string {
  const inner = INDENT.repeat(depth + 1);
  return `${open}\n${items.map((item) => inner + item).join(",\n")}\n${INDENT.repeat(depth)}${close}`;
}

function onOneLine(value: Json): string {
  if (isList(value)) return `[${value.map(onOneLine).join(", ")}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, item]) => member(key, onOneLine(item)));
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }
  return JSON.stringify(value);
}

/** How many levels of objects and lists a value has; a number has none. */
function levels(value: Json): number {
  if (isList(value)) return 1 + Math.max(0, ...value.map(levels));
  if (isObject(value)) return 1 + Math.max(0, ...Object.values(value).map(levels));
  return 0;
}

/**
 * The text of `value`, in the words of `text` wherever they still say the same. What isn't JSON (or says
 * nothing of `value`) is written anew.
 */
export function rewritten(text: string, value: Json): string {
  const tree = parseTree(text);
  if (tree === undefined) return scenarioText(value);
  const before = text.slice(0, tree.offset);
  const after = text.slice(tree.offset + tree.length);
  return before + kept(text, tree, value, 0) + after;
}

function kept(text: string, node: Node, value: Json, depth: number): string {
  const words = text.slice(node.offset, node.offset + node.length);
  const old = jsonOf(node);
  if (sameJson(old, value) && sameOrder(old, value)) return words;
  if (node.type === "object" && isObject(value)) return keptObject(text, node, value, depth);
  if (node.type === "array" && isList(value)) return keptList(text, node, value, depth);
  return written(value, depth, depth === 0);
}

function keptObject(text: string, node: Node, value: JsonObject, depth: number): string {
  const oldMembers = new Map<string, readonly [name: Node, item: Node]>();
  for (const property of node.children ?? []) {
    const [name, item] = property.children ?? [];
    if (name !== undefined && item !== undefined) oldMembers.set(String(name.value), [name, item]);
  }
  const keys = Object.keys(value);
  const pieces = keys.map((key) => {
    const old = oldMembers.get(key);
    const item = value[key] ?? null;
    if (old === undefined) return member(key, written(item, depth + 1));
    return member(key, kept(text, old[1], item, depth + 1));
  });
  const sameKeys =
    keys.length === oldMembers.size && keys.every((key, at) => [...oldMembers.keys()][at] === key);
  if (sameKeys)
    return spliced(
      text,
      node,
      (node.children ?? []).map((p) => p.children?.[1]),
      keys.map((key, at) => {
        const old = oldMembers.get(key);
        return old === undefined ? (pieces[at] ?? "") : kept(text, old[1], value[key] ?? null, depth + 1);
      }),
    );
  const oneLine = !text.slice(node.offset, node.offset + node.length).includes("\n");
  const line = `{ ${pieces.join(", ")} }`;
  if (oneLine && line.length + depth * INDENT.length <= LINE_WIDTH && !line.includes("\n")) return line;
  return block("{", "}", pieces, depth);
}

function keptList(text: string, node: Node, value: readonly Json[], depth: number): string {
  const items = node.children ?? [];
  if (items.length !== value.length) return written(value, depth);
  return spliced(
    text,
    node,
    items,
    value.map((item, at) => {
      const old = items[at];
      return old === undefined ? written(item, depth + 1) : kept(text, old, item, depth + 1);
    }),
  );
}

/** The words of a node with those of some of its children replaced. */
function spliced(
  text: string,
  node: Node,
  children: readonly (Node | undefined)[],
  replacements: readonly string[],
): string {
  let out = "";
  let from = node.offset;
  children.forEach((child, at) => {
    if (child === undefined) return;
    out += text.slice(from, child.offset) + (replacements[at] ?? "");
    from = child.offset + child.length;
  });
  return out + text.slice(from, node.offset + node.length);
}

function jsonOf(node: Node): Json {
  if (node.type === "array") return (node.children ?? []).map(jsonOf);
  if (node.type === "object") {
    const members = (node.children ?? []).flatMap((property): [string, Json][] => {
      const [name, item] = property.children ?? [];
      return name === undefined || item === undefined ? [] : [[String(name.value), jsonOf(item)]];
    });
    return Object.fromEntries(members);
  }
  const scalar: unknown = node.value;
  return typeof scalar === "number" || typeof scalar === "string" || typeof scalar === "boolean"
    ? scalar
    : null;
}

function sameOrder(a: Json, b: Json): boolean {
  if (isList(a) && isList(b)) return a.every((item, at) => sameOrder(item, b[at] ?? null));
  if (!isObject(a) || !isObject(b)) return true;
  const [keysOfA, keysOfB] = [Object.keys(a), Object.keys(b)];
  return keysOfA.every((key, at) => key === keysOfB[at] && sameOrder(a[key] ?? null, b[key] ?? null));
}
