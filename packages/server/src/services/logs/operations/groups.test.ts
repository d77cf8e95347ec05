import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testLogs, testStart } from '../testing.js';
import { associateKmsKey } from './associate-kms-key.js';
import { createLogGroup } from './create-log-group.js';
import { createLogStream } from './create-log-stream.js';
import { deleteLogGroup } from './delete-log-group.js';
import { deleteLogStream } from './delete-log-stream.js';
import { describeLogGroups } from './describe-log-groups.js';
import { describeLogStreams } from './describe-log-streams.js';
import { disassociateKmsKey } from './disassociate-kms-key.js';
import { filterLogEvents } from './filter-log-events.js';
import { listLogGroups } from './list-log-groups.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { listTagsLogGroup } from './list-tags-log-group.js';
import { putLogGroupDeletionProtection } from './put-log-group-deletion-protection.js';
import { putRetentionPolicy } from './put-retention-policy.js';
import { tagLogGroup } from './tag-log-group.js';
import { tagResource } from './tag-resource.js';
import { untagLogGroup } from './untag-log-group.js';
import { untagResource } from './untag-resource.js';

const arn = 'arn:aws:logs:us-east-1:123456789012:log-group:g';
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('a group is described with the members that AWS answers, and found by prefix, pattern and ARN', async () => {
  const logs = await testLogs();
  await logs.run(createLogGroup, { logGroupName: 'g', tags: { a: '1' } });
  await logs.run(createLogGroup, { logGroupName: '/aws/lambda/f' });
  const all = await logs.run(describeLogGroups, {});
  assert.deepEqual(written(all), {
    logGroups: [
      {
        logGroupName: '/aws/lambda/f',
        creationTime: testStart,
        metricFilterCount: 0,
        arn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/f:*',
        storedBytes: 0,
        logGroupClass: 'STANDARD',
        logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/f',
        deletionProtectionEnabled: false,
      },
      {
        logGroupName: 'g',
        creationTime: testStart,
        metricFilterCount: 0,
        arn: `${arn}:*`,
        storedBytes: 0,
        logGroupClass: 'STANDARD',
        logGroupArn: arn,
        deletionProtectionEnabled: false,
      },
    ],
  });
  const names = (found: { logGroups?: readonly { logGroupName?: string | undefined }[] | undefined }): unknown =>
    found.logGroups?.map(({ logGroupName }) => logGroupName);
  assert.deepEqual(names(await logs.run(describeLogGroups, { logGroupNamePrefix: '/aws/' })), ['/aws/lambda/f']);
  assert.deepEqual(names(await logs.run(describeLogGroups, { logGroupNamePattern: 'lambda' })), ['/aws/lambda/f']);
  assert.deepEqual(names(await logs.run(describeLogGroups, { logGroupIdentifiers: [arn] })), ['g']);
  assert.deepEqual(names(await logs.run(listLogGroups, { logGroupNamePattern: 'none|^/aws' })), ['/aws/lambda/f']);
  const first = await logs.run(describeLogGroups, { limit: 1 });
  assert.deepEqual(names(await logs.run(describeLogGroups, { limit: 1, nextToken: first.nextToken })), ['g']);
  await assert.rejects(logs.run(describeLogGroups, { logGroupNamePrefix: 'a', logGroupNamePattern: 'b' }), {
    code: 'InvalidParameterException',
    message: 'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
  });
  await assert.rejects(logs.run(createLogGroup, { logGroupName: 'g' }), {
    code: 'ResourceAlreadyExistsException',
    message: 'The specified log group already exists',
  });
  await logs.stop();
});

test('what a group holds is counted, and goes with it; one of its name begins anew', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  await logs.put('g', 's', [0, 'four'], [1, 'é']);
  assert.equal((await logs.run(describeLogGroups, {})).logGroups?.[0]?.storedBytes, 58);
  await logs.run(deleteLogGroup, { logGroupName: 'g' });
  await assert.rejects(logs.put('g', 's', [0, 'late']), { message: 'The specified log group does not exist.' });
  await logs.createStream('g', 's');
  assert.deepEqual((await logs.run(filterLogEvents, { logGroupName: 'g' })).events, []);
  assert.equal((await logs.run(describeLogGroups, {})).logGroups?.[0]?.storedBytes, 0);
  await logs.tasks.idle();
  await logs.stop();
});

test('another process that has not heard of a deletion writes nothing into what was', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  const view = await logs.context.groups.find({ account: '123456789012', region: 'us-east-1', name: 'g' });
  await logs.run(deleteLogGroup, { logGroupName: 'g' });
  await assert.rejects(logs.context.ingestion.write(view, 's', [{ timestamp: testStart, message: 'm' }]), {
    message: 'The specified log group does not exist.',
  });
  await assert.rejects(logs.context.ingestion.createStream(view, 't'), {
    message: 'The specified log group does not exist.',
  });
  await logs.stop();
});

