import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findChromium } from "../../scripts/setup/browser.mjs";
import { runQuietly } from "../../scripts/setup/child.mjs";
import { noWindowBecause } from "../../scripts/setup/desktop.mjs";
import { openCommand } from "../../scripts/setup/open.mjs";
import { isNodeNewEnough, matches } from "../../scripts/setup/packages.mjs";
import { fingerprint, isCurrent, TARGETS } from "../../scripts/setup/targets.mjs";
import { temporaryFolder } from "../electron/temporary-folder.ts";

describe("Packages", () => {
  const wanted = {
    packages: {
      "": { version: "0.1.0" },
      "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
      "node_modules/only-on-windows": { version: "2.0.0", integrity: "sha512-w", optional: true },
    },
  };

  test("are those of the lock file when versions and checksums agree", () => {
    expect(
      matches(wanted, { packages: { "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } } }),
    ).toBe(true);
  });

  test.each([
    ["one is missing", {}],
    ["one has another version", { "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } }],
    ["one has another checksum", { "node_modules/a": { version: "1.0.0", integrity: "sha512-b" } }],
  ])("are not when %s", (_why, packages) => {
    expect(matches(wanted, { packages })).toBe(false);
  });

  test.each([
    ["20.19.0", true],
    ["20.20.2", true],
    ["22.0.0", true],
    ["20.18.3", false],
    ["18.20.0", false],
  ])("on Node %s: %s", (version, works) => {
    expect(isNodeNewEnough(version)).toBe(works);
  });
});

describe("What is built", () => {
  async function project(): Promise<string> {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "cli"));
    await writeFile(join(folder, "cli", "main.ts"), "one");
    await mkdir(join(folder, "dist", "cli"), { recursive: true });
    await writeFile(join(folder, "dist", "cli", "main.js"), "built");
    await writeFile(join(folder, "dist", ".built-cli"), fingerprint(folder, TARGETS.cli.sources));
    return folder;
  }

  test("is current while its sources are what they were", async () => {
    const folder = await project();
    await writeFile(join(folder, "cli", "main.ts"), "one");
    expect(isCurrent("cli", folder)).toBe(true);
  });

  test("is stale when a source changed, was added or was renamed", async () => {
    const changed = await project();
    await writeFile(join(changed, "cli", "main.ts"), "two");
    expect(isCurrent("cli", changed)).toBe(false);
    const added = await project();
    await writeFile(join(added, "cli", "more.ts"), "");
    expect(isCurrent("cli", added)).toBe(false);
  });

  test("is stale when it was never built", async () => {
    expect(isCurrent("renderer", await project())).toBe(false);
  });

  test("is told apart by where a text stands, not only by the text", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "a"));
    await writeFile(join(folder, "a", "x"), "12");
    const before = fingerprint(folder, ["a"]);
    await writeFile(join(folder, "a", "x"), "1");
    await writeFile(join(folder, "a", "y"), "2");
    expect(fingerprint(folder, ["a"])).not.toBe(before);
  });
});

