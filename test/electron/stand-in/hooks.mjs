/** Module hooks that put the stand-in in Electron's place. */

/** @type {import("node:module").ResolveHook} */
export function resolve(specifier, context, next) {
  if (specifier !== "electron") return next(specifier, context);
  return { url: new URL("./electron.mjs", import.meta.url).href, shortCircuit: true };
}
