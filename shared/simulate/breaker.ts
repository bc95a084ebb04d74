import { grown } from "./records.ts";

const CLOSED = 0;
const OPEN = 1;
const PROBING = 2;

/**
 * A circuit breaker before one model. It opens when, of the attempts that ended within the last `window` seconds, the
 * share that failed (errors and timeouts; a 429 is neither) reaches `threshold` and at least `minimumCalls` ended. Open,
 * it skips the model for `cooldown` seconds, then lets one probe through; a probe that fails opens it again.
 */
export class Breaker {
  private windowSeconds = Number.POSITIVE_INFINITY;
  private threshold = Number.POSITIVE_INFINITY;
  private minimumCalls = 0;
  private cooldownSeconds = 0;

  // a ring of the attempts that ended within the window
  private endedAt = new Float64Array(256);
  private hasFailed = new Uint8Array(256);
  private first = 0;
  private count = 0;
  private failed = 0;

  /** Whether the design has a breaker at all. */
  enabled = false;
  private state = CLOSED;
  private reopensAt = 0;

  /** Starts closed. */
  reset(windowSeconds: number, threshold: number, minimumCalls: number, cooldownSeconds: number): void {
    this.windowSeconds = windowSeconds;
    this.threshold = threshold;
    this.minimumCalls = minimumCalls;
    this.cooldownSeconds = cooldownSeconds;
    this.enabled = true;
    this.state = CLOSED;
    this.empty();
  }

  /** Never opens. */
  disable(): void {
    this.enabled = false;
    this.state = CLOSED;
  }

  private empty(): void {
    this.first = 0;
    this.count = 0;
    this.failed = 0;
  }

  get closed(): boolean {
    return this.state === CLOSED;
  }

  /** Whether a call may go to the model now. */
  allows(now: number): boolean {
    if (this.state === CLOSED) return true;
    return this.state === OPEN && now >= this.reopensAt;
  }

  /** Notes that an attempt is sent. True where it is the probe of a cooldown that is over. */
  sends(now: number): boolean {
    if (this.state !== OPEN || now < this.reopensAt) return false;
    this.state = PROBING;
    return true;
  }

  /** Notes that an attempt ended. Those sent before it opened still end while it is open: they change nothing. */
  ends(now: number, failed: boolean, probe: boolean): void {
    if (probe) {
      if (failed) this.open(now);
      else this.state = CLOSED;
      return;
    }
    if (!this.enabled || this.state !== CLOSED) return;
    this.forget(now - this.windowSeconds);
    this.note(now, failed);
    if (this.count >= this.minimumCalls && this.failed >= this.threshold * this.count) this.open(now);
  }

  private open(now: number): void {
    this.state = OPEN;
    this.reopensAt = now + this.cooldownSeconds;
    this.empty();
  }

  private forget(before: number): void {
    while (this.count > 0 && this.endedAt[this.first]! < before) {
      this.failed -= this.hasFailed[this.first]!;
      this.first = (this.first + 1) & (this.endedAt.length - 1);
      this.count--;
    }
  }

  private note(now: number, failed: boolean): void {
    if (this.count === this.endedAt.length) this.grow();
    const at = (this.first + this.count) & (this.endedAt.length - 1);
    this.endedAt[at] = now;
    this.hasFailed[at] = failed ? 1 : 0;
    this.count++;
    if (failed) this.failed++;
  }

  private grow(): void {
    const size = this.endedAt.length;
    // Unroll the ring first, so that what is kept stays in order.
    const order = Int32Array.from({ length: size }, (_, i) => (this.first + i) % size);
    const endedAt = Float64Array.from(order, (i) => this.endedAt[i]!);
    const hasFailed = Uint8Array.from(order, (i) => this.hasFailed[i]!);
    this.endedAt = grown(endedAt, new Float64Array(size * 2));
    this.hasFailed = grown(hasFailed, new Uint8Array(size * 2));
    this.first = 0;
  }
}
