import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DynamoDbRecord } from './dynamodb-event.js';
import { compileFilters } from './filter.js';
import { KinesisRecord } from '../../../../kinesis-records.js';
import { naiveMatch } from './testing-filter.js';

const compileKinesis = (...patterns: string[]) =>
  compileFilters({ Filters: patterns.map((Pattern) => ({ Pattern })) }, 'kinesis');
const record = (data: string): KinesisRecord =>
  new KinesisRecord('49', Buffer.from(data).toString('base64'), '"key-1"', '1700000000.123');
const passes = (pattern: unknown, data: unknown): boolean | undefined =>
  compileKinesis(JSON.stringify({ data: pattern }))?.matches(record(JSON.stringify(data)));

/** [what a field is asked for, values that pass, values that do not] */
const OPERATORS: [unknown[], unknown[], unknown[]][] = [
  [['a'], ['a', ['b', 'a'], [['a']]], ['A', 'ab', 1, null, undefined, [], { a: 'a' }, [{ a: 'a' }]]],
  [[''], ['', ['']], [null, undefined, ' ']],
  [[null], [null, [null]], ['', 0, undefined, []]],
  [
    [true, 3],
    [true, 3, 3.0],
    [false, 'true', '3'],
  ],
  [
    [{ prefix: 'ab' }, 'c'],
    ['ab', 'abc', 'c'],
    ['Ab', 'cab', 12],
  ],
  [[{ prefix: { 'equals-ignore-case': 'aB' } }], ['ab', 'ABc'], ['cab']],
  [[{ suffix: 'ab' }], ['ab', 'cab'], ['abc', 1]],
  [[{ suffix: { 'equals-ignore-case': 'aB' } }], ['cAb'], ['abc']],
  [[{ 'equals-ignore-case': 'Straße' }], ['STRAßE', 'straße'], ['x', 1]],
  [[{ 'anything-but': 'a' }], ['b', 1, null, ['a', 'b']], ['a', undefined, ['a'], []]],
  [[{ 'anything-but': [1, 2] }], [3, '1'], [1, 2]],
  [[{ 'anything-but': { prefix: 'a' } }], ['b', 1], ['ab']],
  [[{ 'anything-but': { suffix: ['a', 'b'] } }], ['ac'], ['ca', 'cb']],
  [[{ 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }], ['c'], ['A', 'b']],
  [[{ 'anything-but': { wildcard: '*/lib/*' } }], ['/bin/x'], ['/lib/x']],
  [[{ numeric: ['=', 300] }], [300, 3e2], [301, '300']],
  [[{ numeric: ['>', 10, '<=', 20] }], [10.5, 20], [10, 20.1, null]],
  [[{ numeric: ['<', 0] }], [-1], [0, -5_000_000_001]],
  [[{ exists: true }], ['', null, 0, [1]], [undefined, {}, { a: 1 }, []]],
  [[{ exists: false }], [undefined, {}, { a: 1 }, []], ['', null, [1]]],
  [[{ exists: false }, 'a'], [undefined, 'a'], ['b']],
  [[{ wildcard: 'a*c\\*' }], ['ac*', 'abbc*'], ['abc', 'ac', 'xac*']],
  [[{ wildcard: '*a*b' }], ['ab', 'xaxab'], ['ba', 'b']],
  [
    [{ cidr: '10.0.0.0/24' }, { cidr: '2001:db8::/32' }],
    ['10.0.0.255', '2001:db8::1'],
    ['10.0.1.0', 'x', '::1'],
  ],
];

test('every operator', () => {
  for (const [asked, passing, failing] of OPERATORS) {
    for (const value of passing) assert.equal(passes({ f: asked }, { f: value }), true, JSON.stringify([asked, value]));
    for (const value of failing)
      assert.equal(passes({ f: asked }, { f: value }), false, JSON.stringify([asked, value]));
  }
});

test('all fields, one of several alternatives', () => {
  const pattern = { city: ['Rome'], $or: [{ day: ['Mo'] }, { hour: [{ numeric: ['>=', 12] }] }] };
  assert.equal(passes(pattern, { city: 'Rome', day: 'Mo' }), true);
  assert.equal(passes(pattern, { city: 'Rome', hour: 13 }), true);
  assert.equal(passes(pattern, { city: 'Rome', hour: 1 }), false);
  assert.equal(passes(pattern, { day: 'Mo' }), false);
});

test('what is asked about the inside of an array is asked of one element', () => {
  const data = { a: [{ b: 1, c: 1 }, [{ b: 2, c: 2 }], 'x'] };
  assert.equal(passes({ a: { b: [2], c: [2] } }, data), true);
  assert.equal(passes({ a: { b: [1], c: [2] } }, data), false);
  assert.equal(passes({ a: { d: [{ exists: false }] } }, data), true);
  assert.equal(passes({ a: { b: [{ exists: false }] } }, { a: [{ b: 1 }, { c: 1 }] }), false);
});

test('names that every object inherits are no fields', () => {
  assert.equal(passes({ constructor: { name: [{ exists: true }] } }, {}), false);
  assert.equal(compileKinesis('{"data":{"__proto__":["x"]}}')?.matches(record('{"__proto__":"x"}')), true);
});

test('data and what stands beside it', () => {
  assert.equal(compileKinesis('{"partitionKey":["key-1"]}')?.matches(record('no JSON')), true);
  assert.equal(compileKinesis('{"partitionKey":["key-2"]}')?.matches(record('{}')), false);
  assert.equal(compileKinesis('{"data":{"a":[{"exists":false}]}}')?.matches(record('no JSON')), false);
  assert.equal(compileKinesis('{"data":{"a":[{"exists":false}]}}')?.matches(record('{}')), true);
  assert.equal(compileKinesis('{"data":{"a":[1]}}')?.matches(record('[{"a":1}]')), true);
  assert.equal(compileKinesis('{"data":{"a":[1]}}', '{"data":{"b":[1]}}')?.matches(record('{"b":1}')), true);
});

