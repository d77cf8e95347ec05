import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkPolicy } from './resource-policy.js';

const arn = 'arn:aws:kinesis:us-east-1:123456789012:stream/rides';
const statement = {
  Sid: 'writers',
  Effect: 'Allow',
  Principal: { AWS: ['111122223333', 'arn:aws:iam::111122223333:role/writer'] },
  Action: ['kinesis:DescribeStreamSummary', 'kinesis:ListShards', 'kinesis:PutRecord', 'kinesis:PutRecords'],
  Resource: arn,
};
const check = (policy: unknown, kind: 'stream' | 'consumer' = 'stream') =>
  checkPolicy(JSON.stringify(policy), arn, kind);
const checkOne = (change: object, kind: 'stream' | 'consumer' = 'stream') =>
  check({ Version: '2012-10-17', Statement: [{ ...statement, ...change }] }, kind);

test('policies of the right form are taken', () => {
  assert.equal(checkOne({}), undefined);
  assert.equal(check({ Version: '2012-10-17', Id: 'x', Statement: statement }), undefined);
  assert.equal(checkOne({ Effect: 'Deny', Principal: '*' }), undefined);
  assert.equal(checkOne({ Action: 'kinesis:Get*', Resource: [arn] }), undefined);
  assert.equal(checkOne({ Action: 'KINESIS:putrecord?' }), undefined);
  assert.equal(checkOne({ Action: 'kinesis:SubscribeToShard' }, 'consumer'), undefined);
  assert.equal(checkOne({ Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-1', 'o-2'] } } }), undefined);
});

test('what is wrong with others is said', () => {
  for (const faulty of [
    [],
    {},
    { Version: '2012-10-17', Statement: [] },
    { Version: '2012-10-17', Statement: [statement], Versoin: '2012-10-17' },
    { Version: '2013-01-01', Statement: [statement] },
  ]) {
    assert.notEqual(check(faulty), undefined, JSON.stringify(faulty));
  }
  assert.equal(checkPolicy('{', arn, 'stream'), 'This policy contains invalid Json');
  for (const change of [
    { Effect: 'allow' },
    { Principal: undefined },
    { Principal: { Aws: '111122223333' } },
    { Action: [] },
    { Condition: { Bool: { 'aws:SecureTransport': {} } } },
  ]) {
    assert.notEqual(checkOne(change), undefined, JSON.stringify(change));
  }
  const { Principal, Action, ...rest } = statement;
  const whole = (changed: object) => check({ Version: '2012-10-17', Statement: [changed] }) ?? '';
  assert.match(whole({ ...rest, Action, NotPrincipal: Principal }), /NotPrincipal/);
  assert.match(whole({ ...rest, Principal, NotAction: Action }), /NotAction/);
  assert.match(checkOne({ Action: 'kinesis:DeleteStream' }) ?? '', /has the Action kinesis:DeleteStream/);
  assert.match(checkOne({ Action: 's3:GetObject' }) ?? '', /has the Action s3:GetObject/);
  assert.match(checkOne({}, 'consumer') ?? '', /a policy of a consumer cannot have/);
  assert.equal(checkOne({ Resource: '*' }), `statement 1 has a Resource other than ${arn}.`);
  assert.match(checkOne({ Sid: 'x'.repeat(20_480) }) ?? '', /larger than 20480 bytes/);
});

test('any JSON is judged, and patterns of many stars at no great cost', () => {
  fc.assert(fc.property(fc.json(), (json) => checkPolicy(json, arn, 'stream') !== undefined));
  assert.match(checkOne({ Action: `kinesis:${'*a'.repeat(5_000)}` }) ?? '', /has the Action/);
});
