import { recordWriter, type Column, type Row } from '@paddock/sql';
import type { Output } from '../../domain/application.js';
import type { Positions } from '../checkpoints.js';
import type { Destination, OutputRecord } from './destination.js';
import { partitionKey } from './partition-key.js';

/** The rows of one in-application stream on their way to one destination. */
export class OutputQueue {
  readonly output: Output;
  readonly destination: Destination;
  readonly #write: (values: Row['values']) => string;
  readonly #seed: string;
  #records: OutputRecord[] = [];
  #delivered = 0;
  #bytes = 0;

  /** @param seed names the run: its rows' keys are made of it */
  constructor(output: Output, columns: readonly Column[], destination: Destination, seed: string) {
    this.output = output;
    this.destination = destination;
    this.#write = recordWriter(output.format, columns);
    this.#seed = `${seed}/${output.id}`;
  }

  /** @param sequence of the batch */
  add(row: Row, sequence: number): void {
    const data = this.#write(row.values);
    this.#bytes += Buffer.byteLength(data);
    this.#records.push({ data, key: partitionKey(`${this.#seed}/${sequence}/${this.#records.length}`) });
  }

  /** What is not delivered yet. */
  get pending(): readonly OutputRecord[] {
    return this.#records.slice(this.#delivered);
  }

  /** Takes up again what was pending. */
  restore(records: readonly OutputRecord[]): void {
    this.#records = [...records];
    this.#delivered = 0;
    this.#bytes = records.reduce((bytes, { data }) => bytes + data.length, 0);
  }

  get left(): number {
    return this.#records.length - this.#delivered;
  }

  get isEmpty(): boolean {
    return this.#delivered >= this.#records.length;
  }

  /** Of the batch. */
  get count(): number {
    return this.#records.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Leaves out what is there already: before a crash, it was written. */
  async skipWritten(ends: Positions): Promise<void> {
    const written = await this.destination.keysSince(ends);
    if (written.size > 0) this.#records = this.#records.filter(({ key }) => !written.has(key));
  }

  /** Delivers what it can now. @returns whether that was everything @throws RefusedError */
  async deliver(): Promise<boolean> {
    if (this.isEmpty) return true;
    const rest = this.#delivered === 0 ? this.#records : this.#records.slice(this.#delivered);
    this.#delivered += await this.destination.deliver(rest);
    return this.isEmpty;
  }

  /** Begins the next batch. */
  clear(): void {
    this.#records = [];
    this.#delivered = 0;
    this.#bytes = 0;
  }
}
