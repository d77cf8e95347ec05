import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LogClosedError, LogFullError } from '@paddock/store';
import { FailureLog, isEnding } from './failure-log.js';
import { createLogger } from './runtime/log.js';

function lines(report: (log: FailureLog) => void): string[] {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text) };
  report(new FailureLog(createLogger({ level: 'error', stream, clock: { now: () => 0 } })));
  return written;
}

test('a condition that every request meets is told once, in one line without a stack', () => {
  const told = lines((log) => {
    for (let request = 0; request < 3; request++) {
      log.report(new LogFullError('the disk is full: nothing was appended'), { operation: 'PutRecord' });
    }
  });
  assert.equal(told.length, 1);
  assert.match(told[0] ?? '', /the disk is full.* operation=PutRecord\n$/);
  assert.doesNotMatch(told[0] ?? '', / at /);
});

test('a fault of ours is told every time, with its stack', () => {
  const told = lines((log) => {
    for (let request = 0; request < 2; request++) log.report(new TypeError('x is not a function'), {});
  });
  assert.equal(told.length, 2);
  assert.match(told[0] ?? '', /failure-log\.test/);
});

test('a request that came too late is no fault', () => {
  assert.ok(isEnding(new LogClosedError('the log is closed')));
  assert.ok(!isEnding(new LogFullError('full')));
});
