import { type Chance, type DrawKeys, type StickyVarying, type Varying, withRoom } from "./draws.ts";
import {
  A_ENDS_AT,
  A_FLAGS,
  A_GENERATES_AFTER,
  A_SECONDS_PER_TOKEN,
  A_TOKENS,
  FAILS,
  T_OUTPUT,
  T_REASONING,
} from "./fields.ts";

/** The parts of a model's latency for the calls of one step; either `total`, or the rest. */
export interface LatencyParts {
  readonly total: StickyVarying | undefined;
  readonly firstToken: StickyVarying | undefined;
  readonly perInputToken: StickyVarying | undefined;
  readonly perOutputToken: StickyVarying | undefined;
  readonly errors: Chance;
  /** Whether an attempt can fail at all, in or out of an incident. */
  readonly mayFail: boolean;
  readonly stalls: Chance;
  readonly stallMultiplier: Varying | undefined;
  readonly errorSeconds: Varying | undefined;
}

/** What is drawn for each attempt of a block of attempts; the parts that there are. */
export class AttemptDraws {
  /** Held against the share of errors. */
  fails = new Float64Array(1);
  /** 1, or a stall's multiplier. */
  stretch = new Float64Array(1);
  firstToken = new Float64Array(1);
  perInputToken = new Float64Array(1);
  perOutputToken = new Float64Array(1);
  total = new Float64Array(1);
}

/**
 * duration = (first token + uncached input × perInputToken + generated × perOutputToken) × stall × slowdown, or
 * `total` × the same, evenly over the tokens.
 */
export class Latency {
  constructor(private readonly parts: LatencyParts) {}

  /** Draws for a block of attempts; `calls` are the same entries with the call for sub. */
  fill(draws: AttemptDraws, calls: DrawKeys, attempts: DrawKeys): void {
    const { parts } = this;
    const { count } = attempts;
    if (parts.mayFail) {
      draws.fails = withRoom(draws.fails, count);
      parts.errors.fillUniforms(draws.fails, attempts);
    }
    if (parts.stallMultiplier !== undefined) this.fillStalls(draws, parts.stallMultiplier, attempts);
    if (parts.total !== undefined) draws.total = filled(draws.total, parts.total, calls, attempts);
    if (parts.firstToken !== undefined)
      draws.firstToken = filled(draws.firstToken, parts.firstToken, calls, attempts);
    if (parts.perInputToken !== undefined)
      draws.perInputToken = filled(draws.perInputToken, parts.perInputToken, calls, attempts);
    if (parts.perOutputToken !== undefined)
      draws.perOutputToken = filled(draws.perOutputToken, parts.perOutputToken, calls, attempts);
  }

  private fillStalls(draws: AttemptDraws, multiplier: Varying, attempts: DrawKeys): void {
    const { tasks, subs, count } = attempts;
    const { stalls } = this.parts;
    draws.stretch = withRoom(draws.stretch, count);
    const { stretch } = draws;
    stalls.fillUniforms(stretch, attempts);
    const { share } = stalls;
    for (let i = 0; i < count; i++)
      stretch[i] = stretch[i]! < share ? multiplier.draw(tasks[i]!, subs[i]!) : 1;
  }

  /**
   * Writes an attempt's latency into its record: whether it fails, how long it takes (one that fails: until its error),
   * and how it generates. Its tokens are there already.
   *
   * @param at where the draws of the attempt are
   * @param errorShare replaces the usual one where it is not negative
   * @param uncached input tokens that are not cached
   */
  write(
    data: Float64Array,
    attempt: number,
    draws: AttemptDraws,
    at: number,
    errorShare: number,
    uncached: number,
    slowdown: number,
  ): void {
    const { parts } = this;
    const tokens = data[attempt + A_TOKENS]!;
    const share = errorShare >= 0 ? errorShare : parts.errors.share;
    const fails = parts.mayFail && draws.fails[at]! < share;
    const stretch = parts.stallMultiplier === undefined ? 1 : draws.stretch[at]!;
    let generatesAfter = 0;
    let perToken = 0;
    let seconds = 0;
    let first = 0;
    if (parts.total !== undefined) {
      seconds = draws.total[at]! * stretch;
      first = seconds;
      perToken = tokens > 0 ? seconds / tokens : 0;
    } else {
      if (parts.firstToken !== undefined) first = draws.firstToken[at]! * stretch;
      generatesAfter = first;
      if (parts.perInputToken !== undefined) generatesAfter += uncached * draws.perInputToken[at]! * stretch;
      if (parts.perOutputToken !== undefined) perToken = draws.perOutputToken[at]! * stretch;
      seconds = generatesAfter + tokens * perToken;
    }
    data[attempt + A_FLAGS] = fails ? FAILS : 0;
    if (fails) data[attempt + A_TOKENS] = 0;
    data[attempt + A_ENDS_AT] = (fails ? first : seconds) * slowdown;
    data[attempt + A_GENERATES_AFTER] = generatesAfter * slowdown;
    data[attempt + A_SECONDS_PER_TOKEN] = perToken * slowdown;
  }