test('a change of an item', () => {
  const json = '{"eventID":"1","eventName":"INSERT","dynamodb":{"NewImage":{"n":{"N":"101"},"b":{"BOOL":true}}}}';
  const change = new DynamoDbRecord('1', 0, Buffer.from(json));
  const matches = (Pattern: string) => compileFilters({ Filters: [{ Pattern }] }, 'dynamodb')?.matches(change);
  assert.equal(
    matches('{"eventName":["INSERT"],"dynamodb":{"NewImage":{"n":{"N":["101"]},"b":{"BOOL":[true]}}}}'),
    true,
  );
  assert.equal(matches('{"dynamodb":{"NewImage":{"n":{"N":[{"numeric":["=",101]}]}}}}'), false);
  assert.equal(matches('{"eventName":["REMOVE"]}'), false);
});

test('no filters', () => {
  assert.equal(compileFilters(undefined, 'kinesis'), undefined);
  assert.equal(compileFilters({}, 'kinesis'), undefined);
  assert.equal(compileFilters({ Filters: [] }, 'dynamodb'), undefined);
});

test('what is no pattern is refused', () => {
  const bad = [
    '',
    '"text"',
    '[]',
    'null',
    '{',
    '{}',
    '{"a":{}}',
    '{"a":[]}',
    '{"a":"x"}',
    '{"a":1}',
    '{"a":[[1]]}',
    '{"a":["x"],"a":["y"]}',
    '{"a":[{}]}',
    '{"a":[{"prefix":1}]}',
    '{"a":[{"unknown":"x"}]}',
    '{"a":[{"prefix":"a","suffix":"b"}]}',
    '{"a":[{"numeric":[]}]}',
    '{"a":[{"numeric":["!",1]}]}',
    '{"a":[{"numeric":[">",5,"<",5]}]}',
    '{"a":[{"numeric":["<",5,">",1]}]}',
    '{"a":[{"numeric":["=",6e9]}]}',
    '{"a":[{"exists":"true"}]}',
    '{"a":[{"anything-but":[]}]}',
    '{"a":[{"anything-but":[1,"a"]}]}',
    '{"a":[{"anything-but":null}]}',
    '{"a":[{"anything-but":{"prefix":[]}}]}',
    '{"a":[{"anything-but":{"numeric":["=",1]}}]}',
    '{"a":[{"wildcard":"a**"}]}',
    '{"a":[{"wildcard":"a\\\\b"}]}',
    '{"a":[{"cidr":"10.0.0.0/33"}]}',
    '{"a":[{"cidr":"10.0.0.0"}]}',
    '{"data":["text"]}',
    '{"data":"text"}',
    '{"$or":[{"data":["x"]},{"partitionKey":["x"]}]}',
    '{"$or":[{"a":["x"]}]}',
  ];
  for (const pattern of bad)
    assert.throws(
      () => compileKinesis(pattern),
      { name: 'FilterError', message: 'Invalid filter pattern definition.' },
      pattern,
    );
  assert.throws(() => compileKinesis(...Array.from({ length: 6 }, () => '{"a":[1]}')), { name: 'FilterError' });
});

test('hostile patterns and records are matched in the end', () => {
  const deep = (open: string, close: string, inner: string, times: number) =>
    open.repeat(times) + inner + close.repeat(times);
  const nested = deep('{"a":', '}', '[1]', 600);
  assert.equal(compileKinesis(`{"data":${nested}}`)?.matches(record(deep('{"a":', '}', '1', 600))), true);
  const many = compileKinesis(
    `{"data":{${Array.from({ length: 100 }, (_, i) => `"f${i}":[{"exists":false}]`).join()},"x":{"y":[{"exists":false}]}}}`,
  );
  assert.equal(many?.matches(record(`{"x":[${'{},'.repeat(20_000)}{"y":1}]}`)), false);
  const arrays = record(`{"a":${deep('[', ']', '1', 50_000)}}`);
  assert.equal(compileKinesis('{"data":{"a":[1]}}')?.matches(arrays), true);
});

const keys = fc.constantFrom('a', 'b');
const scalar = fc.constantFrom<unknown>('x', 'xy', 1, 2, null, true);
const { event } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, tie('event'), fc.array(tie('value'), { maxLength: 2 })),
  event: fc.dictionary(keys, tie('value'), { maxKeys: 2 }),
}));
const asked = fc.oneof(
  scalar,
  fc.constantFrom<unknown>(
    { exists: true },
    { exists: false },
    { prefix: 'x' },
    { 'anything-but': 'x' },
    { numeric: ['>', 1] },
  ),
);
const { pattern } = fc.letrec((tie) => ({
  member: fc.oneof({ maxDepth: 3 }, fc.array(asked, { minLength: 1, maxLength: 2 }), tie('pattern')),
  pattern: fc.oneof(
    fc.dictionary(keys, tie('member'), { minKeys: 1, maxKeys: 2 }),
    fc.record({
      $or: fc.array(fc.dictionary(keys, tie('member'), { minKeys: 1, maxKeys: 2 }), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

test('matches what a plain reading of the rules matches', () => {
  fc.assert(
    fc.property(pattern, event, (rule, data) => {
      assert.equal(passes(rule, data), naiveMatch(rule, data));
    }),
    { numRuns: 2000 },
  );
});
