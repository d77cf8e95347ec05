/** What the ring must know of a record. */
export interface Ringed {
  /** Rises with each record that came. */
  readonly id: number;
  /** ms since the epoch */
  readonly arrival: number;
  /** Bytes. */
  readonly size: number;
}

/** The newest records by arrival, bounded in number and size. */
export interface Ring<T extends Ringed> {
  readonly records: readonly T[];
  /** Bytes of what is kept. */
  readonly bytes: number;
  /** How many came and are not kept any more. */
  readonly dropped: number;
}

export const emptyRing = { records: [], bytes: 0, dropped: 0 } as const;

export interface RingBounds {
  readonly most: number;
  readonly mostBytes: number;
}

/** The view's: enough to look back over, and no more than a browser's tab bears. */
export const viewBounds: RingBounds = { most: 10_000, mostBytes: 128 * 1024 * 1024 };

/** With further records in their places; the oldest go when there are too many. The last one always stays. */
export function add<T extends Ringed>(ring: Ring<T>, more: readonly T[], { most, mostBytes }: RingBounds): Ring<T> {
  if (more.length === 0) return ring;
  // Nearly in order already: several shards only interleave.
  const all = [...ring.records, ...more].sort((a, b) => a.arrival - b.arrival || a.id - b.id);
  let bytes = more.reduce((sum, { size }) => sum + size, ring.bytes);
  let first = 0;
  while (all.length - first > 1 && (all.length - first > most || bytes > mostBytes)) bytes -= all[first++]?.size ?? 0;
  return { records: first === 0 ? all : all.slice(first), bytes, dropped: ring.dropped + first };
}

/** How much came lately, per second. */
export class Rates {
  readonly #span: number;
  #seen: { readonly at: number; readonly records: number; readonly bytes: number }[] = [];

  /** @param span ms that are looked back over */
  constructor(span = 5000) {
    this.#span = span;
  }

  count(at: number, records: number, bytes: number): void {
    this.#seen.push({ at, records, bytes });
  }

  at(now: number): { readonly records: number; readonly bytes: number } {
    this.#seen = this.#seen.filter(({ at }) => at > now - this.#span);
    const seconds = this.#span / 1000;
    return {
      records: this.#seen.reduce((sum, { records }) => sum + records, 0) / seconds,
      bytes: this.#seen.reduce((sum, { bytes }) => sum + bytes, 0) / seconds,
    };
  }
}
