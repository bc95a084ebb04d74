/** How well words fit what can be found: whole beginnings before beginnings of words before anything inside. */

export interface Findable {
  /** What it is called. */
  readonly label: string;
  /** What else it may be found by: its group, its path, what it does. */
  readonly also: string;
}

/** Lower is better; undefined = a word is not in it. Without words everything fits alike. */
export function fit({ label, also }: Findable, words: readonly string[]): number | undefined {
  const name = label.toLowerCase();
  const all = `${name} ${also.toLowerCase()}`;
  let worst = 0;
  for (const word of words) {
    const grade = gradeOf(word, name, all);
    if (grade === undefined) return undefined;
    worst = Math.max(worst, grade);
  }
  return worst;
}

function gradeOf(word: string, name: string, all: string): number | undefined {
  if (name.startsWith(word)) return 0;
  if (beginsAWord(name, word)) return 1;
  if (name.includes(word)) return 2;
  if (beginsAWord(all, word)) return 3;
  return all.includes(word) ? 4 : undefined;
}

const beginsAWord = (text: string, word: string): boolean =>
  new RegExp(`(^|[^\\p{Letter}\\p{Number}])${escaped(word)}`, "u").test(text);

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

export const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");

/** What fits the words, the best first; what fits alike keeps its order. */
export function found<Item extends Findable>(items: readonly Item[], text: string): readonly Item[] {
  const words = wordsOf(text);
  return items
    .flatMap((item) => {
      const grade = fit(item, words);
      return grade === undefined ? [] : [{ item, grade }];
    })
    .sort((a, b) => a.grade - b.grade)
    .map(({ item }) => item);
}
