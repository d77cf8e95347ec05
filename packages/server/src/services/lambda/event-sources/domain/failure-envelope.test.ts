import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureDocument, failureObjectKey, type FailedBatch } from './failure-envelope.js';

const batch: FailedBatch = {
  source: 'kinesis',
  requestId: 'r-1',
  functionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:f:live',
  condition: 'RetryAttemptsExhausted',
  approximateInvokeCount: 2,
  response: { executedVersion: '1', functionError: 'Unhandled' },
  time: Date.UTC(2026, 10, 22, 14, 5, 6, 7),
  shardId: 'shardId-000000000000',
  streamArn: 'arn:s',
  records: {
    first: { sequenceNumber: '49', time: Date.UTC(2026, 10, 22, 14, 5, 0, 187) },
    last: { sequenceNumber: '50', time: Date.UTC(2026, 10, 22, 14, 5, 1) },
    count: 2,
  },
  window: undefined,
};
const head =
  '{"requestContext":{"requestId":"r-1","functionArn":"arn:aws:lambda:eu-west-1:000000000000:function:f:live",';
const info =
  '"KinesisBatchInfo":{"shardId":"shardId-000000000000","startSequenceNumber":"49","endSequenceNumber":"50",' +
  '"approximateArrivalOfFirstRecord":"2026-11-22T14:05:00.187Z","approximateArrivalOfLastRecord":"2026-11-22T14:05:01.000Z",' +
  '"batchSize":2,"streamArn":"arn:s"}';
const retries = '"condition":"RetryAttemptsExhausted","approximateInvokeCount":2},';

test('a queue or topic is told what failed, a bucket what it was as well', () => {
  const context = '"responseContext":{"statusCode":200,"executedVersion":"1","functionError":"Unhandled"},';
  assert.equal(
    failureDocument(batch),
    `${head}${retries}${context}"version":"1.0","timestamp":"2026-11-22T14:05:06.007Z",${info}}`,
  );
  assert.equal(
    failureDocument(batch, '{"Records":[]}'),
    `${head}${retries}${context}"version":"1.0","payload":"{\\"Records\\":[]}","timestamp":"2026-11-22T14:05:06.007Z",${info}}`,
  );
});

test('records that no function saw', () => {
  const never = failureDocument({
    ...batch,
    condition: 'RecordAgeExceeded',
    approximateInvokeCount: 1,
    response: undefined,
  });
  assert.ok(never.startsWith(`${head}"condition":"RecordAgeExceeded","approximateInvokeCount":1},"version":"1.0",`));
});

test('changes of items have times in seconds; the last invocation of a window has no records', () => {
  const changes = failureDocument({ ...batch, source: 'dynamodb' });
  assert.ok(
    changes.includes('"DDBStreamBatchInfo":{') &&
      changes.includes('"approximateArrivalOfFirstRecord":"2026-11-22T14:05:00Z"'),
  );
  const window = { window: { start: 0, end: 10_000 }, isFinal: true, isTerminatedEarly: false };
  assert.ok(
    failureDocument({ ...batch, source: 'dynamodb', records: undefined, window }).endsWith(
      '"DDBStreamBatchInfo":{"shardId":"shardId-000000000000","streamArn":"arn:s"},"timeWindowInfo":{"window":{"start":"1970-01-01T00:00:00Z",' +
        '"end":"1970-01-01T00:00:10Z"},"isFinalInvokeForWindow":true,"isWindowTerminatedEarly":false}}',
    ),
  );
});

test('the key of an object', () => {
  assert.equal(
    failureObjectKey('m-1', 'shardId-000000000000', batch.time, 'u-1'),
    'aws/lambda/m-1/shardId-000000000000/2026/11/22/2026-11-22T14.05.06-u-1',
  );
});
