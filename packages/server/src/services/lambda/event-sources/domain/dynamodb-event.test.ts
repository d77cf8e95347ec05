import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DynamoDbRecord } from './dynamodb-event.js';

const arn = 'arn:aws:dynamodb:eu-west-1:000000000000:table/Rides/stream/2026-11-22T10:00:00.000';
const head =
  '{"eventID":"0f","eventName":"REMOVE","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-west-1",';
const change = (keys: string): string =>
  `"dynamodb":{"ApproximateCreationDateTime":1700000000,"Keys":${keys},"OldImage":{"Keys":{"S":"é"}},"SequenceNumber":"100","SizeBytes":3,"StreamViewType":"OLD_IMAGE"}`;
const record = (keys: string, end = '}'): DynamoDbRecord =>
  new DynamoDbRecord('100', 1_700_000_000_000, Buffer.from(head + change(keys) + end));

test('an event is the record with its stream', () => {
  const keys = '{"id":{"S":"a"}}';
  assert.equal(record(keys).eventJson(arn), `${head}${change(keys)},"eventSourceARN":"${arn}"}`);
  assert.deepEqual(record(keys).parse(), JSON.parse(`${head}${change(keys)}}`));
});

test('who removed an expired item is named as events name it', () => {
  const expired = record(
    '{"id":{"S":"a"}}',
    ',"userIdentity":{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"}}',
  );
  assert.ok(
    expired
      .eventJson(arn)
      .endsWith(
        `"OLD_IMAGE"},"userIdentity":{"principalId":"dynamodb.amazonaws.com","type":"Service"},"eventSourceARN":"${arn}"}`,
      ),
  );
});

test('an item is told by its keys, whatever stands in them', () => {
  for (const keys of ['{"NewImage":{"S":"}"},"Keys":{"N":"1"}}', '{"a":{"S":"\\"}\\\\"},"b":{"S":"{"}}'])
    assert.equal(record(keys).keysJson, keys);
});
