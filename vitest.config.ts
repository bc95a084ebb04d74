/**
 * Three projects: `fast` (for `npm run check`), `slow` (the oracles, and files named `*.slow.test.ts`) and `e2e` (the
 * built app in a real Chromium, from PLIMSOLL_BROWSER).
 */
import { defineConfig } from "vitest/config";

const browserTests = ["test/e2e/**/*.test.ts", "test/electron/journey.test.ts"];
// Oracles simulate until chance is small against what they compare.
const slowTests = ["test/**/*.slow.test.{ts,tsx}", "test/oracles/**/*.test.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "fast",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: [...browserTests, ...slowTests],
          // Modules are pure or take their state as an argument, so that files may share them: a sixth less to do.
          isolate: false,
          // Against tests that hang; a busy machine is no failure.
          testTimeout: 60_000,
        },
      },
      { test: { name: "slow", include: slowTests, testTimeout: 300_000 } },
      {
        test: {
          name: "e2e",
          include: browserTests,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
