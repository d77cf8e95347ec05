import type { Tables } from '@paddock/store';
import type { LogGroup } from '../domain/log-group.js';
import { blockKey, readIndexed } from './block.js';
import { blocksCollection, indexCollection } from './collections.js';

const SLICE = 500;

/** Removes a stream's blocks, so many in a transaction. */
export async function deleteBlocksOf(tables: Tables, group: LogGroup, streamId: string): Promise<void> {
  for (let after: string | undefined; ;) {
    const keys = await indexSlice(tables, streamId, after);
    after = keys.at(-1);
    if (after === undefined) return;
    await tables.transact([], (_values, writes) => {
      for (const key of keys) writes.delete(blocksCollection(group), blockKey(headOf(key, streamId)));
    });
  }
}

async function indexSlice(tables: Tables, streamId: string, after: string | undefined): Promise<string[]> {
  let keys: string[] = [];
  await tables.scan(indexCollection(streamId), after === undefined ? {} : { after }, {
    visit(key) {
      keys.push(key);
      return keys.length < SLICE;
    },
    restart() {
      keys = [];
    },
  });
  return keys;
}

const headOf = (key: string, streamId: string): ReturnType<typeof readIndexed> => readIndexed(key, EMPTY, streamId);
const EMPTY = new Uint8Array(16);
