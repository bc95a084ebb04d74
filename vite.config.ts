/** Builds the app's window into `dist/renderer`: the same files for the desktop, the browser and the tests. */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("renderer"),
  // Relative addresses: the files are served from app://, from a loopback server, or from a folder of one.
  base: "./",
  plugins: [react()],
  // ES modules, so that a worker shares chunks with the page and needs no blob: in the security policy.
  worker: { format: "es" },
  server: { host: "127.0.0.1" },
  build: {
    outDir: here("dist/renderer"),
    emptyOutDir: true,
    target: ["chrome120", "firefox121", "safari17.2"],
    sourcemap: true,
    // Nothing inline: no data: addresses, no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
