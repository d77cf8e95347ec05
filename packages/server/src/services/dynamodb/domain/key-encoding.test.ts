import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AttributeValue } from './attribute-value.js';
import type { SortCondition } from './expressions/ast.js';
import {
  escaped,
  indexKey,
  partitionHash,
  scanSegment,
  segmentRange,
  sortBytes,
  sortRange,
  tableKey,
  type KeyRange,
} from './key-encoding.js';
import { keyValues } from './testing/values.js';
import { compareScalars } from './value-compare.js';

const OFTEN = { numRuns: 1_000 };

const types = fc.constantFrom('S', 'N', 'B');
const valuesOf = (count: number) =>
  types.chain((type) => fc.array(keyValues[type], { minLength: count, maxLength: count }));
/** 16 bytes, as partition hashes are, often at the ends of what bytes can be. */
const partitions = fc
  .array(fc.constantFrom('\0', '\x01', 'a', '\xfe', '\xff'), { minLength: 16, maxLength: 16 })
  .map((bytes) => bytes.join(''));

const compareKeys = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const compareValues = (a: AttributeValue, b: AttributeValue) => Math.sign(compareScalars(a, b) ?? Number.NaN);

describe('partitionHash', () => {
  it('is the beginning of a SHA-256, as bytes', () => {
    const digest = createHash('sha256').update('aé').digest().subarray(0, 16);
    assert.equal(partitionHash([{ S: 'aé' }]), digest.toString('latin1'));
    assert.match(partitionHash([{ N: '1' }]), /^[\0-\xff]{16}$/s);
    assert.match(partitionHash([{ B: 'AA==' }]), /^[\0-\xff]{16}$/s);
  });

  it('tells apart where one of several values ends and the next begins', () => {
    const lists: AttributeValue[][] = [
      [{ S: 'ab' }, { S: 'c' }],
      [{ S: 'a' }, { S: 'bc' }],
      [{ S: 'a\0\0' }, { S: 'bc' }],
      [{ S: 'a' }, { S: '\0\0bc' }],
      [{ S: 'a' }, { S: 'b' }, { S: 'c' }],
      [{ S: 'abc' }],
    ];
    assert.equal(new Set(lists.map((values) => partitionHash(values))).size, lists.length);
  });
});

describe('keys', () => {
  it('are in the order of their values', () => {
    fc.assert(
      fc.property(valuesOf(2), partitions, ([a, b], partition) => {
        assert.ok(a && b);
        const order = compareValues(a, b);
        assert.equal(compareKeys(sortBytes(a), sortBytes(b)), order);
        assert.equal(compareKeys(escaped(sortBytes(a)), escaped(sortBytes(b))), order);
        assert.equal(compareKeys(tableKey(partition, sortBytes(a)), tableKey(partition, sortBytes(b))), order);
      }),
      OFTEN,
    );
  });

  it('of indexes are in the order of one sort key after the other, then of the table', () => {
    const entries = fc.tuple(valuesOf(2), valuesOf(2), valuesOf(2), fc.tuple(partitions, partitions));
    fc.assert(
      fc.property(entries, ([firsts, seconds, tableSorts, hashes]) => {
        const [a = '', b = ''] = [0, 1].map((i) => {
          const sorts = [firsts[i], seconds[i]].flatMap((value) => (value === undefined ? [] : sortBytes(value)));
          const tableSort = tableSorts[i];
          assert.ok(tableSort);
          return indexKey('p'.repeat(16), sorts, hashes[i] ?? '', sortBytes(tableSort));
        });
        const orders = [firsts, seconds].map(([x, y]) => (x && y ? compareValues(x, y) : Number.NaN));
        orders.push(compareKeys(hashes[0], hashes[1]));
        const [x, y] = tableSorts;
        assert.ok(x && y);
        orders.push(compareValues(x, y));
        assert.equal(compareKeys(a, b), orders.find((order) => order !== 0) ?? 0);
      }),
      OFTEN,
    );
  });
});

/** A condition on a key of the type of the values, from two of them. */
const conditionOf = (op: SortCondition['op'], a: AttributeValue, b: AttributeValue): SortCondition => {
  if (op === 'begins-with') return { op, prefix: a };
  return op === 'between' ? { op, low: a, high: b } : { op, value: a };
};

function fulfils(value: AttributeValue, condition: SortCondition): boolean {
  switch (condition.op) {
    case '=':
      return compareValues(value, condition.value) === 0;
    case '<':
      return compareValues(value, condition.value) < 0;
    case '<=':
      return compareValues(value, condition.value) <= 0;
    case '>':
      return compareValues(value, condition.value) > 0;
    case '>=':
      return compareValues(value, condition.value) >= 0;
    case 'between':
      return compareValues(value, condition.low) >= 0 && compareValues(value, condition.high) <= 0;
    case 'begins-with':
      return beginsWith(value, condition.prefix);
  }
}

function beginsWith(value: AttributeValue, prefix: AttributeValue): boolean {
  if ('S' in value && 'S' in prefix) return value.S.startsWith(prefix.S);
  if (!('B' in value && 'B' in prefix)) throw new TypeError('numbers have no beginning');
  const bytes = Buffer.from(prefix.B, 'base64');
  return Buffer.from(value.B, 'base64').subarray(0, bytes.length).equals(bytes);
}

