import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from './errors.js';
import { parseJson } from './parse-json.js';

const refused = (body: string | Uint8Array) =>
  assert.throws(
    () => parseJson(Buffer.from(body)),
    (error) => error instanceof AwsError && error.code === 'SerializationException' && !error.hasMessage,
  );

test('parses a document; of a key that comes twice the last value counts', () => {
  assert.deepEqual(parseJson(Buffer.from('{"a":1,"a":[2,"é"]}')), { a: [2, 'é'] });
});

test('refuses, without a message, what is empty, broken, no UTF-8, or begins with a byte order mark', () => {
  for (const body of ['', '{', '{"a":}', '{} x', "{'a':1}", '\ufeff{}', Buffer.from([0x22, 0xff, 0x22])]) refused(body);
});

test('refuses arrays nested deeper than 200, also behind objects and strings full of brackets', () => {
  const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  refused(deep(201));
  refused(deep(1_000_000));
  refused(`{"s":"\\\\\\"${']'.repeat(500)}","a":${'{"b":['.repeat(250)}${']}'.repeat(250)}}`);
  refused('['.repeat(1_000_000));
});

test('takes 200, and any number of brackets that do not nest', () => {
  const deep = '['.repeat(200) + ']'.repeat(200);
  assert.ok(Array.isArray(parseJson(Buffer.from(deep))));
  const strings = JSON.stringify(Array.from({ length: 300 }, () => '[[["\\'));
  assert.equal((parseJson(Buffer.from(strings)) as unknown[]).length, 300);
  assert.equal((parseJson(Buffer.from(`[${'[],'.repeat(500)}[]]`)) as unknown[]).length, 501);
});