describe("A Chromium is found", () => {
  async function program(...path: string[]): Promise<string> {
    const full = join(...path);
    await mkdir(join(full, ".."), { recursive: true });
    await writeFile(full, "");
    await chmod(full, 0o755);
    return full;
  }

  test("where PLIMSOLL_BROWSER says, before anywhere else", async () => {
    const home = await temporaryFolder();
    const chosen = await program(home, "mine");
    await program(home, "bin", "chromium");
    const env = { PLIMSOLL_BROWSER: chosen, PATH: join(home, "bin") };
    expect(findChromium({ env, platform: "linux", home })).toBe(chosen);
  });

  test("never instead of one that PLIMSOLL_BROWSER names wrongly", async () => {
    const home = await temporaryFolder();
    await program(home, "bin", "chromium");
    const env = { PLIMSOLL_BROWSER: join(home, "typo"), PATH: join(home, "bin") };
    expect(() => findChromium({ env, platform: "linux", home })).toThrow("typo");
  });

  test("on the PATH, by one of its names", async () => {
    const home = await temporaryFolder();
    const chrome = await program(home, "b", "google-chrome-stable");
    expect(
      findChromium({ env: { PATH: `${join(home, "a")}:${join(home, "b")}` }, platform: "linux", home }),
    ).toBe(chrome);
  });

  test("in the usual place of a Mac", async () => {
    const home = await temporaryFolder();
    const chrome = await program(
      home,
      "Applications",
      "Google Chrome.app",
      "Contents",
      "MacOS",
      "Google Chrome",
    );
    expect(findChromium({ env: {}, platform: "darwin", home })).toBe(chrome);
  });

  test("in the usual place of Windows", async () => {
    const home = await temporaryFolder();
    const edge = await program(home, "Microsoft", "Edge", "Application", "msedge.exe");
    expect(findChromium({ env: { PROGRAMFILES: home }, platform: "win32", home })).toBe(edge);
  });

  test("in Playwright's cache, the newest first", async () => {
    const home = await temporaryFolder();
    await program(home, ".cache", "ms-playwright", "chromium-999", "chrome-linux", "chrome");
    const newest = await program(
      home,
      ".cache",
      "ms-playwright",
      "chromium-1200",
      "chrome-linux64",
      "chrome",
    );
    expect(findChromium({ env: {}, platform: "linux", home })).toBe(newest);
  });

  test("nowhere where there is none", async () => {
    const home = await temporaryFolder();
    expect(findChromium({ env: { PATH: home }, platform: "linux", home })).toBeUndefined();
  });
});

describe("A window can be opened", () => {
  test.each([
    ["a Linux desktop", { platform: "linux", env: { DISPLAY: ":0" }, isRoot: false }],
    ["Wayland", { platform: "linux", env: { WAYLAND_DISPLAY: "wayland-0" }, isRoot: false }],
    ["a Mac", { platform: "darwin", env: {}, isRoot: false }],
    ["Windows", { platform: "win32", env: {}, isRoot: false }],
  ] as const)("on %s", (_where, machine) => {
    expect(noWindowBecause(machine)).toBeUndefined();
  });

  test.each([
    ["without a display", { platform: "linux", env: {}, isRoot: false }, "no display"],
    ["as root", { platform: "linux", env: { DISPLAY: ":0" }, isRoot: true }, "root"],
  ] as const)("but not %s, and it says why", (_where, machine, why) => {
    expect(noWindowBecause(machine)).toContain(why);
  });
});

test("An address is opened without a shell that could read it", () => {
  const url = "http://127.0.0.1:1/?a&b";
  for (const platform of ["darwin", "win32", "linux"] as const) {
    expect(openCommand(url, { platform, env: { DISPLAY: ":0" } })?.args.at(-1)).toContain(url);
  }
  expect(openCommand(url, { platform: "linux", env: {} })).toBeUndefined();
});

describe("A quiet command", () => {
  const options = { doing: "testing", cwd: process.cwd() };

  test("that fails gives what it wrote", async () => {
    const script = "console.log('out'); console.error('err'); process.exit(3)";
    const outcome = await runQuietly(process.execPath, ["-e", script], options);
    expect(outcome.ok).toBe(false);
    expect(outcome.output).toContain("out");
    expect(outcome.output).toContain("err");
  });

  test("that does not exist has failed", async () => {
    expect(await runQuietly("there-is-no-such-program", [], options)).toMatchObject({ ok: false });
  });

  test("that takes too long is ended", async () => {
    const args = ["-e", "setInterval(() => {}, 1000)"];
    const outcome = await runQuietly(process.execPath, args, { ...options, timeoutSeconds: 0.2 });
    expect(outcome).toMatchObject({ ok: false, timedOut: true });
  });
});
