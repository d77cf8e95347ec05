import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeyCondition } from './ast.js';
import { resolveKeyConditions, type QueriedKey, type ResolvedKeyCondition } from './resolve-key-conditions.js';

const HASH_ONLY: QueriedKey = { hash: [{ name: 'pk', type: 'S' }], range: [] };
const COMPOSITE: QueriedKey = { hash: [{ name: 'pk', type: 'S' }], range: [{ name: 'sk', type: 'N' }] };
const MANY: QueriedKey = {
  hash: [
    { name: 'h', type: 'S' },
    { name: 'i', type: 'S' },
  ],
  range: ['a', 'b', 'c', 'd'].map((name) => ({ name, type: 'S' })),
};

const is = (attribute: string, S = 'x'): KeyCondition => ({ attribute, op: '=', value: { S } });
const above = (attribute: string): KeyCondition => ({ attribute, op: '>', value: { S: 'x' } });

function refusal(clauses: Parameters<typeof resolveKeyConditions>[0], key: QueriedKey): string {
  try {
    resolveKeyConditions(clauses, key);
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message;
  }
  return 'accepted';
}

const MISMATCH = 'One or more parameter values were invalid: Condition parameter type does not match schema type';
const UNSUPPORTED = 'Query key condition not supported';

const missed = (name: string): string => `Query condition missed key schema element: ${name}`;

test('every partition key has an equality', () => {
  assert.equal(refusal([is('sk')], COMPOSITE), missed('pk'));
  assert.equal(refusal([is('attr1')], COMPOSITE), missed('pk'));
  assert.equal(refusal([is('h'), is('a')], MANY), missed('i'));
  assert.equal(refusal([above('pk')], COMPOSITE), UNSUPPORTED);
  assert.equal(refusal([is('pk'), is('other')], HASH_ONLY), UNSUPPORTED);
});

test('no condition is about anything but the key', () => {
  assert.equal(refusal([is('pk'), is('other')], COMPOSITE), missed('sk'));
  assert.equal(
    refusal([is('pk'), is('sk'), is('extra')], COMPOSITE),
    'The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)',
  );
  assert.equal(refusal([is('h'), is('i'), is('a'), is('other')], MANY), missed('b'));
});

test('values have the types of the keys, and are not empty', () => {
  assert.equal(refusal([{ attribute: 'pk', op: '=', value: { BOOL: true } }], COMPOSITE), MISMATCH);
  assert.equal(refusal([is('pk'), is('sk')], COMPOSITE), MISMATCH);
  assert.equal(
    refusal([is('pk'), { attribute: 'sk', op: 'between', low: { N: '1' }, high: { S: '2' } }], COMPOSITE),
    MISMATCH,
  );
  assert.equal(refusal([is('pk'), { attribute: 'sk', op: 'begins-with', prefix: { S: '2' } }], COMPOSITE), MISMATCH);
  const empty = (kind: string, key: string): string =>
    'One or more parameter values are not valid. ' +
    `The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${key}`;
  assert.equal(refusal([is('pk', '')], COMPOSITE), empty('string', 'pk'));
  const binary: QueriedKey = { hash: [{ name: 'pk', type: 'B' }], range: [] };
  assert.equal(refusal([{ attribute: 'pk', op: '=', value: { B: '' } }], binary), empty('binary', 'pk'));
});

test('an operator that no index can answer is refused where it is about a key', () => {
  const contains = { attribute: 'pk', op: 'unindexable', values: [{ N: '1' }] } as const;
  const text = 'Attempted conditional constraint is not an indexable operation';
  assert.equal(refusal([contains], COMPOSITE), text);
  assert.equal(refusal([{ attribute: 'pk', op: '<>', value: { S: 'x' } }], COMPOSITE), text);
  assert.equal(refusal([is('pk'), { ...contains, attribute: 'sk' }], COMPOSITE), text);
  assert.equal(refusal([is('pk'), { ...contains, attribute: 'other' }], COMPOSITE), missed('sk'));
});

test('sort keys are named without a gap, and only the last otherwise than with an equality', () => {
  const gap = (missing: string, key: string): string =>
    `RANGE key attributes ${missing} must have equality conditions specified in the query ` +
    `because a condition is present on key attribute ${key}`;
  const hash = [is('h'), is('i')];
  assert.equal(refusal([...hash, is('a'), is('c')], MANY), gap('b', 'c'));
  assert.equal(refusal([...hash, is('a'), above('b'), is('c')], MANY), gap('b', 'c'));
  assert.equal(refusal([...hash, is('b')], MANY), gap('a', 'b'));
  assert.equal(refusal([...hash, above('d')], MANY), gap('a, b, c', 'd'));
});

test('clauses come in the order of the key', () => {
  const sorted = (...clauses: KeyCondition[]): ResolvedKeyCondition => resolveKeyConditions(clauses, MANY);
  const hash = [{ S: '1' }, { S: '2' }];
  assert.deepEqual(sorted(is('i', '2'), is('h', '1')), { hash, sortEquals: [] });
  assert.deepEqual(sorted(is('b', 'B'), is('i', '2'), is('a', 'A'), is('h', '1')), {
    hash,
    sortEquals: [{ S: 'A' }, { S: 'B' }],
  });
  assert.deepEqual(sorted(above('b'), is('i', '2'), is('a', 'A'), is('h', '1')), {
    hash,
    sortEquals: [{ S: 'A' }],
    sort: { op: '>', value: { S: 'x' } },
  });
  assert.deepEqual(
    resolveKeyConditions([is('pk'), { attribute: 'sk', op: 'between', low: { N: '1' }, high: { N: '2' } }], COMPOSITE),
    { hash: [{ S: 'x' }], sortEquals: [], sort: { op: 'between', low: { N: '1' }, high: { N: '2' } } },
  );
});
