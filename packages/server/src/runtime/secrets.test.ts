import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMemoryRegistry } from '@paddock/store';
import { seededRandom } from './random.js';
import { openSecrets } from './secrets.js';

const random = seededRandom(1);

test('keys are the same after every start, and differ by purpose', async () => {
  const registry = openMemoryRegistry();
  const first = await openSecrets(registry, random);
  const again = await openSecrets(registry, random);
  assert.equal(first.key('tokens').length, 32);
  assert.deepEqual(again.key('tokens'), first.key('tokens'));
  assert.notDeepEqual(first.key('other'), first.key('tokens'));
  const elsewhere = await openSecrets(openMemoryRegistry(), random);
  assert.notDeepEqual(elsewhere.key('tokens'), first.key('tokens'));
});

test('processes that start at once have the same keys', async () => {
  const registry = openMemoryRegistry();
  const opened = await Promise.all([1, 2, 3].map((seed) => openSecrets(registry, seededRandom(seed))));
  const keys = opened.map((secrets) => Buffer.from(secrets.key('tokens')).toString('hex'));
  assert.equal(new Set(keys).size, 1);
});

test("with the operator's master key the data holds nothing that opens it", async () => {
  const registry = openMemoryRegistry();
  const secrets = await openSecrets(registry, random, 'correct horse battery');
  const again = await openSecrets(registry, random, 'correct horse battery');
  assert.deepEqual(again.key('x'), secrets.key('x'));
  const [entry] = await registry.list('server/');
  assert.deepEqual(Object.keys(entry?.value as object), ['mark']);
  const refused = { name: 'WrongMasterKeyError', message: /sealed with another master key/ };
  await assert.rejects(openSecrets(registry, random, 'another key of ours'), refused);
  await assert.rejects(openSecrets(registry, random), refused);
});

test('data that was made without a master key says so', async () => {
  const registry = openMemoryRegistry();
  await openSecrets(registry, random);
  await assert.rejects(openSecrets(registry, random, 'correct horse battery'), { message: /made without/ });
});
