/** The system's dialogs for files. */
import { type BrowserWindow, dialog } from "electron";
import type { FileDialogs } from "./documents.ts";

const FILTERS = [
  { name: "Scenarios", extensions: ["json"] },
  { name: "All files", extensions: ["*"] },
];

/** @param owner the window that a dialog belongs to, if there is one at that moment */
export function fileDialogs(owner: () => BrowserWindow | undefined): FileDialogs {
  return {
    askOpen: async () => {
      const options = { filters: FILTERS, properties: ["openFile" as const] };
      const window = owner();
      const chosen = await (window === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options));
      return chosen.canceled ? undefined : chosen.filePaths[0];
    },
    askSave: async (suggestedPath) => {
      const options = { filters: FILTERS, defaultPath: suggestedPath };
      const window = owner();
      const chosen = await (window === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options));
      return chosen.canceled || chosen.filePath === "" ? undefined : chosen.filePath;
    },
  };
}
