/** What somebody gets who installs the package and has nothing else of the project. */
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "../../scripts/setup/project.mjs";

const isWindows = process.platform === "win32";
let folder: string;
let home: string;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], cwd: string): Ended {
  return spawnSync(command, args, { cwd, encoding: "utf8", shell: isWindows });
}

function plimsoll(...args: readonly string[]): Ended {
  return run(join(home, "node_modules", ".bin", "plimsoll"), args, home);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plimsoll-package-"));
  home = join(folder, "home");
  await mkdir(home);
  await writeFile(join(home, "package.json"), '{ "name": "somebody", "private": true }');
  const packed = run("npm", ["pack", "--pack-destination", folder], PROJECT);
  expect(packed.status, packed.stderr).toBe(0);
  const [tarball = ""] = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
  const installed = run("npm", ["install", "--offline", join(folder, tarball)], home);
  expect(installed.status, installed.stderr).toBe(0);
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test("The package brings no other package with it", async () => {
  const names = (await readdir(join(home, "node_modules"))).filter((name) => !name.startsWith("."));
  expect(names).toEqual(["plimsoll"]);
});

test("It holds the command line, the scenarios and the licence, and no sources or tests", async () => {
  const names = await readdir(join(home, "node_modules", "plimsoll"));
  expect(names).toEqual(expect.arrayContaining(["LICENSE", "cli", "dist", "package.json", "scenarios"]));
  for (const name of ["shared", "renderer", "electron", "test", "scripts", "node_modules"]) {
    expect(names).not.toContain(name);
  }
});

test("Its command says its version", async () => {
  const { version } = JSON.parse(await readFile(join(PROJECT, "package.json"), "utf8"));
  expect(plimsoll("--version")).toMatchObject({ status: 0, stdout: expect.stringContaining(version) });
});

test("Its command simulates a scenario with workers, and gives JSON", () => {
  const scenario = join("node_modules", "plimsoll", "scenarios", "support-assistant.json");
  const ended = plimsoll(
    "run",
    scenario,
    "--replications",
    "4",
    "--days",
    "0.05",
    "--workers",
    "2",
    "--json",
  );
  expect(ended.status, ended.stderr).toBe(0);
  expect(JSON.parse(ended.stdout)).toMatchObject({
    plimsoll: 1,
    replications: 4,
    scenario: { name: "Support assistant" },
  });
});
