import { feedKey, feedSequence, type Tables } from '@paddock/store';
import type { Clock } from '../../runtime/clock.js';
import type { ChangeStream, DynamoDbPort } from '../dynamodb/port.js';
import { isExpired, SHARD_LIFE, shardId, shardsOf, type Shard, type Turn } from './domain/shard.js';

/**
 * The shards of streams. They are told apart by turns: entries of a second feed beside the stream's own. The store numbers all feeds together, so a turn's
 * number parts the records before it from those after it whatever is written at the same moment; whoever has read a record can
 * read every turn before it.
 */
export class Lineage {
  readonly #tables: Tables;
  readonly #streams: DynamoDbPort;
  readonly #clock: Clock;

  constructor(tables: Tables, streams: DynamoDbPort, clock: Clock) {
    this.#tables = tables;
    this.#streams = streams;
    this.#clock = clock;
  }

  /** The stream's shards, oldest first, also those that have expired. The last one of a disabled stream is closed, unless the stream is just being disabled. */
  async shards(stream: ChangeStream): Promise<Shard[]> {
    const shards = await this.#read(stream);
    if (stream.enabled || shards.at(-1)?.closed !== undefined || !(await this.#streams.settle(stream))) return shards;
    await this.#turn(stream, (head) => ({ head: { ...head, isOver: true }, turn: { ended: this.#clock.now() } }));
    return this.#read(stream);
  }

  /** Calls the listener, soon, after the stream's shards changed. */
  watch(stream: ChangeStream, listener: () => void): () => void {
    return this.#tables.watch(turnsOf(stream), listener);
  }

  /** Closes the open shard and opens its child, if it is old enough. */
  async roll(stream: ChangeStream): Promise<void> {
    await this.#turn(stream, (head) => {
      const now = this.#clock.now();
      if (now < head.opened + SHARD_LIFE) return undefined;
      const index = head.index + 1;
      const parent = shardId(stream.feed, head.index, head.opened);
      return {
        head: { ...head, index, opened: now },
        turn: { index, id: shardId(stream.feed, index, now), parent, opened: now },
      };
    });
  }

  /** The greatest number of a record that is gone; 0 if none is. */
  async trimmed(stream: ChangeStream): Promise<number> {
    const [value] = await this.#tables.read([headPlace(stream)]);
    return readHead(stream, value).trimmed;
  }

  /** Removes the records up to the number. */
  async trim(stream: ChangeStream, upTo: number): Promise<void> {
    await this.#tables.transact([headPlace(stream)], ([value], writes) => {
      const head = readHead(stream, value);
      if (upTo > head.trimmed) writes.put(headPlace(stream).collection, '', json({ ...head, trimmed: upTo }));
    });
    // What goes is known to be gone before it goes.
    await this.#tables.clear(stream.feed, feedKey(upTo + 1));
  }

  /** Removes the turns of shards that have expired. */
  async forgetExpired(stream: ChangeStream): Promise<void> {
    const now = this.#clock.now();
    const shards = await this.#read(stream);
    const kept = shards.find((shard) => !isExpired(shard, now));
    // The first shard has no turn of its own.
    const hasOld = shards.some(({ after }) => after > 0 && after < (kept?.after ?? 0));
    if (kept !== undefined && hasOld) await this.#tables.clear(turnsOf(stream), feedKey(kept.after));
  }

  /** Removes everything that the store has of the stream. */
  async remove(stream: ChangeStream): Promise<void> {
    await this.#tables.clear(stream.feed);
    await this.#tables.clear(turnsOf(stream));
    await this.#tables.clear(headPlace(stream).collection);
  }

  async #read(stream: ChangeStream): Promise<Shard[]> {
    let turns: { sequence: number; turn: Turn }[] = [];
    await this.#tables.scan(
      turnsOf(stream),
      {},
      {
        visit: (key, value) => {
          turns.push({ sequence: feedSequence(key), turn: parse<Turn>(value) });
          return true;
        },
        restart: () => {
          turns = [];
        },
      },
    );
    return shardsOf(stream, turns);
  }

  /** Makes a turn, unless another process, or a lost race, made it needless. */
  async #turn(
    stream: ChangeStream,
    decide: (head: Head) => { readonly head: Head; readonly turn: Turn } | undefined,
  ): Promise<void> {
    await this.#tables.transact([headPlace(stream)], ([value], writes) => {
      const head = readHead(stream, value);
      const decided = head.isOver ? undefined : decide(head);
      if (decided === undefined) return;
      writes.put(headPlace(stream).collection, '', json(decided.head));
      writes.append(turnsOf(stream), json(decided.turn));
    });
  }
}

/** What decides about the next turn: read and written with it. */
interface Head {
  /** The open shard's, counted from the stream's first, and when it was opened. */
  readonly index: number;
  readonly opened: number;
  /** The greatest number of a record that is gone. */
  readonly trimmed: number;
  readonly isOver: boolean;
}

const turnsOf = ({ feed }: ChangeStream): string => `${feed}.s`;
const headPlace = ({ feed }: ChangeStream) => ({ collection: `${feed}.h`, key: '' });

const readHead = (stream: ChangeStream, value: Uint8Array | undefined): Head =>
  value === undefined ? { index: 0, opened: stream.created, trimmed: 0, isOver: false } : parse(value);

const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
const parse = <T>(value: Uint8Array): T =>
  JSON.parse(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString()) as T;
