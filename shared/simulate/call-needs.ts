import type { StepProgram } from "./program.ts";
import type { ProviderTerms } from "./provider.ts";
import type { StepBlock } from "./step-block.ts";

/**
 * What the first attempts of a block of calls need of their model's quota, as `Provider.setNeed` tells it of one. A
 * column that says the same as another one is that one.
 *
 * @param settles whether admission may differ from what was used in the end
 */
export function fillNeeds(
  block: StepBlock,
  step: StepProgram,
  terms: ProviderTerms,
  settles: boolean,
  count: number,
): void {
  fillInputNeeds(block, step, terms, count);
  const { tokens, needsTokens } = block;
  const { reserves, outputWeight } = terms;
  block.produces = outputWeight === 1 ? tokens : block.weighted;
  const { needsInput, produces } = block;
  if (outputWeight !== 1) for (let at = 0; at < count; at++) produces[at] = tokens[at]! * outputWeight;
  if (reserves === "estimate") {
    block.needsOutput = produces;
    for (let at = 0; at < count; at++) needsTokens[at] = needsInput[at]! + produces[at]!;
    return;
  }
  block.needsOutput = block.reserved;
  const { needsOutput } = block;
  const reserve = reserves === "none" ? 0 : step.maxOutput * outputWeight;
  needsOutput.fill(reserve, 0, count);
  if (reserves === "max")
    for (let at = 0; at < count; at++)
      needsTokens[at] = needsInput[at]! > reserve ? needsInput[at]! : reserve;
  else for (let at = 0; at < count; at++) needsTokens[at] = needsInput[at]! + reserve;
  if (settles) fillGives(block, reserve, reserves === "max", count);
}

/** Tokens that the inputs count against the limits. */
function fillInputNeeds(block: StepBlock, step: StepProgram, terms: ProviderTerms, count: number): void {
  const { cachedCounts } = terms;
  const weight = step.writesCache ? terms.cacheWriteWeight : 1;
  if (block.nothingCached && weight === 1) {
    block.needsInput = block.input;
    return;
  }
  block.needsInput = block.counted;
  const { input, cached, needsInput } = block;
  for (let at = 0; at < count; at++) {
    const fresh = input[at]! - cached[at]!;
    needsInput[at] = (cachedCounts ? cached[at]! : 0) + (step.writesCache ? fresh * weight : fresh);
  }
}

/** What the answers change of what admission reserved. With reserve `max`, what was charged beyond the input. */
function fillGives(block: StepBlock, reserve: number, max: boolean, count: number): void {
  const { needsInput, produces, givesOutput, givesTokens } = block;
  for (let at = 0; at < count; at++) {
    const counted = needsInput[at]!;
    givesOutput[at] = produces[at]! - reserve;
    givesTokens[at] = produces[at]! - (max ? (reserve > counted ? reserve - counted : 0) : reserve);
  }
}
