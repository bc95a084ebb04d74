/** Loaded before the app's main process: from here on, `electron` is the stand-in. */
import { register } from "node:module";

register("./hooks.mjs", import.meta.url);
