/** Fields whose text is the name of something else in the scenario: a choice among what there is. */
import { ancestry } from "../../shared/scenario/designs.ts";
import type { Path } from "../../shared/scenario/path.ts";
import { isObject, type Json, valueAt } from "../store/json.ts";

/** Where the names stand that a field may hold; undefined for any other text. */
function namesAt(path: Path): "models" | "designs" | undefined {
  const [section, , field] = path;
  if (path.length === 1 && section === "chosen") return "designs";
  if (path.length !== 3) return undefined;
  if (section === "designs" && field === "like") return "designs";
  return section === "models" && field === "successor" ? "models" : undefined;
}

/** The names that a field may hold, undefined where it holds any text. A design is not like itself, nor like one that is like it. */
export function referenceNames(scenario: Json, path: Path): readonly string[] | undefined {
  const place = namesAt(path);
  const named = place === undefined ? undefined : valueAt(scenario, [place]);
  if (!isObject(named)) return undefined;
  const isLike = path.at(-1) === "like";
  return Object.keys(named).filter(
    (name) => name !== path[1] && !(isLike && ancestry(named, name).names.includes(String(path[1]))),
  );
}
