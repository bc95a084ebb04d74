import { readFileSync } from "node:fs";
import { systemCode } from "./file-errors.ts";

/** The package's own version: its package.json lies two folders above the built command line, one above the source. */
export function version(): string {
  for (const place of ["../../package.json", "../package.json"]) {
    const manifest = readManifest(new URL(place, import.meta.url));
    if (manifest?.name === "plimsoll") return String(manifest.version);
  }
  return "unknown";
}

function readManifest(file: URL): { readonly name: unknown; readonly version: unknown } | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, "utf8"));
    const named =
      typeof manifest === "object" && manifest !== null && "name" in manifest && "version" in manifest;
    return named ? manifest : undefined;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