const isWithin = (key: string, { from, after, below, upTo }: KeyRange) =>
  (from === undefined || key >= from) &&
  (after === undefined || key > after) &&
  (below === undefined || key < below) &&
  (upTo === undefined || key <= upTo);

const operators = ['=', '<', '<=', '>', '>=', 'between', 'begins-with'] as const;
const conditions = fc
  .tuple(types, fc.constantFrom(...operators))
  .filter(([type, op]) => type !== 'N' || op !== 'begins-with')
  .chain(([type, op]) =>
    fc.record({
      value: keyValues[type],
      condition: fc.tuple(keyValues[type], keyValues[type]).map(([a, b]) => conditionOf(op, a, b)),
    }),
  );
/** One of two, so that they are often the same. */
const twoPartitions = fc
  .tuple(partitions, partitions)
  .chain(([a, b]) => fc.tuple(fc.constant(a), fc.constantFrom(a, b)));

describe('sortRange', () => {
  it('holds the keys of a table that fulfil the condition, and no others', () => {
    fc.assert(
      fc.property(conditions, twoPartitions, ({ value, condition }, [asked, partition]) => {
        const range = sortRange(asked, { sortEquals: [], sort: condition }, false);
        const expected = asked === partition && fulfils(value, condition);
        assert.equal(isWithin(tableKey(partition, sortBytes(value)), range), expected);
      }),
      OFTEN,
    );
  });

  it('holds the keys of an index that fulfil the conditions, and no others', () => {
    const equals = types
      .chain((type) => fc.tuple(keyValues[type], keyValues[type]))
      .chain(([a, b]) => fc.tuple(fc.constant(a), fc.constantFrom(a, b)));
    const followed = fc.record({ partition: partitions, next: fc.option(valuesOf(1), { nil: [] }), sort: valuesOf(1) });
    fc.assert(
      fc.property(
        conditions,
        twoPartitions,
        fc.array(equals, { maxLength: 2 }),
        followed,
        (asked, hashes, first, rest) => {
          const { value, condition } = asked;
          const range = sortRange(hashes[0], { sortEquals: first.map(([wanted]) => wanted), sort: condition }, true);
          const sorts = [...first.map(([, has]) => has), value, ...rest.next].map(sortBytes);
          const key = indexKey(hashes[1], sorts, rest.partition, rest.sort.map(sortBytes).join(''));
          const expected =
            hashes[0] === hashes[1] && first.every(([a, b]) => compareValues(a, b) === 0) && fulfils(value, condition);
          assert.equal(isWithin(key, range), expected);
        },
      ),
      OFTEN,
    );
  });

  it('holds a whole partition without a condition on the sort key', () => {
    fc.assert(
      fc.property(twoPartitions, valuesOf(1), ([asked, partition], values) => {
        const sort = values.map(sortBytes).join('');
        const none = { sortEquals: [] };
        assert.equal(isWithin(tableKey(partition, sort), sortRange(asked, none, false)), asked === partition);
        assert.equal(isWithin(tableKey(partition), sortRange(asked, none, false)), asked === partition);
        assert.equal(isWithin(indexKey(partition, [sort], asked), sortRange(asked, none, true)), asked === partition);
      }),
    );
  });

  it('takes an equality for one on the sort key of a table', () => {
    const key = tableKey('p'.repeat(16), 'x');
    assert.deepEqual(sortRange('p'.repeat(16), { sortEquals: [{ S: 'x' }] }, false), { from: key, upTo: key });
  });

  it('has no end after the last partition', () => {
    const last = '\xff'.repeat(16);
    assert.deepEqual(sortRange(last, { sortEquals: [] }, false), { from: last });
    assert.deepEqual(sortRange('a'.repeat(15) + '\xff', { sortEquals: [] }, false).below, 'a'.repeat(14) + 'b');
  });
});

describe('scan segments', () => {
  const totals = fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 1_000_000 }));

  it('have every key in exactly one, the one that it is said to be in', () => {
    fc.assert(
      fc.property(partitions, totals, (partition, total) => {
        const segment = scanSegment(partition, total);
        assert.ok(isWithin(partition, segmentRange(segment, total)));
        if (segment > 0) assert.ok(!isWithin(partition, segmentRange(segment - 1, total)));
        if (segment + 1 < total) assert.ok(!isWithin(partition, segmentRange(segment + 1, total)));
      }),
      OFTEN,
    );
  });

  it('begin at the first key that is said to be in them', () => {
    fc.assert(
      fc.property(totals, fc.nat(), (total, at) => {
        const { from } = segmentRange(at % total, total);
        if (from === undefined) return assert.equal(at % total, 0);
        const before = Buffer.alloc(4);
        before.writeUInt32BE(Buffer.from(from, 'latin1').readUInt32BE() - 1);
        assert.equal(scanSegment(from.padEnd(16, '\0'), total), at % total);
        assert.equal(scanSegment(before.toString('latin1').padEnd(16, '\xff'), total), (at % total) - 1);
      }),
      OFTEN,
    );
  });

  it('follow each other from the first key to the last', () => {
    for (const total of [1, 2, 3, 7, 1_000, 999_999]) {
      assert.equal(segmentRange(0, total).from, undefined);
      assert.equal(segmentRange(total - 1, total).below, undefined);
      for (const segment of [0, 1, Math.floor(total / 2)].filter((at) => at + 1 < total))
        assert.equal(segmentRange(segment, total).below, segmentRange(segment + 1, total).from);
    }
  });
});