test('a protected group is not deleted', async () => {
  const logs = await testLogs();
  await logs.run(createLogGroup, { logGroupName: 'g', deletionProtectionEnabled: true });
  await assert.rejects(logs.run(deleteLogGroup, { logGroupName: 'g' }), { code: 'ValidationException' });
  await logs.run(putLogGroupDeletionProtection, { logGroupIdentifier: arn, deletionProtectionEnabled: false });
  await logs.run(deleteLogGroup, { logGroupName: 'g' });
  await logs.stop();
});

test('a KMS key is kept and told', async () => {
  const logs = await testLogs();
  await logs.run(createLogGroup, { logGroupName: 'g' });
  await logs.run(associateKmsKey, { logGroupName: 'g', kmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/1' });
  const key = async (): Promise<unknown> => (await logs.run(describeLogGroups, {})).logGroups?.[0]?.kmsKeyId;
  assert.equal(await key(), 'arn:aws:kms:us-east-1:123456789012:key/1');
  await logs.run(disassociateKmsKey, { resourceIdentifier: arn });
  assert.equal(await key(), undefined);
  await logs.stop();
});

test('tags: both ways to set them lead to the same', async () => {
  const logs = await testLogs();
  await logs.run(createLogGroup, { logGroupName: 'g', tags: { a: '1' } });
  await logs.run(tagLogGroup, { logGroupName: 'g', tags: { b: '2' } });
  await logs.run(tagResource, { resourceArn: arn, tags: { c: '3' } });
  assert.deepEqual((await logs.run(listTagsForResource, { resourceArn: arn })).tags, { a: '1', b: '2', c: '3' });
  await logs.run(untagLogGroup, { logGroupName: 'g', tags: ['a', 'none'] });
  await logs.run(untagResource, { resourceArn: arn, tagKeys: ['b'] });
  assert.deepEqual((await logs.run(listTagsLogGroup, { logGroupName: 'g' })).tags, { c: '3' });
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, '']));
  await assert.rejects(logs.run(tagResource, { resourceArn: arn, tags: many }), { code: 'TooManyTagsException' });
  await assert.rejects(logs.run(tagResource, { resourceArn: `${arn}x`, tags: { a: '' } }), {
    code: 'ResourceNotFoundException',
  });
  await logs.stop();
});

test('streams: by name or by their last event, either way, page by page', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 'b');
  for (const name of ['a', 'c', 'c2']) await logs.run(createLogStream, { logGroupName: 'g', logStreamName: name });
  await logs.put('g', 'a', [3, 'm']);
  await logs.put('g', 'b', [2, 'm']);
  await logs.put('g', 'c', [1, 'm']);
  const list = async (input: object): Promise<readonly (string | undefined)[]> => {
    const names: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await logs.run(describeLogStreams, { logGroupName: 'g', limit: 2, ...input, nextToken });
      names.push(...(page.logStreams ?? []).map(({ logStreamName }) => logStreamName));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return names;
  };
  assert.deepEqual(await list({}), ['a', 'b', 'c', 'c2']);
  assert.deepEqual(await list({ descending: true }), ['c2', 'c', 'b', 'a']);
  assert.deepEqual(await list({ logStreamNamePrefix: 'c', descending: true }), ['c2', 'c']);
  assert.deepEqual(await list({ orderBy: 'LastEventTime', descending: true }), ['a', 'b', 'c', 'c2']);
  assert.deepEqual(await list({ orderBy: 'LastEventTime' }), ['c2', 'c', 'b', 'a']);
  await assert.rejects(list({ orderBy: 'LastEventTime', logStreamNamePrefix: 'a' }), {
    message: 'Cannot order by LastEventTime with a logStreamNamePrefix.',
  });
  await assert.rejects(list({ logGroupIdentifier: arn }), {
    code: 'ValidationException',
    message: 'LogGroup name and LogGroup ARN are mutually exclusive parameters.',
  });
  await logs.run(deleteLogStream, { logGroupName: 'g', logStreamName: 'b' });
  await assert.rejects(logs.run(deleteLogStream, { logGroupName: 'g', logStreamName: 'b' }), {
    message: 'The specified log stream does not exist.',
  });
  assert.deepEqual(await list({}), ['a', 'c', 'c2']);
  await logs.stop();
});

test('a retention is one of AWS’s', async () => {
  const logs = await testLogs();
  await logs.run(createLogGroup, { logGroupName: 'g' });
  await assert.rejects(logs.run(putRetentionPolicy, { logGroupName: 'g', retentionInDays: 10 }), {
    code: 'InvalidParameterException',
    message:
      /^1 validation error detected: Value '10' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: \[1, 3, 5, 7, 14,/,
  });
  await logs.stop();
});
