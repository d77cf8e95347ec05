import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AttributeValue, QueryCommandInput, ScanCommandInput } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { definitions, keySchema, newTable, startDynamoDb } from '../harness/dynamodb.js';
import { seededRandom } from '../harness/seeded-random.js';

const paddock = await startDynamoDb();
const { dynamo } = paddock;
after(() => paddock.close());

type Item = Record<string, AttributeValue>;

const TableName = 'paged';
const partitions = ['a', 'b', 'c'];
const colours = ['red', 'green', 'blue'];
const items: Item[] = makeItems();

/** A third of the items are in no global index. */
function makeItems(): Item[] {
  const random = seededRandom(7);
  const numbers = ['-2.5', '0', '7', '0.001', '100000000000000000000', '-1000', '8', '9', '10', '11'];
  return partitions.flatMap((pk) =>
    Array.from({ length: 40 }, (_, i): Item => {
      const sk = i < numbers.length ? (numbers[i] ?? '') : String(Math.floor(random() * 1e9) - 5e8);
      return {
        pk: { S: pk },
        sk: { N: sk },
        n: { N: String(Math.floor(random() * 10)) },
        pad: { S: 'x'.repeat(Math.floor(random() * 200)) },
        l: { S: `l${Math.floor(random() * 8)}` },
        ...(i % 3 === 0 ? {} : { g: { S: colours[i % 2] ?? '' }, h: { N: String(Math.floor(random() * 5)) } }),
      };
    }),
  );
}

before(async () => {
  await newTable(dynamo, TableName, ['pk', 'sk:N'], {
    AttributeDefinitions: definitions('g', 'h:N', 'l'),
    GlobalSecondaryIndexes: [
      { IndexName: 'global', KeySchema: keySchema(['g'], ['h']), Projection: { ProjectionType: 'ALL' } },
      { IndexName: 'multi', KeySchema: keySchema(['g', 'l'], ['h', 'pk']), Projection: { ProjectionType: 'ALL' } },
    ],
    LocalSecondaryIndexes: [
      { IndexName: 'local', KeySchema: keySchema(['pk'], ['l']), Projection: { ProjectionType: 'ALL' } },
    ],
  });
  for (let at = 0; at < items.length; at += 25) {
    const batch = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await dynamo.batchWriteItem({ RequestItems: { [TableName]: batch } });
    assert.deepEqual(UnprocessedItems, {});
  }
});

interface Read {
  readonly items: Item[];
  readonly pages: { readonly count: number; readonly scanned: number; readonly last: Item | undefined }[];
}

async function readAll(
  read: (input: { ExclusiveStartKey?: Item }) => Promise<{
    Items?: Item[] | undefined;
    Count?: number | undefined;
    ScannedCount?: number | undefined;
    LastEvaluatedKey?: Item | undefined;
  }>,
): Promise<Read> {
  const result: Read = { items: [], pages: [] };
  let last: Item | undefined;
  do {
    const page = await read(last === undefined ? {} : { ExclusiveStartKey: last });
    last = page.LastEvaluatedKey;
    result.items.push(...(page.Items ?? []));
    result.pages.push({ count: page.Count ?? -1, scanned: page.ScannedCount ?? -1, last });
    assert.equal(page.Items?.length, page.Count);
    assert.ok(result.pages.length < 500, 'a read ends');
  } while (last !== undefined);
  return result;
}

const queryAll = (input: Omit<QueryCommandInput, 'TableName'>): Promise<Read> =>
  readAll((from) => dynamo.query({ TableName, ...input, ...from }));
const scanAll = (input: Omit<ScanCommandInput, 'TableName'>): Promise<Read> =>
  readAll((from) => dynamo.scan({ TableName, ...input, ...from }));

const text = (item: Item, name: string): string => item[name]?.S ?? '';
const number = (item: Item, name: string): number => Number(item[name]?.N);
const keyOf = (item: Item): string => `${text(item, 'pk')}/${number(item, 'sk')}`;
const keysOf = (list: readonly Item[]): string[] => list.map(keyOf);
const sorted = (list: readonly Item[]): string[] => keysOf(list).toSorted();

/** What can be queried: the attributes that are fixed, the one that is ranged over, and how it is written. */
const targets = [
  { index: undefined, fixed: [['pk', partitions]], ranged: 'sk', type: 'N' },
  { index: 'local', fixed: [['pk', partitions]], ranged: 'l', type: 'S' },
  { index: 'global', fixed: [['g', colours]], ranged: 'h', type: 'N' },
  {
    index: 'multi',
    fixed: [
      ['g', colours],
      ['l', ['l0', 'l1', 'l2', 'l3']],
    ],
    ranged: 'h',
    type: 'N',
  },
] as const;

const operators = ['none', '=', '<', '<=', '>', '>=', 'BETWEEN', 'begins_with'] as const;

