import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerAppRequest } from "../../electron/app-files.ts";
import { temporaryFolder } from "./temporary-folder.ts";

async function builtWindow(): Promise<string> {
  const outer = await temporaryFolder();
  const root = join(outer, "renderer");
  await mkdir(join(root, "assets"), { recursive: true });
  await writeFile(join(outer, "secret.json"), "secret");
  await writeFile(join(root, "index.html"), "<!doctype html>");
  await writeFile(join(root, "assets", "main.js"), "export {};");
  await writeFile(join(root, "assets", ".hidden.js"), "hidden");
  await writeFile(join(root, "assets", "program.exe"), "program");
  await symlink(join(outer, "secret.json"), join(root, "link.json"));
  return root;
}

async function ask(url: string, method = "GET"): Promise<Response> {
  return answerAppRequest(await builtWindow(), { url, method });
}

test.each([
  ["app://plimsoll/index.html", "text/html; charset=utf-8"],
  ["app://plimsoll/assets/main.js?v=1", "text/javascript; charset=utf-8"],
])("The window gets its own file at %s", async (url, type) => {
  const response = await ask(url);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe(type);
});

test.each([
  "app://plimsoll/../secret.json",
  "app://plimsoll/%2e%2e/secret.json",
  "app://plimsoll/..%2fsecret.json",
  "app://plimsoll/assets/..%5c..%5csecret.json",
  "app://plimsoll/link.json",
  "app://plimsoll/assets/.hidden.js",
  "app://plimsoll/assets/program.exe",
  "app://plimsoll/assets",
  "app://plimsoll/",
  "app://plimsoll/missing.js",
  "app://plimsoll/%ff.js",
  "app://plimsoll/a%00.js",
])("There is nothing at %s", async (url) => {
  expect((await ask(url)).status).toBe(404);
});

test("Other hosts and other methods are refused", async () => {
  expect((await ask("app://other/index.html")).status).toBe(403);
  expect((await ask("app://plimsoll/index.html", "POST")).status).toBe(405);
});

test("Every answer carries a policy that allows no inline script or style and no other origin", async () => {
  for (const url of ["app://plimsoll/index.html", "app://plimsoll/missing.js", "app://other/"]) {
    const policy = (await ask(url)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  }
});
