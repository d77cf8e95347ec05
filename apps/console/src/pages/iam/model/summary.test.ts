import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPolicyDocument, parsePolicy } from '@paddock/policy';
import { summarize } from './summary.js';
import { trustedEntities, serviceTrust, accountTrust } from './trust.js';

const rows = (...statements: readonly object[]) => {
  const document = parsePolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map((one) => ({ Effect: 'Allow', Resource: '*', ...one })),
    }),
    'managed',
  );
  assert.ok(isPolicyDocument(document));
  return summarize(document);
};

test('access by service and level, denials first', () => {
  const found = rows(
    { Action: ['kinesis:*', 'dynamodb:BatchWriteItem'] },
    { Action: 'dynamodb:PutItem', Condition: { Bool: { 'aws:SecureTransport': true } } },
    { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::secret/*' },
    { NotAction: 'iam:*' },
    { Action: 'ec2:DescribeInstances' },
  );
  assert.deepEqual(
    found.map(({ effect, service, access, conditions }) => [effect, service, access.kind, conditions]),
    [
      ['Deny', 's3', 'full', []],
      ['Allow', 'dynamodb', 'levels', []],
      ['Allow', 'dynamodb', 'levels', ['aws:SecureTransport']],
      ['Allow', 'ec2', 'some', []],
      ['Allow', 'kinesis', 'full', []],
      ['Allow', undefined, 'some', []],
    ],
  );
  assert.deepEqual(found[1]?.access, { kind: 'levels', full: [], limited: ['Write'] });
});

test('all of a level, of several statements together', () => {
  const [row, ...others] = rows(
    { Action: 'kinesis:List*' },
    { Action: ['kinesis:Get*', 'kinesis:Describe*', 'kinesis:SubscribeToShard'] },
  );
  assert.deepEqual(others, []);
  assert.deepEqual(row?.access, { kind: 'levels', full: ['List', 'Read'], limited: [] });
  assert.deepEqual(rows({ Action: '*' })[0]?.access, { kind: 'full' });
});

test('whom a trust policy names', () => {
  assert.deepEqual(trustedEntities(serviceTrust('lambda.amazonaws.com')), [{ kind: 'service', name: 'lambda' }]);
  assert.deepEqual(trustedEntities(accountTrust('111122223333', '', false)), [
    { kind: 'account', name: '111122223333' },
  ]);
  assert.deepEqual(trustedEntities('nothing'), []);
});
