import type { Tables, Writes } from '@paddock/store';
import { LostLeaseError } from '../../../runtime/leases.js';
import type { Application } from '../domain/application.js';
import type { BatchEntry } from './batch.js';

/** Where the reading of a shard goes on: the offset of the next record, or that all of it was read. By the shard's key, `streamId/index`. */
export type Positions = Readonly<Record<string, number | 'ended'>>;

/** Where an input begins that has not read anything yet. */
export interface Beginning {
  readonly run: number;
  /** Shards that are not named begin with their oldest record. */
  readonly positions: Positions;
  /** Goes on where the run before ended, as far as there was one. */
  readonly goesOn?: true;
}

/** Everything as it was after a batch. */
export interface Snapshot {
  readonly run: number;
  /** Of the last batch that it has; 0 before the first. */
  readonly sequence: number;
  readonly positions: Positions;
  /** ms */
  readonly watermark: number;
  /** Of the program that the state belongs to. */
  readonly program: string;
  /** Of the engine; none before the first batch. */
  readonly state?: Uint8Array;
  /** Rows of the last batch that were not delivered: valid until that batch is. */
  readonly pending?: Uint8Array;
}

/** Up to which batch the rows have reached every destination, and what places have surely none of later batches behind them. */
export interface Delivered {
  readonly sequence: number;
  /** Ends of the destinations' shards at a moment before anything of a later batch was written; by output and shard key. */
  readonly ends: Readonly<Record<string, Positions>>;
}

export interface Loaded {
  readonly snapshot: Snapshot | undefined;
  /** Batches after the snapshot, in their order. */
  readonly entries: readonly BatchEntry[];
  readonly delivered: Delivered | undefined;
}

type Place = Pick<Application, 'id'>;

/**
 * What is kept of a running application, in a collection of its own: a snapshot now and then, and the batches since. A batch is written before anything that came of it
 * leaves the application, so that the same can be computed again after a crash. Whoever runs it owns it under an epoch; what an earlier owner still writes is refused.
 */
