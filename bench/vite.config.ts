/** Builds the benchmark as the command line is built: the same bundler, the same target, nothing minified. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// biome-ignore lint/style/noDefaultExport: Vite reads its configuration from there.
export default defineConfig({
  root: here(".."),
  publicDir: false,
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  ssr: { noExternal: true, target: "node" },
  build: {
    ssr: true,
    outDir: here("../dist/bench"),
    emptyOutDir: true,
    target: "node20",
    minify: false,
    rolldownOptions: {
      input: { main: here("main.ts"), child: here("child.ts"), worker: here("../cli/node-worker.ts") },
      output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunk-[hash].js" },
    },
  },
});
