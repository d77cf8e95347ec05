import type { Application } from '../domain/application.js';
import type { BatchEntry } from './batch.js';
import type { Checkpoints, Delivered, Snapshot } from './checkpoints.js';

/** After so many rows, and more for a large state, a snapshot takes the place of what would have to be computed again. */
const rowsPerSnapshot = 50_000;
const bytesPerRow = 50;
const batchesPerSnapshot = 1_000;
const bytesPerBatch = 20_000;
/** Of what functions made of records, which is in memory until it is written. */
const bytesPerSnapshot = 32 * 1024 * 1024;

/** What a run writes down: its batches, before anything that came of them leaves, and a snapshot in their place when they have become many. */
export class Journal {
  readonly #checkpoints: Checkpoints;
  readonly #application: Application;
  readonly #epoch: number;
  readonly #mostBatches: number;
  #delivered: Delivered = { sequence: 0, ends: {} };
  /** Computed, and not written down yet. */
  #unwritten: BatchEntry[] = [];
  /** Since the last snapshot. */
  #rows = 0;
  #bytes = 0;
  #batches = 0;
  #stateBytes = 0;

  constructor(checkpoints: Checkpoints, application: Application, epoch: number, mostBatches = batchesPerSnapshot) {
    this.#checkpoints = checkpoints;
    this.#application = application;
    this.#epoch = epoch;
    this.#mostBatches = mostBatches;
  }

  /** Up to which batch everything is delivered. */
  get delivered(): Delivered {
    return this.#delivered;
  }

  /** Goes on from what is kept. */
  resume(delivered: Delivered): void {
    this.#delivered = delivered;
  }

  /** How large the state is that it goes on with, bytes as it is kept. */
  hasState(bytes: number): void {
    this.#stateBytes = bytes;
  }

  /** A batch that is computed for the first time: to be written before anything of it is delivered. */
  add(entry: BatchEntry): void {
    this.#unwritten.push(entry);
    this.#bytes += entry.processed?.byteLength ?? 0;
  }

  computed({ slices }: BatchEntry): void {
    for (const { from, to } of slices) this.#rows += to - from;
    this.#batches += 1;
  }

  /** Nothing of the batch is left to deliver. To be said with the next that is written: the ends that are written with it are behind what came of this one. */
  allDelivered(sequence: number): void {
    this.#delivered = { ...this.#delivered, sequence };
  }

  /** Writes down the batches since the last time. @param ends where what comes of the last of them will stand @throws LostLeaseError */
  async write(ends: Delivered['ends']): Promise<void> {
    const delivered = { sequence: this.#delivered.sequence, ends };
    await this.#checkpoints.append(this.#application, this.#epoch, this.#unwritten, delivered);
    this.#delivered = delivered;
    this.#unwritten = [];
  }

  /** Whether it is time for a snapshot. */
  get isLong(): boolean {
    return (
      this.#rows >= rowsPerSnapshot + this.#stateBytes / bytesPerRow ||
      this.#batches >= this.#mostBatches + this.#stateBytes / bytesPerBatch ||
      this.#bytes >= bytesPerSnapshot
    );
  }

  /** Writes everything as it is after the last batch. @throws LostLeaseError */
  async save(snapshot: Snapshot): Promise<void> {
    const isDelivered = snapshot.pending === undefined;
    const delivered: Delivered = isDelivered ? { sequence: snapshot.sequence, ends: {} } : this.#delivered;
    await this.#checkpoints.save(this.#application, this.#epoch, snapshot, delivered);
    this.#delivered = delivered;
    this.#unwritten = [];
    this.#stateBytes = snapshot.state?.byteLength ?? 0;
    this.#rows = 0;
    this.#bytes = 0;
    this.#batches = 0;
  }

  /** @throws LostLeaseError when the application is another process's by now */
  assertOwned(): Promise<void> {
    return this.#checkpoints.assertOwned(this.#application, this.#epoch);
  }
}
