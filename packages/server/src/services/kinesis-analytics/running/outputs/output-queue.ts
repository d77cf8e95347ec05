import type { Row } from '@paddock/sql';
import { recordWriter, type Column } from '@paddock/sql/records';
import type { Output } from '../../domain/application.js';
import type { Positions } from '../checkpoints.js';
import type { Destination, OutputRecord } from './destination.js';
import { partitionKey } from './partition-key.js';

/** Rows are written when they are delivered, so many at once: a window's end may give out very many. */
const atOnce = 4_000;

/** The rows of one in-application stream on their way to one destination. */
export class OutputQueue {
  readonly output: Output;
  readonly destination: Destination;
  readonly #write: (values: Row['values']) => string;
  readonly #seed: string;
  /** Of one batch. */
  #waiting: (Row | OutputRecord)[] = [];
  #sequence = 0;
  #delivered = 0;
  #bytes = 0;

  /** @param seed names the application: its rows' keys are made of it */
  constructor(output: Output, columns: readonly Column[], destination: Destination, seed: string) {
    this.output = output;
    this.destination = destination;
    this.#write = recordWriter(output.format, columns);
    this.#seed = `${seed}/${output.id}`;
  }

  /** @param sequence of the batch */
  add(row: Row, sequence: number): void {
    this.#sequence = sequence;
    this.#waiting.push(row);
  }

  /** What is not delivered yet. */
  get pending(): readonly OutputRecord[] {
    return this.#records(this.#delivered, this.#waiting.length);
  }

  /** Takes up again what was pending. */
  restore(records: readonly OutputRecord[]): void {
    this.clear();
    this.#waiting = [...records];
  }

  get left(): number {
    return this.#waiting.length - this.#delivered;
  }

  get isEmpty(): boolean {
    return this.left <= 0;
  }

  /** Of the batch. */
  get count(): number {
    return this.#waiting.length;
  }

  /** Of what is delivered of the batch. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Leaves out what is there already: before a crash, it was written. */
  async skipWritten(ends: Positions): Promise<void> {
    const written = await this.destination.keysSince(ends);
    if (written.size === 0) return;
    this.#waiting = this.pending.filter(({ key }) => !written.has(key));
    this.#delivered = 0;
  }

  /** Delivers what it can now. @returns whether that was everything @throws RefusedError */
  async deliver(): Promise<boolean> {
    while (!this.isEmpty) {
      const records = this.#records(this.#delivered, this.#delivered + atOnce);
      const taken = await this.destination.deliver(records);
      this.#delivered += taken;
      for (let index = 0; index < taken; index++) this.#bytes += Buffer.byteLength(records[index]?.data ?? '');
      if (taken < records.length) return false;
    }
    return true;
  }

  /** Begins the next batch. */
  clear(): void {
    this.#waiting = [];
    this.#delivered = 0;
    this.#bytes = 0;
  }

  #records(from: number, to: number): OutputRecord[] {
    return this.#waiting.slice(from, to).map((waiting, index) => {
      if ('key' in waiting) return waiting;
      const key = partitionKey(`${this.#seed}/${this.#sequence}/${from + index}`);
      return { data: this.#write(waiting.values), key };
    });
  }
}
