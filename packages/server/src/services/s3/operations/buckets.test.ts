import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok, refused, testS3 } from '../testing.js';

const inRegion = (region: string): string =>
  `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;

test('a bucket is made, looked at, listed and deleted', async () => {
  const { call, stop } = await testS3();
  assert.equal(ok(await call('PUT', '/alpha')).headers['location'], '/alpha');
  const head = ok(await call('HEAD', '/alpha'));
  assert.equal(head.headers['x-amz-bucket-region'], 'us-east-1');
  assert.match(head.headers['x-amz-request-id'] ?? '', /^[0-9A-F]{16}$/);
  ok(await call('PUT', '/beta'));
  const list = ok(await call('GET', '/'));
  assert.deepEqual(list.all('Name'), ['alpha', 'beta']);
  assert.equal(list.one('CreationDate'), '2023-11-14T22:13:20.000Z');
  assert.equal(list.headers['content-type'], 'application/xml');
  const page = ok(await call('GET', '/', { query: 'max-buckets=1' }));
  assert.deepEqual(page.all('Name'), ['alpha']);
  const token = encodeURIComponent(page.one('ContinuationToken') ?? '');
  assert.deepEqual(ok(await call('GET', '/', { query: `continuation-token=${token}` })).all('Name'), ['beta']);
  ok(await call('DELETE', '/alpha'), 204);
  refused(await call('DELETE', '/alpha'), 404, 'NoSuchBucket', 'The specified bucket does not exist');
  assert.deepEqual(ok(await call('GET', '/')).all('Name'), ['beta']);
  assert.deepEqual(ok(await call('GET', '/', { as: 'stranger' })).all('Name'), []);
  await stop();
});

test('names are checked, and are the whole world’s', async () => {
  const { call, stop } = await testS3();
  for (const name of ['ab', 'Upper', 'a..b', '192.168.0.1', 'xn--a', 'a-s3alias', '-ab', 'a_b', 'x'.repeat(64)])
    refused(await call('PUT', `/${name}`), 400, 'InvalidBucketName', 'The specified bucket is not valid.');
  ok(await call('PUT', '/mine'));
  ok(await call('PUT', '/mine'));
  refused(await call('PUT', '/mine', { as: 'stranger' }), 409, 'BucketAlreadyExists');
  ok(await call('PUT', '/far', { region: 'eu-west-1', body: inRegion('eu-west-1') }));
  refused(
    await call('PUT', '/far', { region: 'eu-west-1', body: inRegion('eu-west-1') }),
    409,
    'BucketAlreadyOwnedByYou',
  );
  await stop();
});

test('a bucket is in the region that is asked for, and clients are sent there', async () => {
  const { call, stop } = await testS3();
  refused(await call('PUT', '/one', { region: 'eu-west-1' }), 400, 'IllegalLocationConstraintException', /^The unspec/);
  refused(
    await call('PUT', '/one', { region: 'eu-west-1', body: inRegion('eu-north-1') }),
    400,
    'IllegalLocationConstraintException',
    /^The eu-north-1 location/,
  );
  refused(await call('PUT', '/one', { body: inRegion('us-east-1') }), 400, 'InvalidLocationConstraint');
  ok(await call('PUT', '/one', { body: inRegion('eu-west-1') }));
  const malformed = await call('GET', '/one');
  refused(malformed, 400, 'AuthorizationHeaderMalformed', /the region 'us-east-1' is wrong; expecting 'eu-west-1'$/);
  assert.equal(malformed.one('Region'), 'eu-west-1');
  assert.equal(malformed.headers['x-amz-bucket-region'], 'eu-west-1');
  const moved = await call('GET', '/one', { region: 'ap-south-1' });
  refused(moved, 301, 'PermanentRedirect');
  assert.equal(moved.one('Endpoint'), 'one.s3.eu-west-1.amazonaws.com');
  const location = ok(await call('GET', '/one', { region: 'eu-west-1', query: 'location' }));
  assert.equal(location.one('LocationConstraint'), 'eu-west-1');
  ok(await call('PUT', '/two'));
  assert.match(ok(await call('GET', '/two', { query: 'location' })).text, /<LocationConstraint xmlns="[^"]+"\/>$/);
  await stop();
});

test('a bucket with something in it is not deleted; uploads under way are', async () => {
  const { call, stop, stores } = await testS3();
  ok(await call('PUT', '/full'));
  ok(await call('PUT', '/full/key', { body: 'x' }));
  refused(await call('DELETE', '/full'), 409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty');
  ok(await call('DELETE', '/full/key'), 204);
  const id = ok(await call('POST', '/full/big', { query: 'uploads' })).one('UploadId') ?? '';
  ok(await call('PUT', '/full/big', { query: `partNumber=1&uploadId=${id}`, body: 'part' }));
  ok(await call('DELETE', '/full'), 204);
  ok(await call('PUT', '/full'));
  assert.deepEqual(ok(await call('GET', '/full', { query: 'uploads' })).all('UploadId'), []);
  await stop();
  assert.deepEqual(await stores.objects.list('s3/'), []);
});

test('writers lose against a deletion, or it against them', async () => {
  const { call, stop } = await testS3();
  for (let round = 0; round < 10; round++) {
    ok(await call('PUT', '/raced'));
    const [deleted, put] = await Promise.all([call('DELETE', '/raced'), call('PUT', '/raced/key', { body: 'x' })]);
    assert.deepEqual([204, 409].includes(deleted.status), true, deleted.text);
    assert.equal(put.status, deleted.status === 204 ? 404 : 200, put.text);
    if (deleted.status === 409) {
      assert.equal(ok(await call('GET', '/raced/key')).text, 'x');
      ok(await call('DELETE', '/raced/key'), 204);
      ok(await call('DELETE', '/raced'), 204);
    }
  }
  await stop();
});

test('what is not here says so', async () => {
  const { call, stop } = await testS3();
  ok(await call('PUT', '/some'));
  for (const query of ['tagging', 'lifecycle', 'website', 'versions', 'encryption', 'cors'])
    refused(await call('GET', '/some', { query }), 501, 'NotImplemented');
  refused(await call('PUT', '/some/key', { query: 'tagging' }), 501, 'NotImplemented');
  refused(await call('POST', '/some/key'), 405, 'MethodNotAllowed');
  refused(await call('PUT', '/some/key', { headers: { 'x-amz-tagging': 'a=b' } }), 501, 'NotImplemented');
  refused(
    await call('PUT', '/some/key', { headers: { 'x-amz-acl': 'public-read' } }),
    400,
    'AccessControlListNotSupported',
    'The bucket does not allow ACLs',
  );
  assert.match(
    ok(await call('GET', '/some', { query: 'versioning' })).text,
    /<VersioningConfiguration xmlns="[^"]+"><\/V/,
  );
  assert.equal(ok(await call('GET', '/some', { query: 'acl' })).one('Permission'), 'FULL_CONTROL');
  refused(await call('GET', '/some/%ff'), 400, 'InvalidURI');
  await stop();
});
