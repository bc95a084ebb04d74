/**
 * Serves one folder on this machine's loopback address, and to nobody else: how the app runs in a browser. The
 * security headers are those of the desktop app.
 */
import { createReadStream, readFileSync } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { PROJECT } from "./project.mjs";

const HOST = "127.0.0.1";

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * The file that an address of the app names, or undefined where it names none: not inside the folder, not a file,
 * or of a type that the app does not have.
 * @param {string} root the served folder, resolved
 * @param {string} address path and query of the request
 * @returns {Promise<{ path: string, type: string, size: number } | undefined>}
 */
export async function fileFor(root, address) {
  let name;
  try {
    name = decodeURIComponent(address.replace(/[?#].*$/s, ""));
  } catch {
    return undefined;
  }
  if (!name.startsWith("/") || /[\0\\]/.test(name) || name.split("/").some((part) => part.startsWith("."))) {
    return undefined;
  }
  const wanted = join(root, name.endsWith("/") ? `${name}index.html` : name);
  const type = TYPES[extname(wanted)];
  if (type === undefined) return undefined;
  try {
    // A link inside the folder must not lead out of it.
    const path = await realpath(wanted);
    if (!path.startsWith(root + sep)) return undefined;
    const found = await stat(path);
    return found.isFile() ? { path, type, size: found.size } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {import("node:http").ServerResponse} response @param {number} status @param {string} words */
function refuse(response, status, words) {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(`${words}\n`);
}

/**
 * @typedef {object} Served
 * @property {string} url address of the app, with a slash at its end
 * @property {number} port
 * @property {() => Promise<void>} close ends all connections and frees the port
 */

/**
 * @param {{ folder: string, port: number }} options port 0 = any free one
 * @returns {Promise<Served>} rejects with the system's error (`EADDRINUSE`, `EACCES`) where the port is not to be had
 */
export async function serve({ folder, port }) {
  const root = await realpath(folder);
  /** @type {Record<string, string>} */
  const headers = JSON.parse(readFileSync(join(PROJECT, "electron", "response-headers.json"), "utf8"));
  /** @type {Set<string>} */
  const ownNames = new Set();

  const server = createServer(async (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader("cache-control", "no-cache");
    // A page elsewhere that points its own name at 127.0.0.1 must not get in.
    if (!ownNames.has(request.headers.host ?? "")) {
      refuse(response, 421, "This server answers only to its own address.");
      return;
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      refuse(response, 405, "Only GET and HEAD.");
      return;
    }
    const file = await fileFor(root, request.url ?? "");
    if (file === undefined) {
      refuse(response, 404, "There is no such file.");
      return;
    }
    response.writeHead(200, { "content-type": file.type, "content-length": file.size });
    if (request.method === "HEAD") response.end();
    // The reader may go away at any time; that is no failure of ours.
    else await pipeline(createReadStream(file.path), response).catch(() => response.destroy());
  });

  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  ownNames.add(`${HOST}:${address.port}`).add(`localhost:${address.port}`);
  return {
    url: `http://${HOST}:${address.port}/`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
