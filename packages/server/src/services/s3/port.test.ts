import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testAccount, testRequest, testRegion } from '../../test-request.js';
import type { ObjectReader } from '../kinesis-analytics/running/surroundings.js';
import type { ObjectStore } from '../dynamodb/backups/object-store.js';
import type { ObjectSink } from '../lambda/async/destinations.js';
import type { ObjectSource } from '../lambda/code-source.js';
import type { FailureBuckets } from '../lambda/event-sources/ports.js';
import { ok, otherAccount, testS3 } from './testing.js';

test('exports and imports, in the name of an account', async () => {
  const { call, s3, stop } = await testS3();
  const store: ObjectStore = s3.port.tableObjects;
  const use = { bucket: 'box', account: testAccount, action: 'write' as const };
  assert.equal(await store.refusal(use), 'absent');
  ok(await call('PUT', '/box'));
  assert.equal(await store.refusal(use), undefined);
  assert.equal(await store.refusal({ ...use, owner: otherAccount }), 'denied');
  for (const action of ['read', 'write'] as const)
    assert.equal(await store.refusal({ ...use, action, account: otherAccount }), 'denied');
  for (const key of ['x/2', 'x/1', 'y'])
    await store.put('box', key, Buffer.from(key), { algorithm: 'KMS', keyId: 'k' });
  const got = ok(await call('GET', '/box/x/1'));
  assert.deepEqual([got.text, got.headers['x-amz-server-side-encryption']], ['x/1', 'aws:kms']);
  const listed = (after?: string) => gather(store.list('box', 'x/', after));
  assert.deepEqual(await listed(), [
    { key: 'x/1', size: 3 },
    { key: 'x/2', size: 3 },
  ]);
  assert.deepEqual(await listed('x/1'), [{ key: 'x/2', size: 3 }]);
  assert.equal(Buffer.concat(await gather(store.read('box', 'y'))).toString(), 'y');
  await stop();
});

test('what functions fail with, in the name of their role', async () => {
  const { call, role, s3, stop } = await testS3();
  const buckets: FailureBuckets = s3.port.failureBuckets;
  const sink: ObjectSink = s3.port.invocationRecords;
  ok(await call('PUT', '/box'));
  assert.deepEqual([await buckets.exists('box'), await buckets.exists('none')], [true, false]);
  const may = role('may', [{ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::box/*' }]);
  const mayNot = role('may-not', []);
  await buckets.put('box', 'a', Buffer.from('{}'), may);
  await assert.rejects(buckets.put('box', 'b', Buffer.from('{}'), mayNot), /s3:PutObject on resource/);
  await assert.rejects(buckets.put('box', 'b', Buffer.from('{}'), `arn:aws:iam::${testAccount}:role/none`));
  await assert.rejects(buckets.put('none', 'b', Buffer.from('{}'), may), /does not exist/);
  const owner = { name: 'f', account: testAccount } as Parameters<ObjectSink['put']>[4];
  await sink.put('arn:aws:s3:::box', 'c', Buffer.from('{}'), may, owner);
  await assert.rejects(sink.put('arn:aws:s3:::box', 'd', Buffer.from('{}'), mayNot, owner));
  assert.deepEqual(ok(await call('GET', '/box')).all('Key'), ['a', 'c']);
  await stop();
});

test('packages, in the name of whoever brings them', async () => {
  const { call, clock, s3, stop } = await testS3();
  const source: ObjectSource = s3.port.packages;
  const request = testRequest(clock);
  const place = { region: testRegion, bucket: 'box', key: 'f.zip' };
  const codeOf = async (...asked: Parameters<ObjectSource['object']>): Promise<string> => {
    const found = await source.object(...asked);
    return 'code' in found ? found.code : Buffer.from(found).toString();
  };
  assert.equal(await codeOf(place, 10, request), 'NoSuchBucket');
  ok(await call('PUT', '/box'));
  assert.equal(await codeOf(place, 10, request), 'NoSuchKey');
  ok(await call('PUT', '/box/f.zip', { body: 'zip' }));
  assert.equal(await codeOf(place, 10, request), 'zip');
  assert.equal(await codeOf(place, 2, request), 'EntityTooLarge');
  assert.equal(await codeOf({ ...place, version: 'x' }, 10, request), 'NoSuchVersion');
  assert.equal(await codeOf({ ...place, region: 'eu-west-1' }, 10, request), 'PermanentRedirect');
  const stranger = { ...request, principal: { ...request.principal, account: otherAccount } };
  assert.equal(await codeOf(place, 10, stranger), 'AccessDenied');
  ok(await call('PUT', '/box/large', { body: Buffer.alloc(100_000, 'x') }));
  assert.equal((await codeOf({ ...place, key: 'large' }, 200_000, request)).length, 100_000);
  await stop();
});

test('reference data of applications', async () => {
  const { call, s3, stop } = await testS3();
  const reader: ObjectReader = s3.port.referenceObjects;
  ok(await call('PUT', '/box'));
  ok(await call('PUT', '/box/a/b', { body: 'reference' }));
  const box = 'arn:aws:s3:::box';
  assert.equal(Buffer.from(await reader.read(box, 'a/b', 9)).toString(), 'reference');
  assert.equal(await reader.read(box, 'a/b', 8), 'too-large');
  assert.equal(await reader.read(box, 'a', 8), 'absent');
  assert.equal(await reader.read('arn:aws:s3:::none', 'a/b', 8), 'absent');
  assert.equal(await reader.read('box', 'a/b', 8), 'absent');
  const beginningOf = async (key: string, most: number) => {
    const found = await reader.beginning(box, key, most);
    return found === 'absent' ? found : [Buffer.from(found.bytes).toString(), found.isWhole];
  };
  assert.deepEqual(await beginningOf('a/b', 3), ['ref', false]);
  assert.deepEqual(await beginningOf('a/b', 9), ['reference', true]);
  assert.equal(await beginningOf('a', 9), 'absent');
  await stop();
});

async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