const arbitraryQuery = fc.record({
  target: fc.constantFrom(...targets),
  operator: fc.constantFrom(...operators),
  fixed: fc.tuple(fc.nat(2), fc.nat(3)),
  bounds: fc.tuple(fc.nat(items.length - 1), fc.nat(items.length - 1)),
  limit: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
  forward: fc.boolean(),
  filter: fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }),
  projected: fc.boolean(),
});

type Target = (typeof targets)[number];

function compare(a: Item, b: Item, { ranged, type }: Target): number {
  if (type === 'N') return number(a, ranged) - number(b, ranged);
  const [x, y] = [text(a, ranged), text(b, ranged)];
  return x < y ? -1 : x > y ? 1 : 0;
}

describe('pages joined are one big answer', () => {
  it('of queries, by any condition, in both directions', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryQuery,
        async ({ target, fixed, bounds, limit, forward, filter, projected, ...rest }) => {
          const operator = rest.operator === 'begins_with' && target.type === 'N' ? '>' : rest.operator;
          const candidates = items.filter((item) => item[target.ranged] !== undefined);
          const [low, high] = bounds
            .map((at) => candidates[at % candidates.length] ?? {})
            .toSorted((a, b) => compare(a, b, target));
          assert.ok(low && high);
          const values: Record<string, AttributeValue> = {};
          const clauses = target.fixed.map(([name, choices], i) => {
            values[`:${name}`] = { S: choices[(fixed[i] ?? 0) % choices.length] ?? '' };
            return `${name} = :${name}`;
          });
          const names = { '#r': target.ranged };
          const bound = (name: string, of: Item): void => {
            const value = of[target.ranged];
            if (value) values[name] = value;
          };
          if (operator === 'BETWEEN') {
            clauses.push('#r BETWEEN :low AND :high');
            bound(':low', low);
            bound(':high', high);
          } else if (operator === 'begins_with') {
            clauses.push('begins_with(#r, :low)');
            values[':low'] = { S: text(low, target.ranged).slice(0, 1 + (bounds[0] % 2)) };
          } else if (operator !== 'none') {
            clauses.push(`#r ${operator} :low`);
            bound(':low', low);
          }
          const inRange = items.filter(
            (item) =>
              item[target.ranged] !== undefined &&
              target.fixed.every(([name]) => text(item, name) === values[`:${name}`]?.S) &&
              holds(operator, item, low, high, values[':low']?.S ?? '', target),
          );
          const expected = inRange.filter((item) => filter === undefined || number(item, 'n') >= filter);
          if (filter !== undefined) values[':f'] = { N: String(filter) };

          const read = await queryAll({
            ...(target.index === undefined ? {} : { IndexName: target.index }),
            KeyConditionExpression: clauses.join(' AND '),
            ExpressionAttributeValues: values,
            ...(operator === 'none' ? {} : { ExpressionAttributeNames: names }),
            ...(filter === undefined ? {} : { FilterExpression: 'n >= :f' }),
            ...(limit === undefined ? {} : { Limit: limit }),
            ...(projected
              ? { ProjectionExpression: `pk, sk, n, ${target.ranged === 'sk' ? 'l' : target.ranged}` }
              : {}),
            ScanIndexForward: forward,
          });
          assert.deepEqual(sorted(read.items), sorted(expected));
          const inOrder = forward ? read.items : read.items.toReversed();
          for (const [i, item] of inOrder.entries()) {
            const previous = inOrder[i - 1];
            if (previous) assert.ok(compare(previous, item, target) <= 0, 'in order of the sort key');
            const whole = expected.find((one) => keyOf(one) === keyOf(item));
            if (projected) assert.equal(item['pad'], undefined);
            else assert.deepEqual(item, whole);
          }
          assert.equal(
            read.pages.reduce((sum, { scanned }) => sum + scanned, 0),
            inRange.length,
          );
          for (const { scanned, last } of read.pages) {
            if (limit === undefined) continue;
            assert.ok(scanned <= limit);
            if (scanned === limit) assert.ok(last !== undefined, 'a page that its limit ended says where to go on');
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of scans of the table and of its indexes', async () => {
    for (const index of [undefined, 'global', 'multi', 'local']) {
      const expected = items.filter((item) => index === undefined || index === 'local' || item['g'] !== undefined);
      const on = index === undefined ? {} : { IndexName: index };
      const once = await scanAll(on);
      assert.deepEqual(sorted(once.items), sorted(expected));
      for (const Limit of [3, 120]) {
        const paged = await scanAll({ ...on, Limit });
        assert.deepEqual(keysOf(paged.items), keysOf(once.items));
        assert.ok(paged.pages.every(({ scanned }) => scanned <= Limit));
      }
    }
  });

  it('of segments that are scanned in parallel, each item in one of them', async () => {
    const arbitrary = fc.record({
      TotalSegments: fc.integer({ min: 1, max: 12 }),
      Limit: fc.integer({ min: 1, max: 60 }),
      index: fc.constantFrom(undefined, 'global', 'local'),
      filter: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ TotalSegments, Limit, index, filter }) => {
        const segments = await Promise.all(
          Array.from({ length: TotalSegments }, (_, Segment) =>
            scanAll({
              TotalSegments,
              Segment,
              Limit,
              ...(index === undefined ? {} : { IndexName: index }),
              ...(filter ? { FilterExpression: 'n < :five', ExpressionAttributeValues: { ':five': { N: '5' } } } : {}),
            }),
          ),
        );
        const expected = items.filter(
          (item) => (index !== 'global' || item['g'] !== undefined) && (!filter || number(item, 'n') < 5),
        );
        assert.deepEqual(sorted(segments.flatMap((segment) => segment.items)), sorted(expected));
      }),
      { numRuns: 8 },
    );
  });
});

