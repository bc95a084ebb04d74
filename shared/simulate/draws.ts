/**
 * Draws of the engine: what varies, joined to the stream of random numbers it is drawn from. A stream belongs to a
 * purpose (a name, such as "task.steps.answer.input"); every draw from it is a pure function of (seed, replication,
 * purpose, task, sub), so that the same task draws the same in every design.
 */
import { keyedBits, streamKey, uniformOf } from "../random/keyed.ts";
import { normalScore, type Sampler } from "../random/sampler.ts";

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
    if (this.constant) return this.clip(this.constantValue);
    return this.clip(this.sampler.fromBits(this.stream.bits(task, sub)));
  }

  /** The value at a standard normal score, for draws that are joined with others. */
  atScore(score: number): number {
    if (this.constant) return this.clip(this.constantValue);
    return this.clip(this.sampler.fromScore(score));
  }

  /** The standard normal score behind a draw. */
  score(task: number, sub: number): number {
    return normalScore(this.stream.bits(task, sub));
  }

  private clip(value: number): number {
    const scaled = value * this.scale;
    return scaled < this.min ? this.min : scaled > this.max ? this.max : scaled;
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
}

/**
 * A part of the latency. Drawn anew for each attempt, but for the share `sticky` of its variance (of the logarithm,
 * where it is lognormal; of the normal score in general), which belongs to the call and repeats on its retries.
 */
export class StickyVarying {
  private callWeight = 0;
  private attemptWeight = 1;

  constructor(
    private readonly varying: Varying,
    private readonly callStream: Stream,
  ) {}

  set sticky(share: number) {
    this.callWeight = Math.sqrt(share);
    this.attemptWeight = Math.sqrt(1 - share);
  }

  draw(task: number, call: number, attempt: number): number {
    if (this.callWeight === 0 || this.varying.constant) return this.varying.draw(task, attempt);
    const ofCall = normalScore(this.callStream.bits(task, call));
    return this.varying.atScore(
      this.callWeight * ofCall + this.attemptWeight * this.varying.score(task, attempt),
    );
  }
}
