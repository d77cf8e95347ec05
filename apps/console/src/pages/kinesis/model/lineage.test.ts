import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lastHashKey } from './hash-range.js';
import { boxesInView, lineageOf, scaleFor } from './lineage.js';
import { neighboursOf, shardFor, shardInfo, shortShardId, type ShardInfo } from './shard.js';

const shard = (
  index: number,
  start: bigint,
  end: bigint,
  parents: readonly number[] = [],
  isOpen = true,
): ShardInfo => ({
  id: id(index),
  parents: parents.map(id),
  start,
  end,
  firstSequence: '1',
  lastSequence: isOpen ? undefined : '2',
  isOpen,
});
const id = (index: number): string => `shardId-${String(index).padStart(12, '0')}`;
const half = (lastHashKey + 1n) / 2n;
const quarter = half / 2n;

/** Two shards; the first is split, and its second half merged with the other. */
const history = [
  shard(0, 0n, half - 1n, [], false),
  shard(1, half, lastHashKey, [], false),
  shard(2, 0n, quarter - 1n, [0]),
  shard(3, quarter, half - 1n, [0], false),
  shard(4, quarter, lastHashKey, [3, 1]),
];

const even = (count: number): readonly ShardInfo[] => {
  const step = (lastHashKey + 1n) / BigInt(count);
  return Array.from({ length: count }, (_, index) =>
    shard(index, step * BigInt(index), index === count - 1 ? lastHashKey : step * BigInt(index + 1) - 1n),
  );
};

describe('lineage', () => {
  it('puts children behind their parents, as high as their hash keys', () => {
    const { boxes, generations } = lineageOf(history);
    assert.equal(generations, 3);
    assert.deepEqual(
      boxes.map(({ shard: { id: of }, from, to, top, bottom }) => [shortShardId(of), from, to, top, bottom]),
      [
        ['0', 0, 1, 0, 0.5],
        ['1', 0, 2, 0.5, 1],
        ['2', 1, 3, 0, 0.25],
        ['3', 1, 2, 0.25, 0.5],
        ['4', 2, 3, 0.25, 1],
      ],
    );
  });

  it('is whole when parents are gone, whatever the order', () => {
    const { boxes, generations } = lineageOf(history.slice(2).toReversed());
    assert.equal(generations, 2);
    assert.deepEqual(
      boxes.map(({ from }) => from),
      [1, 0, 0],
    );
  });

  it('bears thousands of generations, and shards that would be their own parents', () => {
    const long = Array.from({ length: 5000 }, (_, index) =>
      shard(index, 0n, lastHashKey, index === 0 ? [] : [index - 1], index === 4999),
    );
    assert.equal(lineageOf(long.toReversed()).generations, 5000);
    assert.doesNotThrow(() => lineageOf([shard(0, 0n, 1n, [1]), shard(1, 0n, 1n, [0])]));
    assert.deepEqual(lineageOf([]), { boxes: [], generations: 0 });
  });

  it('draws of a thousand shards those in view', () => {
    const lineage = lineageOf(even(1000));
    const scale = scaleFor(lineage, 1000, 600);
    const drawn = boxesInView(lineage, scale, { left: 0, top: 4000, width: 600, height: 400 });
    assert.ok(drawn.length > 10 && drawn.length < 40, String(drawn.length));
    assert.ok(drawn.every(({ top }) => top * scale.height >= 3900 && top * scale.height <= 4400));
  });
});

describe('shards', () => {
  it('offers open shards that adjoin for a merge', () => {
    const [, , two, , four] = history;
    assert.ok(two && four);
    assert.deepEqual(neighboursOf(two, history), [four]);
    assert.deepEqual(neighboursOf(history[0] ?? two, history), []);
  });

  it('finds the open shard of a hash key', () => {
    assert.equal(shardFor(0n, history)?.id, id(2));
    assert.equal(shardFor(lastHashKey, history)?.id, id(4));
  });

  it('reads what ListShards answers', () => {
    const read = shardInfo({
      ShardId: id(7),
      ParentShardId: id(1),
      AdjacentParentShardId: id(2),
      HashKeyRange: { StartingHashKey: '5', EndingHashKey: '9' },
      SequenceNumberRange: { StartingSequenceNumber: '11', EndingSequenceNumber: '22' },
    });
    assert.deepEqual(read, {
      id: id(7),
      parents: [id(1), id(2)],
      start: 5n,
      end: 9n,
      firstSequence: '11',
      lastSequence: '22',
      isOpen: false,
    });
    assert.equal(shortShardId(id(0)), '0');
    assert.equal(shortShardId('another'), 'another');
  });
});
