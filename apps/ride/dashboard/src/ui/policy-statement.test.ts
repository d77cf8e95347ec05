import assert from 'node:assert/strict';
import test from 'node:test';
import { allowing } from './policy-statement.js';

const source = { identityPoolId: 'eu-west-1:p', streamName: 'wildrydes', region: 'eu-west-1', endpoint: undefined };
const denied = {
  kind: 'denied',
  action: 'kinesis:GetRecords',
  resource: 'arn:aws:kinesis:eu-west-1:000000000000:stream/wildrydes',
  principal: 'arn:aws:sts::000000000000:assumed-role/guests/web',
  message: 'not authorized',
} as const;

test('the statement allows all that reading takes, or else what was denied, and no more', () => {
  assert.deepEqual(JSON.parse(allowing(denied, source)), {
    Effect: 'Allow',
    Action: ['kinesis:ListShards', 'kinesis:GetShardIterator', 'kinesis:GetRecords'],
    Resource: 'arn:aws:kinesis:eu-west-1:000000000000:stream/wildrydes',
  });
  assert.match(allowing({ ...denied, action: 'kms:Decrypt' }, source), /"Action": "kms:Decrypt"/);
});

test('where the refusal does not tell, it is what the page needs, in the account of the principal', () => {
  assert.deepEqual(JSON.parse(allowing({ ...denied, action: '', resource: '' }, source)), {
    Effect: 'Allow',
    Action: ['kinesis:ListShards', 'kinesis:GetShardIterator', 'kinesis:GetRecords'],
    Resource: 'arn:aws:kinesis:eu-west-1:000000000000:stream/wildrydes',
  });
  const nameless = { ...denied, resource: '', principal: '' };
  assert.match(allowing(nameless, source), /"arn:aws:kinesis:eu-west-1:\*:stream\/wildrydes"/);
  const china = { ...denied, resource: '', principal: 'arn:aws-cn:sts::000000000000:assumed-role/guests/web' };
  assert.match(allowing(china, source), /"arn:aws-cn:kinesis:/);
});
