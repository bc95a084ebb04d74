/** The distance of an end of an interval from its estimate, where two things make it uncertain. */

/**
 * Which worlds were drawn moves their count and their mean together: for a normal law the two go together by
 * √(2/π) = 0.8 at its median, and by less elsewhere.
 */
const GO_TOGETHER = 0.8;

/**
 * Distances from the estimate to the end of an interval, each for one of two reasons, put together as those of a sum
 * are (Zou and Donner, Statistics in Medicine 27, 2008; for reasons that go
 * together Zou, American Journal of Epidemiology 168, 2008).
 *
 * @param counted for the worlds that were drawn, not negative, perhaps infinite @param shared for what they all share
 */
export function joined(counted: number, shared: number): number {
  if (!(shared > 0)) return counted;
  if (counted === Number.POSITIVE_INFINITY) return counted;
  return Math.sqrt(counted * counted + shared * shared + 2 * GO_TOGETHER * counted * shared);
}
