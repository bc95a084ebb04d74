/** Ids that somebody may have meant who wrote one that is not in the catalogue. */
import { editDistance } from "../scenario/spelling.ts";
import type { Catalogue } from "./catalogue.ts";

/** Longer words are no slip of a key, and take long to compare. */
const LONGEST_ID = 80;

/**
 * The ids nearest to one that is not there, nearest first, by the letters that would have to change, at most a third
 * of them; a provider that was named before the others.
 */
export function nearIds(catalogue: Catalogue, id: string, most = 4): string[] {
  const wanted = id.trim().toLowerCase();
  if (wanted === "" || wanted.length > LONGEST_ID) return [];
  const [provider, model] = partsOf(wanted);
  const known = catalogue.models.some((other) => partsOf(other.id.toLowerCase())[0] === provider);
  const ranked = catalogue.models
    .filter(({ id: { length }, periods }) => length <= LONGEST_ID && periods.length > 0)
    .map((other, order) => {
      const [itsProvider, itsModel] = partsOf(other.id.toLowerCase());
      const sameProvider = provider !== "" && itsProvider === provider;
      const letters = editDistance(model, itsModel);
      const apart = distance(model, itsModel, letters);
      const elsewhere = known && !sameProvider ? 2 : 0;
      return {
        id: other.id,
        order,
        apart: apart + elsewhere,
        near: apart <= Math.max(model.length, itsModel.length) / 3,
      };
    })
    .filter(({ near }) => near)
    .sort((a, b) => a.apart - b.apart || a.order - b.order);
  return ranked.slice(0, most).map((one) => one.id);
}

/** A slip of a key is nearest, then a name that begins alike, then another version. */
function distance(a: string, b: string, letters: number): number {
  if (letters === 0) return 0;
  if (begins(a, b)) return Math.min(letters, 1.5);
  return withoutDigits(a) === withoutDigits(b) ? Math.max(letters, 2) : letters;
}

const withoutDigits = (name: string) => name.replace(/\d/g, "");

/** Whether one is the other with something behind it: a version, a size, a date. */
function begins(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a));
}

/** Provider and model; a model's own name may hold further colons. */
function partsOf(id: string): readonly [provider: string, model: string] {
  const colon = id.indexOf(":");
  return colon < 0 ? ["", id] : [id.slice(0, colon), id.slice(colon + 1)];
}
