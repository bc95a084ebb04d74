/**
 * The pending events of a simulation: at most one for each record, at its `R_AT`. A timing wheel (Varghese and Lauck
 * 1987) whose slots are lists in exact order: by time and, at equal times, by the order of scheduling. What lies beyond
 * the wheel's span waits in a heap. A bitmap of three levels finds the next occupied slot. Slots get narrower where
 * lists grow long, and the wheel larger where much lies beyond it; neither changes the order of events.
 * Scheduling, cancelling and taking the next cost the same few nanoseconds whatever the number of events.
 */
import { FarEvents } from "./far-events.ts";
import { R_AT, R_EVENT } from "./fields.ts";
import { handleOf, placeOf, type Records } from "./records.ts";

/** In `Records.eventSlot`: no event is pending, or it is in the heap; otherwise the slot of the wheel. */
const NONE = -1;
const FAR = -2;

const LEAST_SLOTS = 1 << 10;
const MOST_SLOTS = 1 << 18;

/** What the wheel knows of time, in {@link Events.moments}: seconds, slots a second, and numbers of slots from second 0. */
export const NEXT_AT = 0;
export const PER_SECOND = 1;
/** From which on the heap's first entry lies. */
export const FAR_NUMBER = 2;
/** The slot that time has come to: that of the event taken last. */
export const BASE = 3;
/** How many events were scheduled so far. */
export const SCHEDULED = 4;

/** And what it counts, in {@link Events.counters}. */
/** Record of the next event; −1: there is none, or it is the first of the heap. */
export const NEXT = 0;
export const IN_WHEEL = 1;
export const SLOTS = 2;
export const MASK = 3;

/** The low bits of the number of an event after which is looked how well the wheel fits: they are zero. */
export const LOOK_MASK = 4095;
const LOOK_EVERY = 4096;

export class Events {
  // in arrays, so that the express lane can do the common case itself
  readonly moments = Float64Array.of(Number.POSITIVE_INFINITY, 16, Number.POSITIVE_INFINITY, 0, 0);
  readonly counters = Int32Array.of(NONE, 0, LEAST_SLOTS, LEAST_SLOTS - 1);
  /** First and last records of the slots' lists; a list that is empty has no head, −1. */
  heads = new Int32Array(LEAST_SLOTS).fill(-1);
  tails = new Int32Array(LEAST_SLOTS);
  // a bit for each occupied slot, for each occupied word of those, and for each occupied word of these
  words = new Int32Array(LEAST_SLOTS >> 5);
  groups = new Int32Array(LEAST_SLOTS >> 10);
  private readonly far = new FarEvents();
  // since the last look
  private walked = 0;
  private wentFar = 0;

  constructor(
    private readonly records: Records,
    /** `clock[0]` is now, seconds. */
    private readonly clock: Float64Array,
  ) {}

  /** Time of the next event, seconds; infinite when there is none. */
  get nextAt(): number {
    return this.moments[NEXT_AT]!;
  }

  /** Forgets all events and starts at second 0; the fit of the wheel stays. */
  clear(): void {
    this.empty();
    this.moments[BASE] = 0;
    this.moments[SCHEDULED] = 0;
  }

  private empty(): void {
    this.heads.fill(-1);
    this.words.fill(0);
    this.groups.fill(0);
    this.far.clear();
    this.moments[FAR_NUMBER] = Number.POSITIVE_INFINITY;
    this.counters[IN_WHEEL] = 0;
    this.counters[NEXT] = -1;
    this.moments[NEXT_AT] = Number.POSITIVE_INFINITY;
  }

  /** Schedules the record's event at its `R_AT`, now or later, which is finite; it has none pending. */
  schedule(record: number): void {
    const number = this.moments[SCHEDULED]! + 1;
    this.moments[SCHEDULED] = number;
    this.records.data[record + R_EVENT] = number;
    if ((number & LOOK_MASK) === 0) this.look();
    this.place(record);
  }

  /** Takes the record's pending event back, if it has one. */
  cancel(record: number): void {
    const { eventSlot, eventNext } = this.records;
    const place = placeOf(record);
    const slot = eventSlot[place]!;
    if (slot === NONE) return;
    eventSlot[place] = NONE;
    if (slot === FAR) {
      // it is dropped when it comes up
      if (this.counters[IN_WHEEL]! === 0) this.findNext();
      return;
    }
    const { heads, tails } = this;
    const after = eventNext[place]!;
    if (heads[slot] === record) {
      heads[slot] = after;
      if (after < 0) this.unmark(slot);
    } else {
      let before = heads[slot]!;
      while (eventNext[placeOf(before)] !== record) before = eventNext[placeOf(before)]!;
      eventNext[placeOf(before)] = after;
      if (after < 0) tails[slot] = before;
    }
    this.counters[IN_WHEEL] = this.counters[IN_WHEEL]! - 1;
    if (record === this.counters[NEXT]!) this.findNext();
  }

