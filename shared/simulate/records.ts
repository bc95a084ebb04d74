import { ACCOUNT_SIZE, ACCOUNT_USED, accountOf } from "./accounts.ts";
import { R_STATE, T_BOOKED } from "./fields.ts";

/** Numbers that a record has; a power of two, so that a record's place is a shift away from its handle. */
const STRIDE = 32;

/** The place of a record among all, from its handle: for what is kept one entry a record. */
export function placeOf(handle: number): number {
  return handle >> 5;
}

export function handleOf(place: number): number {
  return place << 5;
}

/** Copies the old contents into the larger array. */
export function grown<T extends Float64Array | Int32Array | Uint8Array>(from: T, into: T): T {
  into.set(from as never);
  return into;
}

/**
 * Everything that moves in a simulation (tasks, attempts, alarms) as records of numbers side by side in one array; a
 * record is its handle, the offset of its first field, and a field is `data[handle + FIELD]`. One array, because a
 * record's fields are used together: they share cache lines, and one address finds them all. Grows, never shrinks, and
 * allocates nothing in between. The arrays are replaced when they grow, so they are read anew after anything that may
 * take a record.
 */
export class Records {
  data = new Float64Array(256 * STRIDE);
  /** See `accounts.ts`; all zero beside a record that is not in use, and its `T_BOOKED` too. */
  accounts = new Float64Array(256 * ACCOUNT_SIZE);
  /** Links of the line that a record stands in, by place: the handle behind, and the one before; −1 where there is none. */
  next = new Int32Array(256).fill(-1);
  previous = new Int32Array(256).fill(-1);
  /** Where its pending event is kept, by place: see `events.ts`. */
  eventNext = new Int32Array(256).fill(-1);
  eventSlot = new Int32Array(256).fill(-1);
  /** Records that nobody uses any more, and `freeCount[0]`, how many they are. */
  free = new Int32Array(256);
  readonly freeCount = new Int32Array(1);
  private used = 0;

  /** Forgets all records. */
  clear(): void {
    // only what was used: a replication that piled up millions is rare, and the next one need not pay for it
    this.data.fill(0, 0, this.used);
    this.accounts.fill(0, 0, accountOf(this.used));
    this.eventSlot.fill(-1, 0, placeOf(this.used));
    this.freeCount[0] = 0;
    this.used = 0;
  }

  /** A record that nobody uses, with whatever its last user left in it. */
  take(): number {
    const { freeCount } = this;
    if (freeCount[0]! > 0) {
      freeCount[0] = freeCount[0]! - 1;
      return this.free[freeCount[0]!]!;
    }
    const handle = this.used;
    if (handle === this.data.length) this.grow();
    this.used += STRIDE;
    return handle;
  }

  /** A record of its own for a hedge, or for an attempt that is given up: a copy, with an empty account. */
  copy(record: number): number {
    const copy = this.take();
    this.data.copyWithin(copy, record, record + STRIDE);
    this.data[copy + T_BOOKED] = 0;
    return copy;
  }

  release(handle: number): void {
    const { data } = this;
    data[handle + R_STATE] = 0;
    if (data[handle + T_BOOKED] === 1) {
      data[handle + T_BOOKED] = 0;
      const { accounts } = this;
      const first = accountOf(handle);
      for (let at = first; at < first + ACCOUNT_USED; at++) accounts[at] = 0;
    }
    const { freeCount } = this;
    this.free[freeCount[0]!] = handle;
    freeCount[0] = freeCount[0]! + 1;
  }

  /** Handles of all records that are or have been in use. */
  *handles(): IterableIterator<number> {
    for (let handle = 0; handle < this.used; handle += STRIDE) yield handle;
  }

  private grow(): void {
    const places = 2 * this.next.length;
    this.data = grown(this.data, new Float64Array(places * STRIDE));
    this.accounts = grown(this.accounts, new Float64Array(places * ACCOUNT_SIZE));
    this.next = grown(this.next, new Int32Array(places).fill(-1));
    this.previous = grown(this.previous, new Int32Array(places).fill(-1));
    this.eventNext = grown(this.eventNext, new Int32Array(places).fill(-1));
    this.eventSlot = grown(this.eventSlot, new Int32Array(places).fill(-1));
    this.free = grown(this.free, new Int32Array(places));
  }
}
