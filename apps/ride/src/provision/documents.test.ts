import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowing, isSameDocument, trusting, trustingGuests } from './documents.js';

const WANTED = allowing({ actions: ['kinesis:GetRecords', 'kinesis:ListShards'], resources: ['arn:a'] });

test('a document is the same however it is written', () => {
  const written = {
    Statement: { Resource: 'arn:a', Effect: 'Allow', Action: ['kinesis:ListShards', 'kinesis:GetRecords'] },
    Version: '2012-10-17',
  };
  assert.ok(isSameDocument(JSON.stringify(written, undefined, 2), WANTED));
  assert.ok(isSameDocument(encodeURIComponent(JSON.stringify(written)), WANTED));
  assert.ok(isSameDocument(trustingGuests('us-east-1:a'), trustingGuests('us-east-1:a')));
});

test('and another when it says anything else', () => {
  const others = [
    undefined,
    '',
    'no JSON',
    '%',
    '[]',
    allowing({ actions: ['kinesis:GetRecords'], resources: ['arn:a'] }),
    allowing({ actions: ['kinesis:GetRecords', 'kinesis:ListShards'], resources: ['arn:a', 'arn:b'] }),
    allowing({ actions: ['kinesis:GetRecords', 'kinesis:ListShards'], resources: ['arn:b'] }),
    WANTED.replace('Allow', 'Deny'),
    WANTED.replace('2012', '2008'),
    trusting('lambda.amazonaws.com'),
  ];
  for (const other of others) assert.equal(isSameDocument(other, WANTED), false, other);
  assert.equal(isSameDocument(trustingGuests('us-east-1:a'), trustingGuests('us-east-1:b')), false);
});

test('Cognito has its name of the partition', () => {
  const named = (partition: string, region: string): string => trustingGuests('pool', { partition, region });
  assert.match(named('aws', 'eu-west-1'), /"cognito-identity\.amazonaws\.com:aud":"pool"/);
  assert.match(named('aws-us-gov', 'us-gov-west-1'), /"Federated":"cognito-identity-us-gov\.amazonaws\.com"/);
  assert.match(named('aws-cn', 'cn-north-1'), /"cognito-identity\.cn-north-1\.amazonaws\.com\.cn:amr"/);
});
