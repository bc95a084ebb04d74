/** Failures of the file system, in words for the person whose file it is. */

/** The machine could not do it: ends the command with exit code 4. */
export class MachineError extends Error {
  override readonly name = "MachineError";
}

/** The system's name of an error, such as `ENOSPC`; undefined where it is no error of the system. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such folder",
  EACCES: "you are not allowed to",
  EPERM: "you are not allowed to",
  EROFS: "the disk can only be read",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full",
  EFBIG: "the file would be too large",
  EISDIR: "it is a folder",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "its links lead in a circle",
};

/**
 * A failure of the file system as one sentence.
 *
 * @param doing What could not be done: "read", "written".
 * @param advice What to do about it.
 * @throws the error itself where the system didn't raise it: that is a bug
 */
export function machineError(error: unknown, path: string, doing: string, advice = ""): MachineError {
  const code = systemCode(error);
  if (code === undefined) throw error;
  const missingFolder = code === "ENOENT" && doing === "written";
  const reason = missingFolder ? "its folder does not exist" : (REASONS[code] ?? code);
  const sentence = `${path} can't be ${doing}: ${reason}.`;
  return new MachineError(advice === "" ? sentence : `${sentence} ${advice}`, { cause: error });
}
