/** The example scenario as text and as a tree that tests break in one place at a time. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

function read(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), "utf8");
}

export const exampleText = read("scenarios/support-assistant.json");
export const everyFieldText = read("test/scenario-files/every-field.json");

export type Tree = { [name: string]: unknown };

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null;
}

/** A fresh copy of the example. */
export function example(): Tree {
  const value: unknown = JSON.parse(exampleText);
  if (!isTree(value)) throw new Error("The example is no object.");
  return value;
}

function holderOf(tree: Tree, path: readonly (string | number)[]): Tree {
  let holder: unknown = tree;
  for (const segment of path.slice(0, -1)) holder = isTree(holder) ? holder[segment] : undefined;
  if (!isTree(holder)) throw new Error(`Nothing holds ${path.join(".")}.`);
  return holder;
}

/** Puts a value at a path, as `task.steps.0.input`. */
export function put(tree: Tree, path: string, value: unknown): Tree {
  const segments = path.split(".");
  holderOf(tree, segments)[segments.at(-1) ?? ""] = value;
  return tree;
}

/** Takes what stands at a path out. */
export function drop(tree: Tree, path: string): Tree {
  const segments = path.split(".");
  delete holderOf(tree, segments)[segments.at(-1) ?? ""];
  return tree;
}

/** Gives the member at a path another name, in the same place. */
export function rename(tree: Tree, path: string, name: string): Tree {
  const segments = path.split(".");
  const holder = holderOf(tree, segments);
  const members = Object.entries(holder);
  for (const [member] of members) delete holder[member];
  for (const [member, value] of members) holder[member === segments.at(-1) ? name : member] = value;
  return tree;
}
