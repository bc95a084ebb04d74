/**
 * Draws of the engine: what varies, joined to the stream of random numbers it is drawn from. A stream belongs to a
 * purpose (a name, such as "task.steps.answer.input"); every draw from it is a pure function of (seed, replication,
 * purpose, task, sub), so that the same task draws the same in every design. What every task needs is drawn in blocks:
 * one loop for each purpose takes a third of the time of as many single draws, and gives the same numbers.
 */
import { fillKeyedBits, keyedBits, streamKey, uniformOf } from "../random/keyed.ts";
import { fillNormalScores, fillNormalScoresFromKeys, type Sampler } from "../random/sampler.ts";
import { grown } from "./records.ts";

/** Whose draws a block holds: for each entry the task's number, and which draw of the task it is. */
export interface DrawKeys {
  readonly tasks: Int32Array;
  readonly subs: Int32Array;
  readonly count: number;
  /** Whether the tasks follow one another and their draws are all the same of the task. */
  readonly inRow?: boolean;
}

/** Scratch space of the loops below; they don't nest. */
let bitsOfBlock = new Int32Array(1024);
let scoresOfBlock = new Float64Array(1024);

function scratchFor(count: number): void {
  if (count <= bitsOfBlock.length) return;
  bitsOfBlock = new Int32Array(2 * count);
  scoresOfBlock = new Float64Array(2 * count);
}

/** The array, or a larger one where it has no room for so many. */
export function withRoom(array: Float64Array<ArrayBuffer>, count: number): Float64Array<ArrayBuffer> {
  return count <= array.length ? array : grown(array, new Float64Array(2 * count));
}

/** The random bits of one purpose within one replication. */
export class Stream {
  private k0 = 0;
  private k1 = 0;

  constructor(private readonly purpose: number) {}

  reseed(seed: number, replication: number): void {
    const key = streamKey(seed, replication, this.purpose);
    this.k0 = key.k0;
    this.k1 = key.k1;
  }

  bits(task: number, sub: number): number {
    return keyedBits(this.k0, this.k1, task, sub);
  }

  /** A uniform draw between 0 and 1, neither included. */
  uniform(task: number, sub: number): number {
    return uniformOf(this.bits(task, sub));
  }

  fillBits({ tasks, subs, count }: DrawKeys): Int32Array {
    scratchFor(count);
    fillKeyedBits(bitsOfBlock, this.k0, this.k1, tasks, subs, count);
    return bitsOfBlock;
  }

  fillUniforms(out: Float64Array, keys: DrawKeys): void {
    const { k0, k1 } = this;
    const { tasks, subs, count } = keys;
    if (keys.inRow === true && count > 0) {
      const first = tasks[0]!;
      const sub = subs[0]!;
      for (let i = 0; i < count; i++) out[i] = uniformOf(keyedBits(k0, k1, first + i, sub));
    } else for (let i = 0; i < count; i++) out[i] = uniformOf(keyedBits(k0, k1, tasks[i]!, subs[i]!));
  }

  fillScores(out: Float64Array, keys: DrawKeys): void {
    const { tasks, subs, count } = keys;
    if (keys.inRow === true && count > 0)
      fillNormalScoresFromKeys(out, this.k0, this.k1, tasks[0]!, subs[0]!, count);
    else fillNormalScores(this.fillBits(keys), out, count);
  }

  /** Draws from a distribution. */
  fillFrom(sampler: Sampler, out: Float64Array, keys: DrawKeys): void {
    const { tasks, subs, count } = keys;
    if (keys.inRow === true && count > 0)
      sampler.fillFromKeys(out, this.k0, this.k1, tasks[0]!, subs[0]!, count);
    else sampler.fillFromBits(this.fillBits(keys), out, count);
  }
}

/** A quantity that varies: `min(max(scale · draw, min), max)`, the scale being the world's. */
export class Varying {
  scale = 1;
  /** Whether every draw is the same; kept apart from the value, so that the value is always a plain double. */
  readonly constant: boolean;
  private readonly constantValue: number;

  constructor(
    private readonly sampler: Sampler,
    private readonly stream: Stream,
    private readonly min: number,
    private readonly max: number,
  ) {
    this.constant = sampler.constant !== undefined;
    this.constantValue = sampler.constant ?? 0;
  }

  draw(task: number, sub: number): number {
    return this.clip(this.constant ? this.constantValue : this.sampler.fromBits(this.stream.bits(task, sub)));
  }

  fill(out: Float64Array, keys: DrawKeys): void {
    if (!this.constant) this.stream.fillFrom(this.sampler, out, keys);
    this.clipAll(out, keys.count);
  }

  /** The standard normal scores behind the draws. */
  fillScores(out: Float64Array, keys: DrawKeys): void {
    this.stream.fillScores(out, keys);
  }

  /** Turns standard normal scores into the values that stand there, for draws that are joined with others. */
  fillAtScores(scores: Float64Array, count: number): void {
    if (!this.constant) this.sampler.fillFromScores(scores, count);
    this.clipAll(scores, count);
  }

  private clip(value: number): number {
    const scaled = value * this.scale;
    return scaled < this.min ? this.min : scaled > this.max ? this.max : scaled;
  }

  private clipAll(values: Float64Array, count: number): void {
    const { scale, min, max } = this;
    if (this.constant) values.fill(this.clip(this.constantValue), 0, count);
    else if (scale !== 1 || min !== Number.NEGATIVE_INFINITY || max !== Number.POSITIVE_INFINITY)
      for (let i = 0; i < count; i++) {
        const scaled = values[i]! * scale;
        values[i] = scaled < min ? min : scaled > max ? max : scaled;
      }
  }
}

/** Something that happens with a share that the world gives. */
export class Chance {
  share = 0;

  constructor(private readonly stream: Stream) {}

  happens(task: number, sub: number): boolean {
    return this.happensWith(this.share, task, sub);
  }

  /** The same draw held against another share, as during an incident. */
  happensWith(share: number, task: number, sub: number): boolean {
    if (share <= 0) return false;
    if (share >= 1) return true;
    return this.stream.uniform(task, sub) < share;
  }

  /** The uniform draws that are held against a share: it happens where they fall short of it. */
  fillUniforms(out: Float64Array, keys: DrawKeys): void {
    this.stream.fillUniforms(out, keys);
  }
}

/**
 * A part of the latency. Drawn anew for each attempt, but for the share `sticky` of its variance (of the logarithm,
 * where it is lognormal; of the normal score in general), which belongs to the call and repeats on its retries.
 */
export class StickyVarying {
  private callWeight = 0;
  private attemptWeight = 1;

  constructor(
    readonly varying: Varying,
    private readonly callStream: Stream,
  ) {}

  set sticky(share: number) {
    this.callWeight = Math.sqrt(share);
    this.attemptWeight = Math.sqrt(1 - share);
  }

  /** @param calls the same entries as `attempts`, with the call for sub */
  fill(out: Float64Array, calls: DrawKeys, attempts: DrawKeys): void {
    const { callWeight, attemptWeight, varying } = this;
    const { count } = attempts;
    if (callWeight === 0 || varying.constant) {
      varying.fill(out, attempts);
      return;
    }
    varying.fillScores(out, attempts);
    scratchFor(count);
    this.callStream.fillScores(scoresOfBlock, calls);
    for (let i = 0; i < count; i++) out[i] = callWeight * scoresOfBlock[i]! + attemptWeight * out[i]!;
    varying.fillAtScores(out, count);
  }
}