export class Checkpoints {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** @param epoch greater than every one before @throws LostLeaseError when there is a greater one */
  async own(application: Place, epoch: number): Promise<void> {
    const place = ownerOf(application);
    await this.#tables.transact([place], ([owner], writes) => {
      if (owner !== undefined && Number(text(owner)) > epoch) throw new LostLeaseError();
      writes.put(place.collection, place.key, Buffer.from(String(epoch)));
    });
  }

  /** @throws LostLeaseError when there is another owner by now */
  async assertOwned(application: Place, epoch: number): Promise<void> {
    const [owner] = await this.#tables.read([ownerOf(application)]);
    if (owner === undefined || text(owner) !== String(epoch)) throw new LostLeaseError();
  }

  /** Says where inputs begin, by their ids. */
  async begin(application: Place, beginnings: ReadonlyMap<string, Beginning>): Promise<void> {
    if (beginnings.size === 0) return;
    await this.#tables.transact([], (_values, writes) => {
      for (const [input, beginning] of beginnings) putJson(writes, application, beginKey(input), beginning);
    });
  }

  /** Whether there is anything to go on from. */
  async hasSnapshot(application: Place): Promise<boolean> {
    const [header] = await this.#tables.read([{ collection: collectionOf(application), key: snapshotKey }]);
    return header !== undefined;
  }

  async beginning(application: Place, input: string): Promise<Beginning | undefined> {
    const [value] = await this.#tables.read([{ collection: collectionOf(application), key: beginKey(input) }]);
    return value && (JSON.parse(text(value)) as Beginning);
  }

  async load(application: Place): Promise<Loaded> {
    const collection = collectionOf(application);
    const [header, delivered] = await this.#tables.read([
      { collection, key: snapshotKey },
      { collection, key: deliveredKey },
    ]);
    const known = header && (JSON.parse(text(header)) as SnapshotHeader);
    return {
      snapshot: known && (await this.#snapshot(application, known)),
      entries: await this.#entries(application, known?.sequence ?? 0),
      delivered: delivered && (JSON.parse(text(delivered)) as Delivered),
    };
  }

  /** Writes batches, in one transaction. @throws LostLeaseError */
  async append(
    application: Place,
    epoch: number,
    entries: readonly BatchEntry[],
    delivered: Delivered | undefined,
  ): Promise<void> {
    await this.#owned(application, epoch, (writes) => {
      for (const { processed, ...entry } of entries) {
        const key = batchKey(entry.sequence);
        const parts = pieces(processed);
        for (const [index, part] of parts.entries())
          writes.put(collectionOf(application), `${key}/${partDigits(index)}`, part);
        putJson(writes, application, key, { ...entry, parts: parts.length });
      }
      if (delivered !== undefined) putJson(writes, application, deliveredKey, delivered);
    });
  }

  /** Writes a snapshot in the place of the last one and of the batches up to it. @throws LostLeaseError */
  async save(
    application: Place,
    epoch: number,
    { state, pending, ...snapshot }: Snapshot,
    delivered: Delivered | undefined,
  ): Promise<void> {
    const collection = collectionOf(application);
    const obsolete: string[] = [];
    for (const prefix of [statePrefix, pendingPrefix, batchPrefix])
      await this.#tables.scan(collection, within(prefix), {
        visit: (key) => obsolete.push(key) > 0,
        restart: () => obsolete.splice(0),
      });
    const parts = pieces(state);
    const pendingParts = pieces(pending);
    await this.#owned(application, epoch, (writes) => {
      for (const key of obsolete) writes.delete(collection, key);
      for (const [index, part] of parts.entries()) writes.put(collection, stateKey(snapshot.sequence, index), part);
      for (const [index, part] of pendingParts.entries()) writes.put(collection, pendingKey(index), part);
      const header: SnapshotHeader = { ...snapshot, parts: parts.length, pendingParts: pendingParts.length };
      putJson(writes, application, snapshotKey, header);
      if (delivered !== undefined) putJson(writes, application, deliveredKey, delivered);
    });
  }

  /** Removes everything of an application that is gone. */
  async forget(application: Place): Promise<void> {
    await this.#tables.clear(collectionOf(application));
  }

  async #owned(application: Place, epoch: number, write: (writes: Writes) => void): Promise<void> {
    await this.#tables.transact([ownerOf(application)], ([owner], writes) => {
      if (owner === undefined || text(owner) !== String(epoch)) throw new LostLeaseError();
      write(writes);
    });
  }

  async #snapshot(application: Place, { parts, pendingParts = 0, ...snapshot }: SnapshotHeader): Promise<Snapshot> {
    const state = await this.#joined(application, parts, (index) => stateKey(snapshot.sequence, index));
    const pending = await this.#joined(application, pendingParts, pendingKey);
    return { ...snapshot, ...(state && { state }), ...(pending && { pending }) };
  }

  async #joined(application: Place, count: number, keyOf: (index: number) => string): Promise<Uint8Array | undefined> {
    if (count === 0) return undefined;
    const collection = collectionOf(application);
    const keys = Array.from({ length: count }, (_, index) => keyOf(index));
    const values = await this.#tables.read(keys.map((key) => ({ collection, key })));
    return Buffer.concat(values.map((value) => value ?? Buffer.alloc(0)));
  }

  async #entries(application: Place, after: number): Promise<BatchEntry[]> {
    const entries: (BatchEntry & { parts: number })[] = [];
    const parts: Uint8Array[][] = [];
    await this.#tables.scan(
      collectionOf(application),
      { ...within(batchPrefix), from: batchKey(after + 1) },
      {
        visit(key, value) {
          if (key.includes('/', batchPrefix.length)) parts.at(-1)?.push(Buffer.from(value));
          else {
            entries.push(JSON.parse(text(value)) as BatchEntry & { parts: number });
            parts.push([]);
          }
          return true;
        },
        restart() {
          entries.splice(0);
          parts.splice(0);
        },
      },
    );
    return entries.map(({ parts: count, ...entry }, index) =>
      count === 0 ? entry : { ...entry, processed: Buffer.concat(parts[index] ?? []) },
    );
  }
}

type SnapshotHeader = Omit<Snapshot, 'state' | 'pending'> & {
  readonly parts: number;
  readonly pendingParts?: number;
};

const collectionOf = ({ id }: Place): string => `kda.${id}`;
const ownerOf = (application: Place) => ({ collection: collectionOf(application), key: 'owner' });
const snapshotKey = 'snapshot';
const deliveredKey = 'delivered';
const statePrefix = 'state/';
const pendingPrefix = 'pending/';
const batchPrefix = 'batch/';
const beginKey = (input: string): string => `begin/${input}`;
const partDigits = (part: number): string => String(part).padStart(6, '0');
const digits = (sequence: number): string => String(sequence).padStart(16, '0');
const batchKey = (sequence: number): string => batchPrefix + digits(sequence);
const stateKey = (sequence: number, part: number): string => `${statePrefix}${digits(sequence)}/${partDigits(part)}`;
const pendingKey = (part: number): string => pendingPrefix + partDigits(part);
/** `/` is followed by `0`. */
const within = (prefix: string) => ({ from: prefix, below: `${prefix.slice(0, -1)}0` });

/** Values of the store have a largest size. */
const pieceSize = 8 * 1024 * 1024;

function pieces(bytes: Uint8Array | undefined): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let from = 0; from < (bytes?.byteLength ?? 0); from += pieceSize)
    parts.push(Buffer.from(bytes?.subarray(from, from + pieceSize) ?? []));
  return parts;
}

const putJson = (writes: Writes, application: Place, key: string, value: object): void =>
  writes.put(collectionOf(application), key, Buffer.from(JSON.stringify(value)));

const text = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
