/** Which folder may import which: refused by the compiler between the top folders, by the linter inside `shared/`. */
import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PROJECT } from "../../scripts/setup/project.mjs";

/** A file of a small project that is like this one: what it says, and whether it is right. */
type Files = Readonly<Record<string, string>>;

/** Makes a folder with this project's rules and the given files in it. */
async function projectWith(files: Files): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "plimsoll-arrows-")));
  const top = [
    "biome.json",
    "tsconfig.base.json",
    "tsconfig.json",
    "package.json",
    "scripts/lint/pure.grit",
    ".gitignore",
    "shared/papaparse.d.ts",
  ];
  const projects = ["shared", "cli", "electron", "renderer", "scripts", "test"].map(
    (name) => `${name}/tsconfig.json`,
  );
  for (const path of [...top, ...projects]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(PROJECT, path), join(folder, path));
  }
  await symlink(join(PROJECT, "node_modules"), join(folder, "node_modules"), "dir");
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

function run(folder: string, script: readonly string[], args: readonly string[]): string {
  const path = join(PROJECT, "node_modules", ...script);
  const ended = spawnSync(process.execPath, [path, ...args], { cwd: folder, encoding: "utf8" });
  return ended.stdout + ended.stderr;
}

/** A module that others import, and one for every arrow, whose name says where it leads. */
const part = (name: string): string => `export const ${name} = 1;\n`;
const importing = (path: string): string =>
  `import { part } from "${path}";\n\nexport const whole = part + 1;\n`;

describe("Between the top folders the compiler", () => {
  const right: Files = {
    "shared/part.ts": part("part"),
    "cli/part.ts": part("part"),
    "electron/part.ts": part("part"),
    "renderer/part.ts": part("part"),
    "cli/to-shared.ts": importing("../shared/part.ts"),
    "electron/to-shared.ts": importing("../shared/part.ts"),
    "renderer/to-shared.ts": importing("../shared/part.ts"),
    "test/to-electron.ts": importing("../electron/part.ts"),
    "cli/to-node.ts": 'import { readFileSync } from "node:fs";\n\nexport const read = readFileSync;\n',
    "electron/to-node.ts": 'import { readFileSync } from "node:fs";\n\nexport const read = readFileSync;\n',
    "renderer/to-dom.ts": "export const page = document.title;\n",
    // A package whose types lean on Node's must not let Node in for everybody.
    "shared/to-papaparse.ts":
      'import Papa from "papaparse";\n\nexport const rows = Papa.parse("a,b").data;\n',
  };
  const wrong: Files = {
    "shared/to-cli.ts": importing("../cli/part.ts"),
    "shared/to-electron.ts": importing("../electron/part.ts"),
    "shared/to-renderer.ts": importing("../renderer/part.ts"),
    "shared/to-node.ts": 'import { readFileSync } from "node:fs";\n\nexport const read = readFileSync;\n',
    "shared/to-process.ts": "export const home = process.env;\n",
    "shared/to-console.ts": "console.log(1);\n",
    "shared/to-dom.ts": "export const page = document.title;\n",
    "shared/to-timers.ts": "setTimeout(() => {}, 1);\n",
    "cli/to-electron.ts": importing("../electron/part.ts"),
    "cli/to-renderer.ts": importing("../renderer/part.ts"),
    "cli/to-dom.ts": "export const page = document.title;\n",
    "electron/to-cli.ts": importing("../cli/part.ts"),
    "electron/to-renderer.ts": importing("../renderer/part.ts"),
    "electron/to-dom.ts": "export const page = document.title;\n",
    "renderer/to-cli.ts": importing("../cli/part.ts"),
    "renderer/to-electron.ts": importing("../electron/part.ts"),
    "renderer/to-node.ts": 'import { readFileSync } from "node:fs";\n\nexport const read = readFileSync;\n',
    "renderer/to-process.ts": "export const home = process.env;\n",
  };
  let refusedFiles: readonly string[];

  beforeAll(async () => {
    const folder = await projectWith({ ...right, ...wrong });
    const said = run(folder, ["typescript", "bin", "tsc"], ["-b", "--pretty", "false"]);
    refusedFiles = [...said.matchAll(/^([\w./-]+)\(\d+,\d+\): error/gm)].map((match) => match[1] ?? "");
    await rm(folder, { recursive: true });
  });

  test.each(Object.keys(wrong))("refuses %s", (path) => {
    expect(refusedFiles).toContain(path);
  });

  test.each(Object.keys(right))("accepts %s", (path) => {
    expect(refusedFiles).not.toContain(path);
  });
});

