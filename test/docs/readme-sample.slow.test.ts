/** The report that the README shows is the one that people get. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT } from "../../scripts/setup/project.mjs";

/** The report names the day on which it was made. */
const undated = (text: string): string => text.replace(/from \d{4}-\d\d-\d\d/, "from DATE");

test("The example's report begins as the README says", () => {
  const readme = readFileSync(join(PROJECT, "README.md"), "utf8");
  const sample = /```\n(Support assistant\n[\s\S]*?)```/.exec(readme)?.[1] ?? "no sample";
  const { stdout } = spawnSync(
    process.execPath,
    [join("cli", "plimsoll.mjs"), "run", "scenarios/support-assistant.json"],
    { cwd: PROJECT, encoding: "utf8", env: { ...process.env, COLUMNS: "100", NO_COLOR: "1" } },
  );
  expect(undated(stdout.slice(0, sample.length))).toBe(undated(sample));
});
