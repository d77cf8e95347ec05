import type { Tables } from '@paddock/store';
import type { LogGroup } from '../domain/log-group.js';
import type { LogStream } from '../domain/log-stream.js';
import { readIndexed } from './block.js';
import { indexCollection } from './collections.js';
import { decodeStream, encodeStream, streamPlace } from './streams.js';

const SLICE = 500;

/** Forgets a stream's blocks below a key of its index, and takes their bytes from what it holds. The blocks themselves are gone already. */
export async function trimIndex(tables: Tables, group: LogGroup, stream: LogStream, bound: string): Promise<void> {
  const collection = indexCollection(stream.id);
  const place = streamPlace(group, stream.name);
  for (;;) {
    let keys: string[] = [];
    let bytes = 0;
    await tables.scan(
      collection,
      { below: bound },
      {
        visit(key, value) {
          keys.push(key);
          bytes += readIndexed(key, value, stream.id).bytes;
          return keys.length < SLICE;
        },
        restart() {
          [keys, bytes] = [[], 0];
        },
      },
    );
    if (keys.length === 0) return;
    await tables.transact([place], ([value], writes) => {
      for (const key of keys) writes.delete(collection, key);
      const current = value && decodeStream(value);
      if (current?.id !== stream.id) return;
      writes.put(place.collection, place.key, encodeStream({ ...current, bytes: Math.max(0, current.bytes - bytes) }));
    });
  }
}
