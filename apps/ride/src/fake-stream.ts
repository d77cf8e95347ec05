import type { Moment, Shard } from './lineage.js';
import type { Page, Position, ShardSource, StreamRecord } from './shard-source.js';
import type { Time } from './time.js';

interface FakeShard {
  readonly id: string;
  readonly parents: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly records: StreamRecord[];
  children: string[];
  closedAt: number | undefined;
}

/** Keys of the fake are numbers from 0 to 255, which are their own hash. */
export const KEYS = 256;

/** A stream in memory for tests: it splits, merges, answers in small pages, and fails as its `fault` says. */
export class FakeStream implements ShardSource {
  readonly shards = new Map<string, FakeShard>();
  /** Asked before each call; what it answers is thrown. */
  fault: (call: 'list' | 'iterator' | 'records') => Error | undefined = () => undefined;
  /** Whether the last page of a closed shard names its children. */
  tellsChildren = (): boolean => true;
  pageSize = 3;
  /** Every record written, in order. */
  readonly written: StreamRecord[] = [];
  readonly askedPositions: { readonly shardId: string; readonly position: Position }[] = [];
  readonly #time: Time;
  #next = 0;

  constructor(time: Time, shards: number) {
    this.#time = time;
    for (let index = 0; index < shards; index += 1) {
      this.#open([], (index * KEYS) / shards, ((index + 1) * KEYS) / shards);
    }
  }

  get open(): FakeShard[] {
    return [...this.shards.values()].filter((shard) => shard.children.length === 0).sort((a, b) => a.from - b.from);
  }

  write(key: number, arrivedAt = this.#time.epoch(), data = new Uint8Array()): void {
    const shard = this.open.find(({ from, to }) => from <= key && key < to);
    this.#next += 1;
    const sequenceNumber = String(this.#next).padStart(10, '0');
    const record = { sequenceNumber, partitionKey: String(key), data, arrivedAt };
    shard?.records.push(record);
    this.written.push(record);
  }

  split(shard: FakeShard): void {
    const middle = Math.floor((shard.from + shard.to) / 2);
    if (middle === shard.from) return;
    shard.closedAt = this.#time.epoch();
    shard.children = [this.#open([shard.id], shard.from, middle), this.#open([shard.id], middle, shard.to)];
  }

  merge(left: FakeShard, right: FakeShard): void {
    const child = this.#open([left.id, right.id], left.from, right.to);
    for (const parent of [left, right]) {
      parent.closedAt = this.#time.epoch();
      parent.children = [child];
    }
  }

  async listShards(since?: Moment): Promise<Shard[]> {
    await this.#answer('list');
    const isListed = ({ closedAt = Infinity }: FakeShard): boolean => since === undefined || closedAt >= since.at;
    return [...this.shards.values()].filter(isListed).map(toShard);
  }

  async getIterator(shardId: string, position: Position): Promise<string> {
    await this.#answer('iterator');
    this.askedPositions.push({ shardId, position });
    const { records } = this.#shard(shardId);
    return `${shardId}|${indexOf(position, records)}`;
  }

  async getRecords(iterator: string): Promise<Page> {
    await this.#answer('records');
    const [id = '', start = ''] = iterator.split('|');
    const shard = this.#shard(id);
    const end = Math.min(Number(start) + this.pageSize, shard.records.length);
    const isOver = shard.children.length > 0 && end === shard.records.length;
    return {
      records: shard.records.slice(Number(start), end),
      next: isOver ? undefined : `${id}|${end}`,
      millisBehindLatest: (shard.records.length - end) * 100,
      children: isOver && this.tellsChildren() ? shard.children.map((child) => toShard(this.#shard(child))) : [],
    };
  }

  async #answer(call: 'list' | 'iterator' | 'records'): Promise<void> {
    await this.#time.sleep(5);
    const error = this.fault(call);
    if (error !== undefined) throw error;
  }

  #open(parents: readonly string[], from: number, to: number): string {
    const id = `shardId-${String(this.shards.size).padStart(12, '0')}`;
    this.shards.set(id, { id, parents, from, to, records: [], children: [], closedAt: undefined });
    return id;
  }

  #shard(id: string): FakeShard {
    const shard = this.shards.get(id);
    if (shard === undefined) throw Object.assign(new Error(`no ${id}`), { name: 'ResourceNotFoundException' });
    return shard;
  }
}

function indexOf(position: Position, records: readonly StreamRecord[]): number {
  if (position === 'LATEST') return records.length;
  if (position === 'TRIM_HORIZON') return 0;
  const index = records.findIndex((record) =>
    'after' in position ? record.sequenceNumber > position.after : record.arrivedAt >= position.at,
  );
  return index === -1 ? records.length : index;
}

const toShard = ({ id, parents, children }: FakeShard): Shard => ({ id, parents, open: children.length === 0 });
