import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { LogCorruptError } from '../log.js';
import type { EntryVisitor } from './journal-frame.js';
import { readHead } from './segment-block.js';
import { FileCache, writeFully, type Disk } from './segment-files.js';
import { Segment } from './segment.js';
import { Shard, removeSegment } from './log-shard.js';

/**
 * What the log writes to the journal. Every body begins with the shard's number.
 *
 *   create  name, UTF-16 little endian
 *   append  f64 segment's base, f64 position in its file, u32 bytes of the segment's header (0 unless it is new), u32 zero;
 *           then the bytes to write there
 *   seal, drop  nothing
 *   trim    f64 new start
 */
export const entryTypes = { create: 1, append: 2, seal: 3, drop: 4, trim: 5 } as const;
export const APPEND_BODY = 32;

/** Applies journal entries to shards and files. Applying what is there already changes nothing. */
export function replayer(directory: string, shards: Map<number, Shard>, disk: Disk, dirty: Set<Segment>): Replay {
  const files = new FileCache(64);
  const segments = new Map<string, Segment>();
  let nextId = 0;

  const visit: EntryVisitor = (type, body) => {
    const id = body.readDoubleLE(0);
    if (type === entryTypes.create) {
      const name = body.toString('utf16le', 8);
      const state = { id, name, start: 0, end: 0, lastTime: undefined, sealed: false, tail: undefined };
      shards.set(id, new Shard(directory, state, true));
      nextId = Math.max(nextId, id + 1);
      return;
    }
    const shard = shards.get(id);
    if (shard === undefined) throw new LogCorruptError(`${directory}: the journal names an unknown shard (${id})`);
    if (type === entryTypes.append) append(shard, body);
    else if (type === entryTypes.seal) shard.sealed = true;
    else if (type === entryTypes.trim) trim(shard, body.readDoubleLE(8));
    else if (type === entryTypes.drop) shards.delete(id);
    else throw new LogCorruptError(`${directory}: the journal has an entry of unknown type ${type}`);
  };

  const append = (shard: Shard, body: Buffer): void => {
    const base = body.readDoubleLE(8);
    const position = body.readDoubleLE(16);
    const headerBytes = body.readUInt32LE(24);
    const head = readHead(body, APPEND_BODY + headerBytes);
    if (head === undefined) throw new LogCorruptError(`${shard.directory}: the journal has a block without a header`);
    let segment = shard.tail?.segment.base === base ? shard.tail.segment : new Segment(shard.directory, base);
    const known = segments.get(segment.path);
    if (known !== undefined) segment = known;
    else {
      segments.set(segment.path, segment);
      mkdirSync(dirname(segment.path), { recursive: true, mode: 0o700 });
    }
    writeFully(disk, files.open(segment.path, 'create').fd, body, APPEND_BODY, body.length, position);
    dirty.add(segment);
    const firstTime = headerBytes > 0 ? head.time : (shard.tail?.firstTime ?? head.time);
    shard.tail = { segment, length: position + body.length - APPEND_BODY, firstTime };
    shard.end = head.first + head.count;
    shard.lastTime = head.time;
  };

  const trim = (shard: Shard, start: number): void => {
    shard.start = start;
    if (start === shard.end && shard.tail !== undefined) {
      files.forget(shard.tail.segment.path);
      removeSegment(shard.tail.segment);
      shard.tail = undefined;
    }
  };

  return {
    visit,
    finish: () => {
      files.close();
      for (const shard of shards.values()) {
        shard.nextOffset = shard.end;
        shard.nextTime = shard.lastTime ?? Number.NEGATIVE_INFINITY;
      }
      return { nextId };
    },
  };
}

export interface Replay {
  readonly visit: EntryVisitor;
  /** Call once when all entries were visited. Answers the next free shard number, as far as the journal knows. */
  finish(): { nextId: number };
}
