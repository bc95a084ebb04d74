/**
 * Builds what runs in Node or in Electron's own processes, one mode each: `cli`, `electron`, `preload`.
 * Every dependency is bundled, so that the packed command line has none.
 */
import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

type Mode = "cli" | "electron" | "preload";

const ENTRIES: Readonly<Record<Mode, Readonly<Record<string, string>>>> = {
  cli: { main: "cli/main.ts", worker: "cli/node-worker.ts" },
  electron: { main: "electron/main.ts" },
  preload: { preload: "electron/preload.ts" },
};

function isMode(mode: string): mode is Mode {
  return mode in ENTRIES;
}

export default defineConfig(({ mode }): UserConfig => {
  if (!isMode(mode))
    throw new Error(`vite.node.config.ts knows the modes ${Object.keys(ENTRIES).join(", ")}.`);
  return {
    root: here("."),
    publicDir: false,
    // React's and others' development branches must not be bundled as the running ones.
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    ssr: { noExternal: true, external: ["electron"], target: "node" },
    build: {
      ssr: true,
      outDir: here(mode === "cli" ? "dist/cli" : "dist/electron"),
      emptyOutDir: mode !== "preload",
      target: "node20",
      // Stack traces of a command line should say where they come from.
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(ENTRIES[mode]).map(([name, path]) => [name, here(path)])),
        output:
          mode === "preload"
            ? // A sandboxed preload is loaded by require.
              { format: "cjs", entryFileNames: "[name].cjs" }
            : { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunk-[hash].js" },
      },
    },
  };
});
