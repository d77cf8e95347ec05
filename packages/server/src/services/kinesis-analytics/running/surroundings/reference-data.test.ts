import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openMemoryTables, type Tables } from '@paddock/store';
import { silentLogger } from '../../../../runtime/log.js';
import { ok, testS3, type TestS3 } from '../../../s3/testing.js';
import type { Reference } from '../../domain/application.js';
import { RefusedError } from '../refused.js';
import { StoredReferences } from './reference-data.js';
import { testApplication, testDenial, testReference as reference } from './testing.js';

describe('StoredReferences', () => {
  let s3: TestS3;
  let tables: Tables;
  let role: ReturnType<typeof testDenial>;
  let references: StoredReferences;
  const application = testApplication({ references: [reference] });
  const put = async (body: string | Uint8Array): Promise<void> => {
    ok(await s3.call('PUT', '/box/fleet.csv', { body }));
  };
  const open = (): StoredReferences =>
    new StoredReferences({
      objects: s3.s3.port.referenceObjects,
      checks: { denial: (_application, _role, needs) => role.ask(needs) },
      tables,
      logger: silentLogger,
    });
  const load = (of: Reference = reference, to = application) => references.load(to, of);
  beforeEach(async () => {
    s3 = await testS3();
    tables = openMemoryTables();
    role = testDenial();
    references = open();
    ok(await s3.call('PUT', '/box'));
  });
  afterEach(async () => {
    await s3.stop();
    await tables.close();
  });

  it('reads the rows of an object, and leaves out what is none', async () => {
    await put('Bucephalus,12\nname,age\nArion,\n');
    assert.deepEqual(await load(), [
      ['Bucephalus', 12],
      ['Arion', null],
    ]);
    assert.deepEqual(role.asked, ['s3:GetObject arn:aws:s3:::box/fleet.csv']);
  });

  it('has the same rows again, whatever became of the object and the role', async () => {
    await put('Bucephalus,12');
    await load();
    ok(await s3.call('DELETE', '/box/fleet.csv'), 204);
    role.denied = { kind: 'role' };
    references = open();
    assert.deepEqual(await load(), [['Bucephalus', 12]]);
  });

  it('reads the object anew for a new revision, and for a new run', async () => {
    await put('a,1');
    await load();
    await put('b,2');
    assert.deepEqual(await load({ ...reference, revision: 2 }), [['b', 2]]);
    await put('c,3');
    assert.deepEqual(await load({ ...reference, revision: 2 }), [['b', 2]]);
    assert.deepEqual(await load(reference, testApplication({ run: 2 })), [['c', 3]]);
    const keys: string[] = [];
    await tables.scan(`kda.${application.id}`, {}, { visit: (key) => keys.push(key) > 0 });
    assert.deepEqual(keys, ['reference/3.1/2.1/0000', 'reference/3.1/2.1/whole']);
  });

  it('keeps objects that are longer than a value of the store may be', async () => {
    const row = `Arion,7,${'x'.repeat(1_000)}\n`;
    const count = Math.ceil((9 * 1024 * 1024) / row.length);
    await put(row.repeat(count));
    assert.equal((await load()).length, count);
    references = open();
    const rows = await load();
    assert.deepEqual([rows.length, rows.at(-1)], [count, ['Arion', 7]]);
  });

  it('reads rows with quotes, and documents', async () => {
    await put('"a\nb",1\n');
    assert.deepEqual(await load(), [['a\nb', 1]]);
    await put('[{"name":"a","age":1},{"name":"b"}]');
    const schema = { ...reference.schema, format: { type: 'JSON', json: { rowPath: '$' } } as const };
    assert.deepEqual(await load({ ...reference, revision: 2, schema }), [
      ['a', 1],
      ['b', null],
    ]);
  });

  it('refuses tables that would take too much memory', async () => {
    const columns = Array.from({ length: 1_000 }, (_, index) => ({ name: `c${index}`, sqlType: 'INTEGER' }));
    const wide = { ...reference, schema: { ...reference.schema, columns } };
    await put('1\n'.repeat(16_000));
    await assert.rejects(load(wide), { name: 'RefusedError', message: 'The object has more than 15936 rows' });
  });

  it('refuses what is not there, what the role may not read, and what is too large', async () => {
    await assert.rejects(load(), RefusedError);
    await assert.rejects(load({ ...reference, bucketArn: 'arn:aws:s3:::none' }), RefusedError);
    await put('a,1');
    role.denied = { kind: 'policy', message: 'not you' };
    await assert.rejects(load(), { name: 'RefusedError', message: 'not you' });
    role.denied = { kind: 'role' };
    await assert.rejects(load(), RefusedError);
    role.denied = undefined;
    const large = new StoredReferences({
      objects: { read: async (_bucket, _key, limit) => (limit === 256 * 1024 * 1024 ? 'too-large' : 'absent') },
      checks: { denial: async () => undefined },
      tables,
      logger: silentLogger,
    });
    await assert.rejects(large.load(application, reference), /more than 268435456 bytes/);
    assert.deepEqual(await load(), [['a', 1]]);
  });
});
