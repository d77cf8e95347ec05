import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultProblems, faultRule, newFault } from './fault.js';
import { isSnapshotName, readDuration, readTime } from './time.js';

describe('the form of a fault', () => {
  it('says what is wrong with it, of its own fields only', () => {
    assert.deepEqual(faultProblems(newFault), {});
    const wrong = { ...newFault, probability: '2', times: '1.5', status: '200', ms: '-1', fraction: 'x' };
    assert.deepEqual(faultProblems(wrong), { probability: 'probability', times: 'times' });
    assert.deepEqual(faultProblems({ ...wrong, kind: 'error' }), {
      probability: 'probability',
      times: 'times',
      code: 'required',
      status: 'status',
    });
    assert.deepEqual(faultProblems({ ...newFault, kind: 'latency', ms: '' }), { ms: 'ms' });
    assert.deepEqual(faultProblems({ ...newFault, kind: 'partial', fraction: '1.1' }), { fraction: 'fraction' });
  });

  it('sends what is filled in, and what its kind takes', () => {
    assert.deepEqual(faultRule({ ...newFault, code: 'X', service: ' kinesis ', times: '2' }), {
      kind: 'throttle',
      service: 'kinesis',
      times: 2,
    });
    assert.deepEqual(faultRule({ ...newFault, kind: 'error', code: 'X', status: '500' }), {
      kind: 'error',
      code: 'X',
      status: 500,
    });
    assert.deepEqual(faultRule({ ...newFault, kind: 'crash', when: 'after' }), { kind: 'crash', when: 'after' });
    assert.deepEqual(faultRule({ ...newFault, kind: 'latency', ms: '20' }), { kind: 'latency', ms: 20 });
  });
});

describe('times', () => {
  it('reads durations', () => {
    for (const [text, ms] of [
      ['90', 90_000],
      ['1.5 s', 1500],
      ['250ms', 250],
      ['2 h 30 min', 9_000_000],
      ['3 days', 259_200_000],
    ] as const)
      assert.equal(readDuration(text), ms, text);
    for (const text of ['', 'x', '5 parsecs', '-1 s', '1 h and 2 min', '9999999 d'])
      assert.equal(readDuration(text), undefined, text);
  });

  it('reads moments', () => {
    assert.equal(readTime('2026-01-01'), Date.UTC(2026, 0, 1));
    assert.equal(readTime('2026-01-01 12:30'), Date.UTC(2026, 0, 1, 12, 30));
    assert.equal(readTime('2026-01-01T00:00:00+09:00'), Date.UTC(2025, 11, 31, 15));
    for (const text of ['', 'now', '1', '2026-13-01', '1969-01-01']) assert.equal(readTime(text), undefined, text);
  });

  it('knows names of snapshots', () => {
    for (const name of ['a', '-a.b_c', 'x'.repeat(64)]) assert.ok(isSnapshotName(name), name);
    for (const name of ['', '.a', 'a b', 'ä', 'x'.repeat(65)]) assert.ok(!isSnapshotName(name), name);
  });
});
