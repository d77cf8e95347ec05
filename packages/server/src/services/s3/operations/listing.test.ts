import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openMemoryTables } from '@paddock/store';
import { toOrdered } from '../domain/names.js';
import { listKeys } from '../objects/listing.js';
import { ok, refused, testS3, type Answer } from '../testing.js';

async function withKeys(keys: readonly string[]) {
  const s3 = await testS3();
  ok(await s3.call('PUT', '/box'));
  for (const key of keys) ok(await s3.call('PUT', `/box/${encodeURIComponent(key)}`, { body: key }));
  return s3;
}
const keysIn = (answer: Answer): string[] => answer.all('Key');
const prefixesIn = (answer: Answer): string[] =>
  Array.from(answer.text.matchAll(/<CommonPrefixes><Prefix>([^<]*)</g), ([, prefix = '']) => prefix);

test('keys stand in order of their bytes', async () => {
  const keys = ['z', 'a', 'ä', 'é', '\u{1f984}', '\uffee', 'A', 'a/b', 'a.b'];
  const { call, stop } = await withKeys(keys);
  const sorted = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  assert.deepEqual(keysIn(ok(await call('GET', '/box', { query: 'list-type=2' }))), sorted);
  assert.deepEqual(keysIn(ok(await call('GET', '/box'))), sorted);
  await stop();
});

test('prefixes, delimiters and pages', async () => {
  const { call, stop } = await withKeys(['a', 'dir/1', 'dir/2', 'dir/sub/3', 'dirt', 'e/4']);
  const list = (query: string) => call('GET', '/box', { query: `list-type=2&${query}` });
  const top = ok(await list('delimiter=/'));
  assert.deepEqual(
    [keysIn(top), prefixesIn(top)],
    [
      ['a', 'dirt'],
      ['dir/', 'e/'],
    ],
  );
  assert.equal(top.one('KeyCount'), '4');
  const inner = ok(await list('delimiter=/&prefix=dir/'));
  assert.deepEqual([keysIn(inner), prefixesIn(inner)], [['dir/1', 'dir/2'], ['dir/sub/']]);
  const found: string[] = [];
  for (let token: string | undefined = ''; token !== undefined;) {
    const page: Answer = ok(
      await list(`delimiter=/&max-keys=1${token && `&continuation-token=${encodeURIComponent(token)}`}`),
    );
    assert.equal(page.one('KeyCount'), '1');
    found.push(...keysIn(page), ...prefixesIn(page));
    token = page.one('NextContinuationToken');
    assert.equal(page.one('IsTruncated'), String(token !== undefined));
  }
  assert.deepEqual(found, ['a', 'dir/', 'dirt', 'e/']);
  assert.deepEqual(keysIn(ok(await list('start-after=dir/2'))), ['dir/sub/3', 'dirt', 'e/4']);
  const behind = ok(await list('start-after=dir/1&delimiter=/'));
  assert.deepEqual([keysIn(behind), prefixesIn(behind)], [['dirt'], ['e/']]);
  assert.deepEqual(keysIn(ok(await list('max-keys=0'))), []);
  assert.equal(ok(await list('max-keys=5000')).one('MaxKeys'), '1000');
  refused(await list('max-keys=-1'), 400, 'InvalidArgument');
  refused(
    await list('max-keys=many'),
    400,
    'InvalidArgument',
    'Provided max-keys not an integer or within integer range',
  );
  refused(await list('continuation-token=x'), 400, 'InvalidArgument', 'The continuation token provided is incorrect');
  refused(await list('encoding-type=base64'), 400, 'InvalidArgument', 'Invalid Encoding Method specified in Request');
  await stop();
});

test('the first version of the operation goes on by marker', async () => {
  const { call, stop } = await withKeys(['a', 'b/1', 'b/2', 'c']);
  const first = ok(await call('GET', '/box', { query: 'max-keys=2' }));
  assert.deepEqual(keysIn(first), ['a', 'b/1']);
  assert.equal(first.one('NextMarker'), undefined);
  assert.ok(first.one('ID'));
  assert.deepEqual(keysIn(ok(await call('GET', '/box', { query: 'marker=b/1' }))), ['b/2', 'c']);
  const rolled = ok(await call('GET', '/box', { query: 'max-keys=2&delimiter=/' }));
  assert.equal(rolled.one('NextMarker'), 'b/');
  assert.deepEqual(keysIn(ok(await call('GET', '/box', { query: 'marker=b/&delimiter=/' }))), ['c']);
  await stop();
});

test('keys can be written as URLs have them', async () => {
  const { call, stop } = await withKeys(['a b+c/ü&"\u0001']);
  const list = ok(await call('GET', '/box', { query: 'list-type=2&encoding-type=url' }));
  assert.deepEqual(keysIn(list), ['a+b%2Bc/%C3%BC%26%22%01']);
  assert.equal(list.one('EncodingType'), 'url');
  await stop();
});

test('a listing is what sorting and cutting says', async () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '-', 'ü'), minLength: 1, maxLength: 6 });
  const property = fc.asyncProperty(
    fc.uniqueArray(key, { maxLength: 60 }),
    fc.string({ unit: fc.constantFrom('a', '/', 'ü'), maxLength: 2 }),
    fc.constantFrom('', '/', 'b', '-/'),
    fc.integer({ min: 1, max: 5 }),
    async (keys, prefix, delimiter, limit) => {
      const tables = openMemoryTables();
      await tables.transact([], (_, writes) => {
        for (const each of keys) writes.put('keys', toOrdered(each), Buffer.from(each));
      });
      const [start, cut] = [toOrdered(prefix), toOrdered(delimiter)];
      const expected = new Set<string>();
      for (const each of keys.map(toOrdered).sort()) {
        if (!each.startsWith(start)) continue;
        const at = cut === '' ? -1 : each.indexOf(cut, start.length);
        expected.add(at < 0 ? each : each.slice(0, at + cut.length));
      }
      const found: string[] = [];
      for (let after: string | undefined; ;) {
        const query = { prefix: start, delimiter: cut, after, limit };
        const { items, isTruncated } = await listKeys(tables, 'keys', query, () => undefined);
        const page = items.map((item) => ('key' in item ? item.key : item.prefix));
        found.push(...page);
        if (!isTruncated) break;
        assert.equal(page.length, limit);
        after = page.at(-1);
      }
      assert.deepEqual(found, [...expected]);
      await tables.close();
    },
  );
  await fc.assert(property, { numRuns: 150 });
});

test('what is rolled up is not read', async () => {
  const tables = openMemoryTables();
  await tables.transact([], (_, writes) => {
    for (let group = 0; group < 5; group++)
      for (let at = 0; at < 2000; at++) writes.put('keys', `${group}/${String(at).padStart(5, '0')}`, Buffer.from('x'));
  });
  let visited = 0;
  const counted = {
    ...tables,
    scan: (collection: string, range: object, visitor: { visit(key: string, value: Uint8Array): boolean }) =>
      tables.scan(collection, range, { visit: (key, value) => (visited++, visitor.visit(key, value)) }),
  };
  const query = { prefix: '', delimiter: '/', after: undefined, limit: 1000 };
  const { items } = await listKeys(counted as unknown as typeof tables, 'keys', query, () => undefined);
  assert.equal(items.length, 5);
  assert.ok(visited < 200, String(visited));
  await tables.close();
});
