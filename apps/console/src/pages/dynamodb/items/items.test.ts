import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import type { Item } from '../values/attribute.js';
import { parsePlainJson } from '../values/plain-json.js';
import { writeAll } from './batch-writes.js';
import { putNew, updateOf } from './changes.js';
import { exportItems } from './export-items.js';
import { Placeholders, requestOf } from './expression.js';
import { emptyField, faultsOf } from './form-model.js';
import { readItems } from './import-items.js';
import {
  filterOperators,
  filterTypes,
  keyOperators,
  queryFromParameters,
  queryToParameters,
  wholeTable,
  type ItemQuery,
} from './query.js';
import type { KeyAttribute, Source } from './schema.js';

const keys: readonly KeyAttribute[] = [
  { name: 'Name', type: 'S', role: 'HASH' },
  { name: 'n', type: 'N', role: 'RANGE' },
];
const source: Source = { index: undefined, kind: 'table', keys };
const query = (part: Partial<ItemQuery>): ItemQuery => ({ ...wholeTable, ...part });

describe('what is asked of a table', () => {
  it('comes back from an address as it was', () => {
    const texts = fc.string({ unit: 'grapheme' });
    const queries: fc.Arbitrary<ItemQuery> = fc.record({
      mode: fc.constant('query' as const),
      index: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
      keys: fc.array(
        fc.record({ name: texts, operator: fc.constantFrom(...keyOperators), value: texts, upper: texts }),
        { maxLength: 3 },
      ),
      filters: fc.array(
        fc.record({
          name: texts,
          type: fc.constantFrom(...filterTypes),
          operator: fc.constantFrom(...filterOperators),
          value: texts,
          upper: texts,
        }),
        { maxLength: 3 },
      ),
      isDescending: fc.boolean(),
      attributes: fc.option(fc.array(texts), { nil: undefined }),
      isConsistent: fc.boolean(),
      limit: fc.option(fc.integer({ min: 1, max: 1e6 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(queries, (one) => {
        const address = queryToParameters(one).toString();
        assert.deepEqual(queryFromParameters(new URLSearchParams(address)), structuredClone(one));
      }),
    );
  });

  it('is nothing in an address of somebody else, and never an error', () => {
    assert.equal(queryFromParameters(new URLSearchParams('range=1h')), undefined);
    const odd = new URLSearchParams('mode=query&key=[1]&key={&filter=["a","X","="]&attributes=1&limit=-1');
    assert.deepEqual(queryFromParameters(odd), query({ mode: 'query' }));
  });

  it('becomes a Query with placeholders for every name, reserved or not', () => {
    const request = requestOf(
      'T',
      query({
        mode: 'query',
        keys: [
          { name: 'Name', operator: '=', value: 'a', upper: '' },
          { name: 'n', operator: 'between', value: '1', upper: '2.50' },
        ],
        filters: [
          { name: 'Size Of', type: 'N', operator: 'in', value: '1\n2', upper: '' },
          { name: 'Name', type: 'S', operator: 'exists', value: '', upper: '' },
          { name: 't', type: 'S', operator: 'not_contains', value: 'x', upper: '' },
        ],
        isDescending: true,
        attributes: ['t'],
      }),
      source,
      keys,
    );
    assert.deepEqual(request, {
      operation: 'Query',
      input: {
        TableName: 'T',
        KeyConditionExpression: '#Name = :v0 AND #n BETWEEN :v1 AND :v2',
        FilterExpression: '#n2 IN (:v3, :v4) AND attribute_exists(#Name) AND NOT contains(#t, :v5)',
        ProjectionExpression: '#Name, #n, #t',
        ExpressionAttributeNames: { '#Name': 'Name', '#n': 'n', '#n2': 'Size Of', '#t': 't' },
        ExpressionAttributeValues: {
          ':v0': { S: 'a' },
          ':v1': { N: '1' },
          ':v2': { N: '2.50' },
          ':v3': { N: '1' },
          ':v4': { N: '2' },
          ':v5': { S: 'x' },
        },
        ScanIndexForward: false,
        ReturnConsumedCapacity: 'TOTAL',
      },
    });
  });

  it('says what is wrong with it, everywhere at once', () => {
    const faults = requestOf(
      'T',
      query({
        mode: 'query',
        keys: [{ name: 'n', operator: '<', value: 'x', upper: '' }],
        filters: [
          { name: '', type: 'S', operator: '=', value: '', upper: '' },
          { name: 'b', type: 'B', operator: '=', value: '?', upper: '' },
        ],
        attributes: [],
        limit: 0,
      }),
      source,
      keys,
    );
    assert.deepEqual(faults, [
      { field: 'key.Name', fault: 'required' },
      { field: 'key.n', fault: 'number.format' },
      { field: 'filter.0.name', fault: 'required' },
      { field: 'filter.1', fault: 'binary.base64' },
      { field: 'attributes', fault: 'required' },
      { field: 'limit', fault: 'limit' },
    ]);
  });

  it('gives equal names one placeholder, and different ones different ones', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('n0', 'n1', 'n2', '?'))), (names) => {
        const places = new Placeholders();
        const given = names.map((name) => places.name(name));
        assert.deepEqual(
          given.map((place) => places.names[place]),
          names,
        );
        assert.equal(new Set(given).size, new Set(names).size);
      }),
    );
  });
});

