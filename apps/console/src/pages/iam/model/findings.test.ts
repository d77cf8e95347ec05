import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PolicyKind } from '@paddock/policy';
import fc from 'fast-check';
import { findingsOf, placesIn } from './findings.js';

const of = (statement: object, kind: PolicyKind = 'managed'): readonly string[] => {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*', ...statement }] });
  return findingsOf(text, kind).map(({ severity, code, about }) => `${severity} ${code} ${about}`);
};

test('nothing is said of a policy that is right', () => {
  assert.deepEqual(of({ Action: ['kinesis:Get*', 'kinesis:ListStreams'] }), []);
  assert.deepEqual(of({ Action: 'ec2:Whatever' }), []);
  assert.deepEqual(of({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::000000000000:role/x' }), []);
  assert.deepEqual(
    of({ Action: 'iam:PassRole', Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } }),
    [],
  );
  const consumers = 'arn:aws:kinesis:us-east-1:000000000000:stream/wildrydes/consumer/*';
  assert.deepEqual(of({ Action: 'kinesis:SubscribeToShard', Resource: consumers }), []);
});

test('unknown services, actions and keys', () => {
  assert.deepEqual(of({ Action: 'kinesys:GetRecords' }), ['error service kinesys:GetRecords']);
  assert.deepEqual(of({ Action: ['kinesis:GetRecord', 'kinesis:Fetch*'] }), [
    'error action kinesis:GetRecord',
    'error action kinesis:Fetch*',
  ]);
  assert.deepEqual(
    of({ Action: 'kinesis:GetRecords', Condition: { StringEquals: { 'aws:Sourceip': '1', 'aws:Nothing': '1' } } }),
    ['error key aws:Nothing'],
  );
});

test('actions and resources that do not belong together', () => {
  const stream = 'arn:aws:kinesis:us-east-1:000000000000:stream/wildrydes';
  assert.deepEqual(
    of({ Action: ['kinesis:ListStreams', 'kinesis:GetRecords', 'kinesis:SubscribeToShard'], Resource: stream }),
    ['warning needsEverything kinesis:ListStreams', 'warning noResource kinesis:SubscribeToShard'],
  );
  assert.deepEqual(of({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket' }), [
    'warning noResource s3:GetObject',
  ]);
  assert.deepEqual(of({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket*' }), []);
});

test('what is redundant, and what gives too much', () => {
  assert.deepEqual(of({ Action: ['kinesis:Get*', 'kinesis:getRecords'] }), [
    'suggestion redundantAction kinesis:getRecords',
  ]);
  assert.deepEqual(of({ Action: 'kinesis:GetRecords', Resource: ['*', 'arn:aws:kinesis:*:*:stream/a'] }), [
    'suggestion redundantResource arn:aws:kinesis:*:*:stream/a',
  ]);
  assert.deepEqual(of({ Action: 'iam:PassRole' }), ['security passRole iam:PassRole']);
  assert.deepEqual(of({ Action: '*' }), ['security passRoleInWildcard *']);
});

test('of two that say the same, however often, the first stays; places are told by any end of a line', () => {
  const Action = ['kinesis:Get*', ...Array.from({ length: 2_000 }, () => 'kinesis:GetRecords')];
  assert.equal(of({ Action }).length, 2_000);
  assert.deepEqual(of({ Action: ['kinesis:Get*', 'kinesis:get*'] }), ['suggestion redundantAction kinesis:get*']);
  const placeOf = placesIn('a\r\nb\rc\nd');
  assert.deepEqual(
    [0, 3, 5, 7, 8].map((at) => Object.values(placeOf(at)).join(':')),
    ['0:0', '1:0', '2:0', '3:0', '3:1'],
  );
});

test('what AWS refuses, in its words, at its place', () => {
  const text =
    '{\n  "Version": "2012-10-17",\n  "Statement": [\n    {"Effect": "Allow", "Action": "kinesis:*", "Resource": "stream"}\n  ]\n}';
  const [fault] = findingsOf(text, 'managed');
  assert.equal(fault?.about, 'Resource stream must be in ARN format or "*".');
  assert.deepEqual(placesIn(text)(fault?.at ?? 0), { row: 3, column: 59 });
  const [json] = findingsOf('{\n  "Version": 2012-10\n}', 'managed');
  assert.equal(json?.code, 'json');
  assert.deepEqual(placesIn('{\n  "Version": 2012-10\n}')(json?.at ?? 0), { row: 1, column: 17 });
  const old =
    '{"Version":"2008-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::${aws:username}"}}';
  assert.deepEqual(
    findingsOf(old, 'identity').map(({ code }) => code),
    ['plainVariables', 'oldVersion'],
  );
});

test('any text can be judged', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.json()),
      fc.constantFrom<PolicyKind>('managed', 'identity', 'trust'),
      (text, kind) => {
        for (const { at } of findingsOf(text, kind)) assert.ok(at >= 0 && at <= text.length);
      },
    ),
  );
});
