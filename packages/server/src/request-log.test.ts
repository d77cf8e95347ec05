import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision } from '@paddock/policy';
import { rootPrincipal } from './identity/principal.js';
import { RequestLog } from './request-log.js';
import type { Outcome } from './service.js';

const outcome = (operation: string, change: Partial<Outcome> = {}): Outcome => ({
  service: 'kinesis',
  operation,
  requestId: 'r',
  region: 'us-east-1',
  principal: rootPrincipal('123456789012', 'test'),
  sourceIp: '127.0.0.1',
  userAgent: undefined,
  status: 200,
  errorCode: undefined,
  at: 1_700_000_000_123,
  latency: 0.123456,
  verdicts: [],
  ...change,
});

test('keeps the last requests, numbered', () => {
  const log = new RequestLog(3);
  for (const name of ['A', 'B', 'C', 'D']) log.add(outcome(name));
  const shown = (entries: readonly { readonly number: number; readonly operation: string }[]): string =>
    entries.map(({ number, operation }) => `${number}${operation}`).join(' ');
  assert.equal(shown(log.last(10)), '1B 2C 3D');
  assert.equal(shown(log.last(2)), '2C 3D');
  assert.equal(shown(log.since(1, 10)), '2C 3D');
  assert.equal(shown(log.since(-1, 1)), '1B');
  assert.equal(shown(log.since(3, 10)), '');
});

test('tells who asked, when and how long it took, and explains a denial when it is read', () => {
  let explained = 0;
  const log = new RequestLog(10, () => {
    explained += 1;
    return 'sealed';
  });
  log.add(outcome('PutRecord'));
  assert.equal(explained, 0);
  const [entry] = log.last(1);
  assert.equal(entry?.time, '2023-11-14T22:13:20.123Z');
  assert.equal(entry.latency, 0.123);
  assert.equal(entry.principal, 'arn:aws:iam::123456789012:root');
  assert.equal(entry.encodedAuthorizationMessage, 'sealed');
});

test('a request that names no operation shows what it asks for instead', () => {
  const log = new RequestLog();
  log.add(outcome('', { service: '', asked: 'Action GetFoo, Version 2010-05-08', errorCode: 'InvalidAction' }));
  log.add(outcome('PutRecord'));
  assert.deepEqual(
    log.last(2).map(({ service, operation, asked }) => ({ service, operation, asked })),
    [
      { service: '', operation: '', asked: 'Action GetFoo, Version 2010-05-08' },
      { service: 'kinesis', operation: 'PutRecord', asked: undefined },
    ],
  );
});

test('a request that nobody signed has no principal', () => {
  const log = new RequestLog();
  log.add(outcome('GetId', { principal: { kind: 'anonymous', account: '', arn: '', accessKeyId: '', userId: '' } }));
  const [entry] = log.last(1);
  assert.equal(entry?.principal, undefined);
  assert.equal(entry?.accessKeyId, undefined);
});

test('keeps some of many decisions, and the last, which denied', () => {
  const log = new RequestLog(1, ({ verdicts }) => String(verdicts.length));
  const decision: Decision = { outcome: 'allowed', decidedBy: 'root', statements: [], contextFree: true };
  const verdicts = Array.from({ length: 4000 }, (_, at) => ({
    action: 'iam:PassRole',
    resource: String(at),
    decision,
  }));
  log.add(outcome('SetIdentityPoolRoles', { verdicts }));
  const [entry] = log.last(1);
  assert.deepEqual([entry?.decisions.length, entry?.encodedAuthorizationMessage], [20, '20']);
  assert.deepEqual([entry?.decisions[0]?.resource, entry?.decisions.at(-1)?.resource], ['0', '3999']);
});
