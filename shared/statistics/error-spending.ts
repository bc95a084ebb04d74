/**
 * Looking at a run while it grows gives chance many occasions to show a false verdict. The error allowed is
 * therefore spent over the looks: by the time the share t of the planned replications is done, `error`·t³ of it
 * (Kim and DeMets, Biometrika 74, 1987, with power 3; close to O'Brien and Fleming's boundary: little early, nearly
 * all at the end). Looks are at powers of two and at the end; each spends what came since the one before.
 */
/** The power, written out: engines differ in the last bits of `**`. */
const cubed = (share: number): number => share * share * share;

/**
 * Error that a verdict at this look may risk. Over all looks of a run it adds up to no more than `error`, so that a
 * verdict seen on the way, or one at which a run was stopped, is as true as that of a planned run.
 *
 * @param done replications done @param planned replications planned @param error 0…1, over all looks
 * @example errorAtLook(256, 256, 0.05) // 0.04375
 */
export function errorAtLook(done: number, planned: number, error: number): number {
  const now = Math.min(done, planned);
  if (!(now > 0)) return error;
  const before = now > 1 ? 2 ** Math.ceil(Math.log2(now) - 1) : 0;
  return error * (cubed(now / planned) - cubed(before / planned));
}