  /** Record of the next event, which is to be taken now; −1 when there is none. */
  first(): number {
    return this.counters[NEXT]! >= 0 || this.turnToHeap() ? this.counters[NEXT]! : -1;
  }

  /** Moves the clock to the next event and returns its record; −1 when there is none. */
  pop(): number {
    if (this.counters[NEXT]! < 0 && !this.turnToHeap()) return -1;
    const record = this.counters[NEXT]!;
    const { eventSlot, eventNext } = this.records;
    const place = placeOf(record);
    const slot = eventSlot[place]!;
    const after = eventNext[place]!;
    this.clock[0] = this.moments[NEXT_AT]!;
    this.moments[BASE] = this.moments[BASE]! + ((slot - this.moments[BASE]!) & this.counters[MASK]!);
    eventSlot[place] = NONE;
    this.heads[slot] = after;
    this.counters[IN_WHEEL] = this.counters[IN_WHEEL]! - 1;
    if (this.moments[FAR_NUMBER]! < this.moments[BASE]! + this.counters[SLOTS]!) this.promote();
    if (after >= 0) {
      this.counters[NEXT] = after;
      this.moments[NEXT_AT] = this.records.data[after + R_AT]!;
    } else {
      if (this.heads[slot]! < 0) this.unmark(slot);
      this.findNext();
    }
    return record;
  }

  /** Puts an event where it belongs. */
  private place(record: number): void {
    const { data, eventSlot } = this.records;
    const at = data[record + R_AT]!;
    const number = at * this.moments[PER_SECOND]!;
    if (this.counters[IN_WHEEL]! === 0) this.turnToNow();
    if (number < this.moments[BASE]! + this.counters[SLOTS]!)
      this.insert(record, at, number & this.counters[MASK]!);
    else {
      this.far.push(at, data[record + R_EVENT]!, record);
      eventSlot[placeOf(record)] = FAR;
      this.wentFar++;
      if (number < this.moments[FAR_NUMBER]!) this.moments[FAR_NUMBER] = number;
      if (this.counters[IN_WHEEL]! === 0) this.findNext();
    }
  }

  /** Joins the list of a slot, behind everybody of the same time. */
  private insert(record: number, at: number, slot: number): void {
    const { heads, tails } = this;
    const { data, eventNext, eventSlot } = this.records;
    const head = heads[slot]!;
    eventSlot[placeOf(record)] = slot;
    this.counters[IN_WHEEL] = this.counters[IN_WHEEL]! + 1;
    if (head < 0) {
      heads[slot] = record;
      tails[slot] = record;
      eventNext[placeOf(record)] = -1;
      this.words[slot >> 5] = this.words[slot >> 5]! | (1 << (slot & 31));
      this.groups[slot >> 10] = this.groups[slot >> 10]! | (1 << ((slot >> 5) & 31));
    } else if (at >= data[tails[slot]! + R_AT]!) {
      eventNext[placeOf(tails[slot]!)] = record;
      eventNext[placeOf(record)] = -1;
      tails[slot] = record;
    } else if (at < data[head + R_AT]!) {
      heads[slot] = record;
      eventNext[placeOf(record)] = head;
    } else {
      let before = head;
      let after = eventNext[placeOf(before)]!;
      while (data[after + R_AT]! <= at) {
        before = after;
        after = eventNext[placeOf(before)]!;
        this.walked++;
      }
      eventNext[placeOf(before)] = record;
      eventNext[placeOf(record)] = after;
    }
    if (at < this.moments[NEXT_AT]!) {
      this.moments[NEXT_AT] = at;
      this.counters[NEXT] = record;
    }
  }

  private unmark(slot: number): void {
    const { words, groups } = this;
    const left = words[slot >> 5]! & ~(1 << (slot & 31));
    words[slot >> 5] = left;
    if (left === 0) groups[slot >> 10] = groups[slot >> 10]! & ~(1 << ((slot >> 5) & 31));
  }

  /** Finds the next event among the slots, or at the top of the heap. */
  private findNext(): void {
    if (this.counters[IN_WHEEL]! === 0) {
      this.dropCancelled();
      this.counters[NEXT] = -1;
      this.moments[NEXT_AT] = this.far.nextTime();
      return;
    }
    const head = this.heads[this.occupiedFrom(this.moments[BASE]! & this.counters[MASK]!)]!;
    this.counters[NEXT] = head;
    this.moments[NEXT_AT] = this.records.data[head + R_AT]!;
  }

