import type { Tables, Writes } from '@paddock/store';
import { LostLeaseError } from '../../../runtime/leases.js';
import type { Mapping } from './mapping.js';

/** How far a shard has come. */
export interface Checkpoint {
  /** For each lane of records with a common hash of their keys: the position of its first record that is not done. One of them where there is one lane. */
  readonly lanes: readonly number[];
  /** From when there was another number of lanes: what was done then is done. */
  readonly earlier?: readonly (readonly number[])[];
  /** Everything of it is done, and it gets no more. */
  readonly ended?: true;
  /** The tumbling window that is open. */
  readonly window?: WindowState;
}

export interface WindowState {
  /** ms since the epoch */
  readonly start: number;
  /** ms since the epoch */
  readonly end: number;
  /** What the function answered last, JSON of an object. */
  readonly state: string;
  /** Its state became too large: it is to be handed over at once. */
  readonly early?: true;
}

export const noRecords = 'No records processed';

type Place = Pick<Mapping, 'uuid'>;

/**
 * What is written while a mapping works: checkpoints and the last result, in a collection of its own. Whoever works on a mapping owns it under an epoch;
 * what an earlier owner still writes is refused.
 */
export class Progress {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** Sets where the shards of a new mapping begin. */
  async begin(mapping: Place, checkpoints: ReadonlyMap<string, Checkpoint>): Promise<void> {
    if (checkpoints.size === 0) return;
    await this.#tables.transact([], (_values, writes) => {
      for (const [shard, checkpoint] of checkpoints) write(writes, mapping, shard, checkpoint);
    });
  }

  /** @param epoch greater than every one before @throws LostLeaseError when there is a greater one */
  async own(mapping: Place, epoch: number): Promise<void> {
    const place = ownerOf(mapping);
    await this.#tables.transact([place], ([owner], writes) => {
      if (owner !== undefined && Number(text(owner)) > epoch) throw new LostLeaseError();
      writes.put(place.collection, place.key, Buffer.from(String(epoch)));
    });
  }

  async checkpoints(mapping: Place): Promise<Map<string, Checkpoint>> {
    const found = new Map<string, Checkpoint>();
    await this.#tables.scan(
      collectionOf(mapping),
      { from: shardPrefix, below: afterShards },
      {
        visit: (key, value) => {
          found.set(key.slice(shardPrefix.length), JSON.parse(text(value)) as Checkpoint);
          return true;
        },
        restart: () => found.clear(),
      },
    );
    return found;
  }

  /**
   * One transaction.
   * @param change.forget shards that are gone
   * @throws LostLeaseError
   */
  async save(
    mapping: Place,
    epoch: number,
    change: {
      readonly checkpoints?: Iterable<readonly [shard: string, checkpoint: Checkpoint]>;
      readonly forget?: readonly string[];
      readonly result?: string | undefined;
    },
  ): Promise<void> {
    await this.#tables.transact([ownerOf(mapping)], ([owner], writes) => {
      if (owner === undefined || text(owner) !== String(epoch)) throw new LostLeaseError();
      for (const [shard, checkpoint] of change.checkpoints ?? []) write(writes, mapping, shard, checkpoint);
      for (const shard of change.forget ?? []) writes.delete(collectionOf(mapping), shardPrefix + shard);
      if (change.result !== undefined) writes.put(collectionOf(mapping), resultKey, Buffer.from(change.result));
    });
  }

  /** LastProcessingResult of each. */
  async results(mappings: readonly Place[]): Promise<string[]> {
    const values = await this.#tables.read(
      mappings.map((mapping) => ({ collection: collectionOf(mapping), key: resultKey })),
    );
    return values.map((value) => (value === undefined ? noRecords : text(value)));
  }

  /** Removes everything of a mapping that is gone. */
  async forget(mapping: Place): Promise<void> {
    await this.#tables.clear(collectionOf(mapping));
  }
}

const collectionOf = ({ uuid }: Place): string => `esm.${uuid}`;
const ownerOf = (mapping: Place) => ({ collection: collectionOf(mapping), key: 'owner' });
const resultKey = 'result';
const shardPrefix = 'shard/';
const afterShards = 'shard0';

const write = (writes: Writes, mapping: Place, shard: string, checkpoint: Checkpoint): void =>
  writes.put(collectionOf(mapping), shardPrefix + shard, Buffer.from(JSON.stringify(checkpoint)));

const text = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
