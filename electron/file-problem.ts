/** Failures of the file system, in words for the person whose file it is. */
import { basename, dirname } from "node:path";
import type { DesktopOutcome, FileProblem } from "../shared/desktop-contract.ts";

/** How work on a file ends; nobody can cancel it. */
export type FileOutcome<Value> = Exclude<DesktopOutcome<Value>, { readonly kind: "cancelled" }>;

export type Refusal = Extract<DesktopOutcome<never>, { readonly kind: "refused" }>;

export const done = <Value>(value: Value): { readonly kind: "done"; readonly value: Value } => ({
  kind: "done",
  value,
});

export const refused = (problem: FileProblem, message: string): Refusal => ({
  kind: "refused",
  problem,
  message,
});

type Doing = "read" | "saved";

/** The system's name of an error, such as `ENOSPC`; undefined where it is no error of the system. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/**
 * What an error of the file system means to a person.
 * @throws the error itself where the system didn't raise it: that is a bug
 */
export function refusalOf(error: unknown, path: string, doing: Doing): Refusal {
  const code = systemCode(error);
  if (code === undefined) throw error;
  const name = `“${basename(path)}”`;
  const kept = doing === "saved" ? " Nothing was changed there, and your work is still open here." : "";
  switch (code) {
    case "ENOENT":
      return doing === "read"
        ? refused("missing", `${name} is no longer there.`)
        : refused("folder-missing", `The folder ${dirname(path)} is no longer there.${kept}`);
    case "ENOTDIR":
      return refused("folder-missing", `The folder ${dirname(path)} is no longer there.${kept}`);
    case "EACCES":
    case "EPERM":
      return refused("not-allowed", `${name} could not be ${doing}: you are not allowed to there.${kept}`);
    case "EROFS":
      return refused("read-only", `${name} could not be saved: the disk can only be read.${kept}`);
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return refused("disk-full", `${name} could not be saved: the disk is full.${kept}`);
    case "EISDIR":
      return refused("not-a-file", `${name} is a folder.`);
    default:
      return refused("failed", `${name} could not be ${doing} (${code}).${kept}`);
  }
}
