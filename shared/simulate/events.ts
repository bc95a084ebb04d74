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
/** How many events are scheduled between two looks at how well the wheel fits. */
const LOOK_EVERY = 4096;

export class Events {
  private slots = LEAST_SLOTS;
  private mask = LEAST_SLOTS - 1;
  private perSecond = 16;
  /** Number of the slot that time has come to, counted from second 0: that of the event taken last. */
  private base = 0;
  /** First and last records of the slots' lists; a list that is empty has no head, −1. */
  private heads = new Int32Array(LEAST_SLOTS).fill(-1);
  private tails = new Int32Array(LEAST_SLOTS);
  // a bit for each occupied slot, for each occupied word of those, and for each occupied word of these
  private words = new Int32Array(LEAST_SLOTS >> 5);
  private groups = new Int32Array(LEAST_SLOTS >> 10);
  private readonly far = new FarEvents();
  /** Slot number from which on the heap's first entry lies. */
  private farNumber = Number.POSITIVE_INFINITY;
  private scheduled = 0;
  private inWheel = 0;
  /** Record of the next event; −1: there is none, or it is the first of the heap. */
  private next = -1;
  // since the last look
  private walked = 0;
  private wentFar = 0;

  /** Time of the next event, seconds; infinite when there is none. */
  nextAt = Number.POSITIVE_INFINITY;

  constructor(
    private readonly records: Records,
    /** `clock[0]` is now, seconds. */
    private readonly clock: Float64Array,
  ) {}

  /** Forgets all events and starts at second 0; the fit of the wheel stays. */
  clear(): void {
    this.empty();
    this.base = 0;
    this.scheduled = 0;
  }

  private empty(): void {
    this.heads.fill(-1);
    this.words.fill(0);
    this.groups.fill(0);
    this.far.clear();
    this.farNumber = Number.POSITIVE_INFINITY;
    this.inWheel = 0;
    this.next = -1;
    this.nextAt = Number.POSITIVE_INFINITY;
  }

  /** Schedules the record's event at its `R_AT`, now or later, which is finite; it has none pending. */
  schedule(record: number): void {
    const number = ++this.scheduled;
    this.records.data[record + R_EVENT] = number;
    if (number % LOOK_EVERY === 0) this.look();
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
      if (this.inWheel === 0) this.findNext();
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
    this.inWheel--;
    if (record === this.next) this.findNext();
  }

  /** Record of the next event, which is to be taken now; −1 when there is none. */
  first(): number {
    return this.next >= 0 || this.turnToHeap() ? this.next : -1;
  }

  /** Moves the clock to the next event and returns its record; −1 when there is none. */
  pop(): number {
    if (this.next < 0 && !this.turnToHeap()) return -1;
    const record = this.next;
    const { eventSlot, eventNext } = this.records;
    const place = placeOf(record);
    const slot = eventSlot[place]!;
    const after = eventNext[place]!;
    this.clock[0] = this.nextAt;
    this.base += (slot - this.base) & this.mask;
    eventSlot[place] = NONE;
    this.heads[slot] = after;
    this.inWheel--;
    if (this.farNumber < this.base + this.slots) this.promote();
    if (after >= 0) {
      this.next = after;
      this.nextAt = this.records.data[after + R_AT]!;
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
    const number = at * this.perSecond;
    if (this.inWheel === 0) this.turnToNow();
    if (number < this.base + this.slots) this.insert(record, at, number & this.mask);
    else {
      this.far.push(at, data[record + R_EVENT]!, record);
      eventSlot[placeOf(record)] = FAR;
      this.wentFar++;
      if (number < this.farNumber) this.farNumber = number;
      if (this.inWheel === 0) this.findNext();
    }
  }

  /** Joins the list of a slot, behind everybody of the same time. */
  private insert(record: number, at: number, slot: number): void {
    const { heads, tails } = this;
    const { data, eventNext, eventSlot } = this.records;
    const head = heads[slot]!;
    eventSlot[placeOf(record)] = slot;
    this.inWheel++;
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
    if (at < this.nextAt) {
      this.nextAt = at;
      this.next = record;
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
    if (this.inWheel === 0) {
      this.dropCancelled();
      this.next = -1;
      this.nextAt = this.far.nextTime();
      return;
    }
    const head = this.heads[this.occupiedFrom(this.base & this.mask)]!;
    this.next = head;
    this.nextAt = this.records.data[head + R_AT]!;
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
    this.base = Math.floor(this.clock[0]! * this.perSecond);
    if (this.farNumber >= this.base + this.slots) return;
    this.promote();
    this.findNext();
  }

  /** The wheel is empty: turns it to the first event of the heap. False when there is none. */
  private turnToHeap(): boolean {
    if (this.far.size === 0) return false;
    this.base = Math.floor(this.farNumber);
    this.promote();
    this.findNext();
    return true;
  }

  /** Moves what the wheel has come to from the heap into it. */
  private promote(): void {
    const { far, records } = this;
    const end = this.base + this.slots;
    while (this.farNumber < end) {
      const slot = this.farNumber & this.mask;
      const valid = this.firstIsValid();
      const { record } = far;
      far.pop();
      this.farNumber = far.nextTime() * this.perSecond;
      if (valid) this.insert(record, records.data[record + R_AT]!, slot);
    }
  }

  /** Drops entries from the top of the heap whose events were taken back. */
  private dropCancelled(): void {
    while (this.far.size > 0 && !this.firstIsValid()) this.far.pop();
    this.farNumber = this.far.nextTime() * this.perSecond;
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
    const crowded = 8 * this.inWheel > this.slots;
    this.walked = 0;
    this.wentFar = 0;
    if ((long || crowded || beyond) && (crowded || (long && beyond)) && this.slots < MOST_SLOTS)
      this.resize(4 * this.slots, long ? 4 * this.perSecond : this.perSecond);
    else if (long) this.resize(this.slots, 4 * this.perSecond);
    else if (beyond) this.resize(this.slots, this.perSecond / 2);
  }

  private resize(slots: number, perSecond: number): void {
    const records = this.pending();
    this.perSecond = perSecond;
    if (slots !== this.slots) {
      this.slots = slots;
      this.mask = slots - 1;
      this.heads = new Int32Array(slots);
      this.tails = new Int32Array(slots);
      this.words = new Int32Array(slots >> 5);
      this.groups = new Int32Array(slots >> 10);
    }
    this.empty();
    this.base = Math.floor(this.clock[0]! * perSecond);
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
