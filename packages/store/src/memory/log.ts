import { LogWatchers } from '../embedded/log-watchers.js';
import {
  LogClosedError,
  LogSealedError,
  type Append,
  type Appended,
  type Extent,
  type Log,
  type LogSlice,
  type ReadLimit,
} from '../log.js';
import type { Copyable } from '../snapshot.js';

/** The records of one append, each followed by a comma. */
interface Block {
  readonly first: number;
  readonly time: number;
  readonly data: Buffer;
  /** Where each record ends, behind its comma. */
  readonly ends: readonly number[];
}

interface Shard {
  blocks: Block[];
  end: number;
  lastTime: number | undefined;
  sealed: boolean;
}

const EMPTY: Extent = { start: 0, end: 0, lastTime: undefined, sealed: false };

/** A log that forgets everything with its process: for tests and for servers that are to leave nothing behind. */
/** What a log held at one moment. */
export type MemoryLogCopy = ReadonlyMap<string, Shard>;

/** @param from what it begins with; nothing when absent */
export async function openMemoryLog(from?: MemoryLogCopy): Promise<Log & Copyable<MemoryLogCopy>> {
  return new MemoryLog(from);
}

const copied = (shards: MemoryLogCopy): Map<string, Shard> =>
  new Map([...shards].map(([name, shard]) => [name, { ...shard, blocks: [...shard.blocks] }]));

class MemoryLog implements Log, Copyable<MemoryLogCopy> {
  readonly #shards: Map<string, Shard>;
  readonly #watchers = new LogWatchers();
  #isClosed = false;

  constructor(from: MemoryLogCopy = new Map()) {
    this.#shards = copied(from);
  }

  copy(): MemoryLogCopy {
    if (this.#isClosed) throw new LogClosedError('the log is closed');
    return copied(this.#shards);
  }

  async append(name: string, append: Append): Promise<Appended> {
    const shard = this.#open(name);
    if (shard.sealed) throw new LogSealedError(`the shard ${name} is sealed`);
    const first = shard.end;
    const time = Math.max(append.time, shard.lastTime ?? Number.NEGATIVE_INFINITY);
    const records = append.encode(first, time);
    if (records.length !== append.count || records.length === 0 || !Number.isFinite(time)) {
      throw new RangeError(`an append of ${append.count} records at ${append.time} encoded ${records.length}`);
    }
    this.#shards.set(name, shard);
    shard.blocks.push(joined(first, time, records));
    shard.end = first + records.length;
    shard.lastTime = time;
    this.#watchers.notify(name);
    return { first, time };
  }

  async read(name: string, from: number, limit: ReadLimit): Promise<LogSlice> {
    const extent = await this.extent(name);
    const blocks = this.#shards.get(name)?.blocks ?? [];
    const first = Math.max(from, extent.start);
    const chunks: Buffer[] = [];
    let count = 0;
    let bytes = 0;
    let lastTime: number | undefined;
    reading: for (let i = countWhile(blocks, (block) => block.first + block.ends.length <= first); ; i += 1) {
      const block = blocks[i];
      if (block === undefined || first >= extent.end) break;
      const skip = Math.max(0, first - block.first);
      const start = skip === 0 ? 0 : (block.ends[skip - 1] ?? 0);
      let end = start;
      for (const next of block.ends.slice(skip)) {
        const length = next - end - 1;
        if (
          count > 0 &&
          (count >= limit.records || bytes + length - (count + 1) * (limit.overhead ?? 0) > limit.bytes)
        ) {
          if (end > start) chunks.push(block.data.subarray(start, end));
          break reading;
        }
        count += 1;
        bytes += length;
        end = next;
        lastTime = block.time;
      }
      chunks.push(block.data.subarray(start, end));
    }
    const last = chunks.pop();
    if (last !== undefined) chunks.push(last.subarray(0, -1));
    return { first, count, chunks, lastTime, next: first + count, extent };
  }

  async seek(name: string, time: number): Promise<number> {
    const { end } = await this.extent(name);
    const blocks = this.#shards.get(name)?.blocks ?? [];
    return blocks[countWhile(blocks, (block) => block.time < time)]?.first ?? end;
  }

  async extent(name: string): Promise<Extent> {
    if (this.#isClosed) throw new LogClosedError('the log is closed');
    const shard = this.#shards.get(name);
    if (shard === undefined) return EMPTY;
    const { blocks, end, lastTime, sealed } = shard;
    return { start: blocks[0]?.first ?? end, end, lastTime, sealed };
  }

  async seal(name: string): Promise<Extent> {
    const shard = this.#open(name);
    this.#shards.set(name, shard);
    if (!shard.sealed) this.#watchers.notify(name);
    shard.sealed = true;
    return this.extent(name);
  }

  async trim(name: string, before: number): Promise<void> {
    const { blocks } = this.#open(name);
    const count = countWhile(blocks, (block) => block.time < before);
    if (count > 0) blocks.splice(0, count);
  }

  async drop(name: string): Promise<void> {
    this.#open(name);
    if (this.#shards.delete(name)) this.#watchers.notify(name);
  }

  watch(name: string, listener: () => void): () => void {
    return this.#watchers.watch(name, listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#shards.clear();
    this.#watchers.clear();
  }

  /** The shard, or what it would begin as. */
  #open(name: string): Shard {
    if (this.#isClosed) throw new LogClosedError('the log is closed');
    if (name.length === 0 || name.length > 512) throw new RangeError('a shard name has 1 to 512 characters');
    return this.#shards.get(name) ?? { blocks: [], end: 0, lastTime: undefined, sealed: false };
  }
}

function joined(first: number, time: number, records: readonly (string | Uint8Array)[]): Block {
  const lengths = records.map((record) => (typeof record === 'string' ? record.length : record.byteLength));
  const data = Buffer.allocUnsafeSlow(lengths.reduce((sum, length) => sum + length + 1, 0));
  const ends: number[] = [];
  let at = 0;
  for (const [i, record] of records.entries()) {
    if (typeof record === 'string') data.write(record, at, 'latin1');
    else data.set(record, at);
    at += (lengths[i] ?? 0) + 1;
    data[at - 1] = 0x2c;
    ends.push(at);
  }
  return { first, time, data, ends };
}

function countWhile(blocks: readonly Block[], holds: (block: Block) => boolean): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const block = blocks[middle];
    if (block !== undefined && holds(block)) low = middle + 1;
    else high = middle;
  }
  return low;
}
