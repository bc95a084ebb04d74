import { mkdir, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Served, serve } from "../../scripts/setup/serve.mjs";
import { temporaryFolder } from "../electron/temporary-folder.ts";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

async function served(): Promise<Served> {
  const outer = await temporaryFolder();
  const folder = join(outer, "renderer");
  await mkdir(join(folder, "assets"), { recursive: true });
  await writeFile(join(outer, "secret.json"), "secret");
  await writeFile(join(folder, "index.html"), "<!doctype html>");
  await writeFile(join(folder, "assets", "worker.js"), "export {};");
  await writeFile(join(folder, "assets", ".hidden.js"), "hidden");
  await symlink(join(outer, "secret.json"), join(folder, "link.json"));
  const server = await serve({ folder, port: 0 });
  onTestFinished(() => server.close());
  return server;
}

/** Asks with the path exactly as it is written: fetch would tidy it up first. */
function ask(
  server: Served,
  path: string,
  { method = "GET", host = `127.0.0.1:${server.port}` } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: "127.0.0.1", port: server.port, path, method, headers: { host } },
      (response) => {
        let body = "";
        response.on("data", (chunk) => {
          body += String(chunk);
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}

test("The app is served at its address, with the type of each file", async () => {
  const server = await served();
  expect(await ask(server, "/")).toMatchObject({
    status: 200,
    body: "<!doctype html>",
    headers: { "content-type": "text/html; charset=utf-8" },
  });
  expect(await ask(server, "/assets/worker.js?v=2")).toMatchObject({
    status: 200,
    headers: { "content-type": "text/javascript; charset=utf-8", "x-content-type-options": "nosniff" },
  });
});

test("HEAD gives the headers and no body", async () => {
  const answer = await ask(await served(), "/index.html", { method: "HEAD" });
  expect(answer).toMatchObject({ status: 200, body: "", headers: { "content-length": "15" } });
});

test.each([
  "/../secret.json",
  "/assets/../../secret.json",
  "/%2e%2e/secret.json",
  "/..%2fsecret.json",
  "/..%5csecret.json",
  "//secret.json",
  "/link.json",
  "/assets/.hidden.js",
  "/assets",
  "/missing.js",
  "/%ff.js",
  "/a%00.js",
  "http://127.0.0.1/secret.json",
])("There is nothing at %s", async (path) => {
  expect(await ask(await served(), path)).toMatchObject({ status: 404 });
});

test.each(["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example"])(
  "Whoever calls it %j is sent away, so that no other site's name can point here",
  async (host) => {
    expect(await ask(await served(), "/", { host })).toMatchObject({ status: 421 });
  },
);

test("It answers to localhost and its port as well", async () => {
  const server = await served();
  expect(await ask(server, "/", { host: `localhost:${server.port}` })).toMatchObject({ status: 200 });
});

test.each(["POST", "PUT", "DELETE", "OPTIONS"])("%s is refused", async (method) => {
  expect(await ask(await served(), "/", { method })).toMatchObject({ status: 405 });
});

test("Every answer carries a policy without exceptions", async () => {
  const server = await served();
  for (const path of ["/", "/missing.js"]) {
    const { headers } = await ask(server, path);
    expect(headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self';");
    expect(headers["content-security-policy"]).not.toContain("unsafe");
  }
});

test("A port that is taken is said to be taken", async () => {
  const server = await served();
  const folder = await temporaryFolder();
  await expect(serve({ folder, port: server.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});