describe('an edit', () => {
  const before: Item = { Name: { S: 'a' }, n: { N: '1' }, x: { S: 'old' }, y: { SS: ['p', 'q'] }, z: { N: '3' } };
  const key = { Name: { S: 'a' }, n: { N: '1' } };

  it('writes what it changed, while that is as it was found', () => {
    const after: Item = { Name: { S: 'a' }, n: { N: '1' }, x: { S: 'new' }, y: { SS: ['q', 'p'] }, w: { BOOL: true } };
    const update = updateOf('T', key, before, after);
    assert.equal(update?.UpdateExpression, 'SET #x = :v0, #w = :v3 REMOVE #z');
    assert.equal(
      update?.ConditionExpression,
      'attribute_exists(#Name) AND #x = :v1 AND #z = :v2 AND attribute_not_exists(#w)',
    );
  });

  it('of nothing is none', () => assert.equal(updateOf('T', key, before, { ...before }), undefined));

  it('that makes an item replaces none', () =>
    assert.equal(putNew('T', before, keys).ConditionExpression, 'attribute_not_exists(#Name)'));

  it('is checked by field', () => {
    const fields = [emptyField('Name', 'S'), emptyField('', 'N'), emptyField('Name', 'SS')];
    assert.deepEqual(
      fields.map(({ id }) => faultsOf(fields, new Set(['Name'])).get(id)),
      [{ value: 'required' }, { name: 'required', value: 'number.format' }, { name: 'twice', value: 'required' }],
    );
  });
});

describe('files of items', () => {
  const items: Item[] = [
    { Name: { S: 'a,"b' }, n: { N: '12345678901234567890123456789012345678' }, l: { L: [{ N: '1' }] } },
    { Name: { S: '말' }, n: { N: '-0.5' }, t: { BOOL: false } },
  ];

  it('are read as they were written', () => {
    for (const format of ['dynamo', 'plain', 'csv'] as const) {
      const text = exportItems(items, { format, hasMark: true, keys });
      assert.deepEqual(readItems(text, keys), { format, items }, format);
    }
    assert.equal(exportItems([], { format: 'plain', hasMark: false, keys }), '[]\n');
  });

  it('may be lines, and lines of an export to S3', () => {
    const lines = items.map((item) => JSON.stringify({ Item: item })).join('\n');
    assert.deepEqual(readItems(lines, keys).items, items);
    assert.deepEqual(
      readItems('{"Name":"a","n":1}\n{"Name":"b","n":2}', keys).items[1],
      parsePlainJson('{"Name":"b","n":2}'),
    );
  });

  it('are refused whole, with the place', () => {
    for (const [text, fault] of [
      ['', /import\.empty/],
      ['[{"Name":"a","n":1},{"Name":"a"}]', /import\.key/],
      ['[{"Name":"a","n":"1"}]', /import\.key/],
      ['[{"Name":"a","n":1},{"Name":"a","n":1}]', /import\.twice/],
      ['Name,n\na,1\nb,x', /import\.key/],
      ['Name,n\na,1,2', /csv\.cells/],
    ] as const)
      assert.throws(() => readItems(text, keys), fault, text);
  });
});

describe('writing many', () => {
  const writes = Array.from({ length: 60 }, (_, index): WriteRequest => ({
    PutRequest: { Item: { n: { N: String(index) } } },
  }));
  const options = { wait: () => Promise.resolve(), signal: new AbortController().signal };

  it('goes 25 at a time, and again for what was left', async () => {
    const sizes: number[] = [];
    let last = 0;
    const left = await writeAll(writes, {
      ...options,
      send: (now) => {
        sizes.push(now.length);
        return Promise.resolve(sizes.length === 1 ? now.slice(20) : []);
      },
      onProgress: ({ done }) => (last = done),
    });
    assert.deepEqual([left.length, last, sizes], [0, 60, [25, 25, 15]]);
  });

  it('ends when nothing goes through, and says what is left', async () => {
    let calls = 0;
    const left = await writeAll(writes, {
      ...options,
      send: (now) => Promise.resolve(calls++ < 1 ? [] : now),
      onProgress: () => undefined,
    });
    assert.deepEqual([left.length, calls], [35, 11]);
  });
});
