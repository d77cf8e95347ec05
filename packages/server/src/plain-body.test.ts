import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { plainBody } from './plain-body.js';

const text = Buffer.from('a'.repeat(1000));
const gzipped = { headers: { 'content-encoding': 'gzip' }, body: gzipSync(text) };

test('inflates what came with gzip, where that is asked for', () => {
  assert.deepEqual(plainBody(gzipped, 1000), text);
  assert.equal(plainBody(gzipped, undefined), gzipped.body);
  assert.equal(plainBody({ headers: {}, body: gzipped.body }, 1000), gzipped.body);
});

test('refuses what inflates beyond the limit, and what is no gzip', () => {
  assert.throws(() => plainBody(gzipped, 999), { code: 'RequestEntityTooLargeException', status: 413 });
  for (const body of [Buffer.alloc(0), Buffer.from('text'), gzipped.body.subarray(0, 12)])
    assert.throws(() => plainBody({ ...gzipped, body }, 1000), { code: 'SerializationException' });
});
