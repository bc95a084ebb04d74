import { AMOUNT_TOLERANCE, SPEND, TIME_TOLERANCE } from "./limits.ts";

const TEN_MINUTES = 600;
const SMALLEST = 64;

/**
 * The limit `spendPerTenMinutes`: what the charges of any ten minutes add up to. A charge counts from its moment until
 * ten minutes later, and is corrected where it stands, so that money that was not spent is free again at once. Charges
 * of one moment are one entry of a ring that grows with the busiest ten minutes.
 */
export class Spend {
  private limit = Number.POSITIVE_INFINITY;
  private refusesDebt = false;
  private moments = new Float64Array(SMALLEST);
  private amounts = new Float64Array(SMALLEST);
  /** Place of the oldest entry, and how many there are. */
  private oldest = 0;
  private count = 0;
  private readonly sum = new Float64Array(1);

  constructor(
    private readonly clock: Float64Array,
    private readonly need: Float64Array,
  ) {}

  reset(limit: number, refusesDebt: boolean): void {
    this.limit = limit;
    this.refusesDebt = refusesDebt;
    this.oldest = 0;
    this.count = 0;
    this.sum[0] = 0;
  }

  get limited(): boolean {
    return this.limit < Number.POSITIVE_INFINITY;
  }

  /** What the charges of the last ten minutes add up to, currency. */
  get spent(): number {
    this.forget();
    return this.sum[0]!;
  }

  /** Whether the need fits in beside the last ten minutes' charges. */
  admits(): boolean {
    this.forget();
    const asked = this.need[SPEND]!;
    return this.fits(this.sum[0]! + asked, AMOUNT_TOLERANCE) || (asked === 0 && !this.refusesDebt);
  }

  /** Seconds until charges enough are ten minutes old; infinite where the need alone is beyond the limit. */
  secondsUntilAdmitted(): number {
    if (this.admits()) return 0;
    const asked = this.need[SPEND]!;
    if (!this.fits(asked, AMOUNT_TOLERANCE)) return Number.POSITIVE_INFINITY;
    let left = this.sum[0]!;
    let entry = 0;
    let place = this.oldest;
    // half the tolerance: what is promised must hold when it is asked again
    while (entry < this.count && !this.fits(left + asked, AMOUNT_TOLERANCE / 2)) {
      place = this.placeOf(entry++);
      left -= this.amounts[place]!;
    }
    return this.moments[place]! + TEN_MINUTES - this.clock[0]!;
  }

  /** Enters the need at this moment. */
  charge(): void {
    this.forget();
    const now = this.clock[0]!;
    const amount = this.need[SPEND]!;
    this.sum[0] = this.sum[0]! + amount;
    const newest = this.placeOf(this.count - 1);
    if (this.count > 0 && this.moments[newest] === now) {
      this.amounts[newest] = this.amounts[newest]! + amount;
      return;
    }
    if (this.count === this.moments.length) this.grow();
    const place = this.placeOf(this.count++);
    this.moments[place] = now;
    this.amounts[place] = amount;
  }

  /** Adds to (negative: takes from) the entry of the moment it was charged at, if that is not ten minutes ago. */
  correct(amount: number, chargedAt: number): number {
    this.forget();
    const place = this.placeAt(chargedAt);
    if (place < 0) return 0;
    this.amounts[place] = this.amounts[place]! + amount;
    this.sum[0] = this.sum[0]! + amount;
    return amount;
  }

  private fits(amount: number, tolerance: number): boolean {
    return amount <= this.limit * (1 + tolerance);
  }

  /** Drops what is ten minutes old. */
  private forget(): void {
    const now = this.clock[0]!;
    while (this.count > 0 && now >= (this.moments[this.oldest]! + TEN_MINUTES) * (1 - TIME_TOLERANCE)) {
      this.sum[0] = this.sum[0]! - this.amounts[this.oldest]!;
      this.oldest = this.placeOf(1);
      this.count--;
      // once a round, so that roundings do not add up
      if (this.oldest === 0 || this.count === 0) this.addUp();
    }
  }

  private addUp(): void {
    let sum = 0;
    for (let entry = 0; entry < this.count; entry++) sum += this.amounts[this.placeOf(entry)]!;
    this.sum[0] = sum;
  }

  /** Place of an entry, 0 being the oldest. The ring's length is a power of two. */
  private placeOf(entry: number): number {
    return (this.oldest + entry) & (this.moments.length - 1);
  }

  /** Place of the entry of a moment, -1 where it is forgotten: bisection, since moments ascend. */
  private placeAt(moment: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.moments[this.placeOf(middle)]! < moment) low = middle + 1;
      else high = middle;
    }
    const place = this.placeOf(low);
    return low < this.count && this.moments[place] === moment ? place : -1;
  }

  private grow(): void {
    const moments = new Float64Array(2 * this.moments.length);
    const amounts = new Float64Array(2 * this.amounts.length);
    for (let entry = 0; entry < this.count; entry++) {
      moments[entry] = this.moments[this.placeOf(entry)]!;
      amounts[entry] = this.amounts[this.placeOf(entry)]!;
    }
    this.moments = moments;
    this.amounts = amounts;
    this.oldest = 0;
  }
}
