import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '@paddock/wire';
import { decodeToken, encodeToken } from './next-token.js';

const input = { Statement: 'SELECT * FROM Things WHERE pk = ?', Parameters: [{ S: 'a' }] };
const after = { pk: { S: 'é' }, sk: { N: '1.5' }, bytes: { B: 'AQ==' } };

test('a token says where the next page begins', () => {
  for (const position of [{ read: 0, after }, { read: 7 }])
    assert.deepEqual(decodeToken(encodeToken(position, input), input), position);
});

test('a token is of one statement with its parameters', () => {
  const token = encodeToken({ read: 0, after }, input);
  for (const other of [
    { ...input, Parameters: [{ S: 'b' }] },
    { ...input, Statement: `${input.Statement} ` },
    { Statement: input.Statement },
  ])
    assert.equal(refusal(token, other), 'NextToken does not match request');
});

test('what is no token is refused, whatever it is', () => {
  const [of] = JSON.parse(Buffer.from(encodeToken({ read: 0 }, input), 'base64').toString()) as [string];
  const deep = (depth: number): string => `{"pk":${'{"M":{"a":'.repeat(depth)}{"S":"x"}${'}}'.repeat(depth)}}`;
  for (const text of [
    '',
    'null',
    '{}',
    '[]',
    '['.repeat(20_000),
    JSON.stringify([1, 0]),
    JSON.stringify([of]),
    JSON.stringify([of, '0']),
    JSON.stringify([of, -1]),
    JSON.stringify([of, 0.5]),
    JSON.stringify([of, 0, 'x']),
    JSON.stringify([of, 0, 7]),
    JSON.stringify([of, 0, []]),
    JSON.stringify([of, 0, { pk: null }]),
    JSON.stringify([of, 0, { pk: { S: 1 } }]),
    JSON.stringify([of, 0, { pk: { N: 'x' } }]),
    JSON.stringify([of, 0, { '': { S: 'x' } }]),
    `["${of}",0,${deep(2000)}]`,
  ])
    assert.equal(refusal(Buffer.from(text).toString('base64'), input), 'Invalid NextToken', text.slice(0, 80));
});

function refusal(token: string, of: typeof input | { readonly Statement: string }): string {
  try {
    decodeToken(token, of);
  } catch (error) {
    assert.ok(error instanceof AwsError, String(error));
    return error.message;
  }
  return assert.fail('it was taken');
}
