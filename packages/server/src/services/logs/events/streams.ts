import type { Place, Tables } from '@paddock/store';
import { newStream, type LogStream } from '../domain/log-stream.js';
import type { LogGroup } from '../domain/log-group.js';
import { fenceOf, indexCollection, streamsCollection } from './collections.js';
import { deleteBlocksOf } from './deletion.js';

/**
 * The streams of log groups. They stand beside their events and not in the registry: what is written to one, and that it is there, is then one
 * transaction, and groups have as many as they like.
 */
export class Streams {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async get(group: LogGroup, name: string): Promise<LogStream | undefined> {
    const [value] = await this.#tables.read([streamPlace(group, name)]);
    return value && decodeStream(value);
  }

  /** Those of the names that there are. */
  async named(group: LogGroup, names: readonly string[]): Promise<LogStream[]> {
    const values = await this.#tables.read(names.map((name) => streamPlace(group, name)));
    return values.flatMap((value) => (value ? [decodeStream(value)] : []));
  }

  /** @returns whether it was not there yet. @throws TablesFencedError when the group is another by now */
  create(group: LogGroup, name: string, id: string, now: number): Promise<boolean> {
    const place = streamPlace(group, name);
    return this.#tables.transact(
      [place],
      ([value], writes) => {
        if (value !== undefined) return false;
        writes.put(place.collection, place.key, encodeStream(newStream(name, id, now)));
        return true;
      },
      [fenceOf(group)],
    );
  }

  /** Removes a stream, its events behind it. @returns whether it was there */
  async delete(group: LogGroup, name: string): Promise<boolean> {
    const place = streamPlace(group, name);
    const stream = await this.#tables.transact([place], ([value], writes) => {
      if (value === undefined) return undefined;
      writes.delete(place.collection, place.key);
      return decodeStream(value);
    });
    if (stream === undefined) return false;
    // Nobody sees them any more: readers take the events of streams that are there. What a crash leaves goes with the group.
    await deleteBlocksOf(this.#tables, group, stream.id);
    await this.#tables.clear(indexCollection(stream.id));
    return true;
  }

  /** Streams in the order of their names, from the first that begins with the prefix. @param options.after a name */
  async list(
    group: LogGroup,
    options: { prefix?: string; after?: string; limit?: number; reverse?: boolean } = {},
  ): Promise<LogStream[]> {
    const { prefix = '', after, limit = Infinity, reverse = false } = options;
    const low = streamKey(prefix);
    let found: LogStream[] = [];
    await this.#tables.scan(streamsCollection(group), rangeOf(low, after, reverse), {
      visit(key, value) {
        if (!key.startsWith(low) || found.length >= limit) return false;
        found.push(decodeStream(value));
        return true;
      },
      restart() {
        found = [];
      },
    });
    return found;
  }
}

function rangeOf(low: string, after: string | undefined, reverse: boolean): object {
  if (!reverse) return after === undefined ? { from: low } : { after: streamKey(after), from: low };
  // UTF-8 has no byte 0xff: behind everything that begins with the prefix.
  return { from: low, below: after === undefined ? `${low}\xff` : streamKey(after), reverse: true };
}

export const streamPlace = (group: LogGroup, name: string): Place => ({
  collection: streamsCollection(group),
  key: streamKey(name),
});

const streamKey = (name: string): string => Buffer.from(name).toString('latin1');

export const encodeStream = (stream: LogStream): Uint8Array => Buffer.from(JSON.stringify(stream));
export const decodeStream = (value: Uint8Array): LogStream =>
  JSON.parse(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString()) as LogStream;
