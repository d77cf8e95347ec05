import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeFormValue, eachParameter, formTexts, queryTarget } from './form.js';

const head = (method: string, query = '') => ({ method, path: '/', query, headers: {} });
const targetOf = (body: string, query = '') => queryTarget(head('POST', query), Buffer.from(body));
const malformed = { name: 'AwsError', code: 'MalformedQueryString', status: 404 };

test('parameters are visited in order, their values undecoded, empty pairs left out', () => {
  const seen: string[][] = [];
  eachParameter('a=1&&b&c=&=d&e=f=g&h%20i=%41+&', (name, value) => seen.push([name, value]) < 0);
  assert.deepEqual(seen, [
    ['a', '1'],
    ['b', ''],
    ['c', ''],
    ['', 'd'],
    ['e', 'f=g'],
    ['h i', '%41+'],
  ]);
});

test('values are percent-encoded UTF-8, with plus signs for spaces', () => {
  assert.equal(decodeFormValue('a+b%2Bc%C3%A9%F0%9F%A6%84é'), 'a b+cé🦄é');
  for (const bad of ['%', '%4', '%zz', '%C3', '%FF', '%ED%A0%80', '%C0%80', '%F4%90%80%80'])
    assert.throws(() => decodeFormValue(bad), malformed, bad);
});

test('a body that is not UTF-8 is refused', () => {
  assert.throws(() => formTexts(head('POST'), Buffer.from([0x61, 0x3d, 0xff])), malformed);
  assert.deepEqual(formTexts(head('GET', 'a=b'), Buffer.alloc(0)), ['a=b']);
});

test('the target is the first Action and the first Version, of the body before the query string', () => {
  const none = { action: undefined, version: undefined };
  assert.deepEqual(targetOf('Action=A&Version=1'), { action: 'A', version: '1' });
  assert.deepEqual(targetOf('Version=1&X=2&Action=A&Action=B&Version=2'), { action: 'A', version: '1' });
  assert.deepEqual(targetOf('', 'X-Amz-Date=1&Action=A&Version=1'), { action: 'A', version: '1' });
  assert.deepEqual(targetOf('Action=A', 'Action=B&Version=1'), { action: 'A', version: '1' });
  assert.deepEqual(targetOf('Action=&Version'), { action: '', version: '' });
  assert.deepEqual(targetOf('%41ction=%41&action=b'), { action: 'A', version: undefined });
  assert.deepEqual(targetOf('{"Action":"A"}'), none);
  assert.deepEqual(targetOf('Action=%FF'), none);
  assert.deepEqual(queryTarget(head('POST'), Buffer.from([0xff])), none);
});