describe("Inside shared/ the linter", () => {
  const folders = [
    "random",
    "distribution",
    "scenario",
    "prices",
    "statistics",
    "simulate",
    "run",
    "logs",
    "findings",
    "series",
  ] as const;
  type Folder = (typeof folders)[number];

  /** What each folder may import; it may not import any other. */
  const below: Readonly<Record<Folder, readonly Folder[]>> = {
    distribution: [],
    random: ["distribution"],
    scenario: ["distribution"],
    prices: ["scenario"],
    statistics: ["distribution", "random"],
    simulate: ["scenario", "prices", "distribution", "random"],
    run: ["simulate", "scenario", "prices", "distribution", "random"],
    logs: ["scenario", "statistics", "distribution", "random"],
    findings: ["series", "run", "statistics", "scenario", "prices", "distribution", "random"],
    series: ["run", "statistics", "scenario", "prices", "distribution", "random"],
  };
  const pairs = folders.flatMap((from) => folders.filter((to) => to !== from).map((to) => ({ from, to })));
  const results = ["findings/to-tally.ts", "series/to-tally.ts", "statistics/to-tally.ts"];
  const impure: Files = {
    "shared/simulate/draw.ts": "export const draw = Math.random();\n",
    "shared/simulate/now.ts": "export const now = Date.now();\n",
    "shared/simulate/today.ts": "export const today = new Date();\n",
    "shared/simulate/tick.ts": "export const tick = performance.now();\n",
    "shared/simulate/say.ts": 'console.log("said");\n',
    "shared/simulate/read.ts":
      'import { readFileSync } from "node:fs";\n\nexport const read = readFileSync;\n',
  };
  const pure: Files = {
    "shared/simulate/date.ts": "export const date = new Date(0);\n",
    "shared/simulate/to-bins.ts": importing("../statistics/histogram.ts"),
    "shared/part.ts": part("part"),
    "shared/simulate/to-top.ts": importing("../part.ts"),
  };
  let said: string;
  let folder: string;

  beforeAll(async () => {
    const parts = Object.fromEntries(folders.map((name) => [`shared/${name}/part.ts`, part("part")]));
    const imports = Object.fromEntries(
      pairs.map(({ from, to }) => [`shared/${from}/to-${to}.ts`, importing(`../${to}/part.ts`)]),
    );
    const tallies = Object.fromEntries(
      results.map((path) => [`shared/${path}`, importing("../simulate/tally.ts")]),
    );
    folder = await projectWith({
      ...parts,
      ...imports,
      ...tallies,
      ...impure,
      ...pure,
      "shared/simulate/tally.ts": part("part"),
      "shared/statistics/histogram.ts": part("part"),
      "shared/top-to-run.ts": importing("./run/part.ts"),
      "shared/findings/deep/to-engine.ts": importing("../../simulate/part.ts"),
      "shared/findings/lazy.ts": 'export const lazy = import("../simulate/part.ts");\n',
      "shared/findings/passes-on.ts": 'export { part } from "../simulate/part.ts";\n',
      "shared/findings/only-type.ts":
        'import type { part } from "../simulate/part.ts";\n\nexport type Part = typeof part;\n',
      "shared/findings/no-extension.ts": importing("../run/part"),
    });
    said = run(
      folder,
      ["@biomejs", "biome", "bin", "biome"],
      ["lint", "--max-diagnostics=none", "--reporter=github", "shared"],
    );
  });
  afterAll(() => rm(folder, { recursive: true }));

  const isRefused = (path: string): boolean => said.includes(`/shared/${path},line=`);

  test.each(pairs)("decides on $from → $to as the arrows say", ({ from, to }) => {
    expect(isRefused(`${from}/to-${to}.ts`)).toBe(!below[from].includes(to));
  });

  test.each(results)("lets %s read simulate's result types", (path) => {
    expect(isRefused(path)).toBe(false);
  });

  test.each([
    "top-to-run.ts",
    "findings/deep/to-engine.ts",
    "findings/lazy.ts",
    "findings/passes-on.ts",
    "findings/only-type.ts",
  ])("refuses %s", (path) => {
    expect(isRefused(path)).toBe(true);
  });

  test("wants the extension of what is imported", () => {
    expect(isRefused("findings/no-extension.ts")).toBe(true);
  });

  test.each(Object.keys(impure))("refuses the clock, the chance or the machine in %s", (path) => {
    expect(isRefused(path.replace("shared/", ""))).toBe(true);
  });

  test.each(Object.keys(pure))("accepts %s", (path) => {
    expect(isRefused(path.replace("shared/", ""))).toBe(false);
  });
});
