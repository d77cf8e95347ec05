import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActingRoles } from '../../authorization/acting-roles.js';
import { aFewTurns, testClock } from '../../runtime/controlled-clock.js';
import { silentLogger } from '../../runtime/log.js';
import type { Service } from '../../service.js';
import { FunctionLogs } from './function-logs.js';

const place = { account: '123456789012', region: 'us-east-1', name: 'fn', role: 'role', group: 'g', stream: 's' };
const line = (message: string) => [{ timestamp: 1, message }];

function testLogs() {
  const clock = testClock(0);
  const written: string[] = [];
  let allowed = true;
  let store: () => void = () => undefined;
  const logs = new FunctionLogs({
    logs: {
      hasGroup: () => Promise.resolve(true),
      write: async (_place, events) => {
        await new Promise<void>((resolve) => (store = resolve));
        written.push(...events.map(({ message }) => message));
      },
    },
    acting: {
      session: () => (allowed ? { may: () => Promise.resolve(undefined) } : undefined),
    } as unknown as ActingRoles,
    target: () => ({}) as Service,
    realClock: clock,
    logger: silentLogger,
  });
  return { logs, clock, written, store: () => store(), forbid: () => (allowed = false) };
}

test('the end waits for lines that are being written, as for those that wait', async () => {
  const { logs, clock, written, store } = testLogs();
  const sink = logs.sink(place);
  sink.write(line('one'));
  await clock.advance(20);
  sink.write(line('two'));
  let isOver = false;
  const flushed = logs.flush().then(() => (isOver = true));
  await aFewTurns();
  assert.equal(isOver, false);
  store();
  await aFewTurns();
  assert.deepEqual([written, isOver], [['one'], false]);
  store();
  await flushed;
  assert.deepEqual(written, ['one', 'two']);
});

test('without permission nothing is kept', async () => {
  const { logs, written, forbid } = testLogs();
  forbid();
  logs.sink(place).write(line('one'));
  await logs.flush();
  assert.deepEqual(written, []);
});