function holds(operator: string, item: Item, low: Item, high: Item, prefix: string, target: Target): boolean {
  const order = compare(item, low, target);
  switch (operator) {
    case '=':
      return order === 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case 'BETWEEN':
      return order >= 0 && compare(item, high, target) <= 0;
    case 'begins_with':
      return text(item, target.ranged).startsWith(prefix);
    default:
      return true;
  }
}

describe('a page', () => {
  it('ends with the item that crosses a megabyte', async () => {
    await newTable(dynamo, 'large', ['pk', 'sk:N']);
    const large = Array.from({ length: 9 }, (_, i) => ({
      pk: { S: 'p' },
      sk: { N: String(i) },
      pad: { S: 'x'.repeat(150_000) },
    }));
    for (const Item of large) await dynamo.putItem({ TableName: 'large', Item });
    const query = { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: 'p' } } };
    for (const { Items, LastEvaluatedKey } of [
      await dynamo.query({ TableName: 'large', ...query }),
      await dynamo.scan({ TableName: 'large' }),
    ]) {
      assert.deepEqual(Items, large.slice(0, 7));
      assert.deepEqual(LastEvaluatedKey, { pk: { S: 'p' }, sk: { N: '6' } });
    }
    // What is projected and filtered does not make it longer.
    const little = await dynamo.scan({
      TableName: 'large',
      ProjectionExpression: 'sk',
      FilterExpression: 'sk > :five',
      ExpressionAttributeValues: { ':five': { N: '5' } },
    });
    assert.deepEqual([little.Items, little.ScannedCount], [[{ sk: { N: '6' } }], 7]);
    const back = await dynamo.query({ TableName: 'large', ScanIndexForward: false, ...query });
    assert.deepEqual(back.Items, large.toReversed().slice(0, 7));
  });

  it('that its limit ends says where to go on, even when nothing is left', async () => {
    const query = { TableName, KeyConditionExpression: 'pk = :b', ExpressionAttributeValues: { ':b': { S: 'b' } } };
    const exact = await dynamo.query({ ...query, Limit: 40 });
    assert.equal(exact.Count, 40);
    assert.ok(exact.LastEvaluatedKey);
    const rest = await dynamo.query({ ...query, ExclusiveStartKey: exact.LastEvaluatedKey });
    assert.deepEqual([rest.Items, rest.Count, rest.ScannedCount, rest.LastEvaluatedKey], [[], 0, 0, undefined]);
    assert.equal((await dynamo.query({ ...query, Limit: 41 })).LastEvaluatedKey, undefined);
  });

  it('of an index ends with a key of all its attributes and of the table’s', async () => {
    const { LastEvaluatedKey } = await dynamo.scan({ TableName, IndexName: 'multi', Limit: 1 });
    assert.deepEqual(Object.keys(LastEvaluatedKey ?? {}).toSorted(), ['g', 'h', 'l', 'pk', 'sk']);
  });

  it('goes on after keys that are gone, or never were', async () => {
    const from = { pk: { S: 'b' }, sk: { N: '7.5' } };
    const page = async (forward: boolean): Promise<number[]> =>
      (
        await dynamo.query({
          TableName,
          KeyConditionExpression: 'pk = :b',
          ExpressionAttributeValues: { ':b': { S: 'b' } },
          ScanIndexForward: forward,
          ExclusiveStartKey: from,
        })
      ).Items?.map((item) => number(item, 'sk')) ?? [];
    const all = items.filter((item) => text(item, 'pk') === 'b').map((item) => number(item, 'sk'));
    assert.deepEqual(
      await page(true),
      all.filter((sk) => sk > 7.5).toSorted((a, b) => a - b),
    );
    assert.deepEqual(
      await page(false),
      all.filter((sk) => sk < 7.5).toSorted((a, b) => b - a),
    );
  });

  it('of Select COUNT counts, and has no items', async () => {
    const { Items, Count, ScannedCount } = await dynamo.scan({
      TableName,
      Select: 'COUNT',
      Limit: 10,
      FilterExpression: 'n < :none',
      ExpressionAttributeValues: { ':none': { N: '0' } },
    });
    assert.deepEqual([Items, Count, ScannedCount], [undefined, 0, 10]);
  });
});
