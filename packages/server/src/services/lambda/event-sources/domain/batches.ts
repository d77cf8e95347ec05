/** A function's event may be 6 MB. */
export const PAYLOAD_LIMIT = 6 * 1024 * 1024;

/** `{"Records":[` and `]}`. */
export const EVENT_FRAME = 14;

/** Bytes of what stands around a record in an event: a comma. */
const SEPARATOR = 1;

/** A record and the event record that it became. */
export interface Batched<R> {
  readonly record: R;
  /** The record as functions get it. */
  readonly json: string;
  /** Of the JSON in UTF-8. */
  readonly bytes: number;
}

/** Gathers records for one invocation until there are enough of them, or the next one does not fit into an event. */
export class BatchBuilder<R> {
  readonly #maxRecords: number;
  readonly #maxBytes: number;
  #items: Batched<R>[] = [];
  #bytes = 0;

  /**
   * @param maxRecords the mapping's BatchSize, 1 to 10,000
   * @param frame bytes of the event without its records: more than `{"Records":[]}` for tumbling windows
   */
  constructor(maxRecords: number, frame: number = EVENT_FRAME) {
    this.#maxRecords = maxRecords;
    this.#maxBytes = PAYLOAD_LIMIT - frame;
  }

  get count(): number {
    return this.#items.length;
  }

  /** Whether it takes no more records: to be sent now. */
  get isFull(): boolean {
    return this.#items.length >= this.#maxRecords || this.#bytes >= this.#maxBytes;
  }

  /** Adds a record; false when there is no room for it in this batch. A record that fits into no event at all is taken as the only one of its batch. */
  add(item: Batched<R>): boolean {
    if (this.isFull || (this.#items.length > 0 && this.#bytes + item.bytes > this.#maxBytes)) return false;
    this.#items.push(item);
    this.#bytes += item.bytes + SEPARATOR;
    return true;
  }

  /** Hands over what was gathered, and starts anew. */
  take(): Batched<R>[] {
    const items = this.#items;
    this.#items = [];
    this.#bytes = 0;
    return items;
  }
}

/** Whether the batch is one record that fits into no event: it cannot be invoked with. */
export function isTooLarge(items: readonly Batched<unknown>[], frame: number = EVENT_FRAME): boolean {
  const [first] = items;
  return items.length === 1 && first !== undefined && first.bytes + frame > PAYLOAD_LIMIT;
}

/** The event of a batch. */
export const eventJson = (items: readonly Batched<unknown>[]): string =>
  `{"Records":[${items.map(({ json }) => json).join()}]}`;

/** A batch in halves, the first one shorter where the count is odd, as AWS bisects. */
export function bisect<T>(items: readonly T[]): [T[], T[]] {
  const middle = Math.floor(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
