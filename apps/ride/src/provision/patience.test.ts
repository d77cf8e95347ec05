import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualTime } from '../virtual-time.js';
import { Cancelled, Stuck, patientRetries, unless, waitOut, whilePropagating } from './patience.js';

const named = (name: string, message = name): Error => Object.assign(new Error(message), { name });

function waiting() {
  const time = new VirtualTime();
  const stop = new AbortController();
  const told: string[] = [];
  return { time, stop, told, context: { time, signal: stop.signal }, tell: (state: string) => void told.push(state) };
}

test('states are waited out, and each is told once', async () => {
  const { time, told, context, tell } = waiting();
  const states = ['CREATING', 'CREATING', 'UPDATING', undefined];
  await time.run(waitOut(context, tell, () => Promise.resolve(states.shift())));
  assert.deepEqual(told, ['CREATING', 'UPDATING']);
});

test('what stays is given up after five minutes, and at once when it is not wanted any more', async () => {
  const { time, stop, context, tell } = waiting();
  const stuck = waitOut(context, tell, () => Promise.resolve('CREATING'));
  await assert.rejects(time.run(stuck), (error) => error instanceof Stuck && /stays CREATING/.test(error.message));
  assert.ok(time.elapsed() >= 300_000 && time.elapsed() < 310_000, String(time.elapsed()));
  stop.abort();
  await assert.rejects(time.run(waitOut(context, tell, () => Promise.resolve('CREATING'))), Cancelled);
});

test('a role that is not known everywhere yet is waited for, at most 90 s; other failures are thrown at once', async () => {
  const { time, told, context, tell } = waiting();
  const isPropagation = ({ message }: Error): boolean => /cannot be assumed/.test(message);
  let attempts = 0;
  const assumable = async (): Promise<string> => {
    attempts += 1;
    if (attempts < 5) throw named('InvalidParameterValueException', 'The role cannot be assumed by Lambda.');
    return 'made';
  };
  assert.equal(await time.run(whilePropagating(context, tell, isPropagation, assumable)), 'made');
  assert.deepEqual(told, ['waiting until the role is known everywhere']);
  const before = time.elapsed();
  const never = (): Promise<void> => Promise.reject(named('InvalidParameterValueException', 'It cannot be assumed.'));
  await assert.rejects(time.run(whilePropagating(context, tell, isPropagation, never)), /cannot be assumed/);
  assert.ok(time.elapsed() - before > 90_000 && time.elapsed() - before < 100_000);
  const other = (): Promise<void> => Promise.reject(named('Other'));
  await assert.rejects(time.run(whilePropagating(context, tell, isPropagation, other)), /Other/);
});

test('requests are repeated as often as it may help', async () => {
  const attemptsOf = async (errorType: 'THROTTLING' | 'SERVER_ERROR' | 'TRANSIENT' | 'CLIENT_ERROR', error?: Error) => {
    const { time, context } = waiting();
    const strategy = patientRetries(time, context.signal);
    let token = await strategy.acquireInitialRetryToken('');
    for (let attempts = 1; ; attempts++) {
      try {
        token = await time.run(strategy.refreshRetryTokenForRetry(token, { errorType, error }));
      } catch {
        return { attempts, passed: time.elapsed() };
      }
    }
  };
  const throttled = await attemptsOf('THROTTLING');
  assert.equal(throttled.attempts, 12);
  assert.ok(throttled.passed > 8_000 && throttled.passed < 60_000, String(throttled.passed));
  assert.equal((await attemptsOf('SERVER_ERROR')).attempts, 6);
  assert.ok((await attemptsOf('TRANSIENT')).passed < 1_000);
  assert.equal((await attemptsOf('CLIENT_ERROR')).attempts, 1);
  assert.equal((await attemptsOf('THROTTLING', named('LimitExceededException'))).attempts, 3);
  assert.equal((await attemptsOf('TRANSIENT', named('TimeoutError'))).attempts, 2);
  const reset = Object.assign(named('TimeoutError'), { code: 'ECONNRESET' });
  assert.equal((await attemptsOf('TRANSIENT', reset)).attempts, 4);
  const conflict = (message: string): Promise<{ attempts: number }> =>
    attemptsOf('CLIENT_ERROR', named('ResourceConflictException', message));
  assert.equal((await conflict('An update is in progress for resource: arn:…')).attempts, 8);
  assert.equal((await conflict('Function already exist: WildRydesSummary')).attempts, 1);
  assert.equal((await attemptsOf('CLIENT_ERROR', named('ConcurrentModificationException'))).attempts, 8);
  const page = named('SyntaxError', 'Unexpected token. Deserialization error: to see the raw response …');
  const withStatus = (httpStatusCode: number): Error => Object.assign(page, { $metadata: { httpStatusCode } });
  assert.equal((await attemptsOf('SERVER_ERROR', withStatus(500))).attempts, 1);
  assert.equal((await attemptsOf('SERVER_ERROR', withStatus(503))).attempts, 6);
});

test('no request is repeated when nobody wants it any more', async () => {
  const { time, stop, context } = waiting();
  const strategy = patientRetries(time, context.signal);
  const token = await strategy.acquireInitialRetryToken('');
  stop.abort();
  await assert.rejects(strategy.refreshRetryTokenForRetry(token, { errorType: 'THROTTLING' }));
});

test('what is looked for may be absent; anything else is thrown', async () => {
  assert.equal(await unless(['Absent'], () => Promise.resolve(1)), 1);
  assert.equal(await unless(['Absent'], () => Promise.reject(named('Absent'))), undefined);
  await assert.rejects(
    unless(['Absent'], () => Promise.reject(named('Other'))),
    /Other/,
  );
});
