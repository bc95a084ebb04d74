/** The browser's database, as far as it is used: two boxes of things by key. It may be forbidden; then nothing is kept. */

export type Box = "drafts" | "recent";

const NAME = "plimsoll";
const VERSION = 1;
const BOXES: readonly Box[] = ["drafts", "recent"];

let opening: Promise<IDBDatabase> | undefined;

function opened(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.addEventListener("upgradeneeded", () => {
      for (const box of BOXES) request.result.createObjectStore(box);
    });
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
  return opening;
}

async function ask<Value>(
  box: Box,
  mode: IDBTransactionMode,
  request: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value | undefined> {
  try {
    const database = await opened();
    return await new Promise((resolve, reject) => {
      const asked = request(database.transaction(box, mode).objectStore(box));
      asked.addEventListener("success", () => resolve(asked.result));
      asked.addEventListener("error", () => reject(asked.error));
    });
  } catch {
    // A private window or a full disk only means that nothing is remembered.
    return undefined;
  }
}

export async function keepIn(box: Box, key: string, value: unknown): Promise<void> {
  await ask(box, "readwrite", (store) => store.put(value, key));
}

export async function dropFrom(box: Box, key: string): Promise<void> {
  await ask(box, "readwrite", (store) => store.delete(key));
}

/** Everything in a box, whoever wrote it and whenever: to be checked before use. */
export async function allIn(box: Box): Promise<readonly unknown[]> {
  return (await ask(box, "readonly", (store) => store.getAll())) ?? [];
}
