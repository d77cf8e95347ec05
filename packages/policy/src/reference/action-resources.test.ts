import { test } from 'node:test';
import assert from 'node:assert/strict';
import { actionKnows } from './action-resources.js';
import { findAction } from './actions.js';

const knows = (name: string, arn: string): boolean => {
  const action = findAction(name);
  assert.ok(action, name);
  return actionKnows(action, arn);
};

const stream = 'arn:aws:kinesis:us-east-1:123456789012:stream/orders';

test('an action knows the kinds of resource that the reference lists for it', () => {
  assert.equal(knows('kinesis:PutRecord', stream), true);
  assert.equal(knows('kinesis:putrecord', 'arn:aws-cn:kinesis:*:*:stream/*'), true);
  assert.equal(knows('kinesis:PutRecord', 'arn:aws:s3:::orders'), false);
  assert.equal(knows('kinesis:PutRecord', 'arn:aws:iam::123456789012:user/alice'), false);
  assert.equal(knows('sts:AssumeRole', 'arn:aws:iam::123456789012:role/path/name'), true);
  assert.equal(knows('iam:GetUser', 'arn:aws:iam::123456789012:role/name'), false);
});

test('an action without resources knows none', () => {
  assert.equal(knows('kinesis:ListStreams', stream), false);
  assert.equal(knows('s3:ListAllMyBuckets', 'arn:aws:s3:::orders'), false);
});

test('buckets and objects are not told apart', () => {
  for (const arn of ['arn:aws:s3:::orders', 'arn:aws:s3:::orders/key']) {
    assert.equal(knows('s3:GetObject', arn), true);
    assert.equal(knows('s3:ListBucket', arn), true);
  }
});
