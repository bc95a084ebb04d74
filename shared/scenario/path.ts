/**
 * Paths: how a place in a scenario is named, in the file's `assumptions` and `correlations`, in problems and on
 * the screen: `models.large.price.input`, `task.steps[0].input`, `models["gpt-4.1"].success`.
 */

/** A member's name, or an element's position from 0. */
export type Segment = string | number;
export type Path = readonly Segment[];

const BARE_NAME = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/**
 * The text of a path. Names that are not plain words are quoted.
 *
 * @example
 * formatPath(["models", "gpt-4.1", "price", "input"]) // 'models["gpt-4.1"].price.input'
 */
export function formatPath(path: Path): string {
  let text = "";
  for (const segment of path) {
    if (typeof segment === "number") text += `[${segment}]`;
    else if (!BARE_NAME.test(segment)) text += `[${JSON.stringify(segment)}]`;
    else text += text === "" ? segment : `.${segment}`;
  }
  return text;
}

const TOKEN = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\.?([^.[\]]+)|\.|\[|\]/gy;

/**
 * The segments of a path's text; undefined where the text is no path. Names with dots must be quoted here; where
 * the scenario is known, {@link import("./field-at.ts").findPath} also understands them bare.
 *
 * @example
 * parsePath("task.steps[0].input") // ["task", "steps", 0, "input"]
 */
export function parsePath(text: string): Segment[] | undefined {
  const path: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token, index, quoted, name] = match;
    if (index !== undefined) path.push(Number(index));
    else if (quoted !== undefined) path.push(unquoted(quoted));
    else if (name !== undefined && token.startsWith(".") === end > 0) path.push(name);
    else return undefined;
    end = match.index + token.length;
  }
  return end === text.length && end > 0 ? path : undefined;
}

function unquoted(text: string): string {
  return text.replace(/\\(.)/gsu, "$1");
}
