import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RestRouter } from './rest-router.js';

const route = (method: string, path: string, value: string) => ({ method, path, value });
const router = new RestRouter([
  route('POST', '/2015-03-31/functions', 'Create'),
  route('GET', '/2015-03-31/functions/', 'List'),
  route('GET', '/2015-03-31/functions/{FunctionName}', 'Get'),
  route('DELETE', '/2015-03-31/functions/{FunctionName}/aliases/{Name}', 'DeleteAlias'),
  route('POST', '/2015-03-31/functions/{FunctionName}/invocations', 'Invoke'),
  route('GET', '/layers', 'ListLayers'),
  route('GET', '/layers?find=LayerVersion', 'GetLayerByArn'),
  route('GET', '/layers/{LayerName}/versions/latest', 'GetLatest'),
  route('GET', '/layers/{LayerName}/versions/{Version}', 'GetVersion'),
  route('GET', '/layers/all/list', 'ListAll'),
]);
const objects = new RestRouter([
  route('GET', '/{Bucket}', 'ListObjects'),
  route('GET', '/{Bucket}/{Key+}', 'GetObject'),
  route('PUT', '/{Bucket}/{Key+}?tagging', 'PutTagging'),
]);
const find = (method: string, path: string, query = '', among = router) => {
  const routed = among.find(method, path, query);
  return routed.kind === 'found' ? [routed.value, routed.labels] : routed.kind;
};

test('finds operations by method and path, with a slash at the end or without', () => {
  assert.deepEqual(find('POST', '/2015-03-31/functions'), ['Create', {}]);
  assert.deepEqual(find('POST', '/2015-03-31/functions/'), ['Create', {}]);
  assert.deepEqual(find('GET', '/2015-03-31/functions'), ['List', {}]);
  assert.deepEqual(find('GET', '/2015-03-31/functions/f/'), ['Get', { FunctionName: 'f' }]);
  assert.deepEqual(find('DELETE', '/2015-03-31/functions/f/aliases/live'), [
    'DeleteAlias',
    { FunctionName: 'f', Name: 'live' },
  ]);
});

test('takes an ARN as a label, raw or encoded, and a slash that is encoded', () => {
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:f';
  const path = (text: string) => `/2015-03-31/functions/${text}/invocations`;
  assert.deepEqual(find('POST', path(arn)), ['Invoke', { FunctionName: arn }]);
  assert.deepEqual(find('POST', path(encodeURIComponent(arn))), ['Invoke', { FunctionName: arn }]);
  assert.deepEqual(find('POST', path('a%2Fb%20c+d')), ['Invoke', { FunctionName: 'a/b c+d' }]);
});

test('what a template spells out goes before a label, and a label where that leads nowhere', () => {
  assert.deepEqual(find('GET', '/layers/l/versions/latest'), ['GetLatest', { LayerName: 'l' }]);
  assert.deepEqual(find('GET', '/layers/l/versions/3'), ['GetVersion', { LayerName: 'l', Version: '3' }]);
  assert.deepEqual(find('GET', '/layers/all/list'), ['ListAll', {}]);
  assert.deepEqual(find('GET', '/layers/all/versions/3'), ['GetVersion', { LayerName: 'all', Version: '3' }]);
});

test('tells operations apart by what the query has', () => {
  assert.deepEqual(find('GET', '/layers'), ['ListLayers', {}]);
  assert.deepEqual(find('GET', '/layers', 'find=Other'), ['ListLayers', {}]);
  assert.deepEqual(find('GET', '/layers', 'Arn=x&find=LayerVersion'), ['GetLayerByArn', {}]);
  assert.deepEqual(find('GET', '/layers', 'xfind=LayerVersion'), ['ListLayers', {}]);
  for (const query of ['tagging', 'tagging=', 'a=1&tagging'])
    assert.deepEqual(find('PUT', '/b/k', query, objects), ['PutTagging', { Bucket: 'b', Key: 'k' }]);
  assert.equal(find('PUT', '/b/k', 'taggings', objects), 'method');
});

test('a greedy label takes what is left, however long', () => {
  for (const [key, decoded] of [
    ['a/b//c%20d/', 'a/b//c d/'],
    ['/a', '/a'],
    ['a/'.repeat(10_000), 'a/'.repeat(10_000)],
  ] as const)
    assert.deepEqual(find('GET', `/b/${key}`, '', objects), ['GetObject', { Bucket: 'b', Key: decoded }]);
  assert.deepEqual(find('GET', '/b/', '', objects), ['ListObjects', { Bucket: 'b' }]);
});

test('says whether it is the path that is wrong, the method, or the label', () => {
  assert.equal(find('PUT', '/2015-03-31/functions'), 'method');
  assert.equal(find('POST', '/nowhere'), 'unknown');
  assert.equal(find('GET', '/'), 'unknown');
  assert.equal(find('GET', ''), 'unknown');
  assert.equal(find('OPTIONS', '*'), 'unknown');
  assert.equal(find('POST', '//2015-03-31/functions'), 'unknown');
  assert.equal(find('POST', '/2015-03-31//functions'), 'unknown');
  assert.equal(find('DELETE', '/2015-03-31/functions//aliases/a'), 'unknown');
  for (const bad of ['%', '%f', '%zz', '%ff', '%c3'])
    assert.equal(find('POST', `/2015-03-31/functions/${bad}/invocations`), 'malformed');
});

test('knows the root, and refuses two routes that the same requests take', () => {
  const root = new RestRouter([route('GET', '/', 'ListBuckets')]);
  assert.deepEqual(root.find('GET', '/', ''), { kind: 'found', value: 'ListBuckets', labels: {} });
  assert.throws(
    () => new RestRouter([route('GET', '/a/{B}', 'one'), route('GET', '/a/{C}/', 'two')]),
    /two operations for GET/,
  );
});

test('long paths lead nowhere', () => {
  assert.equal(find('POST', '/2015-03-31'.repeat(10_000)), 'unknown');
  assert.equal(find('POST', '/'.repeat(30_000)), 'unknown');
});

test('whatever stands in a label comes out of it, and whatever the path, there is an answer', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(name, name, (a, b) => {
      const path = `/2015-03-31/functions/${encodeURIComponent(a)}/aliases/${encodeURIComponent(b)}`;
      assert.deepEqual(find('DELETE', path), ['DeleteAlias', { FunctionName: a, Name: b }]);
    }),
  );
  const segment = fc.oneof(
    fc.string(),
    fc.constantFrom('', '2015-03-31', 'functions', 'layers', 'versions', '%', '..'),
  );
  fc.assert(
    fc.property(fc.array(segment), fc.string(), (segments, query) => {
      const found = router.find('GET', `/${segments.join('/')}`, query);
      assert.ok(['found', 'unknown', 'method', 'malformed'].includes(found.kind));
    }),
  );
});