  /** The first occupied slot at or after this one, around the wheel; there is one. */
  private occupiedFrom(slot: number): number {
    const { words } = this;
    let word = slot >> 5;
    const here = words[word]! & (-1 << (slot & 31));
    if (here !== 0) return (word << 5) + lowestBit(here);
    word = this.occupiedWordFrom((word + 1) & (words.length - 1));
    return (word << 5) + lowestBit(words[word]!);
  }

  private occupiedWordFrom(word: number): number {
    const { groups } = this;
    let group = word >> 5;
    const here = groups[group]! & (-1 << (word & 31));
    if (here !== 0) return (group << 5) + lowestBit(here);
    do group = (group + 1) & (groups.length - 1);
    while (groups[group] === 0);
    return (group << 5) + lowestBit(groups[group]!);
  }

  /** The wheel is empty: turns it to the clock, which arrivals have moved on. */
  private turnToNow(): void {
    this.moments[BASE] = Math.floor(this.clock[0]! * this.moments[PER_SECOND]!);
    if (this.moments[FAR_NUMBER]! >= this.moments[BASE]! + this.counters[SLOTS]!) return;
    this.promote();
    this.findNext();
  }

  /** The wheel is empty: turns it to the first event of the heap. False when there is none. */
  private turnToHeap(): boolean {
    if (this.far.size === 0) return false;
    this.moments[BASE] = Math.floor(this.moments[FAR_NUMBER]!);
    this.promote();
    this.findNext();
    return true;
  }

  /** Moves what the wheel has come to from the heap into it. */
  private promote(): void {
    const { far, records } = this;
    const end = this.moments[BASE]! + this.counters[SLOTS]!;
    while (this.moments[FAR_NUMBER]! < end) {
      const slot = this.moments[FAR_NUMBER]! & this.counters[MASK]!;
      const valid = this.firstIsValid();
      const { record } = far;
      far.pop();
      this.moments[FAR_NUMBER] = far.nextTime() * this.moments[PER_SECOND]!;
      if (valid) this.insert(record, records.data[record + R_AT]!, slot);
    }
  }

  /** Drops entries from the top of the heap whose events were taken back. */
  private dropCancelled(): void {
    while (this.far.size > 0 && !this.firstIsValid()) this.far.pop();
    this.moments[FAR_NUMBER] = this.far.nextTime() * this.moments[PER_SECOND]!;
  }

  private firstIsValid(): boolean {
    const { far, records } = this;
    const { record } = far;
    return records.eventSlot[placeOf(record)] === FAR && records.data[record + R_EVENT] === far.number;
  }

  /** Fits the wheel to what was scheduled since the last look. */
  private look(): void {
    const long = this.walked > 2 * LOOK_EVERY;
    const beyond = this.wentFar > LOOK_EVERY / 8;
    const crowded = 8 * this.counters[IN_WHEEL]! > this.counters[SLOTS]!;
    this.walked = 0;
    this.wentFar = 0;
    if ((long || crowded || beyond) && (crowded || (long && beyond)) && this.counters[SLOTS]! < MOST_SLOTS)
      this.resize(
        4 * this.counters[SLOTS]!,
        long ? 4 * this.moments[PER_SECOND]! : this.moments[PER_SECOND]!,
      );
    else if (long) this.resize(this.counters[SLOTS]!, 4 * this.moments[PER_SECOND]!);
    else if (beyond) this.resize(this.counters[SLOTS]!, this.moments[PER_SECOND]! / 2);
  }

  private resize(slots: number, perSecond: number): void {
    const records = this.pending();
    this.moments[PER_SECOND] = perSecond;
    if (slots !== this.counters[SLOTS]!) {
      this.counters[SLOTS] = slots;
      this.counters[MASK] = slots - 1;
      this.heads = new Int32Array(slots);
      this.tails = new Int32Array(slots);
      this.words = new Int32Array(slots >> 5);
      this.groups = new Int32Array(slots >> 10);
    }
    this.empty();
    this.moments[BASE] = Math.floor(this.clock[0]! * perSecond);
    for (const record of records) this.place(record);
    this.wentFar = 0;
  }

  /** All pending events in order. */
  private pending(): number[] {
    const { data, eventSlot } = this.records;
    const pending: number[] = [];
    for (let place = 0; place < eventSlot.length; place++) if (eventSlot[place] !== NONE) pending.push(place);
    return pending
      .map(handleOf)
      .sort((a, b) => data[a + R_AT]! - data[b + R_AT]! || data[a + R_EVENT]! - data[b + R_EVENT]!);
  }
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}