  /** Whether the length of the input matters. */
  get reads(): boolean {
    return this.parts.perInputToken !== undefined;
  }

  /**
   * Seconds that the attempts of a block take when nothing slows them and none fails, and until their first visible
   * token.
   *
   * @param uncached read only where {@link reads}
   * @param hidden tokens before the first visible one
   */
  times(
    draws: AttemptDraws,
    count: number,
    uncached: Float64Array,
    tokens: Float64Array,
    hidden: Float64Array | undefined,
    seconds: Float64Array,
    visible: Float64Array,
  ): void {
    const { parts } = this;
    const { stretch, firstToken, perInputToken, perOutputToken, total } = draws;
    const stalls = parts.stallMultiplier !== undefined;
    const reads = parts.perInputToken !== undefined;
    const writes = parts.perOutputToken !== undefined;
    const begins = parts.firstToken !== undefined;
    if (parts.total !== undefined) {
      for (let at = 0; at < count; at++) {
        const whole = total[at]! * (stalls ? stretch[at]! : 1);
        const perToken = tokens[at]! > 0 ? whole / tokens[at]! : 0;
        seconds[at] = whole;
        visible[at] = hidden === undefined ? 0 : hidden[at]! * perToken;
      }
      return;
    }
    for (let at = 0; at < count; at++) {
      const factor = stalls ? stretch[at]! : 1;
      let after = begins ? firstToken[at]! * factor : 0;
      if (reads) after += uncached[at]! * perInputToken[at]! * factor;
      const perToken = writes ? perOutputToken[at]! * factor : 0;
      seconds[at] = after + tokens[at]! * perToken;
      visible[at] = hidden === undefined ? after : after + hidden[at]! * perToken;
    }
  }

  /** Whether an attempt can fail at all. */
  get mayFail(): boolean {
    return this.parts.mayFail;
  }

  /** The share of errors at other times than in an incident. */
  get usualErrors(): number {
    return this.parts.mayFail ? this.parts.errors.share : 0;
  }

  /** Whether the one attempt of these keys fails; `errorShare` replaces the usual one where it is not negative. */
  fails(draws: AttemptDraws, attempt: DrawKeys, errorShare: number): boolean {
    const { mayFail, errors } = this.parts;
    if (!mayFail) return false;
    errors.fillUniforms(draws.fails, attempt);
    return draws.fails[0]! < (errorShare >= 0 ? errorShare : errors.share);
  }

  /** Seconds until the error of an attempt that fails, where the scenario gives them. */
  errorSeconds(task: number, attempt: number): number | undefined {
    return this.parts.errorSeconds?.draw(task, attempt);
  }
}

function filled(
  out: Float64Array<ArrayBuffer>,
  part: StickyVarying,
  calls: DrawKeys,
  attempts: DrawKeys,
): Float64Array<ArrayBuffer> {
  const roomy = withRoom(out, attempts.count);
  part.fill(roomy, calls, attempts);
  return roomy;
}

/** Seconds from an attempt's begin to the first token that the user sees: those it thinks with come before. */
export function visibleAfter(data: Float64Array, attempt: number): number {
  const reasoning = data[attempt + T_REASONING]!;
  const tokens = data[attempt + A_TOKENS]!;
  const hidden = reasoning < tokens ? reasoning : tokens;
  return data[attempt + A_GENERATES_AFTER]! + hidden * data[attempt + A_SECONDS_PER_TOKEN]!;
}

/** Whole tokens that an attempt has generated this many seconds after its begin, rounded down. */
export function generatedAfter(data: Float64Array, attempt: number, seconds: number): number {
  const writing = seconds - data[attempt + A_GENERATES_AFTER]!;
  if (writing <= 0) return 0;
  const tokens = data[attempt + A_TOKENS]!;
  const perToken = data[attempt + A_SECONDS_PER_TOKEN]!;
  return perToken * tokens <= writing ? tokens : Math.floor(writing / perToken);
}

/** Tokens that the call at this record will make a model generate: reasoning and output, cut. */
export function generatedTokens(data: Float64Array, record: number, maxOutput: number): number {
  const tokens = data[record + T_OUTPUT]! + data[record + T_REASONING]!;
  return tokens < maxOutput ? tokens : maxOutput;
}
