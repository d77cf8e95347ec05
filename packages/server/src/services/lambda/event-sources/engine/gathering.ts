import { BatchBuilder } from '../domain/batches.js';
import type { RecordHead, SourceRecord } from '../sources/source.js';

/** What is gathered for a batch: no more records than BatchSize, nothing from behind the end of a window, no more bytes than an event holds. */
export interface GatheringLimits {
  readonly records: number;
  /** Bytes of an event without its records. */
  readonly frame: number;
  /** Records from then on are for another batch, ms since the epoch. */
  readonly before: number;
}

/** Records that wait for an invocation, in their order, and the batch that is gathered from them. */
export class Gathering {
  #queue: SourceRecord[] = [];
  #taken = 0;
  #builder: BatchBuilder<RecordHead> | undefined;
  #first: RecordHead | undefined;
  #limits: GatheringLimits | undefined;
  #begun = 0;
  #isClosed = false;

  add(record: SourceRecord): void {
    this.#queue.push(record);
  }

  /** The first of all. */
  get head(): RecordHead | undefined {
    return this.#first ?? this.#queue[this.#taken]?.record;
  }

  /** When the batch was begun, ms since the epoch. */
  get begun(): number {
    return this.#begun;
  }

  /**
   * Adds what has come to the batch, as far as it goes.
   * @param limits asked when it is begun
   * @returns whether it takes no more
   */
  gather(now: number, limits: (first: RecordHead) => GatheringLimits): boolean {
    const { head } = this;
    if (head === undefined) return false;
    if (this.#builder === undefined || this.#limits === undefined) {
      this.#limits = limits(head);
      this.#builder = new BatchBuilder(this.#limits.records, this.#limits.frame);
      this.#first = head;
      this.#begun = now;
      this.#isClosed = false;
    }
    const { before } = this.#limits;
    while (!this.#isClosed && this.#taken < this.#queue.length) {
      const record = this.#queue[this.#taken];
      if (record === undefined) break;
      if (record.record.time >= before || !this.#builder.add(record)) this.#isClosed = true;
      else this.#taken += 1;
    }
    this.#isClosed ||= this.#builder.isFull;
    this.#forgetTaken();
    return this.#isClosed;
  }

  /** Hands the batch over. */
  take(): SourceRecord[] {
    const records = this.#builder?.take() ?? [];
    this.#builder = undefined;
    this.#first = undefined;
    return records;
  }

  #forgetTaken(): void {
    if (this.#taken < this.#queue.length && this.#taken < mostTaken) return;
    this.#queue = this.#queue.slice(this.#taken);
    this.#taken = 0;
  }
}

/** Moving what is left forward for each batch would cost more than keeping so many. */
const mostTaken = 10_000;
