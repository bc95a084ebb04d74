/** Answers the window's requests for the app's own files, from one folder and nowhere else. */
import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { isAppAddress } from "./app-address.ts";
import { systemCode } from "./file-problem.ts";
import headers from "./response-headers.json" with { type: "json" };

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** The answer to one request; `root` is the folder of the built window. */
export async function answerAppRequest(
  root: string,
  request: Pick<Request, "url" | "method">,
): Promise<Response> {
  if (!isAppAddress(request.url)) return refusal(403);
  if (request.method !== "GET") return refusal(405);
  const path = pathOf(root, new URL(request.url).pathname);
  const type = path === undefined ? undefined : TYPES[extname(path)];
  if (path === undefined || type === undefined) return refusal(404);
  try {
    // A link inside the folder must not lead out of it.
    const real = await realpath(path);
    if (!real.startsWith((await realpath(root)) + sep)) return refusal(404);
    return new Response(await readFile(real), { headers: { ...headers, "content-type": type } });
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return refusal(404);
  }
}

function pathOf(root: string, pathname: string): string | undefined {
  let name: string;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  const isPlain = !/[\0\\]/.test(name) && name.split("/").every((part) => !part.startsWith("."));
  return isPlain ? join(root, name) : undefined;
}

function refusal(status: number): Response {
  return new Response(null, { status, headers });
}
