import assert from 'node:assert/strict';
import test from 'node:test';
import type { Alert } from '../contracts.js';
import { Announcements } from './announcements.js';

const alerts = (count: number, kind: Alert['kind'] = 'low'): Alert[] =>
  Array.from({ length: count }, (_, id) => ({ id, name: `unicorn ${id}`, kind, at: 0, health: 99 }));

test('few alerts are each announced, at once', () => {
  const announcements = new Announcements();
  announcements.offer(alerts(2));
  assert.deepEqual(announcements.take(0), { kind: 'each', alerts: alerts(2) });
  assert.equal(announcements.take(10_000), undefined);
});

test('five hundred at once are a count', () => {
  const announcements = new Announcements();
  announcements.offer([...alerts(500), ...alerts(2, 'silent')]);
  assert.deepEqual(announcements.take(0), {
    kind: 'counts',
    counts: { low: 500, recovered: 0, silent: 2, returned: 0 },
  });
});

test('where only the latest are known, it is how many', () => {
  const announcements = new Announcements();
  announcements.offer(alerts(100), 500);
  assert.deepEqual(announcements.take(0), { kind: 'total', count: 500 });
});

test('what comes soon after waits and is said together', () => {
  const announcements = new Announcements();
  announcements.offer(alerts(1));
  announcements.take(1_000);
  for (let at = 1_100; at < 5_000; at += 500) {
    announcements.offer(alerts(1));
    assert.equal(announcements.take(at), undefined);
  }
  assert.equal(announcements.take(5_000)?.kind, 'counts');
  assert.equal(announcements.take(9_000), undefined);
});

test('what was waiting is forgotten when another stream is read', () => {
  const announcements = new Announcements();
  announcements.offer(alerts(1));
  announcements.clear();
  assert.equal(announcements.take(0), undefined);
});
