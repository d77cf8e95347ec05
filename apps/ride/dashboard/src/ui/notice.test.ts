import assert from 'node:assert/strict';
import test from 'node:test';
import { noticeFor } from './notice.js';

const usual = { hasUnicorns: true, emptyMillis: 0, isAsking: false };
const reading = { kind: 'reading', shards: 1, behindMillis: 0 } as const;
const gone = { kind: 'unreachable', endpoint: 'http://127.0.0.1:1', since: 0 } as const;

test('nothing stands over the map while unicorns are read', () => {
  assert.equal(noticeFor({ ...usual, connection: reading }), undefined);
});

test('nobody is missed before some seconds have gone by', () => {
  assert.equal(noticeFor({ ...usual, hasUnicorns: false, emptyMillis: 4_999, connection: reading }), undefined);
  assert.deepEqual(noticeFor({ ...usual, hasUnicorns: false, emptyMillis: 5_000, connection: reading }), {
    place: 'card',
    about: 'no-unicorns',
  });
});

test('a server that is gone leaves the unicorns in sight', () => {
  assert.equal(noticeFor({ ...usual, connection: gone })?.place, 'banner');
  assert.equal(noticeFor({ ...usual, hasUnicorns: false, connection: gone })?.place, 'card');
});

test('connecting again does not cover the unicorns', () => {
  const connection = { kind: 'connecting', step: 'shards' } as const;
  assert.equal(noticeFor({ ...usual, connection }), undefined);
  assert.equal(noticeFor({ ...usual, hasUnicorns: false, connection })?.about, 'connecting');
});

test('the form says all there is to say while it is open', () => {
  assert.equal(noticeFor({ ...usual, isAsking: true, connection: { kind: 'idle' } }), undefined);
});
